"""`login` and `logout`, as a person and as a script meet them."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from fake.accounts import Renewal
from fake.browser import land
from fake.fixtures import login
from fake.weather import Fault
from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Run, Spawn
    from fake.service import FakeSpotify

BROWSER = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=10).close()"
"""A browser that follows where it is sent."""


@pytest.fixture
def token_path(home: Path) -> Path:  # noqa: ARG001 - the home must be there first
    return Places.of(os.environ).state / "token.json"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def aged(token_path: Path, days: int) -> None:
    """Make the login as old as that."""
    document = json.loads(token_path.read_text(encoding="utf-8"))
    document["authorised_at"] = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    token_path.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.usefixtures("config_file", "spotify")
def test_a_login_by_pasting_says_who_is_logged_in_and_until_when(token_path: Path) -> None:
    """The address stands alone on stdout; everything said to the person is on stderr."""
    outcome = login()
    assert outcome.status == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/authorize\?\S+\n", outcome.stdout)
    assert re.search(r"Logged in as Listener, until \d{4}-\d\d-\d\d\.", outcome.stderr)
    assert token_path.exists()


@pytest.mark.usefixtures("config_file", "spotify")
def test_a_script_can_log_in_through_pipes(token_path: Path) -> None:
    """The address arrives at once although stdout is a pipe, and one line of stdin is all that is read."""
    command = [sys.executable, "-m", "soundtrack_playlists", "login", "--no-browser"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        _, stderr = process.communicate(f"\n{land(address)}\n", timeout=30)
    assert process.returncode == 0, stderr
    assert "Logged in as Listener" in stderr
    assert token_path.exists()


@pytest.mark.usefixtures("spotify")
def test_a_login_by_browser_comes_back_by_itself(
    config_file: Path, spawn: Spawn, tmp_path: Path, token_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser is sent to Spotify, and lands at the program's own small server."""
    script = tmp_path / "browser.py"
    script.write_text(BROWSER)
    monkeypatch.setenv("BROWSER", f"{sys.executable} {script} %s")
    with config_file.open("a") as file:
        file.write(f'redirect_uri = "http://127.0.0.1:{free_port()}/back"\n')
    process = spawn("login")
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 0, stderr
    assert "Logged in as Listener" in stderr
    assert token_path.exists()


def test_saying_no_changes_nothing(logged_in: FakeSpotify, token_path: Path) -> None:
    """Cancel in the browser is not an accident, and an older login stays."""
    logged_in.accounts.denies = True
    outcome = login()
    assert outcome.status == 4
    assert "not to allow" in outcome.stderr
    assert token_path.exists()


@pytest.mark.usefixtures("config_file", "spotify")
@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("", "no address was pasted"),
        ("\n\n", "no address was pasted"),
        ("what?\n", "no address was pasted"),
        ("what?\n" * 3, "holds no code"),
        ("http://127.0.0.1:8974/callback?code=c&state=other\n" * 3, "another attempt"),
    ],
)
def test_a_wrong_paste_is_explained_and_ends(run: Run, pasted: str, why: str, token_path: Path) -> None:
    """Three tries, and the end of input is an end."""
    outcome = run("login", "--no-browser", stdin=pasted)
    assert outcome.status in {2, 4}
    assert why in outcome.stderr
    assert not token_path.exists()


@pytest.mark.parametrize("command", ["login", "doctor", "status"])
def test_without_a_client_id_the_way_to_one_is_named(run: Run, command: str) -> None:
    """A newcomer is sent to `config init`, not to a traceback."""
    outcome = run(command)
    assert "config init" in outcome.stdout + outcome.stderr
    assert outcome.status == {"login": 4, "doctor": 1, "status": 0}[command]


def test_an_account_that_is_not_on_the_list_is_told_so(spotify: FakeSpotify, config_file: Path) -> None:
    """The token is good, the app's allow-list is not: the cure is on the dashboard."""
    assert config_file.exists()
    spotify.weather.on("me", Fault.NOT_REGISTERED)
    outcome = login()
    assert outcome.status == 1
    assert "User Management" in outcome.stderr


def test_bad_weather_after_the_login_does_not_undo_it(
    spotify: FakeSpotify, config_file: Path, token_path: Path
) -> None:
    """A quota that is spent says nothing against the login."""
    assert config_file.exists()
    spotify.weather.on("me", Fault.QUOTA)
    outcome = login()
    assert outcome.status == 0
    assert "quota" in outcome.stderr
    assert token_path.exists()


def test_logging_out_forgets_the_login(logged_in: FakeSpotify, run: Run, token_path: Path) -> None:
    """Once is enough, twice is no error, and Spotify is not asked."""
    assert run("logout").status == 0
    assert not token_path.exists()
    again = run("logout")
    assert (again.status, logged_in.log) == (0, [])
    assert "not logged in" in again.stderr


def test_several_processes_renew_the_login_once(
    logged_in: FakeSpotify, token_path: Path, spawn: Spawn
) -> None:
    """Whoever comes second uses what the first one got; a rotated refresh token is not spent twice."""
    logged_in.accounts.renewal = Renewal.ROTATED
    document = json.loads(token_path.read_text(encoding="utf-8"))
    document["expires_at"] = document["authorised_at"]
    token_path.write_text(json.dumps(document), encoding="utf-8")
    for process in [spawn("doctor") for _ in range(3)]:
        stdout, stderr = process.communicate(timeout=60)
        assert process.returncode == 0, stdout + stderr
    assert logged_in.counts["token"] == 1


@pytest.mark.usefixtures("logged_in")
def test_the_end_of_a_login_is_announced_a_month_ahead(run: Run, token_path: Path) -> None:
    """From the fifth month on, once a run, on stderr."""
    aged(token_path, days=160)
    outcome = run("resolve", "--no-lock", "--film", "spawn")
    assert len(re.findall(r"login ends in 2\d days, on \d{4}-\d\d-\d\d", outcome.stderr)) == 1
    assert "time for `soundtrack-playlists login`" in run("doctor").stdout


def test_nothing_else_ever_asks(config_file: Path, spotify: FakeSpotify, spawn: Spawn) -> None:
    """Without a login a command that needs one ends with status 4 at once: no prompt, no browser."""
    assert config_file.exists()
    process = spawn("lock", "check")
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 4, stderr
    assert "soundtrack-playlists login" in stderr
    assert spotify.log == []

"""`doctor`: each line fine, or with its cure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fake.weather import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Run
    from fake.service import FakeSpotify


def test_all_is_well_for_a_user_who_is_logged_in(logged_in: FakeSpotify, run: Run) -> None:
    """One request, every check fine, status 0."""
    outcome = run("doctor", "--json")
    assert outcome.status == 0
    assert outcome.json["ok"] is True
    names = [check["name"] for check in outcome.json["checks"]]
    assert names == ["config", "login", "permissions", "quota", "connection", "clock"]
    assert all(check["ok"] and check["found"] and not check["cure"] for check in outcome.json["checks"])
    assert logged_in.requests == 1


def failing(run: Run) -> dict[str, str]:
    """Name of each check that is not fine, and its cure."""
    outcome = run("doctor", "--json")
    found = {check["name"]: check["cure"] for check in outcome.json["checks"] if not check["ok"]}
    assert outcome.json["ok"] is not found
    assert outcome.status == (1 if found else 0)
    return found


def test_a_mistaken_configuration_is_named_once(config_file: Path, run: Run) -> None:
    """Everything rests on it: the other lines point there."""
    config_file.write_text("[spotify]\nclient = 1\n")
    assert "config check" in failing(run)["config"]
    assert run("doctor").stdout.count("not known: see config") == 5


@pytest.mark.usefixtures("config_file")
def test_a_missing_login_is_named(run: Run) -> None:
    """The cure is the command; what can be seen without a login is looked at."""
    assert "soundtrack-playlists login" in failing(run)["login"]
    assert "ok    quota: 0 of 400 searches" in run("doctor").stdout


def test_a_login_older_than_spotify_lets_one_be_has_probably_ended(
    logged_in: FakeSpotify, run: Run, home: Path
) -> None:
    """Spotify has the last word: it is asked all the same."""
    [path] = home.rglob("token.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**document, "authorised_at": "2020-01-31T12:00:00+00:00"}), encoding="utf-8")
    assert failing(run).keys() == {"login"}
    assert "made 2020-01-31, has probably ended" in run("doctor").stdout
    assert logged_in.requests == 2


def test_a_scope_that_was_not_granted_is_named(logged_in: FakeSpotify, run: Run, home: Path) -> None:
    """Covers fail without theirs, long after everything else worked."""
    [path] = home.rglob("token.json")
    path.write_text(path.read_text().replace('"ugc-image-upload"', '"another-scope"'))
    assert "agree to everything" in failing(run)["permissions"]
    assert logged_in.violations == []


def test_a_spent_quota_is_told_without_asking(logged_in: FakeSpotify, run: Run) -> None:
    """The second time nothing is sent."""
    logged_in.weather.on("me", Fault.QUOTA)
    assert "after" in failing(run)["connection"]
    assert "Run it again after" in failing(run)["quota"]
    assert logged_in.requests == 1


@pytest.mark.parametrize(
    ("fault", "cure"), [(Fault.NOT_REGISTERED, "User Management"), (Fault.NO_PREMIUM, "Premium")]
)
def test_what_is_wrong_with_the_app_is_cured_on_the_dashboard(
    logged_in: FakeSpotify, run: Run, fault: Fault, cure: str
) -> None:
    """The known texts of 403 have their own cures."""
    logged_in.weather.on("me", fault)
    assert cure in failing(run)["connection"]


def test_a_clock_that_is_wrong_is_noticed(logged_in: FakeSpotify, run: Run) -> None:
    """Spotify's own Date header is the measure."""
    logged_in.clock.advance(seconds=300)
    assert "synchronisation" in failing(run)["clock"]


def test_an_unreachable_service_is_named(logged_in: FakeSpotify, config_file: Path, run: Run) -> None:
    """No connection is the weather's fault, not the login's."""
    text = config_file.read_text().replace(f'api_url = "{logged_in.url}', 'api_url = "http://127.0.0.1:9')
    config_file.write_text(text)
    assert "internet connection" in failing(run)["connection"]

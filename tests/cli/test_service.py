"""How commands reach Spotify: one session a run, as patient as somebody is there to wait."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.cli.app import App
from soundtrack_playlists.cli.service import connect, logged_in, make_session
from soundtrack_playlists.errors import LoginNeeded
from soundtrack_playlists.report.console import Console

if TYPE_CHECKING:
    from pathlib import Path

    from fake.service import FakeSpotify


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("watched", "setting", "seconds"), [(True, "", 60), (False, "", 300), (True, "max_wait = 5\n", 5)]
)
@pytest.mark.usefixtures("spotify")
def test_somebody_at_the_terminal_waits_less(
    config_file: Path, monkeypatch: pytest.MonkeyPatch, watched: bool, setting: str, seconds: int
) -> None:
    """A scheduled run has time; a person wants to know soon. What is configured counts before both."""
    with config_file.open("a") as file:
        file.write(setting)
    monkeypatch.setattr(sys, "stdin", Terminal() if watched else io.StringIO())
    app = App()
    app.console = Console(stderr=Terminal() if watched else io.StringIO())
    session = make_session(app)
    session.close()
    assert session.patience.max_wait == seconds


@pytest.mark.usefixtures("logged_in")
def test_a_run_has_one_session() -> None:
    """Reading and writing count their requests together."""
    app = App()
    session = connect(app)
    assert connect(app) is session
    session.close()


@pytest.mark.usefixtures("logged_in")
def test_the_end_of_the_login_is_said_once_also_where_nothing_is_asked(home: Path) -> None:
    """A run that finds everything in memory is no reason to let the login end silently."""
    [path] = home.rglob("token.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    agreed = datetime.now(UTC) - timedelta(days=170)
    path.write_text(json.dumps({**document, "authorised_at": agreed.isoformat()}), encoding="utf-8")
    app, screen = App(), io.StringIO()
    app.console = Console(stderr=screen)
    assert logged_in(app)
    assert logged_in(app)
    connect(app).close()
    assert screen.getvalue().count("Your Spotify login ends in") == 1


@pytest.mark.usefixtures("config_file")
def test_whether_there_is_a_login_is_known_without_asking(spotify: FakeSpotify) -> None:
    """No request is sent, and without a login no session is made."""
    app = App()
    assert logged_in(app) is False
    with pytest.raises(LoginNeeded):
        connect(app)
    assert spotify.log == []

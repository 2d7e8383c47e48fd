"""Clocks that jump, configurations that change between two runs, logins that end in the middle of one."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from faults.machine import machine, shifted
from faults.stage import stage
from faults.test_kill import CONFIG, ends, made

if TYPE_CHECKING:
    from pathlib import Path

    from fake.wire import Request

YEAR = timedelta(days=365)


@pytest.mark.parametrize("by", [YEAR, -YEAR])
def test_a_clock_that_jumps_a_year_changes_nothing(tmp_path: Path, by: timedelta) -> None:
    """Everything noted lies a year ahead (the clock was set back), or behind: the end is the same."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        expected = ends(at, ("refresh",))
        at.reset()
        state = at.places.state
        token = state / "token.json"
        fields = json.loads(token.read_text(encoding="utf-8"))
        fields["expires_at"] = shifted(fields["expires_at"], by)
        token.write_text(json.dumps(fields), encoding="utf-8")
        with closing(sqlite3.connect(at.ledger)) as database, database:
            for key, body in database.execute("SELECT key, body FROM playlists").fetchall():
                database.execute("UPDATE playlists SET body = ? WHERE key = ?", (shifted(body, by), key))
            for number, moment in database.execute("SELECT id, at FROM runs").fetchall():
                database.execute("UPDATE runs SET at = ? WHERE id = ?", (shifted(moment, by), number))
        with closing(sqlite3.connect(state / "requests.sqlite")) as database, database:
            database.execute("UPDATE sent SET at = at + ?", (by.total_seconds(),))
        assert ends(at, ("refresh",)) == expected
        assert at.run("refresh", "--due").status == 0


def test_a_block_noted_by_a_clock_a_year_ahead_does_not_hold(tmp_path: Path) -> None:
    """Spotify never asks for more than a day."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        ahead = (datetime.now().astimezone() + YEAR).timestamp()
        with closing(sqlite3.connect(at.places.state / "requests.sqlite")) as database, database:
            database.execute("INSERT INTO blocked SELECT app, ? FROM sent LIMIT 1", (ahead,))
        assert at.run("refresh").status == 0


@pytest.mark.parametrize("number", range(1, 8, 2))
def test_a_login_that_ends_in_mid_run_is_said_and_the_next_login_goes_on(tmp_path: Path, number: int) -> None:
    """Status 4; after `login` the end is that of an undisturbed run."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        expected = ends(at, ("refresh",))
        at.reset()

        def end(_: Request) -> None:
            if len(at.fake.log) == number:
                at.fake.accounts.access.clear()
                at.fake.accounts.refresh.clear()

        at.fake.forget()
        at.fake.before = end
        outcome = at.run("refresh")
        at.fake.before = None
        assert outcome.status == 4, outcome.stderr
        assert "login" in outcome.stderr
        at.log_in()
        assert ends(at, ("refresh",))[-1] == expected[-1]


def test_a_configuration_that_changes_between_runs_changes_what_it_says_and_no_more(tmp_path: Path) -> None:
    """Titles, order, length, one entry fewer: no second playlist, nothing of the user's lost."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        ids = {playlist.id for playlist in at.playlists().values()}
        ours = '[[playlist]]\nby = "film"\nname = "spawn"\n'
        for settings in (
            '[playlists]\ncovers = false\nfilm_title = "{film}!"\n',
            '[playlists]\ncovers = false\norder = "title"\npublic = true\n',
            "[playlists]\ncovers = false\nskip_artists = ['Korn']\nmirror = false\n",
        ):
            at.configure(settings + ours)
            assert at.run("refresh").status == 0
            assert {playlist.id for playlist in at.playlists().values()} == ids
            for playlist in at.playlists().values():
                held = playlist.now.uris
                assert held.count("spotify:local:me:mine:song:100") == 1
                assert len(held) == len(set(held))
        at.fake.forget()
        assert at.run("refresh").status == 0
        assert dict(at.fake.counts) == {"playlists": 1}


@pytest.mark.parametrize("operation", ["create", "add"])
def test_an_answer_that_comes_too_late_is_looked_for_and_not_asked_again(
    tmp_path: Path, operation: str
) -> None:
    """The work was done; only the program no longer listened."""
    with machine(tmp_path / "home", CONFIG.format(limit=5)) as at:
        text = at.places.config_file.read_text(encoding="utf-8")
        at.places.config_file.write_text(
            text.replace("[spotify]\n", "[spotify]\ntimeout = 1\n"), encoding="utf-8"
        )
        late: list[str] = []

        def wait(request: Request) -> None:
            if at.fake.log[-1].operation == operation and not late:
                late.append(request.path)
                threading.Event().wait(1.5)

        at.fake.after = wait
        assert at.run("refresh").status == 0
        at.fake.after = None
        assert late
        playlists = at.playlists()
        assert sorted(playlists) == ["film:cruel-intentions", "film:spawn"]
        assert [len(set(each.now.uris)) for each in playlists.values()] == [
            len(each.now.uris) for each in playlists.values()
        ]
        assert sorted(len(each.now.uris) for each in playlists.values()) == [4, 5]

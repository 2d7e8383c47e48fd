"""A user's machine with Spotify beside it: a home folder, a fake, and the program run against it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from unittest import mock

from fake.fixtures import config_for, login, run_program, shipped_fake
from fake.server import serve
from soundtrack_playlists.files import HOME_VARIABLE, Places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fake.fixtures import Outcome
    from fake.playlists import Kept
    from fake.service import FakeSpotify


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+\d\d:\d\d")
BETWEEN_RUNS = timedelta(minutes=3)
"""More than Spotify needs to show what was written."""


def shifted(text: str, by: timedelta) -> str:
    """Move every moment in a text."""
    return MOMENT.sub(lambda found: (datetime.fromisoformat(found[0]) + by).isoformat(), text)


@dataclass
class Machine:
    """One user logged in to one fake. Nothing here waits: pauses of the program take no time."""

    fake: FakeSpotify
    home: Path

    @property
    def places(self) -> Places:
        """Where the program keeps its files."""
        return Places.of({HOME_VARIABLE: str(self.home)})

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.places.state / "ledger.sqlite"

    def run(self, *arguments: str) -> Outcome:
        """Run the program in this process."""
        return run_program(*arguments)

    def log_in(self) -> None:
        """Log in as a person does who agrees."""
        outcome = login()
        assert outcome.status == 0, outcome.stderr

    def configure(self, more: str = "") -> None:
        """Write config.toml anew: the fake's address, and `more`."""
        self.places.config_file.parent.mkdir(parents=True, exist_ok=True)
        self.places.config_file.write_text(config_for(self.fake.url) + more, encoding="utf-8")

    def own_film(self, key: str, text: str) -> None:
        """Put a film into the user's own folder: it takes the place of the shipped one with its key."""
        path = self.places.config / "films" / f"{key}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def let_time_pass(self, by: timedelta = BETWEEN_RUNS) -> None:
        """Let everything that was noted of playlists be so much longer ago."""
        if not self.ledger.exists():
            return
        with contextlib.closing(sqlite3.connect(self.ledger)) as database, database:
            if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
                return  # the run was killed before it made a table: nothing is noted
            rows = database.execute("SELECT rowid, body FROM playlists WHERE body IS NOT NULL").fetchall()
            aged = [(shifted(body, -by), row) for row, body in rows]
            database.executemany("UPDATE playlists SET body = ? WHERE rowid = ?", aged)

    def playlists(self) -> dict[str, Kept]:
        """The user's playlists as they truly are, by the key that their marker names. Doubles are an error."""
        from soundtrack_playlists.playlists.marker import key_in

        found: dict[str, Kept] = {}
        for playlist_id, version in self.fake.playlists().items():
            key = key_in(version.description) or f"no marker: {version.name}"
            assert key not in found, f"two playlists for {key}"
            found[key] = self.fake.library.playlists[playlist_id]
        return found


@contextlib.contextmanager
def machine(home: Path, more: str = "", *, fake: FakeSpotify | None = None) -> Iterator[Machine]:
    """Set up a machine whose user has just logged in."""
    with (
        mock.patch.dict(os.environ, {HOME_VARIABLE: str(home)}),
        mock.patch("time.sleep", return_value=None),
        serve(fake or shipped_fake()) as running,
    ):
        made = Machine(running, home)
        made.configure(more)
        made.log_in()
        running.forget()
        yield made
        assert running.violations == [], running.violations


def locked() -> dict[str, str]:
    """Song key → URI, as the shipped lock has it: what a right playlist is made of."""
    from soundtrack_playlists.files import shipped_data

    document: dict[str, Any] = json.loads((shipped_data() / "lock.json").read_text(encoding="utf-8"))
    return {key: f"spotify:track:{song['track']}" for key, song in document["songs"].items()}

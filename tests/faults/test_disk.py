"""A disk that is full, a home that cannot be written to, files that were lost, damaged or made by an older program."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from faults.stage import stage
from faults.test_kill import CONFIG, ends, made

if TYPE_CHECKING:
    from pathlib import Path

FULL = [600, 4096, 16_384, 40_960, 61_440]
"""Bytes at which a file cannot grow any more: from what a message needs to somewhere in the ledger's journal."""


@pytest.mark.parametrize("most_bytes", FULL)
def test_on_a_full_disk_a_refresh_says_so_and_loses_nothing(tmp_path: Path, most_bytes: int) -> None:
    """Once there is room again, the next run ends as if nothing had been."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        expected = ends(at, ("refresh",))
        at.reset()
        outcome = at.start("refresh", most_bytes=most_bytes).end()
        assert outcome.status in {0, 1}
        assert "mistake in soundtrack-playlists" not in outcome.stderr
        assert (outcome.status == 1) == ("Error: " in outcome.stderr)
        assert ends(at, ("refresh",))[-1] == expected[-1]


def test_with_no_room_nothing_is_sent_that_cannot_be_noted(tmp_path: Path) -> None:
    """A write on Spotify whose intent could not be written down first is not made."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        at.fake.forget()
        outcome = at.start("refresh", most_bytes=FULL[0]).end()
        assert outcome.status == 1
        assert {call.method for call in at.fake.log} <= {"GET"}


@pytest.mark.skipif(
    not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], check=False).returncode != 0,
    reason="needs a mount of its own (Linux, user namespaces)",
)
def test_in_a_home_that_can_only_be_read_what_reads_works_and_what_writes_says_why(tmp_path: Path) -> None:
    """No traceback, and nothing is sent."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        at.fake.forget()
        read_only = (
            f'mount --bind "{at.home}" "{at.home}" && mount -o remount,ro,bind "{at.home}" && exec "$@"'
        )
        program = [sys.executable, "-m", "soundtrack_playlists"]
        for words, status in (
            (["generate", "--film", "spawn", "--offline", "--dry-run"], 0),
            (["refresh"], 1),
        ):
            done = subprocess.run(
                ["unshare", "-rm", "sh", "-c", read_only, "sh", *program, *words],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == status, done.stderr
            assert "mistake in soundtrack-playlists" not in done.stderr
        assert "Read-only file system" in done.stderr
        assert {call.method for call in at.fake.log} <= {"GET"}


def test_a_ledger_of_an_older_program_is_taken_over(tmp_path: Path) -> None:
    """Facts that it did not know yet are as if nothing had happened."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        expected = ends(at, ("refresh",))
        at.reset()
        with closing(sqlite3.connect(at.ledger)) as database, database:
            for key, body in database.execute("SELECT key, body FROM playlists").fetchall():
                known = {
                    name: value
                    for name, value in json.loads(body).items()
                    if name not in {"doubt", "undoing"}
                }
                database.execute("UPDATE playlists SET body = ? WHERE key = ?", (json.dumps(known), key))
        assert ends(at, ("refresh",)) == expected


def test_a_ledger_of_a_later_program_is_left_alone(tmp_path: Path) -> None:
    """It is neither written nor set aside, and the message says what to do."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        with closing(sqlite3.connect(at.ledger)) as database, database:
            database.execute("PRAGMA user_version = 99")
        before = at.ledger.read_bytes()
        outcome = at.run("refresh")
        assert outcome.status == 1
        assert "Upgrade soundtrack-playlists" in outcome.stderr
        assert at.ledger.read_bytes() == before


@pytest.mark.parametrize("damage", ["lost", "emptied", "cut", "overwritten"])
def test_without_a_readable_ledger_no_second_playlist_is_made(tmp_path: Path, damage: str) -> None:
    """Playlists are found by their marker; what was added by hand stays. Only removals are forgotten."""
    with stage(tmp_path, CONFIG.format(limit=5), made) as at:
        ids = {playlist.id for playlist in at.playlists().values()}
        whole = at.ledger.read_bytes()
        for leftover in at.ledger.parent.glob(f"{at.ledger.name}-*"):
            leftover.unlink()
        if damage == "lost":
            at.ledger.unlink()
        else:
            half = whole[: len(whole) // 2]
            at.ledger.write_bytes({"emptied": b"", "cut": half, "overwritten": b"x" * len(whole)}[damage])
        assert at.run("refresh").status == 0
        assert {playlist.id for playlist in at.playlists().values()} == ids
        for playlist in at.playlists().values():
            held = playlist.now.uris
            assert held.count("spotify:local:me:mine:song:100") == 1
            assert len(held) == len(set(held))

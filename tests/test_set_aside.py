"""Damaged files are kept, under a name nobody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.files import set_aside

if TYPE_CHECKING:
    from pathlib import Path


def test_what_sqlite_keeps_beside_a_database_goes_with_it(tmp_path: Path) -> None:
    """The last writes are in there, and must not meet a database that is begun anew."""
    path = tmp_path / "state" / "requests.sqlite"
    path.parent.mkdir()
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).write_text(f"content{suffix}")
    aside = set_aside(path, "damaged")
    assert {each.name: each.read_text() for each in path.parent.iterdir()} == {
        aside.name + suffix: f"content{suffix}" for suffix in ("", "-wal", "-shm")
    }


def test_nothing_set_aside_before_is_overwritten(tmp_path: Path) -> None:
    """A second mishap gets a number of its own."""
    path = tmp_path / "ledger.sqlite"
    for number in (1, 2):
        path.write_text(f"{number}")
        assert set_aside(path, "damaged").name == f"ledger.sqlite.damaged-{number}"

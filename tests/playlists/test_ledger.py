"""The ledger: what it holds survives kills, damage and upgrades, or is said to be lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.errors import DataProblem, SoundtrackError
from soundtrack_playlists.playlists.kept import Creating, Doubt, Item, Kept, Writing
from soundtrack_playlists.playlists.ledger import MIGRATIONS, RUNS_KEPT, Ledger, Run
from soundtrack_playlists.playlists.playlist import Recipe

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RECIPE = Recipe(theme="nu-metal", decade=1990, songs="all", limit=20, skip_artists=("Korn",), every=7)
FULL = Kept(
    RECIPE.key, "account", RECIPE, "id", "Title", "Words", public=True,
    items=(Item("a", "film/a"), Item("b", "film/b")), held=("a", None, "b"), snapshot="s",
    away=(Item("c", "film/c"),), dead=("d",), cover="digest",
    creating=Creating("Title", ("x", "y"), NOON), writing=Writing((Item("e", "film/e"),), ("f",), ("a", None), "refresh"),
    doubt=Doubt(("e",), NOON), refreshed=NOON, checked=NOON, told="deleted",
)  # fmt: skip


def run(number: int) -> Run:
    """A run that added one song."""
    return Run("account", FULL.key, NOON, "refresh", ("a", None), ("a", None, f"b{number}"), 1, 0, 0)


def test_what_was_put_comes_back_the_same(tmp_path: Path) -> None:
    """Every field, intents included, after closing and opening again."""
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(FULL)
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        assert ledger.all() == [FULL]
        assert ledger.get("account", FULL.key) == FULL
        assert ledger.get("another", FULL.key) is None


def test_the_last_twenty_runs_are_kept_newest_first(tmp_path: Path) -> None:
    """Older ones go; those of other playlists do not count."""
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        other = replace(FULL, key="film:spawn")
        ledger.put(FULL, other)
        ledger.note(other, replace(run(0), key="film:spawn"))
        for number in range(RUNS_KEPT + 5):
            ledger.note(FULL, run(number))
        runs = ledger.runs("account", FULL.key)
        assert [each.after[2] for each in runs] == [f"b{n}" for n in range(RUNS_KEPT + 4, 4, -1)]
        assert len(ledger.runs("account", "film:spawn")) == 1


def test_a_forgotten_playlist_is_gone_yet_the_ledger_is_not_blank(tmp_path: Path) -> None:
    """Else the marker alone would bring it back at the next refresh."""
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(FULL)
        ledger.note(FULL, run(0))
        ledger.forget("account", FULL.key)
        assert ledger.all() == []
        assert ledger.runs("account", FULL.key) == []
        assert not ledger.blank
        ledger.put(FULL)
        assert ledger.all() == [FULL]


@pytest.mark.parametrize(
    "damage",
    [b"not a database at all, but long enough to be looked at", b"SQLite format 3\0" + b"\xff" * 4096],
)
def test_a_damaged_ledger_is_set_aside_and_said(tmp_path: Path, damage: bytes) -> None:
    """The program goes on with an empty one; the old file is kept."""
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(damage)
    with Ledger.open(path) as ledger:
        assert "set aside" in ledger.problem
        assert ledger.blank
    assert (tmp_path / "ledger.sqlite.damaged-1").read_bytes() == damage


def test_a_row_that_makes_no_sense_is_damage_too(tmp_path: Path) -> None:
    """A whole file with a broken body is not used half."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.put(FULL)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE playlists SET body = '{\"key\": 1}'")
    with Ledger.open(path) as ledger:
        assert "set aside" in ledger.problem


def test_a_ledger_of_a_later_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    """Writing to it would lose what this version does not know."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path, (*MIGRATIONS, "CREATE TABLE later (x)")) as ledger:
        ledger.put(FULL)
    with pytest.raises(DataProblem, match="later version"):
        Ledger.open(path)
    assert not list(tmp_path.glob("*.damaged-*"))


def test_an_older_ledger_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    """The copy opens with the older program; nothing is lost in the new one."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.put(FULL)
    with Ledger.open(path, (*MIGRATIONS, "ALTER TABLE runs ADD COLUMN note TEXT")) as ledger:
        assert ledger.all() == [FULL]
    with Ledger.open(tmp_path / "ledger.sqlite.form-1") as ledger:
        assert ledger.all() == [FULL]


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    """A form is reached whole or not at all."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.put(FULL)
    with pytest.raises(SoundtrackError):
        Ledger.open(path, (*MIGRATIONS, "CREATE TABLE half (x); SELECT nonsense"))
    with Ledger.open(path) as ledger:
        assert ledger.all() == [FULL]
        assert not ledger.problem


def test_of_several_playlists_put_together_all_or_none_are_noted(tmp_path: Path) -> None:
    """A recovery that dies half-way is not taken for a whole one."""
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        with pytest.raises(SoundtrackError, match="cannot be written"):
            ledger.put(FULL, replace(FULL, account=None))  # type: ignore[arg-type]  # what the table refuses
        assert ledger.blank

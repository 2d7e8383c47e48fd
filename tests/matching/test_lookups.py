"""Lookups: remembered answers come back whole, age as they should, and survive what happens to files."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.matching.lookups import Lookups
from soundtrack_playlists.matching.remembered import HIT_LIFE, Kind, Remembered
from soundtrack_playlists.models import Album, Track

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TRACK = Track(
    "3YKptz29AsOlm7WAVnztBh",
    "Kiss from a Rose",
    ("Seal",),
    album="Batman Forever",
    album_artists=("Various Artists",),
    duration_ms=288_000,
    isrc="GBAHT9400155",
    explicit=False,
    playable=True,
)
ALBUM = Album("2YKptz29AsOlm7WAVnztBh", "Batman Forever", ("Various Artists",), tracks=(TRACK,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the lookups will be; nothing is there yet."""
    return tmp_path / "cache" / "lookups.sqlite"


@pytest.fixture
def warnings() -> list[str]:
    """What the user was warned of."""
    return []


@pytest.fixture
def lookups(path: Path, warnings: list[str]) -> Iterator[Lookups]:
    """Lookups for Germany, at a fixed moment."""
    with closing(Lookups(path, "DE", warn=warnings.append, clock=lambda: NOW)) as lookups:
        yield lookups


def test_reading_makes_no_file(lookups: Lookups, path: Path) -> None:
    """Whoever never asks leaves nothing behind."""
    assert lookups.tracks("kiss from a rose seal") is None
    assert lookups.gone() == frozenset()
    assert lookups.tallies() == []
    assert not path.parent.exists()


def test_an_answer_comes_back_whole(lookups: Lookups) -> None:
    """Every field of every candidate, in order, with its time."""
    found = (TRACK, Track("4YKptz29AsOlm7WAVnztBh", "Ø", ()))
    lookups.remember(Kind.TRACKS, "kiss from a rose", found, misses=2)
    assert lookups.tracks("kiss from a rose") == Remembered(found, NOW, 2)


def test_an_album_comes_back_with_its_tracks(lookups: Lookups) -> None:
    """An album read once need not be read again."""
    lookups.remember(Kind.ALBUM, ALBUM.id, (ALBUM,), misses=0)
    assert lookups.album(ALBUM.id) == Remembered((ALBUM,), NOW, 0)


def test_a_question_is_the_same_however_it_is_spelled(lookups: Lookups) -> None:
    """Case, accents and punctuation make no new question."""
    lookups.remember(Kind.TRACKS, "Beyoncé: Crazy’s", (TRACK,), misses=0)
    assert lookups.tracks("beyonce crazys") is not None


def test_ids_differ_by_case(lookups: Lookups) -> None:
    """An id is not a word."""
    lookups.remember(Kind.TRACK, TRACK.id, (TRACK,), misses=0)
    assert lookups.track(TRACK.id.swapcase()) is None


def test_kinds_and_markets_are_apart(lookups: Lookups, path: Path) -> None:
    """The same words asked of albums, or in France, are another question."""
    lookups.remember(Kind.TRACKS, "x", (TRACK,), misses=0)
    assert lookups.albums("x") is None
    with closing(Lookups(path, "FR", warn=pytest.fail)) as french:
        assert french.tracks("x") is None


def test_a_question_of_signs_alone_is_kept(lookups: Lookups) -> None:
    """“!!!” is a band, and not the same as “???”."""
    lookups.remember(Kind.TRACKS, "!!!", (TRACK,), misses=0)
    assert lookups.tracks("!!!") is not None
    assert lookups.tracks("???") is None


def test_a_newer_answer_replaces_the_older(lookups: Lookups) -> None:
    """There is one answer to a question."""
    lookups.remember(Kind.TRACKS, "x", (), misses=1)
    lookups.remember(Kind.TRACKS, "x", (TRACK,), misses=0)
    remembered = lookups.tracks("x")
    assert remembered
    assert remembered.found == (TRACK,)


def test_tracks_that_are_gone_are_known(lookups: Lookups) -> None:
    """An id that was asked for in vain is not offered again, until it is time to believe in it once more."""
    lookups.remember(Kind.TRACK, "gone", (), misses=1)
    lookups.remember(Kind.TRACK, TRACK.id, (TRACK,), misses=0)
    assert lookups.gone() == {"gone"}
    lookups.clock = lambda: NOW + timedelta(days=91)
    assert lookups.gone() == frozenset()


@pytest.mark.parametrize(
    ("misses", "days"), [(0, 90), (1, 7), (2, 14), (3, 28), (4, 56), (5, 90), (6, 90), (10**9, 90)]
)
def test_misses_are_asked_again_soon_and_then_ever_less(misses: int, days: int) -> None:
    """Seven days, doubling, and no longer than a hit."""
    remembered: Remembered[Track] = Remembered((), NOW, misses)
    assert remembered.life == timedelta(days=days)
    assert remembered.life <= HIT_LIFE


def test_misses_are_forgotten_alone(lookups: Lookups) -> None:
    """Clearing the misses asks again for what was not found, and for nothing else."""
    lookups.remember(Kind.TRACKS, "hit", (TRACK,), misses=0)
    lookups.remember(Kind.TRACKS, "miss", (TRACK,), misses=1)
    assert lookups.clear(misses_only=True) == 1
    assert lookups.tracks("hit")
    assert lookups.tracks("miss") is None
    assert lookups.clear() == 1
    assert lookups.tracks("hit") is None


def test_tallies_count_hits_misses_and_ages(path: Path) -> None:
    """What `cache show` prints."""
    times = iter([NOW - timedelta(days=3), NOW])
    with closing(Lookups(path, "DE", warn=pytest.fail, clock=lambda: next(times))) as lookups:
        lookups.remember(Kind.TRACKS, "hit", (TRACK,), misses=0)
        lookups.remember(Kind.TRACKS, "miss", (), misses=1)
        (tally,) = lookups.tallies()
    assert (tally.kind, tally.hits, tally.misses) == (Kind.TRACKS, 1, 1)
    assert (tally.oldest, tally.newest) == (NOW - timedelta(days=3), NOW)


@pytest.mark.parametrize(
    "damage", [b"", b"not a database at all, but some text", b"SQLite format 3\0" + b"\xff" * 200]
)
def test_a_damaged_file_is_set_aside_and_begun_anew(
    lookups: Lookups, path: Path, warnings: list[str], damage: bytes
) -> None:
    """What was there is kept under another name, said once, and the program goes on."""
    path.parent.mkdir()
    path.write_bytes(damage)
    assert lookups.tracks("x") is None
    lookups.remember(Kind.TRACKS, "x", (TRACK,), misses=0)
    assert lookups.tracks("x")
    if damage:  # an empty file is simply a new database
        assert path.with_name("lookups.sqlite.damaged-1").read_bytes() == damage
        (warning,) = warnings
        assert "damaged-1" in warning


def test_damage_in_the_middle_is_met_as_well(lookups: Lookups, path: Path, warnings: list[str]) -> None:
    """A page that went bad after the file was opened ends no run."""
    for number in range(200):
        lookups.remember(Kind.TRACKS, f"question {number}", (TRACK,), misses=0)
    lookups.close()
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    lookups.remember(Kind.TRACKS, "x", (TRACK,), misses=0)
    assert [lookups.tracks(f"question {number}") for number in range(200)] == [None] * 200
    assert len(warnings) == 1


def test_a_file_of_a_later_version_is_set_aside(lookups: Lookups, path: Path, warnings: list[str]) -> None:
    """It is not written into, and not lost."""
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    lookups.remember(Kind.TRACKS, "x", (TRACK,), misses=0)
    assert lookups.tracks("x")
    assert path.with_name("lookups.sqlite.later-1").exists()
    assert "later version" in warnings[0]


def test_a_place_that_cannot_be_written_is_done_without(path: Path, warnings: list[str]) -> None:
    """The run goes on with what it learns, and says that it will not last."""
    path.parent.parent.mkdir(exist_ok=True)
    path.parent.write_text("a file where the folder should be")
    with closing(Lookups(path, "DE", warn=warnings.append)) as lookups:
        lookups.remember(Kind.TRACKS, "x", (TRACK,), misses=0)
        assert lookups.tracks("x")
    assert "are not kept" in warnings[0]


def test_a_row_that_cannot_be_read_is_not_remembered(lookups: Lookups, path: Path) -> None:
    """It is asked again instead."""
    lookups.remember(Kind.TRACKS, "x", (TRACK,), misses=0)
    broken = (
        "{",
        "[1]",
        "3",
        '[{"id": 1}]',
        '[{"surprise": 1}]',
        '[{"id": "", "name": "x"}]',
        '[{"id": "x"}]',
        '[{"id": "x", "name": 1}]',
        '[{"id": "x", "name": "x", "artists": "Seal"}]',
        '[{"id": "x", "name": "x", "artists": [1]}]',
        '[{"id": "x", "name": "x", "duration_ms": "long"}]',
        '[{"id": "x", "name": "x", "isrc": {}}]',
        '[{"id": "x", "name": "x", "playable": 1}]',
    )
    for answer in broken:
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE lookups SET answer = ?", (answer,))
        connection.close()
        assert lookups.tracks("x") is None


def test_rows_of_a_damaged_file_do_not_keep_the_others_from_being_counted(
    lookups: Lookups, path: Path
) -> None:
    """A kind nobody knows and a moment that is none are left out."""
    for query in ("x", "y", "z"):
        lookups.remember(Kind.TRACKS, query, (TRACK,), misses=0)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE lookups SET kind = 'riddle' WHERE query = 'x'")
        connection.execute("UPDATE lookups SET asked = 'yesterday' WHERE query = 'y'")
    connection.close()
    (tally,) = lookups.tallies()
    assert (tally.kind, tally.hits) == (Kind.TRACKS, 1)
    assert lookups.tracks("y") is None


WRITER = """
import sys
from pathlib import Path
from soundtrack_playlists.matching.lookups import Lookups
from soundtrack_playlists.matching.remembered import Kind
lookups = Lookups(Path(sys.argv[1]), "DE", warn=lambda text: sys.exit(text))
for number in range(100):
    lookups.remember(Kind.TRACKS, f"{sys.argv[2]} {number}", (), misses=1)
"""


def test_several_processes_share_the_file(lookups: Lookups, path: Path) -> None:
    """No answer is lost and no process fails, though all make the file at once."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("a", "b", "c")]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    (tally,) = lookups.tallies()
    assert tally.misses == 300


@given(
    st.text(), st.lists(st.text(), max_size=3), st.none() | st.integers(0, 10**9), st.none() | st.booleans()
)
def test_any_track_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    artists: list[str],
    duration: int | None,
    playable: bool | None,
) -> None:
    """Whatever Spotify calls a track."""
    path = tmp_path_factory.mktemp("lookups") / "x.sqlite"
    track = Track("id", text, tuple(artists), duration_ms=duration, playable=playable)
    with closing(Lookups(path, "DE", warn=pytest.fail, clock=lambda: NOW)) as lookups:
        lookups.remember(Kind.TRACKS, text, (track,), misses=0)
        assert lookups.tracks(text) == Remembered((track,), NOW)

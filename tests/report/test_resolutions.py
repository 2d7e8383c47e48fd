"""What became of songs, in counts and documents."""

from __future__ import annotations

import io

import pytest

from soundtrack_playlists.matching.resolution import Origin, Resolution, Status
from soundtrack_playlists.models import Credit, Film, Song, Track, Wanted
from soundtrack_playlists.report.console import Console
from soundtrack_playlists.report.resolutions import counts, print_songs, song_document, without_track

WANTED = Wanted(
    Film(key="spawn", title="Spawn", year=1997),
    Song(key="spawn/satan", title="Satan", credit=Credit(("Orbital",), ("Kirk Hammett",)), version="live"),
)
TRACK = Track(
    id="2zroDn77wnGL0e6PXu7ZMj", name="Satan - Live", artists=("Orbital", "Kirk Hammett"), album="Spawn"
)


def matched(origin: Origin) -> Resolution:
    return Resolution(WANTED, Status.MATCHED, "Locked: soundtrack album.", origin, TRACK)


def left(status: Status) -> Resolution:
    return Resolution(WANTED, status, "Nobody knows.")


@pytest.mark.parametrize(
    ("resolutions", "line"),
    [
        ([], "0 songs"),
        ([matched(Origin.PIN)], "1 song: 1 matched (1 pin)"),
        (
            [matched(Origin.LOCK), matched(Origin.SEARCH), matched(Origin.LOCK), left(Status.UNRESOLVED)],
            "4 songs: 3 matched (2 lock, 1 search), 1 not looked up",
        ),
        (
            [left(Status.ABSENT), left(Status.AMBIGUOUS), left(Status.ABSENT)],
            "3 songs: 1 ambiguous, 2 not on Spotify",
        ),
    ],
)
def test_counts_name_only_what_there_is(resolutions: list[Resolution], line: str) -> None:
    """One line says how songs ended and where their tracks are known from."""
    assert counts(resolutions) == line
    assert without_track(resolutions) == sum(each.track is None for each in resolutions)


def test_a_song_with_its_track_takes_three_lines() -> None:
    """The song as curated, the track as Spotify names it, and its address with where it is known from."""
    out = io.StringIO()
    print_songs(Console(0, out, io.StringIO()), [matched(Origin.LOCK)], films=True)
    assert out.getvalue().splitlines() == [
        "1. Satan (live) – Orbital feat. Kirk Hammett [Spawn (1997)]",
        "   ♪ Satan - Live – Orbital, Kirk Hammett · Spawn",
        "     https://open.spotify.com/track/2zroDn77wnGL0e6PXu7ZMj (lock)",
    ]


def test_with_v_a_song_says_why_it_has_its_track() -> None:
    """The reason stands between the track and its address."""
    out = io.StringIO()
    print_songs(Console(1, out, io.StringIO()), [matched(Origin.LOCK)], films=False)
    assert out.getvalue().splitlines()[2] == "     Locked: soundtrack album."


def test_numbers_line_up_from_the_tenth_song_on() -> None:
    """Titles begin in the same column, whatever the number."""
    out = io.StringIO()
    print_songs(Console(0, out, io.StringIO()), [left(Status.ABSENT)] * 10, films=False)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith(" 1. Satan")
    assert lines[-2].startswith("10. Satan")
    assert lines[-1] == "    ✗ Nobody knows."


def test_a_document_tells_a_song_without_track() -> None:
    """A program gets the status and the reason, and null where there is nothing."""
    assert song_document(left(Status.AMBIGUOUS)) == {
        "film": "Spawn",
        "title": "Satan",
        "artists": ["Orbital", "Kirk Hammett"],
        "status": "ambiguous",
        "origin": None,
        "track": None,
        "reason": "Nobody knows.",
    }

"""Candidates as people and programs see them."""

from __future__ import annotations

import io

from soundtrack_playlists.matching.verdict import Decision, Evidence, Judged, Verdict
from soundtrack_playlists.models import Track
from soundtrack_playlists.report.candidates import (
    length_of,
    likeliest,
    print_candidates,
    reasons,
    verdict_document,
)
from soundtrack_playlists.report.console import Console

TITLE = Evidence("title", 50, "the same")
CUT = Evidence("cut", -3)
WINNER = Judged(Track("w" * 22, "Song", ("A",), album="Album", duration_ms=239_600), 47, (TITLE, CUT))
NEXT = Judged(Track("n" * 22, "Song", ("B",)), 40, (TITLE,))
LIVE = Judged(Track("l" * 22, "Song - Live", ("A",)), 0, (TITLE, TITLE), "live")
OTHER = Judged(Track("o" * 22, "Other", ("A",)), 0, (), "another title")
VERDICT = Verdict(Decision.MATCH, "title the same", WINNER.track, (WINNER, OTHER, NEXT, LIVE), NEXT)


def test_what_speaks_for_and_against_is_one_line() -> None:
    """Points with their names, and why a candidate is out of the question."""
    assert reasons(WINNER) == "47 points: title +50 (the same), cut -3"
    assert reasons(OTHER) == "refused: another title"
    assert reasons(LIVE) == "refused: live (though title +50 (the same), title +50 (the same))"


def test_the_likeliest_come_first_and_other_songs_not_at_all() -> None:
    """A person decides between candidates, not between all tracks of an album."""
    assert likeliest(VERDICT) == [WINNER, NEXT, LIVE]


def test_a_judgement_is_a_document() -> None:
    """With every candidate in it, refused ones too."""
    document = verdict_document(VERDICT)
    assert (document["decision"], document["runner_up"], document["gap"]) == ("match", NEXT.track.id, 7)
    assert [candidate["refused"] for candidate in document["candidates"]] == [
        None,
        "another title",
        None,
        "live",
    ]
    assert document["candidates"][0]["evidence"][1] == {"name": "cut", "weight": -3, "detail": ""}


def test_candidates_are_numbered_with_album_length_and_link() -> None:
    """Enough to tell them apart, and to listen."""
    stdout = io.StringIO()
    print_candidates(Console(0, stdout, io.StringIO()), [WINNER, NEXT])
    assert stdout.getvalue().splitlines() == [
        "  1. Song – A · Album · 4:00",
        "     47 points: title +50 (the same), cut -3",
        f"     https://open.spotify.com/track/{WINNER.track.id}",
        "  2. Song – B",
        "     40 points: title +50 (the same)",
        f"     https://open.spotify.com/track/{NEXT.track.id}",
    ]


def test_lengths_are_minutes_and_seconds() -> None:
    """As on a record sleeve."""
    assert [length_of(ms) for ms in (0, 59_499, 59_500, 3_600_000)] == ["0:00", "0:59", "1:00", "60:00"]

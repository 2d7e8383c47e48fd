"""`explain`: every candidate with its evidence, from memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fake import FakeSpotify
    from fake.fixtures import Run

SONG = "tank-girl/army-of-me"
OTHER = "4YKptz29AsOlm7WAVnztBh"


def test_a_song_that_was_looked_up_is_explained_offline(logged_in: FakeSpotify, run: Run) -> None:
    """The winner, what speaks for it, the rule; and nothing is asked for it."""
    run("resolve", "--no-lock", "--film", "tank girl")
    logged_in.forget()
    outcome = run("explain", SONG)
    assert outcome.status == 0
    assert "Remembered: " in outcome.stdout
    assert "points: title" in outcome.stdout
    assert "Judged:    match: " in outcome.stdout
    assert logged_in.requests == 0


def test_the_document_holds_every_candidate(logged_in: FakeSpotify, run: Run) -> None:
    """Those refused too, each with its reason; the winner is the right recording."""
    run("resolve", "--no-lock", "--film", "tank girl")
    explained = run("explain", SONG, "--json").json
    candidates = explained["remembered"]["candidates"]
    assert candidates[0]["track"]["id"] in logged_in.truth[SONG]
    assert candidates[0]["refused"] is None
    assert candidates[0]["evidence"]
    assert any(candidate["refused"] for candidate in candidates)
    assert explained["remembered"]["decision"] == "match"
    assert explained["lock"]["track"]["id"] == explained["song"]["track"]["id"]


def test_pins_and_what_is_ruled_out_are_named(run: Run) -> None:
    """What a person said is part of the explanation."""
    run("pin", SONG, OTHER)
    run("pin", "--never", SONG, "5" * 22)
    outcome = run("explain", "tank girl/army of me")
    assert "You pinned this track." in outcome.stdout
    assert f"Pin:    https://open.spotify.com/track/{OTHER}" in outcome.stdout
    assert f"Never:  https://open.spotify.com/track/{'5' * 22}" in outcome.stdout
    explained = run("explain", SONG, "--json").json
    assert (explained["pin"]["id"], explained["never"]) == (OTHER, ["5" * 22])


def test_what_was_never_asked_about_says_so(run: Run) -> None:
    """And how to ask."""
    outcome = run("explain", SONG)
    assert outcome.status == 0
    assert "Spotify was not asked about this song yet" in outcome.stdout
    assert 'resolve --no-lock --film "Tank Girl"' in outcome.stderr


def test_a_mistyped_song_is_asked_back(run: Run) -> None:
    """Never a guess."""
    outcome = run("explain", "no such song at all")
    assert outcome.status == 2
    assert 'There is no song "no such song at all"' in outcome.stderr

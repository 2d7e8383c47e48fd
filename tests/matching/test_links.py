"""What people paste when they mean a track."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.matching.links import track_id
from soundtrack_playlists.models import TRACK_ID

ID = "3YKptz29AsOlm7WAVnztBh"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f" {ID}\n",
        f"spotify:track:{ID}",
        f"https://open.spotify.com/track/{ID}",
        f"https://open.spotify.com/track/{ID}?si=0123456789abcdef",
        f"https://open.spotify.com/intl-de/track/{ID}?si=1#2",
        f"open.spotify.com/track/{ID}",
        f"https://open.spotify.com/embed/track/{ID}",
        f"https://play.spotify.com/track/{ID}/",
        f"<https://open.spotify.com/track/{ID}?si=1>",
        f'"spotify:track:{ID}"',
        f"“{ID}”",
    ],
)
def test_a_track_is_read_from_every_way_of_writing_it(text: str) -> None:
    """Links, URIs and ids all mean the track."""
    assert track_id(text) == ID


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"https://open.spotify.com/album/{ID}", "is an album, not a track"),
        (f"spotify:playlist:{ID}", "is a playlist, not a track"),
        (f"https://open.spotify.com/episode/{ID}", "is an episode, not a track"),
        ("https://spotify.link/AbCdEf", "is a short link"),
        (ID[:-1], "is not the id of a track (21 characters): that is 22 letters and digits."),
        (f"https://open.spotify.com/track/{ID}x", "(23 characters)"),
        ("Kiss from a Rose", "is not the id of a track: that is 22"),
        ("x", "is not the id of a track: that is 22"),
        (f"https://example.com/track/{ID}", "is not the id of a track"),
        ("https://open.spotify.com/user/somebody", "is a user, not a track"),
        (f"https://open.spotify.com/user/somebody/playlist/{ID}", "is a playlist, not a track"),
        (f"spotify:user:somebody:playlist:{ID}", "is a playlist, not a track"),
        ("", "No track is named."),
        ('""', "No track is named."),
    ],
)
def test_anything_else_is_named_for_what_it_is(text: str, said: str) -> None:
    """A wrong link is told apart from a mistyped id."""
    with pytest.raises(UsageProblem) as caught:
        track_id(text)
    assert said in caught.value.what
    assert caught.value.cure


@given(st.text())
def test_any_text_is_an_id_or_a_problem(text: str) -> None:
    """Whatever is pasted, an id comes out or an explanation."""
    with contextlib.suppress(UsageProblem):
        assert TRACK_ID.fullmatch(track_id(text))

"""Covers and the recordings they are covers of: neither is ever taken for the other."""

from __future__ import annotations

import pytest

from soundtrack_playlists.dataset.load import load
from soundtrack_playlists.matching.judge import judge
from soundtrack_playlists.matching.sought import Sought
from soundtrack_playlists.matching.verdict import Decision
from soundtrack_playlists.models import Track, Wanted

COVERS = {
    f"{key} {artist}": (wanted, artist)
    for key, wanted in load().songs.items()
    if (original := wanted.song.cover_of)
    for artist in (*original.artists, *original.also)
    if artist not in wanted.song.credit.everyone
}


@pytest.mark.parametrize("case", COVERS.values(), ids=COVERS.keys())
def test_no_cover_resolves_to_a_recording_of_the_original(case: tuple[Wanted, str]) -> None:
    """The first recording, or another early one as well known, is refused by whoever sings it."""
    wanted, artist = case
    track = Track("3YKptz29AsOlm7WAVnztBh", wanted.song.title, (artist,))
    assert judge(Sought.of(wanted), [track]).decision is Decision.NONE

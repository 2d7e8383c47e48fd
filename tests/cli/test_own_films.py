"""Films of one's own that replace shipped ones: nothing known of the old songs passes to the new."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Run

REPLACED = """\
title = "Batman Forever"
year = 1995

[[soundtracks]]
title = "Batman Forever"

[[songs]]
title = "Kiss from a Rose"
artists = ["{artist}"]
{more}
standout = "mine"
"""


def own_film(text: str, name: str = "batman-forever.toml") -> Path:
    """Put a film into the user's own folder."""
    path = Places.of(os.environ).config / "films" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("artist", "more", "origin"),
    [("Seal", "", "lock"), ("Somebody Else", "", None), ("Seal", 'version = "live"', None)],
)
def test_a_shipped_track_counts_only_for_the_same_recording(
    run: Run, artist: str, more: str, origin: str | None
) -> None:
    """A cover or a live version that the user puts in the place of a song does not get the song's track."""
    own_film(REPLACED.format(artist=artist, more=more))
    document = run("generate", "--film", "batman forever", "--dry-run", "--json").json
    assert [song["origin"] for song in document["playlists"][0]["songs"]] == [origin]

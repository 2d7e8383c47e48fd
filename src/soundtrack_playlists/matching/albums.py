"""Which album is the film's soundtrack, and which of its tracks is which song. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.matching.judge import judge
from soundtrack_playlists.matching.verdict import Decision
from soundtrack_playlists.text import squash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soundtrack_playlists.matching.sought import Sought
    from soundtrack_playlists.matching.verdict import Verdict
    from soundtrack_playlists.models import Album, Film, Track


def pick_album(film: Film, albums: Sequence[Album]) -> tuple[Album, ...]:
    """List the albums that may be a soundtrack of the film, best first, before any is read."""
    wanted = {squash(soundtrack.title) for soundtrack in film.soundtracks}
    return tuple(album for album in albums if squash(album.name) in wanted)


def holds(songs: Sequence[Sought], album: Album) -> int:
    """Count the songs that a read album holds."""
    return len(assign(songs, album.tracks))


def assign(
    songs: Sequence[Sought], tracks: Sequence[Track], *, never: frozenset[str] = frozenset()
) -> Mapping[str, Verdict]:
    """Give each song at most one of an album's tracks, each track to one song at most: song key → MATCH verdict.

    Songs that the album does not hold are not in the answer.
    """
    verdicts = {sought.key: judge(sought, tracks, never=never) for sought in songs}
    return {key: verdict for key, verdict in verdicts.items() if verdict.decision is Decision.MATCH}

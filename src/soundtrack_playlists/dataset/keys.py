"""The names of songs within their film, which become keys: stable, and as short as can be told apart. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from soundtrack_playlists.text import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soundtrack_playlists.dataset.documents import SongForm


def song_names(songs: Sequence[SongForm]) -> list[str]:
    """Name a film's songs by title, and only where titles clash by version and then by first artist too.

    Names that still clash belong to songs that differ in nothing a name can say: a mistake of the file.
    """
    names = [slug(song.title) for song in songs]
    for more in (_version, _first_artist):
        names = _told_apart(names, songs, more)
    return names


def _told_apart(names: list[str], songs: Sequence[SongForm], more: Callable[[SongForm], str]) -> list[str]:
    counts = Counter(names)
    if len(counts) == len(names):
        return names
    return [
        "-".join(filter(None, (name, more(song)))) if counts[name] > 1 else name
        for name, song in zip(names, songs, strict=True)
    ]


def _version(song: SongForm) -> str:
    return slug(song.version) if song.version else ""


def _first_artist(song: SongForm) -> str:
    return slug(song.artists[0])

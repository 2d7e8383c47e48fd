"""How songs are named on labels, and how to tell that two of them are the same recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake.ids import number
from fake.search import words

if TYPE_CHECKING:
    from soundtrack_playlists.models import Song


def spelled(title: str, artist: str) -> str:
    """Spell title and artist so that small differences of print fall away."""
    return f"{' '.join(sorted(words(title)))} / {' '.join(sorted(words(artist)))}"


def identity_of(song: Song) -> str:
    """Name the recording that a song stands for: title, first artist and version."""
    return f"{spelled(song.title, song.credit.main[0])} / {' '.join(sorted(words(song.version or '')))}"


def printed(song: Song) -> str:
    """A song's title as a label might print it: version behind a dash, guests in brackets, curly apostrophes."""
    draw, title = number("print", song.key), song.title
    if draw % 2:
        title = title.replace("'", "’")
    if song.credit.featured and draw % 3:
        title += f" (feat. {' & '.join(song.credit.featured)})"
    if song.version and not words(song.version) <= words(title):
        title += f" - {song.version[0].upper()}{song.version[1:]}"
    return title

"""What an album's printed title says: which film's soundtrack, live, a score, imitations. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from soundtrack_playlists.matching.vocabulary import IMITATED_ALBUM, LIVE_ALBUM
from soundtrack_playlists.text import fold

REMEMBERED_RELEASES = 4096
"""Parsed album titles kept: the tracks of an album repeat it."""

_EDITION = re.compile(
    r"\b(?:(?:super |the )?(?:deluxe|expanded|special|collectors?|legacy|platinum|limited|bonus track|remastered"
    r"|\d+(?:st|nd|rd|th) anniversary|anniversary|international|explicit|clean|us|uk)"
    r"(?: (?:edition|version|album))?|remaster(?:ed)?(?: \d{4})?|\d{4} remaster(?:ed)?|ep|explicit)$"
)
_SOUNDTRACK = re.compile(
    r"\b(?:(?:the |an )?(?:original |official )*(?:songs|music|album|selections|highlights|ost)?(?: album)?"
    r" ?(?:from|for|of|inspired by)?(?: and inspired by)? ?(?:the )?"
    r"(?:(?:original |official )*(?:motion picture|movie|film)(?: soundtrack| album)*|soundtrack(?: album)?|ost))\b"
)
_SCORE = re.compile(r"\b(?:score|scored by|original music by)\b")
_INSPIRED = re.compile(r"\binspired by\b")


_SUSPECTS = ("live", "unplugged", "concert", "karaoke", "backing", "famous", "popular by", "style of", "originally", "alike")


class Release(NamedTuple):
    """An album's title in pieces.

    `key` is the squashed title without its edition; `film` the squashed title without the soundtrack's words
    either, so that ``Batman Forever: Original Motion Picture Soundtrack`` is ``batmanforever``.
    """

    key: str
    film: str
    soundtrack: bool
    score: bool
    inspired: bool
    live: bool
    imitates: bool


@lru_cache(maxsize=REMEMBERED_RELEASES)
def parse_release(printed: str) -> Release:
    """Take an album's printed title to pieces."""
    folded = fold(printed)
    title = _EDITION.sub("", folded).strip() or folded
    film = _SOUNDTRACK.sub("", title).strip()
    return Release(
        key=title.replace(" ", ""),
        film=film.replace(" ", ""),
        soundtrack=film != title,
        score=bool(_SCORE.search(folded)),
        inspired=bool(_INSPIRED.search(folded)),
        live=bool(LIVE_ALBUM.search(folded)),
        imitates=bool(IMITATED_ALBUM.search(folded)),
    )


def suspicious(printed: str) -> bool:
    """Say at a glance whether an album may be live or an imitation; most are neither."""
    lower = printed.lower()
    return any([word in lower for word in _SUSPECTS])

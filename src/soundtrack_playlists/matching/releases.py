"""What an album's printed title says: which film's soundtrack, live, a score, imitations. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from soundtrack_playlists.matching.vocabulary import (
    IMITATED_ALBUM,
    LIVE_ALBUM,
    SOUNDTRACK_SIGNS,
    SOUNDTRACK_WORDS,
)
from soundtrack_playlists.text import tokens

REMEMBERED_RELEASES = 4096
"""Parsed album titles kept: the tracks of an album repeat it."""

_EDITION = re.compile(
    r"(?: (?:super |the )?(?:deluxe|expanded|special|collectors?|legacy|platinum|limited|bonus tracks?|international"
    r"|(?:\d+(?:st|nd|rd|th) )?anniversary|explicit|clean|us|uk|(?:\d{4} )?remaster(?:ed)?(?: \d{4})?)"
    r"(?: (?:edition|version|album))?)+$"
)
_SUSPECT = re.compile(r"live|unplugged|concert|karaoke|backing|famous|popular by|style of|originally|alike")


class Release(NamedTuple):
    """An album's title in pieces.

    `key` is the squashed title without its edition. `films` are the squashed names that are left when a
    soundtrack's usual words are gone: ``Batman Forever: Music from the Motion Picture`` is ``batmanforever``.
    """

    key: str
    films: frozenset[str]
    soundtrack: bool
    score: bool
    inspired: bool
    live: bool
    imitates: bool


@lru_cache(maxsize=REMEMBERED_RELEASES)
def parse_release(printed: str) -> Release:
    """Take an album's printed title to pieces."""
    folded = " ".join(tokens(printed))
    title = _EDITION.sub("", folded)
    runs = [(usual, list(run)) for usual, run in groupby(title.split(), SOUNDTRACK_WORDS.__contains__)]
    marked = [usual and _is_soundtrack(run) for usual, run in runs]
    names = [
        "".join(word for (_, run), _ in named for word in run)
        for usual, named in groupby(zip(runs, marked, strict=True), lambda pair: pair[1])
        if not usual
    ]
    return Release(
        key=title.replace(" ", ""),
        films=frozenset(names),
        soundtrack=any(marked),
        score="score" in folded.split(),
        inspired="inspired by" in folded,
        live=bool(LIVE_ALBUM.search(folded)),
        imitates=bool(IMITATED_ALBUM.search(folded)),
    )


def _is_soundtrack(run: list[str]) -> bool:
    """Say whether a run of usual words names a soundtrack: ``music from``, not ``and`` or ``the`` alone."""
    if SOUNDTRACK_SIGNS.isdisjoint(run):
        return "from" in run and ("music" in run or "songs" in run)
    return True


def suspicious(printed: str) -> bool:
    """Say at a glance whether an album may be live or an imitation; most are neither."""
    return _SUSPECT.search(printed.lower()) is not None

"""One qualifier of a title, in brackets or behind a dash: a version, packaging, a guest, a film. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from soundtrack_playlists.matching.vocabulary import (
    CUTS,
    FORMATS,
    GUESTS,
    IMITATION,
    IMITATION_HINTS,
    MARK_OF,
    MIXES,
    NEVER_FIRST,
    NEVER_LAST,
    PHRASE_HINTS,
    PHRASES,
    RELEASE,
    Mark,
)
from soundtrack_playlists.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

REMEMBERED_QUALIFIERS = 4096
"""Qualifiers read that are kept: few are printed very often."""

NOTHING: frozenset[Mark] = frozenset()
NOBODY: frozenset[str] = frozenset()

_ASIDE = re.compile(r"\s*[/;,]\s*")
_FILM = re.compile(
    r"^(?:(?:main |love )?(?:music|song|theme) )?(?:taken from|from|as heard (?:in|on)|(?:as )?featured in) (.+)$"
)
_FILM_HINTS = frozenset({"from", "heard", "featured"})
_FILM_WORDS = re.compile(
    r"[\"“”„«‘']|\b(?:soundtrack|motion picture|film|movie|musical|series|score)\b", re.IGNORECASE
)


class Qualifier(NamedTuple):
    """What one bracket, or one text behind a dash, says. All empty for a subtitle."""

    marks: frozenset[Mark] = NOTHING
    names: frozenset[str] = NOBODY
    guest: str = ""
    film: str = ""
    cut: bool = False
    packaging: bool = False


SUBTITLE = Qualifier()


@lru_cache(maxsize=REMEMBERED_QUALIFIERS)
def read_qualifier(text: str, dash: bool) -> Qualifier:  # noqa: FBT001 - lru_cache is cheaper by position
    """Read one qualifier; SUBTITLE where it is none."""
    words = tokens(text)
    if words and words[0] in GUESTS:
        return Qualifier(guest=text.strip().partition(" ")[2], packaging=True)
    folded = " ".join(words)
    if not IMITATION_HINTS.isdisjoint(words) and IMITATION.search(folded):
        return Qualifier(frozenset({Mark.IMITATION}))
    asides = _ASIDE.split(text)
    if len(asides) == 1 and _FILM_HINTS.isdisjoint(words):
        return _read_aside(words)
    film = _FILM.match(folded)
    if film and (dash or _FILM_WORDS.search(text)):
        last = _read_aside(tokens(asides[-1]))
        return last._replace(film=film[1], packaging=True)
    found = [_read_aside(tokens(aside)) for aside in asides]
    if found.count(SUBTITLE) == len(found):
        return SUBTITLE
    return Qualifier(
        NOTHING.union(*[aside.marks for aside in found]),
        NOBODY.union(*[aside.names for aside in found]),
        cut=any(aside.cut for aside in found),
        packaging=True,
    )


def _read_aside(words: list[str]) -> Qualifier:
    """Read one aside of a qualifier: ``live in basel``, ``2006 remaster``; SUBTITLE where it is none."""
    if not words:
        return SUBTITLE
    names = {word for word in words if not (word in FORMATS or word in CUTS or word in MARK_OF)}
    packaging = not RELEASE.isdisjoint(words) or all(word.isdigit() for word in names)
    marks = frozenset(_marks(words))
    if not marks and not packaging and words[-1] in MIXES:
        marks = frozenset({MIXES[words[-1]]})
    if not marks and not packaging:
        return SUBTITLE
    return Qualifier(
        marks,
        frozenset(names - RELEASE) if marks else NOBODY,
        cut=not CUTS.isdisjoint(words),
        packaging=packaging,
    )


def _marks(words: list[str]) -> Iterator[Mark]:
    """Find the marks of an aside: phrases anywhere, words at its ends when formats and years are left out."""
    if not PHRASE_HINTS.isdisjoint(words):
        spaced = f" {' '.join(words)} "
        for phrase, mark in PHRASES:
            if phrase in spaced:
                yield mark
    ends = [word for word in words if not (word in FORMATS or word in RELEASE or word.isdigit())]
    if not ends:
        return
    first, last, alone = ends[0], ends[-1], len(ends) == 1
    if first in MARK_OF and (alone or first not in NEVER_FIRST):
        yield MARK_OF[first]
    if last in MARK_OF and (alone or last not in NEVER_LAST):
        yield MARK_OF[last]

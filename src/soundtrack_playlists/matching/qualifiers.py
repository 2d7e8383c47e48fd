"""One qualifier of a title, in brackets or behind a dash: a version, packaging, a guest, a film. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from soundtrack_playlists.matching.vocabulary import (
    ACCOMPANIMENTS,
    BEFORE_A_VERB,
    CUTS,
    FORMATS,
    GUESTS,
    IMITATION,
    IMITATION_HINTS,
    LOOSE,
    MARK_OF,
    MIXES,
    NEVER_FIRST,
    NEVER_LAST,
    PHRASE_HINTS,
    PHRASES,
    RELEASE,
    STAGES,
    STUDIOS,
    Mark,
)
from soundtrack_playlists.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

REMEMBERED_QUALIFIERS = 4096
"""Qualifiers read that are kept: few are printed very often."""

YEAR_DIGITS = 3
"""Digits from which a number can tell a year or a name, not a day or a format: ``1995``, ``112 Remix``."""

NOTHING: frozenset[Mark] = frozenset()
NOBODY: frozenset[str] = frozenset()

_ASIDE = re.compile(r"\s*(?:(?<!\bw)/|[;,])\s*", re.IGNORECASE)
_FILM = re.compile(
    r"^(?:(?:main |love )?(?:music|song|theme) )?(?:taken from|from|as heard (?:in|on)|(?:as )?featured in) (.+)$"
)
_FILM_HINTS = frozenset({"from", "heard", "featured"})
_FILM_WORDS = re.compile(
    r"[\"“”„«‘']|\b(?:soundtrack|motion picture|film|movie|musical|series|score)\b", re.IGNORECASE
)


class Qualifier(NamedTuple):
    """What one bracket, or one text behind a dash, says: see Title. All empty for a subtitle."""

    marks: frozenset[Mark] = NOTHING
    names: frozenset[str] = NOBODY
    years: frozenset[str] = NOBODY
    guest: str = ""
    film: str = ""
    cut: bool = False
    anew: bool = False
    packaging: bool = False


SUBTITLE = Qualifier()


@lru_cache(maxsize=REMEMBERED_QUALIFIERS)
def read_qualifier(text: str, dash: bool) -> Qualifier:  # noqa: FBT001 - lru_cache is cheaper by position
    """Read one qualifier; SUBTITLE where it is none."""
    words = tokens(text)
    if words and words[0] in GUESTS:
        return _read_guest(text, words)
    folded = " ".join(words)
    if not IMITATION_HINTS.isdisjoint(words) and IMITATION.search(folded):
        return Qualifier(frozenset({Mark.IMITATION}))
    asides = _ASIDE.split(text)
    if len(asides) == 1 and _FILM_HINTS.isdisjoint(words):
        return _read_aside(words, dash)
    film = _FILM.match(folded)
    if film and (dash or _FILM_WORDS.search(text)):
        last = _read_aside(tokens(asides[-1]), dash)
        return last._replace(film=film[1], packaging=True)
    return _joined([_read_aside(tokens(aside), dash) for aside in asides])


def _read_guest(text: str, words: list[str]) -> Qualifier:
    """Read who else plays: a guest, or players who make another arrangement of the song."""
    if words[0] == "with" and words[-1] in ACCOMPANIMENTS:
        return Qualifier(frozenset({Mark.ARRANGED}))
    return Qualifier(guest=text.strip().partition(" ")[2], packaging=True)


def _joined(found: list[Qualifier]) -> Qualifier:
    """Join what the asides of one qualifier say; SUBTITLE where none says anything."""
    if found.count(SUBTITLE) == len(found):
        return SUBTITLE
    return Qualifier(
        NOTHING.union(*[aside.marks for aside in found]),
        NOBODY.union(*[aside.names for aside in found]),
        NOBODY.union(*[aside.years for aside in found]),
        cut=any(aside.cut for aside in found),
        anew=any(aside.anew for aside in found),
        packaging=True,
    )


def _read_aside(words: list[str], dash: bool) -> Qualifier:  # noqa: FBT001 - handed on
    """Read one aside of a qualifier: ``live in basel``, ``2006 remaster``; SUBTITLE where it is none."""
    if not words:
        return SUBTITLE
    if _is_studio(words):
        return Qualifier(anew=True, packaging=True)
    names = [word for word in words if not (word in FORMATS or word in CUTS or word in MARK_OF)]
    released = not RELEASE.isdisjoint(words)
    packaging = released or all(word.isdigit() for word in names)
    marks = frozenset(_marks(words, dash))
    if not marks and not packaging and words[-1] in MIXES:
        marks = frozenset({MIXES[words[-1]]})
    if not marks and not packaging:
        return SUBTITLE
    years = NOBODY if released else frozenset([word for word in names if _may_be_year(word)])
    return Qualifier(
        marks,
        frozenset([word for word in names if _tells(word)]) if marks else NOBODY,
        years,
        cut=not CUTS.isdisjoint(words),
        anew=bool(years) and not marks and len(words) == len(years) + 1 and "version" in words,
        packaging=packaging,
    )


def _is_studio(words: list[str]) -> bool:
    """Say whether an aside names the studio of a recording, which may be another one then."""
    return words[0] == "recorded" and not STUDIOS.isdisjoint(words) and STAGES.isdisjoint(words)


def _may_be_year(word: str) -> bool:
    return len(word) >= YEAR_DIGITS and word.isdigit()


def _tells(word: str) -> bool:
    """Say whether a word beside a mark tells whose or where."""
    return not (word.isdigit() or word in LOOSE or word in RELEASE)


def _marks(words: list[str], dash: bool) -> Iterator[Mark]:  # noqa: FBT001 - handed on
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
    elif dash and last == "live" and ends[-2] not in BEFORE_A_VERB:
        yield Mark.LIVE

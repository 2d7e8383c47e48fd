"""A printed title apart from its qualifiers: ``Song (feat. B) - Live`` is Song, a guest, a live take. Pure."""

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
    SPELLINGS,
    Mark,
)
from soundtrack_playlists.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

REMEMBERED_TITLES = 4096
"""Parsed titles kept: a search's candidates repeat each other, a film's songs meet the same album again."""

_OPENING, _CLOSING = r"(\[{（【", r")\]}）】"
_BRACKET = re.compile(rf"[{_OPENING}]([^{_OPENING}{_CLOSING}]*)[{_CLOSING}]*|[{_CLOSING}]")
_DASH = re.compile(r"\s+[-–—]+\s+")
_QUALIFIED = re.compile(rf"[{_OPENING}]|\s[-–—]|\sf(?:ea)?t(?:uring)?\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[/;,]\s*")
_GUESTS_BEHIND = re.compile(r"\s(?:feat|ft|featuring)\b\.?\s+", re.IGNORECASE)
_FILM = re.compile(
    r"^(?:(?:main |love )?(?:music|song|theme) )?(?:taken from|from|as heard (?:in|on)|(?:as )?featured in) (.+)$"
)
_FILM_HINTS = frozenset({"from", "heard", "featured"})
_FILM_WORDS = re.compile(
    r"[\"“”„«‘']|\b(?:soundtrack|motion picture|film|movie|musical|series|score)\b", re.IGNORECASE
)


_NOTHING: frozenset[Mark] = frozenset()
_NOBODY: frozenset[str] = frozenset()


class Title(NamedTuple):
    """A title in pieces, its texts squashed for comparing: `whole` with its subtitles, `core` without.

    `numbers` are the whole title's. `marks` say what makes it another recording, `names` whose or where
    (``dust brothers``, ``reading 1992``). `guests` are artists named in the title, `films` are folded texts
    behind ``From``. `cut` is true for edits and plain mixes of the same recording.
    """

    whole: str
    core: str
    numbers: frozenset[str]
    marks: frozenset[Mark] = frozenset()
    names: frozenset[str] = frozenset()
    guests: tuple[str, ...] = ()
    films: tuple[str, ...] = ()
    cut: bool = False


class Qualifier(NamedTuple):
    """What one bracket, or one text behind a dash, says. All empty for a subtitle."""

    marks: frozenset[Mark] = _NOTHING
    names: frozenset[str] = frozenset()
    guest: str = ""
    film: str = ""
    cut: bool = False
    packaging: bool = False


SUBTITLE = Qualifier()


@lru_cache(maxsize=REMEMBERED_TITLES)
def parse_title(printed: str) -> Title:
    """Take a printed title to pieces."""
    if _may_be_qualified(printed) and _QUALIFIED.search(printed):
        return _parse_qualified(printed)
    words = _canonical(printed)
    whole = "".join(words)
    return Title(whole, whole, _numbers(whole, words))


def bare_title(printed: str) -> str:
    """Print a title without anything in brackets, behind a dash or behind ``feat.``; whole if nothing is left."""
    head = next((text for text, bracket, dash in _pieces(printed) if not bracket and not dash), printed)
    return _GUESTS_BEHIND.split(head)[0].strip()


def without_packaging(printed: str) -> str:
    """Print a title with its subtitles and versions, but without guests, film and release."""
    kept: list[str] = []
    for text, bracket, dash in _pieces(printed):
        qualifier = read_qualifier(text, dash) if (bracket or dash) and kept else SUBTITLE
        if qualifier is SUBTITLE or qualifier.marks:
            kept.append(_GUESTS_BEHIND.split(text)[0].strip())
    return " ".join(kept) or printed


def _may_be_qualified(printed: str) -> bool:
    """Say at a glance whether a title may have qualifiers; most have none."""
    return (
        "(" in printed
        or " -" in printed
        or "[" in printed
        or " f" in printed.lower()
        or not printed.isascii()
    )


def _parse_qualified(printed: str) -> Title:
    """Take a title with brackets, dashes or guests to pieces. What opens a title is never a qualifier."""
    core: list[str] = []
    whole: list[str] = []
    qualifiers: list[Qualifier] = []
    guests: list[str] = []
    for text, bracket, dash in _pieces(printed):
        head, *behind = _GUESTS_BEHIND.split(text)
        guests += behind
        if (bracket or dash) and whole:
            qualifier = read_qualifier(head, dash)
            if qualifier is not SUBTITLE:
                qualifiers.append(qualifier)
                continue
        words = _canonical(head)
        whole += words
        if not bracket and not dash:
            core += words
    whole = whole or _canonical(printed)
    return _title(core, whole, qualifiers, guests)


def _title(core: list[str], whole: list[str], qualifiers: list[Qualifier], guests: list[str]) -> Title:
    """Put a title together from its words and its qualifiers, of which there mostly is one."""
    key = "".join(whole)
    if len(qualifiers) == 1 and not guests:
        marks, names, guest, film, cut, _ = qualifiers[0]
        named = (guest,) if guest else ()
        films = (film,) if film else ()
        return Title(key, "".join(core) or key, _numbers(key, whole), marks, names, named, films, cut)
    return Title(
        key,
        "".join(core) or key,
        _numbers(key, whole),
        _NOTHING.union(*[qualifier.marks for qualifier in qualifiers]),
        _NOBODY.union(*[qualifier.names for qualifier in qualifiers]),
        (*guests, *[qualifier.guest for qualifier in qualifiers if qualifier.guest]),
        tuple([qualifier.film for qualifier in qualifiers if qualifier.film]),
        any(qualifier.cut for qualifier in qualifiers),
    )


def _canonical(text: str) -> list[str]:
    """Fold a text to words of which each has one spelling: ``Pt. II`` is ``part 2``."""
    words = tokens(text)
    if SPELLINGS.keys().isdisjoint(words):
        return words
    return [SPELLINGS.get(word, word) for word in words]


def _numbers(key: str, words: list[str]) -> frozenset[str]:
    """Pick the numbers of a title, which no misspelling changes."""
    return _NOBODY if key.isalpha() else frozenset(filter(str.isdigit, words))


def _pieces(printed: str) -> Iterator[tuple[str, bool, bool]]:
    """Cut a title at brackets and dashes: (text, whether in brackets, whether behind a dash)."""
    end = 0
    for bracket in _BRACKET.finditer(printed):
        yield from _behind_dashes(printed[end : bracket.start()])
        if bracket[1] and bracket[1].strip():
            yield bracket[1], True, False
        end = bracket.end()
    yield from _behind_dashes(printed[end:])


def _behind_dashes(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Cut a text outside brackets at its dashes."""
    for number, piece in enumerate(_DASH.split(text)):
        if piece and not piece.isspace():
            yield piece, False, number > 0


@lru_cache(maxsize=REMEMBERED_TITLES)
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
        _NOTHING.union(*[aside.marks for aside in found]),
        _NOBODY.union(*[aside.names for aside in found]),
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
        frozenset(names - RELEASE) if marks else _NOBODY,
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

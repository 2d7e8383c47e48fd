"""A printed title apart from its qualifiers: ``Song (feat. B) - Live`` is Song, a guest, a live take. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from soundtrack_playlists.matching.qualifiers import NOBODY, NOTHING, SUBTITLE, Qualifier, read_qualifier
from soundtrack_playlists.matching.vocabulary import SPELLINGS
from soundtrack_playlists.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soundtrack_playlists.matching.vocabulary import Mark

REMEMBERED_TITLES = 4096
"""Parsed titles kept: a search's candidates repeat each other, a film's songs meet the same album again."""

_OPENING, _CLOSING = r"(\[{（【", r")\]}）】"
_BRACKET = re.compile(rf"[{_OPENING}]([^{_OPENING}{_CLOSING}]*)[{_CLOSING}]*|[{_CLOSING}]")
_DASHES = frozenset("-–—")
_DASH = re.compile(r"\s+[-–—]+\s+")
_QUALIFIED = re.compile(rf"[{_OPENING}]|\s[-–—]|\sf(?:ea)?t(?:uring)?\b", re.IGNORECASE)
_GUESTS_BEHIND = re.compile(r"\s(?:feat|ft|featuring)\b\.?\s+", re.IGNORECASE)


class Title(NamedTuple):
    """A title in pieces, its texts squashed for comparing: `whole` with its subtitles, `core` without.

    `numbers` are the whole title's. `marks` say what makes it another recording, `names` whose or where
    (``dust brothers``, ``reading``), `years` when. `guests` are artists named in the title, `films` are folded
    texts behind ``From``. `cut` is true for edits and plain mixes of the same recording, `anew` for what may
    have been made at another time or place (``2008 Version``).
    """

    whole: str
    core: str
    numbers: frozenset[str]
    marks: frozenset[Mark] = frozenset()
    names: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    guests: tuple[str, ...] = ()
    films: tuple[str, ...] = ()
    cut: bool = False
    anew: bool = False

    def may_be_made_like(self, other: Title) -> bool:
        """Say whether the same hands may have made both, at the same place and time: one side may tell less."""
        mine, its = self.names, other.names
        if mine and its and not (mine <= its or its <= mine):
            return False
        return not (self.years and other.years and self.years.isdisjoint(other.years))


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
        head, *behind = _GUESTS_BEHIND.split(text) if "f" in text or "F" in text else (text,)
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
        marks, names, years, guest, film, cut, anew, _ = qualifiers[0]
        named = (guest,) if guest else ()
        films = (film,) if film else ()
        return Title(
            key, "".join(core) or key, _numbers(key, whole), marks, names, years, named, films, cut, anew
        )
    return Title(
        key,
        "".join(core) or key,
        _numbers(key, whole),
        NOTHING.union(*[qualifier.marks for qualifier in qualifiers]),
        NOBODY.union(*[qualifier.names for qualifier in qualifiers]),
        NOBODY.union(*[qualifier.years for qualifier in qualifiers]),
        (*guests, *[qualifier.guest for qualifier in qualifiers if qualifier.guest]),
        tuple([qualifier.film for qualifier in qualifiers if qualifier.film]),
        any(qualifier.cut for qualifier in qualifiers),
        any(qualifier.anew for qualifier in qualifiers),
    )


def _canonical(text: str) -> list[str]:
    """Fold a text to words of which each has one spelling: ``Pt. II`` is ``part 2``."""
    words = tokens(text)
    if SPELLINGS.keys().isdisjoint(words):
        return words
    return [SPELLINGS.get(word, word) for word in words]


def _numbers(key: str, words: list[str]) -> frozenset[str]:
    """Pick the numbers of a title, which no misspelling changes."""
    return NOBODY if key.isalpha() else frozenset(filter(str.isdigit, words))


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
    for number, piece in enumerate(_DASH.split(text) if not _DASHES.isdisjoint(text) else (text,)):
        if piece and not piece.isspace():
            yield piece, False, number > 0

"""A printed title apart from its qualifiers: ``Song (feat. B) - Live`` is Song, a guest, a live take. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from soundtrack_playlists.matching.vocabulary import (
    CUTS,
    FORMATS,
    GUESTS,
    MARK_OF,
    NEVER_FIRST,
    NEVER_LAST,
    PHRASES,
    RELEASE,
    Mark,
)
from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

REMEMBERED_TITLES = 4096
"""Parsed titles kept: a search's candidates repeat each other, a film's songs meet the same album again."""

_OPENING, _CLOSING = r"(\[{（【", r")\]}）】"
_BRACKET = re.compile(rf"[{_OPENING}]([^{_OPENING}{_CLOSING}]*)[{_CLOSING}]*|[{_CLOSING}]")
_DASH = re.compile(r"\s+[-–—]+\s+")
_ASIDE = re.compile(r"\s*[/;,]\s*")
_GUESTS_BEHIND = re.compile(r"\s(?:feat|ft|featuring)\b\.?\s+", re.IGNORECASE)
_FILM = re.compile(
    r"^(?:(?:main |love )?(?:music|song|theme) )?(?:taken from|from|as heard (?:in|on)|(?:as )?featured in) (.+)$"
)
_FILM_WORDS = re.compile(
    r"[\"“”„«‘']|\b(?:soundtrack|motion picture|film|movie|musical|series|score)\b", re.IGNORECASE
)
_SYNONYMS = {"pt": "part", "pts": "parts", "vol": "volume", "n": "and", "ii": "2", "iii": "3", "iv": "4"}


class Title(NamedTuple):
    """A title in pieces, its texts squashed for comparing: `whole` with its subtitles, `core` without.

    `numbers` are the whole title's digits. `marks` say what makes it another recording, `names` whose or
    where (``dust brothers``, ``reading 1992``). `guests` are artists named in the title, `films` are folded
    texts behind ``From``. `cut` is true for edits and plain mixes of the same recording.
    """

    whole: str
    core: str
    numbers: tuple[str, ...] = ()
    marks: frozenset[Mark] = frozenset()
    names: frozenset[str] = frozenset()
    guests: tuple[str, ...] = ()
    films: tuple[str, ...] = ()
    cut: bool = False


class _Qualifiers:
    """What the qualifiers of one title add up to while it is read."""

    def __init__(self) -> None:
        self.marks: set[Mark] = set()
        self.names: set[str] = set()
        self.guests: list[str] = []
        self.films: list[str] = []
        self.cut = False

    def take(self, text: str, *, dash: bool) -> bool:
        """Take a qualifier in; False where it is none but part of the title."""
        words = fold(text).split()
        if words and words[0] in GUESTS:
            self.guests.append(text.strip().partition(" ")[2])
            return True
        folded = " ".join(words)
        film = _FILM.match(folded)
        if film and (dash or _FILM_WORDS.search(text)):
            self.films.append(film[1])
            self._read(_ASIDE.split(text)[-1])
            return True
        found = [self._read(aside) for aside in _ASIDE.split(text)]
        return any(found)

    def _read(self, aside: str) -> bool:
        """Read one aside of a qualifier: ``Live in Basel``, ``2006 Remaster``; False for a subtitle."""
        words = fold(aside).split()
        marks = set(_marks(words))
        named = {word for word in words if word not in MARK_OF and word not in FORMATS and word not in CUTS}
        plain = not {word for word in named if not word.isdigit() and word not in RELEASE}
        if not marks and not plain and words[-1] in {"mix", "mixed", "edit"} and RELEASE.isdisjoint(words):
            marks = {Mark.REMIX}
        if marks:
            self.marks |= marks
            self.names |= named
            return True
        self.cut |= not CUTS.isdisjoint(words)
        return bool(words) and (plain or not RELEASE.isdisjoint(words))


def _marks(words: list[str]) -> Iterator[Mark]:
    """Find the marks of an aside: at its ends, formats and years aside, or as a phrase."""
    folded = f" {' '.join(words)} "
    for phrase, mark in PHRASES:
        if f" {phrase} " in folded:
            yield mark
    heads = [word for word in words if word not in FORMATS and word not in RELEASE and not word.isdigit()]
    if not heads:
        return
    alone = len(heads) == 1
    if heads[0] in MARK_OF and (alone or heads[0] not in NEVER_FIRST):
        yield MARK_OF[heads[0]]
    if heads[-1] in MARK_OF and (alone or heads[-1] not in NEVER_LAST):
        yield MARK_OF[heads[-1]]


def _canonical(text: str) -> list[str]:
    """Fold a text to words of which each has one spelling: ``Pt. II`` is ``part 2``."""
    return [_SYNONYMS.get(word, word) for word in fold(text).split()]


@lru_cache(maxsize=REMEMBERED_TITLES)
def parse_title(printed: str) -> Title:
    """Take a printed title to pieces."""
    qualifiers = _Qualifiers()
    core: list[str] = []
    whole: list[str] = []
    for text, bracket, dash in _pieces(printed):
        if (bracket or dash) and whole and qualifiers.take(text, dash=dash):
            continue
        head, *guests = _GUESTS_BEHIND.split(text)
        qualifiers.guests += guests
        words = _canonical(head)
        whole += words
        if not bracket and not dash:
            core += words
    whole = whole or _canonical(printed)
    return Title(
        "".join(whole),
        "".join(core or whole),
        tuple(word for word in whole if word.isdigit()),
        frozenset(qualifiers.marks),
        frozenset(qualifiers.names),
        tuple(qualifiers.guests),
        tuple(qualifiers.films),
        qualifiers.cut,
    )


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
    head, *tails = _DASH.split(text)
    if head.strip():
        yield head, False, False
    for tail in tails:
        if tail.strip():
            yield tail, False, True

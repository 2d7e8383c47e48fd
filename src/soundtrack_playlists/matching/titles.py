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
    MARK_OF,
    MIXES,
    NEVER_FIRST,
    NEVER_LAST,
    PHRASES,
    RELEASE,
    SPELLINGS,
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
_QUALIFIED = re.compile(rf"[{_OPENING}]|\s[-–—]|\sf(?:ea)?t(?:uring)?\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[/;,]\s*")
_GUESTS_BEHIND = re.compile(r"\s(?:feat|ft|featuring)\b\.?\s+", re.IGNORECASE)
_FILM = re.compile(
    r"^(?:(?:main |love )?(?:music|song|theme) )?(?:taken from|from|as heard (?:in|on)|(?:as )?featured in) (.+)$"
)
_FILM_WORDS = re.compile(r"[\"“”„«‘']|\b(?:soundtrack|motion picture|film|movie|musical|series|score)\b", re.IGNORECASE)


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


@lru_cache(maxsize=REMEMBERED_TITLES)
def parse_title(printed: str) -> Title:
    """Take a printed title to pieces."""
    if not _QUALIFIED.search(printed):  # two titles of three
        words = _canonical(printed)
        whole = "".join(words)
        return Title(whole, whole, _numbers(words))
    return _parse_qualified(printed)


def _parse_qualified(printed: str) -> Title:
    """Take a title with brackets, dashes or guests to pieces. What opens a title is never a qualifier."""
    qualifiers = _Qualifiers()
    core: list[str] = []
    whole: list[str] = []
    for text, bracket, dash in _pieces(printed):
        head = qualifiers.without_guests(text)
        if (bracket or dash) and whole and qualifiers.take(head, dash=dash):
            continue
        words = _canonical(head)
        whole += words
        if not bracket and not dash:
            core += words
    whole = whole or _canonical(printed)
    return qualifiers.title("".join(whole), "".join(core or whole), _numbers(whole))


def _canonical(text: str) -> list[str]:
    """Fold a text to words of which each has one spelling: ``Pt. II`` is ``part 2``."""
    words = fold(text).split()
    if SPELLINGS.keys().isdisjoint(words):
        return words
    return [SPELLINGS.get(word, word) for word in words]


def _numbers(words: list[str]) -> frozenset[str]:
    """Pick the numbers of a title, which no misspelling changes."""
    return frozenset(filter(str.isdigit, words))


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


class _Qualifiers:
    """What the qualifiers of one title add up to while it is read."""

    def __init__(self) -> None:
        self.marks: set[Mark] = set()
        self.names: set[str] = set()
        self.guests: list[str] = []
        self.films: list[str] = []
        self.cut = False

    def title(self, whole: str, core: str, numbers: frozenset[str]) -> Title:
        """Put the title together."""
        return Title(
            whole,
            core,
            numbers,
            frozenset(self.marks),
            frozenset(self.names),
            tuple(self.guests),
            tuple(self.films),
            self.cut,
        )

    def without_guests(self, text: str) -> str:
        """Take in the guests behind ``feat.`` and return what stands before them."""
        head, *guests = _GUESTS_BEHIND.split(text)
        self.guests += guests
        return head

    def take(self, text: str, *, dash: bool) -> bool:
        """Take a qualifier in; False where it is none but a subtitle."""
        folded = fold(text)
        if folded.partition(" ")[0] in GUESTS:
            self.guests.append(text.strip().partition(" ")[2])
            return True
        if IMITATION.search(folded):
            self.marks.add(Mark.IMITATION)
            return True
        film = _FILM.match(folded)
        if film and (dash or _FILM_WORDS.search(text)):
            self.films.append(film[1])
            self._read(fold(_ASIDE.split(text)[-1]))
            return True
        return any([self._read(fold(aside)) for aside in _ASIDE.split(text)])  # every aside is to be read

    def _read(self, folded: str) -> bool:
        """Read one aside of a qualifier: ``Live in Basel``, ``2006 Remaster``; False for a subtitle."""
        words = folded.split()
        if not words:
            return False
        names = {word for word in words if not (word in FORMATS or word in CUTS or word in MARK_OF)}
        about_release = not RELEASE.isdisjoint(words)
        plain = about_release or all(word.isdigit() for word in names)
        marks = set(_marks(folded, words))
        if not marks and not plain and words[-1] in MIXES:
            marks = {Mark.REMIX}
        self.marks |= marks
        if marks:
            self.names |= names - RELEASE
        if marks or plain:
            self.cut |= not CUTS.isdisjoint(words)
        return bool(marks) or plain


def _marks(folded: str, words: list[str]) -> Iterator[Mark]:
    """Find the marks of an aside: phrases anywhere, words at its ends when formats and years are left out."""
    spaced = f" {folded} "
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

"""A printed credit taken to pieces: ``A & B feat. C`` is two artists and a guest. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from soundtrack_playlists.matching.vocabulary import IMITATION, IMITATION_HINTS, SPELLINGS
from soundtrack_playlists.text import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

REMEMBERED_CREDITS = 4096
"""Parsed credits kept: a search's candidates mostly share their artists."""

LONG_NAME = 6
"""Letters from which a misspelling can be told from another name."""

TELLING_WORDS = 2
"""Words that make a part of a name telling by itself: ``The Miracles`` is, ``Fire`` is not."""

_GUESTS = re.compile(
    r"[\s(\[]+(?:feat|ft|featuring|with|duet with|introducing|starring|presents|pres)\b\.?\s*", re.IGNORECASE
)
_JOINTS = re.compile(r"\s*[,;/\\+&]\s*|\s+(?:and|y|x|vs|et|und)\b\.?\s+(?=\S)", re.IGNORECASE)
_BOUND = re.compile(r"[/\\+&]|\b(?:and|y|et|und)\b", re.IGNORECASE)
"""What makes one act of the names beside it, as a list's commas do not."""
_LISTED = re.compile(r"[,;]|\s[&+x]\s|\s(?:and|vs)\b", re.IGNORECASE)
_JOINING_SIGNS = frozenset(",;/\\+&(")
_JOINED = re.compile(r"\s(?:feat|ft|with|duet|intr|star|pres|and|y|x|vs|et|und)", re.IGNORECASE)
"""What a credit of one name never holds; most credits are of one name."""
_LOOSE = frozenset({"the", "and", "n", *SPELLINGS})
_NOBODY: frozenset[str] = frozenset()
_COUNTRY = re.compile(r"\s\([A-Z]{2,3}\)$")  # how Spotify tells artists of one name apart: Samm (BE)
_LETTER_SIGNS = str.maketrans("$!@€", "siae")
_SIGN_INSIDE = re.compile(r"(?<=\w)[!@€](?=\w)|\$(?=\w)|(?<=\w)\$")


class Credited(NamedTuple):
    """A credit taken to pieces, names squashed.

    `line` is everybody as one text without joints, `main` the names as printed, `parts` what they fall into
    at joints, `lead` the first part, `telling` the parts that name an act by themselves, `openings` what longer
    names begin with, `guests` who stands behind ``feat.``. `imitates` is true for karaoke and tribute acts.
    """

    line: str
    main: frozenset[str]
    parts: frozenset[str]
    lead: str
    telling: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()
    imitates: bool = False

    @property
    def everyone(self) -> frozenset[str]:
        """Names and their parts, main artists and guests."""
        return self.main | self.parts | self.guests


def name_key(name: str) -> str:
    """Spell an artist's name for comparing: ``The P!nk`` is ``pink``, ``AC/DC`` is ``acdc``."""
    return "".join(name_words(name))


def lead_artist(printed: str) -> str:
    """Print the first artist of a joined name: ``Carlos Vives, Ricky Martin`` is ``Carlos Vives``."""
    lead: str = _LISTED.split(_GUESTS.split(printed)[0])[0]
    return lead.strip() or printed


@lru_cache(maxsize=REMEMBERED_CREDITS)
def name_words(name: str) -> tuple[str, ...]:
    """Cut a name into words without what printing adds or leaves out: signs for letters, ``the``, ``and``."""
    if "$" in name or "!" in name or "@" in name:
        name = _SIGN_INSIDE.sub(lambda sign: sign[0].translate(_LETTER_SIGNS), name)
    if name.endswith(")"):
        name = _COUNTRY.sub("", name)
    words = tokens(name)
    if len(words) == 1 or _LOOSE.isdisjoint(words):
        return tuple(words)
    if words[0] == "the":
        del words[0]
    return tuple([SPELLINGS.get(word, word) for word in words if word not in {"and", "n"}] or words)


@lru_cache(maxsize=REMEMBERED_CREDITS)
def parse_credit(names: tuple[str, ...]) -> Credited:
    """Take printed artist names to pieces; each may itself be a joined line (``A, B feat. C``)."""
    if len(names) == 1 and _is_plain(names[0]):
        return _single(names[0])
    units, pieces, guests = _fall_apart(names)
    parts = [name_key(piece) for piece in pieces]
    main = [name_words(unit) for unit in units]
    telling = {part for piece, part in zip(pieces, parts, strict=True) if _is_long(piece)}
    openings = {"".join(words[:TELLING_WORDS]) for words in main if len(words) > TELLING_WORDS}
    if parts:
        (telling if pieces[0] == units[0] or _leads(units[0]) else openings).add(parts[0])
    keys = ["".join(words) for words in main]
    return Credited(
        "".join(keys),
        frozenset(keys),
        frozenset(parts),
        parts[0] if parts else "",
        frozenset(telling),
        frozenset(openings),
        frozenset([name_key(piece) for guest in guests for piece in (guest, *_JOINTS.split(guest)) if piece]),
        _imitates([word for words in main for word in words] + tokens(" ".join(guests))),
    )


def _is_plain(name: str) -> bool:
    """Say whether a name is one artist's at first sight, as most are."""
    return _JOINING_SIGNS.isdisjoint(name) and not _JOINED.search(name)


def _fall_apart(names: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Cut names at their joints: (names without guests, their pieces, guests)."""
    units: list[str] = []
    pieces: list[str] = []
    guests: list[str] = []
    for name in names:
        if _is_plain(name):
            units.append(name)
            pieces.append(name)
            continue
        head, *behind = _GUESTS.split(name)
        units.append(head)
        pieces += [piece for piece in _JOINTS.split(head) if piece]
        guests += behind
    return units, pieces, guests


def _imitates(words: Sequence[str]) -> bool:
    """Say whether the words of a credit are those of karaoke or tribute acts."""
    return not IMITATION_HINTS.isdisjoint(words) and bool(IMITATION.search(" ".join(words)))


def _is_long(piece: str) -> bool:
    """Say whether a part of a name is telling by its number of words."""
    return len(piece.split()) >= TELLING_WORDS


def _leads(unit: str) -> bool:
    """Say whether a joined name begins with an act of its own: Prince & The Revolution do, Sam & Dave do not.

    Two single words are one duo's name; a short word and its band are one as well (Kool & The Gang).
    """
    first, *others = [piece for piece in _JOINTS.split(unit) if piece] or [""]
    if _is_long(first) or not _BOUND.search(unit):
        return True
    beside = [other for other in others if _is_long(other)]
    return bool(beside) and (len(first) >= LONG_NAME or not beside[0].lower().startswith("the "))


def with_guests(credit: Credited, guests: tuple[str, ...]) -> Credited:
    """Add the guests that a title names to a credit."""
    return credit._replace(guests=credit.guests | parse_credit(guests).parts) if guests else credit


def _single(name: str) -> Credited:
    """Take the credit of one plain name to pieces."""
    words = name_words(name)
    key = "".join(words)
    keys = frozenset((key,))
    many = len(words) > TELLING_WORDS
    return Credited(
        key,
        keys,
        keys,
        key,
        keys if len(words) >= TELLING_WORDS else _NOBODY,
        frozenset(("".join(words[:TELLING_WORDS]),)) if many else _NOBODY,
        _NOBODY,
        many and _imitates(words),
    )

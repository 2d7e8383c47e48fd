"""Whether two printed credits name the same artists, however they are joined, ordered or spelt. Pure."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    pass

REMEMBERED_CREDITS = 4096
"""Parsed credits kept: a search's candidates mostly share their artists."""

SAME_NAME = 86
"""Percent of letters in order that two spellings of one artist share at least: ``Boo-Yaa``, ``Boo-Ya``."""

LONG_NAME = 6
"""Letters from which a misspelling can be told from another name."""

DISTINCT_WORDS = 2
"""Words that make a part of a name telling by itself: ``Kiki Dee`` is, ``Fire`` is not."""

_GUESTS = re.compile(
    r"[\s(\[]+(?:feat|ft|featuring|with|duet with|introducing|starring|presents|pres)\b\.?\s*", re.IGNORECASE
)
_JOINTS = re.compile(r"\s*(?:,|;|/|\\|\+|&|\s(?:and|y|x|vs|et|und)\b\.?)\s*", re.IGNORECASE)
_LETTER_SIGNS = str.maketrans({"$": "s", "!": "i", "@": "a", "€": "e"})
_SIGN_INSIDE = re.compile(r"(?<=\w)[!@€](?=\w)|\$(?=\w)|(?<=\w)\$")
_BACKING = re.compile(
    r"^(?:the|his|her|los|las|die)\s+|\b(?:band|orchestra|singers|group|company|choir|trio|all stars)$", re.IGNORECASE
)


class Sharing(IntEnum):
    """How much of a credit two sides share."""

    NOTHING = 0
    PART = 1  # a telling part of a name
    ONE = 2  # a main artist, others only on one side
    ALL = 3


class Credited(NamedTuple):
    """A credit taken to pieces, names squashed.

    `line` is everybody as one text without joints; `main` are the units printed as main artists, `parts` what
    they fall into, `lead` the first part, `guests` those behind ``feat.``.
    """

    line: str
    main: frozenset[str]
    parts: frozenset[str]
    telling: frozenset[str]
    lead: str
    guests: frozenset[str]

    @property
    def everyone(self) -> frozenset[str]:
        """Units and parts, main and guests."""
        return self.main | self.parts | self.guests


def name_key(name: str) -> str:
    """Spell an artist's name for comparing: ``The P!nk`` is ``pink``, ``AC/DC`` is ``acdc``."""
    if "$" in name or "!" in name or "@" in name:
        name = _SIGN_INSIDE.sub(lambda sign: sign[0].translate(_LETTER_SIGNS), name)
    words = fold(name).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return "".join(word for word in words if word != "and") or "".join(words)


@lru_cache(maxsize=REMEMBERED_CREDITS)
def parse_credit(names: tuple[str, ...]) -> Credited:
    """Take printed artist names to pieces; each may itself be a joined line (``A, B feat. C``)."""
    units: list[str] = []
    guests: list[str] = []
    for name in names:
        head, *behind = _GUESTS.split(name)
        units.append(head)
        guests += behind
    pieces = [piece for unit in units for piece in _JOINTS.split(unit) if piece]
    parts = [name_key(piece) for piece in pieces]
    telling = [key for piece, key in zip(pieces, parts, strict=True) if len(piece.split()) >= DISTINCT_WORDS]
    main = [name_key(unit) for unit in units]
    return Credited(
        "".join(main),
        frozenset(main),
        frozenset(parts),
        frozenset(telling),
        parts[0] if parts else "",
        frozenset(name_key(piece) for guest in guests for piece in (guest, *_JOINTS.split(guest)) if piece),
    )


def sharing(wanted: Credited, offered: Credited) -> Sharing:
    """Say how much of a credit is shared. `offered` may list guests among its main artists, as Spotify does."""
    if wanted.line == offered.line or wanted.main == offered.main or wanted.parts == offered.parts:
        return Sharing.ALL
    if wanted.main <= offered.main:
        return Sharing.ALL if offered.main <= wanted.main | wanted.guests | wanted.parts else Sharing.ONE
    common = (wanted.main & (offered.main | offered.parts)) | (offered.main & wanted.parts)
    if common or (wanted.parts & offered.parts & (wanted.telling | offered.telling)):
        return _degree(wanted, offered)
    if wanted.main & offered.guests or wanted.guests & offered.main:
        return Sharing.PART
    return _nearly(wanted, offered)


def _degree(wanted: Credited, offered: Credited) -> Sharing:
    """Tell a shared main artist from a shared part."""
    if wanted.parts <= offered.parts | offered.guests:
        return Sharing.ALL
    if wanted.lead == offered.lead or wanted.main & offered.main or wanted.lead in offered.parts:
        return Sharing.ONE
    return Sharing.PART


def _nearly(wanted: Credited, offered: Credited) -> Sharing:
    """Compare spellings where no name is shared letter by letter."""
    if _alike(wanted.line, offered.line):
        return Sharing.ALL
    for mine in wanted.main | wanted.parts:
        for other in offered.main | offered.parts:
            if _alike(mine, other):
                return Sharing.ONE
    return Sharing.NOTHING


def _alike(one: str, other: str) -> bool:
    """Say whether two squashed names are spellings of one, or one begins the other (``Dave Matthews`` Band)."""
    if len(one) < LONG_NAME or len(other) < LONG_NAME:
        return False
    return bool(ratio(one, other, score_cutoff=SAME_NAME))

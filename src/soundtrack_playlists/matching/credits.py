"""Whether two printed credits name the same artists, however they are joined, ordered or spelt. Pure."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from soundtrack_playlists.matching.vocabulary import IMITATION, SPELLINGS
from soundtrack_playlists.text import tokens

REMEMBERED_CREDITS = 4096
"""Parsed credits kept: a search's candidates mostly share their artists."""

SAME_NAME = 86
"""Percent of letters in order that two spellings of one artist share at least: ``Boo-Yaa``, ``Boo-Ya``."""

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


class Sharing(IntEnum):
    """How much of a credit two sides share."""

    NOTHING = 0
    PART = 1  # what a longer name begins with: ``Big Audio``, Big Audio Dynamite; ``Sam``, Sam & Dave
    BOTH_MORE = 2  # a main artist, and each side has others besides
    BEHIND = 3  # the wanted artist, listed behind others: One by Mary J. Blige, U2
    ONE = 4  # a main artist, others on one side only
    NEARLY = 5  # all, in another spelling
    ALL = 6


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
    return "".join(_name_words(name))


def lead_artist(printed: str) -> str:
    """Print the first artist of a joined name: ``Carlos Vives, Ricky Martin`` is ``Carlos Vives``."""
    lead: str = _LISTED.split(_GUESTS.split(printed)[0])[0]
    return lead.strip() or printed


def _name_words(name: str) -> list[str]:
    """Cut a name into words without what printing adds or leaves out: signs for letters, ``the``, ``and``."""
    if "$" in name or "!" in name or "@" in name:
        name = _SIGN_INSIDE.sub(lambda sign: sign[0].translate(_LETTER_SIGNS), name)
    if name.endswith(")"):
        name = _COUNTRY.sub("", name)
    words = tokens(name)
    if len(words) == 1 or _LOOSE.isdisjoint(words):
        return words
    if words[0] == "the":
        del words[0]
    return [SPELLINGS.get(word, word) for word in words if word not in {"and", "n"}] or words


@lru_cache(maxsize=REMEMBERED_CREDITS)
def parse_credit(names: tuple[str, ...]) -> Credited:
    """Take printed artist names to pieces; each may itself be a joined line (``A, B feat. C``)."""
    if len(names) == 1 and _JOINING_SIGNS.isdisjoint(names[0]) and not _JOINED.search(names[0]):
        return _single(names[0])
    units: list[str] = []
    guests: list[str] = []
    for name in names:
        head, *behind = _GUESTS.split(name)
        units.append(head)
        guests += behind
    pieces = [piece for unit in units for piece in _JOINTS.split(unit) if piece]
    parts = [name_key(piece) for piece in pieces]
    main = [_name_words(unit) for unit in units]
    telling = {part for piece, part in zip(pieces, parts, strict=True) if _is_long(piece)}
    openings = {"".join(words[:TELLING_WORDS]) for words in main if len(words) > TELLING_WORDS}
    if parts:
        (telling if _leads(units[0]) else openings).add(parts[0])
    keys = ["".join(words) for words in main]
    return Credited(
        "".join(keys),
        frozenset(keys),
        frozenset(parts),
        parts[0] if parts else "",
        frozenset(telling),
        frozenset(openings),
        frozenset(name_key(piece) for guest in guests for piece in (guest, *_JOINTS.split(guest)) if piece),
        bool(IMITATION.search(" ".join(names).lower())),
    )


def _is_long(piece: str) -> bool:
    """Say whether a part of a name is telling by its number of words."""
    return len(piece.split()) >= TELLING_WORDS


def _leads(unit: str) -> bool:
    """Say whether a joined name begins with an act of its own: Prince & The Revolution do, Sam & Dave do not.

    Two single words are one duo's name; so is a short word, whoever it is joined to (Kool & The Gang).
    """
    first, *others = [piece for piece in _JOINTS.split(unit) if piece] or [""]
    if not others or _is_long(first) or not _BOUND.search(unit):
        return True
    return len(first) >= LONG_NAME and any(_is_long(other) for other in others)


def with_guests(credit: Credited, guests: tuple[str, ...]) -> Credited:
    """Add the guests that a title names to a credit."""
    return credit._replace(guests=credit.guests | parse_credit(guests).parts) if guests else credit


def _single(name: str) -> Credited:
    """Take the credit of one plain name to pieces."""
    words = _name_words(name)
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
        many and bool(IMITATION.search(name.lower())),
    )


def sharing(wanted: Credited, offered: Credited) -> Sharing:
    """Say how much of a credit is shared. `offered` may list guests among its main artists, as Spotify does."""
    if (
        wanted.parts is wanted.main
        and offered.parts is offered.main
        and not wanted.guests
        and not offered.guests
    ):
        return _compare_single(wanted, offered)
    if wanted.line == offered.line or wanted.main == offered.main or wanted.parts == offered.parts:
        return Sharing.ALL if offered.guests <= wanted.everyone else Sharing.ONE
    if _shares_main(wanted, offered):
        return _degree(wanted, offered)
    if wanted.main & offered.openings or offered.main & wanted.openings:
        return Sharing.PART
    return _nearly(wanted, offered)


def _compare_single(wanted: Credited, offered: Credited) -> Sharing:
    """Compare two credits of one name each, as most are."""
    if wanted.line == offered.line:
        return Sharing.ALL
    if _alike(wanted.line, offered.line):
        return Sharing.NEARLY
    return (
        Sharing.PART
        if wanted.line in offered.openings or offered.line in wanted.openings
        else Sharing.NOTHING
    )


def _shares_main(wanted: Credited, offered: Credited) -> bool:
    """Say whether a main artist is shared: a whole name, or a part that is telling.

    Who is wanted may be a chart's line, which joins acts at will; what is offered is the service's own name of an
    act. So the first of the wanted ones is enough (Sam for Sam & Dave), the first of the offered ones need not be.
    """
    if wanted.main & offered.main or wanted.lead in offered.main:
        return True
    return bool(wanted.parts & offered.parts & (wanted.telling | offered.telling))


def _degree(wanted: Credited, offered: Credited) -> Sharing:
    """Grade credits that share a main artist by who else is on one side only."""
    missing = wanted.parts - offered.everyone - wanted.guests
    added = (offered.parts | offered.guests) - wanted.everyone
    if missing and added:
        return Sharing.BOTH_MORE
    if added and len(offered.main) > 1 and offered.lead not in wanted.everyone:
        return Sharing.BEHIND
    return Sharing.ONE if missing or added else Sharing.ALL


def _nearly(wanted: Credited, offered: Credited) -> Sharing:
    """Compare spellings where no name is shared letter by letter."""
    if _alike(wanted.line, offered.line):
        return Sharing.NEARLY
    for mine in wanted.main | wanted.telling:
        for other in offered.main | offered.telling:
            if _alike(mine, other):
                return Sharing.ONE
    return Sharing.NOTHING


def _alike(one: str, other: str) -> bool:
    """Say whether two squashed names are spellings of one.

    A slip is inside a name. What adds to a name makes another act (The Iron Maidens), and so does a number
    (Electric Light Orchestra Part II).
    """
    if len(one) < LONG_NAME or len(other) < LONG_NAME or not ratio(one, other, score_cutoff=SAME_NAME):
        return False
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return not long.startswith(short) and not long.endswith(short) and _digits(one) == _digits(other)


def _digits(name: str) -> list[str]:
    return [sign for sign in name if sign.isdigit()]

"""Whether two credits name the same artists, however they are joined, ordered or spelt. Pure."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from soundtrack_playlists.matching.credits import LONG_NAME

if TYPE_CHECKING:
    from soundtrack_playlists.matching.credits import Credited

SAME_NAME = 86
"""Percent of letters in order that two spellings of one artist share at least: ``Boo-Yaa``, ``Boo-Ya``."""


class Sharing(IntEnum):
    """How much of a credit two sides share."""

    NOTHING = 0
    PART = 1  # what a longer name begins with: ``Big Audio``, Big Audio Dynamite; ``Sam``, Sam & Dave
    BOTH_MORE = 2  # a main artist, and each side has others besides
    BEHIND = 3  # the wanted artist, listed behind others: One by Mary J. Blige, U2
    ONE = 4  # a main artist, others on one side only
    NEARLY = 5  # all, in another spelling
    ALL = 6


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

"""What a playlist must hold in the end, worked out from what is wanted and from the record of what the user did.

Nothing of the program's own comparison is used.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Slots = Sequence[str | None]


@dataclass
class Expectation:
    """One playlist. `songs` are the URIs wanted, in order.

    `added` is what the user put in (never one of the songs), `removed` what the user took out. `beside` is the
    playlist as the user last left it: what was added stands after the same song still.
    """

    songs: Sequence[str]
    added: list[str] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    beside: Slots = ()

    def mistakes(self, held: Slots) -> list[str]:
        """Say what is wrong with a playlist: nothing, if it is exactly right."""
        due = [uri for uri in self.songs if uri not in self.removed]
        there = [uri for uri in held if uri in due]
        others = Counter(uri for uri in held if uri not in due)
        wrong = [] if there == due else [f"songs {there} instead of {due}"]
        if others != Counter(self.added):
            wrong.append(f"others {sorted(map(str, others.elements()))} instead of {sorted(self.added)}")
        return wrong + [
            f"{uri} stands after {_before(held, uri, due)}, not after {after}"
            for uri in self.added
            if uri in held and (after := _before(self.beside, uri, due)) != _before(held, uri, due)
        ]


def _before(slots: Slots, uri: str, songs: Sequence[str]) -> str | None:
    """Find the nearest song before a URI."""
    before = list(slots)[: list(slots).index(uri)]
    return next((each for each in reversed(before) if each in songs), None)

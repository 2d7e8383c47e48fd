"""The least change that turns what a playlist holds into what it should hold. Pure.

A slot's URI is None where Spotify shows an empty slot; such slots, local files and episodes are the user's.
Which slots are whose: a slot is *ours* when we want its URI, or wrote it last time; all others are the user's,
and so is every further copy of one of ours. A song of ours that the user doubled stays even when it is no longer
wanted: whoever doubles a song wants it (and Spotify can only remove all copies of a URI at once).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from soundtrack_playlists.playlists.steps import (
    Add,
    Remove,
    Step,
    additions,
    longest_increasing,
    moves,
    removals,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LOCAL = "spotify:local:"
"""Local files: they can be kept, never written."""


@dataclass(frozen=True, slots=True)
class Change:
    """Steps, in order, one call each, and what the playlist holds after them.

    Copies too many go first, then what stays is moved, new songs come, and last the old ones go: a run that dies
    half-way leaves too much, never too little.
    """

    steps: tuple[Step, ...]
    target: tuple[str | None, ...]
    added: int = 0
    removed: int = 0
    moved: int = 0

    @property
    def adding(self) -> tuple[str, ...]:
        """URIs that come."""
        return tuple(uri for step in self.steps if isinstance(step, Add) for uri in step.uris)

    @property
    def removing(self) -> tuple[str, ...]:
        """URIs that go."""
        return tuple(uri for step in self.steps if isinstance(step, Remove) for uri in step.uris)


def plan(
    now: Sequence[str | None],
    wanted: Sequence[str],
    *,
    last: Iterable[str] = (),
    replaced: Mapping[str, str] | None = None,
    once: frozenset[str] = frozenset(),
    mirror: bool = False,
) -> Change:
    """Work out the fewest calls from `now` to `wanted` with the user's additions beside what they stood by.

    `last` is what we wrote before: only that may go, unless `mirror`, which takes away everything that is not
    wanted and can be put back. `replaced` maps a URI that goes to the one that takes its place, so that an
    addition beside the old one stands beside the new one. `once` are URIs whose further copies are not the
    user's: an addition of ours that was not answered may have happened twice.
    """
    again = tuple(uri for uri in _copies_too_many(now, wanted) if mirror or uri in once)
    slots = [uri for uri in now if uri not in again]
    claimed = _claim(slots, wanted)
    doomed = _doomed(slots, set(claimed.values()), frozenset(last), mirror=mirror)
    stand_ins = _stand_ins(slots, wanted, claimed, doomed, replaced or {})
    layout = _layout(slots, wanted, claimed, stand_ins)
    moving = tuple(moves([entry for entry in layout if isinstance(entry, int)]))
    going = list(dict.fromkeys(uri for i, uri in enumerate(slots) if i in doomed and uri))
    steps: tuple[Step, ...] = (*removals(again), *moving, *additions(layout), *removals(going))
    target = tuple(slots[e] if isinstance(e, int) else e for e in layout if e not in doomed)
    added = sum(isinstance(entry, str) for entry in layout)
    gone = len(now) + added - len(target)
    return Change(steps, target, added - len(again), gone - len(again), sum(step.length for step in moving))


def taken_out(last: Iterable[str], now: Iterable[str | None]) -> tuple[str, ...]:
    """Name what we wrote and the playlist no longer holds: the user took it out."""
    held = frozenset(now)
    return tuple(dict.fromkeys(uri for uri in last if uri not in held))


def _copies_too_many(now: Sequence[str | None], wanted: Sequence[str]) -> tuple[str, ...]:
    held, meant = Counter(now), Counter(wanted)
    return tuple(uri for uri in meant if held[uri] > meant[uri])


def _claim(slots: Sequence[str | None], wanted: Sequence[str]) -> dict[int, int]:
    """Say which slot carries each wanted place: of several copies the one that need not move."""
    places: dict[str, list[int]] = {}
    for place, uri in enumerate(wanted):
        places.setdefault(uri, []).append(place)
    met: Counter[str] = Counter()
    offers: list[tuple[int, int]] = []  # (slot, place)
    for slot, held in enumerate(slots):
        if held is not None and held in places:
            offers.append((slot, places[held][min(met[held], len(places[held]) - 1)]))
            met[held] += 1
    claimed = {offers[i][1]: offers[i][0] for i in longest_increasing([place for _, place in offers])}
    for slot, place in offers:
        claimed.setdefault(place, slot)
    return claimed


def _doomed(
    slots: Sequence[str | None], claimed: set[int], last: frozenset[str], *, mirror: bool
) -> frozenset[int]:
    copies = Counter(slots)

    def goes(slot: int, uri: str | None) -> bool:
        if uri is None or slot in claimed:
            return False
        if mirror:
            return not uri.startswith(LOCAL)
        return uri in last and copies[uri] == 1

    return frozenset(slot for slot, uri in enumerate(slots) if goes(slot, uri))


def _stand_ins(
    slots: Sequence[str | None],
    wanted: Sequence[str],
    claimed: Mapping[int, int],
    doomed: frozenset[int],
    replaced: Mapping[str, str],
) -> dict[int, int]:
    """Say which going slots hold the place of their replacement, for the user's additions right after them."""
    places = {uri: place for place, uri in enumerate(wanted) if place not in claimed}
    ours = set(claimed.values()) | doomed
    return {
        places[replaced[uri]]: slot
        for slot, uri in enumerate(slots)
        if slot in doomed and slot + 1 < len(slots) and slot + 1 not in ours
        if uri is not None and replaced.get(uri) in places
    }


def _layout(
    slots: Sequence[str | None],
    wanted: Sequence[str],
    claimed: Mapping[int, int],
    stand_ins: Mapping[int, int],
) -> list[int | str]:
    """Lay out slots (by index, going ones included) and new URIs in their final order."""
    anchors = sorted({*claimed.values(), *stand_ins.values()})
    ends = dict(pairwise([*anchors, len(slots)]))
    layout: list[int | str] = list(range(anchors[0] if anchors else len(slots)))
    for place, uri in enumerate(wanted):
        if place not in claimed:
            layout.append(uri)
        anchor = claimed.get(place, stand_ins.get(place))
        if anchor is not None:
            layout.extend(range(anchor, ends[anchor]))
    return layout

"""The least change that turns what a playlist holds into what it should hold. Pure.

A slot's URI is None where Spotify shows an empty slot; such slots, local files and episodes are the user's.
Which slots are whose: a slot is *ours* when we want its URI, or wrote it last time; all others are the user's,
and so is every further copy of one of ours. A song of ours that the user doubled stays even when it is no longer
wanted: whoever doubles a song wants it (and Spotify can only remove all copies of a URI at once).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

BATCH = 100
"""Items in one call, at most (Spotify)."""
LOCAL = "spotify:local:"
"""Local files: they can be kept, never written."""


@dataclass(frozen=True, slots=True)
class Move:
    """Move `length` slots from `start` to before `insert_before`; both count before the move."""

    start: int
    insert_before: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Add:
    """Insert `uris` at the 0-based `position`."""

    uris: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove every copy of each of `uris`."""

    uris: tuple[str, ...]


Step = Move | Add | Remove


@dataclass(frozen=True, slots=True)
class Change:
    """Steps, in order, one call each, and what the playlist holds after them.

    Songs go only after the new ones are in: a run that dies half-way leaves too much, never too little.
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
    moves = tuple(_moves([entry for entry in layout if isinstance(entry, int)]))
    going = list(dict.fromkeys(uri for i, uri in enumerate(slots) if i in doomed and uri))
    steps: tuple[Step, ...] = (*_removals(again), *moves, *_additions(layout), *_removals(going))
    target = tuple(slots[e] if isinstance(e, int) else e for e in layout if e not in doomed)
    added = sum(isinstance(entry, str) for entry in layout)
    gone = len(now) + added - len(target)
    return Change(steps, target, added - len(again), gone - len(again), sum(step.length for step in moves))


def taken_out(last: Iterable[str], now: Iterable[str | None]) -> tuple[str, ...]:
    """Name what we wrote and the playlist no longer holds: the user took it out."""
    held = frozenset(now)
    return tuple(dict.fromkeys(uri for uri in last if uri not in held))


def after(now: Sequence[str | None], step: Step) -> list[str | None]:
    """Say what a playlist holds after a step, as Spotify carries it out."""
    slots = list(now)
    match step:
        case Add(uris, position):
            slots[position:position] = uris
        case Remove(uris):
            slots = [uri for uri in slots if uri not in uris]
        case Move(start, insert_before, length):
            run = slots[start : start + length]
            del slots[start : start + length]
            place = insert_before if insert_before <= start else insert_before - length
            slots[place:place] = run
    return slots


def longest_increasing(values: Sequence[int], weights: Sequence[int] | None = None) -> list[int]:
    """Find the indices of a longest strictly increasing subsequence, in order; of several the heaviest.

    A Fenwick tree of the best (length, weight, last index) up to each value: n log n.
    """
    rank = {value: number for number, value in enumerate(sorted(set(values)), start=1)}
    tree = [(0, 0, -1)] * (len(rank) + 1)
    before: list[int] = []
    for index, value in enumerate(values):
        node, best = rank[value] - 1, tree[0]
        while node:
            best = max(best, tree[node])
            node &= node - 1
        before.append(best[2])
        entry = (best[0] + 1, best[1] + (weights[index] if weights else 1), index)
        node = rank[value]
        while node < len(tree):
            tree[node] = max(tree[node], entry)
            node += node & -node
    found: list[int] = []
    index = max(tree)[2]
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]


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


def _moves(order: Sequence[int]) -> Iterator[Move]:
    """Bring slots into `order`, one call for each run that belongs together and is not in place."""
    wanted = _runs(order)
    staying = set(longest_increasing([run.start for run in wanted], [len(run) for run in wanted]))
    current = sorted(wanted, key=lambda run: run.start)
    for place, run in enumerate(wanted):
        if place in staying:
            continue
        here = current.index(run)
        there = current.index(wanted[place - 1]) + 1 if place else 0
        if here != there:
            yield Move(_length(current[:here]), _length(current[:there]), len(run))
            current.insert(there, run)
            del current[here if here < there else here + 1]


def _runs(order: Sequence[int]) -> list[range]:
    runs: list[range] = []
    for slot in order:
        if runs and slot == runs[-1].stop and len(runs[-1]) < BATCH:
            runs[-1] = range(runs[-1].start, slot + 1)
        else:
            runs.append(range(slot, slot + 1))
    return runs


def _length(runs: Iterable[range]) -> int:
    return sum(map(len, runs))


def _additions(layout: Sequence[int | str]) -> Iterator[Add]:
    block: list[str] = []
    for position, entry in enumerate([*layout, -1]):
        if isinstance(entry, str):
            block.append(entry)
        if block and (len(block) == BATCH or not isinstance(entry, str)):
            yield Add(tuple(block), position - len(block) + isinstance(entry, str))
            block = []


def _removals(uris: Iterable[str]) -> Iterator[Remove]:
    rest = iter(uris)
    while batch := tuple(islice(rest, BATCH)):
        yield Remove(batch)

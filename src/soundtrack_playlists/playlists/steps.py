"""The calls a change is made of, as Spotify carries them out, and how few of them will do. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BATCH = 100
"""Items in one call, at most (Spotify)."""


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


def moves(order: Sequence[int]) -> Iterator[Move]:
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


def additions(layout: Sequence[int | str]) -> Iterator[Add]:
    """Put in the URIs of a layout, one call for each run between slots (indices) that are there."""
    block: list[str] = []
    for position, entry in enumerate([*layout, -1]):
        if isinstance(entry, str):
            block.append(entry)
        if block and (len(block) == BATCH or not isinstance(entry, str)):
            yield Add(tuple(block), position - len(block) + isinstance(entry, str))
            block = []


def removals(uris: Iterable[str]) -> Iterator[Remove]:
    """Take URIs out, as many in a call as it holds."""
    rest = iter(uris)
    while batch := tuple(islice(rest, BATCH)):
        yield Remove(batch)

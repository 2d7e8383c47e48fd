"""Writing a playlist's songs: the intent noted before, the outcome after, so that any end can be made good."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from soundtrack_playlists.errors import ServiceUnavailable
from soundtrack_playlists.playlists.kept import Doubt, Writing
from soundtrack_playlists.playlists.ledger import Run
from soundtrack_playlists.playlists.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from soundtrack_playlists.playlists.account import Account
    from soundtrack_playlists.playlists.change import Change
    from soundtrack_playlists.playlists.kept import Item, Kept
    from soundtrack_playlists.playlists.ledger import Ledger
    from soundtrack_playlists.playlists.playlist import Recipe

    Slots = Sequence[str | None]

SHOWN_BY = timedelta(minutes=2)
"""After which Spotify surely shows what was written; seen are 30 seconds."""


class Plan(Protocol):
    """The way from what is held, without what was refused, knowing what may have been added twice."""

    def __call__(
        self, now: Slots, refused: frozenset[str] = frozenset(), doubtful: frozenset[str] = frozenset()
    ) -> Change:
        """Plan it."""


@dataclass(frozen=True)
class Means:
    """What writing needs.

    `began` is when this run of the program began: what it changes shares that moment in the history. `command` names
    the run in the history; `alive` asks whether a track still exists, None for "nobody could say"; `sleep` takes
    seconds.
    """

    account: Account
    ledger: Ledger
    command: str
    began: datetime
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    alive: Callable[[str], bool | None]


@dataclass(frozen=True, slots=True)
class Goal:
    """What the songs are to become: the plan, the items that are then ours, what was ours before, and by which recipe.

    The recipe is noted only with the songs made by it. Who `insists` puts back what somebody takes out meanwhile.
    """

    plan: Plan
    items: tuple[Item, ...]
    last: tuple[Item, ...]
    recipe: Recipe
    insists: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What is kept afterwards, and how many songs came, went and moved.

    `skipped` are those that would not go in though Spotify knows them; `late` says that it does not show all yet.
    """

    kept: Kept
    added: int = 0
    removed: int = 0
    moved: int = 0
    skipped: tuple[Item, ...] = ()
    late: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.added or self.removed or self.moved or self.late)


def write_songs(
    means: Means, kept: Kept, now: tuple[str | None, ...], goal: Goal, *, settled: bool
) -> Written:
    """Bring the songs from `now` to the goal and note it. `settled` says that `kept.snapshot` is that of `now`."""
    assert kept.playlist is not None
    writer = Writer(means.account, kept.playlist, means.sleep, means.alive, insists=goal.insists)
    before = kept.writing.before if kept.writing else now
    change = goal.plan(now)
    writer.doubtful.update(_put_in_again(kept, change))
    held: Slots = now
    snapshot = kept.snapshot if settled else None
    if change.steps:
        coming = {item.uri: item for item in goal.items}
        adding = tuple(coming[uri] for uri in change.adding if uri in coming)
        command = (
            kept.writing.command if kept.writing else means.command
        )  # what is finished is what was begun
        kept = kept.but(items=goal.last, writing=Writing(adding, change.removing, before, command))
        means.ledger.put(kept)
        held, snapshot = writer.carry_out(now, goal.plan)
        if writer.late:  # the intent stays noted: the next run counts in what it then sees
            return Written(kept, change.added, change.removed, change.moved, late=True)
    if snapshot is None:
        snapshot = _settled(writer, held)
    there, wanted = frozenset(held), {item.uri for item in goal.items}
    done = kept.but(
        recipe=goal.recipe,
        items=tuple(item for item in goal.items if item.uri in there),
        held=tuple(held),
        snapshot=snapshot,
        away=(*kept.away, *(item for item in goal.items if item.uri in writer.taken - there)),
        writing=None,
        undoing=None,
        doubt=_doubt(kept, writer.doubtful, means.clock()),
        dead=tuple(sorted({*kept.dead, *writer.dead} & wanted)),
        refreshed=means.clock(),
        told=None,
    )
    _note(means, kept, done, change.moved)
    skipped = tuple(item for item in goal.items if item.uri in writer.skipped)
    return Written(done, *_counted(now, held), change.moved, skipped)


def _put_in_again(kept: Kept, change: Change) -> set[str]:
    """Name what a change that was cut off was to put in, does not show, and is put in again."""
    cut_off = kept.writing.adding if kept.writing else ()
    return {item.uri for item in cut_off} & set(change.adding)


def _doubt(kept: Kept, doubtful: set[str], now: datetime) -> Doubt | None:
    """Keep doubts until Spotify must have shown everything."""
    old = kept.doubt if kept.doubt and abs(now - kept.doubt.at) < SHOWN_BY else None
    if doubtful:
        return Doubt(tuple(sorted(doubtful.union(old.uris if old else ()))), now)
    return old


def _settled(writer: Writer, held: Slots) -> str | None:
    """Learn the snapshot of what is held: asked before the reading that must confirm it."""
    try:
        remote = writer.account.playlist(writer.playlist_id)
        return remote.snapshot if remote and writer.read() == list(held) else None
    except ServiceUnavailable:
        return None  # the next run reads instead


def _note(means: Means, was: Kept, kept: Kept, moved: int) -> None:
    """Note how a playlist now is; with a run in the history where its songs changed."""
    writing = was.writing
    if writing is None or writing.before == kept.held:
        means.ledger.put(kept)
        return
    counts = (*_counted(writing.before, kept.held), moved)
    run = Run(kept.account, kept.key, means.began, writing.command, writing.before, kept.held, *counts)
    means.ledger.note(kept, run)


def _counted(was: Slots, now: Slots) -> tuple[int, int]:
    """Count the slots that came and those that went."""
    before, after = Counter(was), Counter(now)
    return (after - before).total(), (before - after).total()

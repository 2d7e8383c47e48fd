"""Playlists as the service keeps them: every version of each, who keeps which, and how late readers see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from fake.ids import identity

if TYPE_CHECKING:
    from datetime import datetime

    from fake.accounts import User
    from fake.clock import Clock


@dataclass(frozen=True, slots=True)
class Item:
    """One slot. `uri` is None for a slot whose track has vanished."""

    uri: str | None
    added_at: str
    added_by: str


@dataclass(frozen=True, slots=True)
class Version:
    """A playlist between two writes. `description` is plain text."""

    name: str
    public: bool = True
    collaborative: bool = False
    description: str = ""
    cover: bytes | None = None
    items: tuple[Item, ...] = ()

    @property
    def uris(self) -> list[str | None]:
        """What the slots hold, in order."""
        return [item.uri for item in self.items]


@dataclass(frozen=True, slots=True)
class Due:
    """When a write becomes visible: at a moment, and after so many reads of the playlist."""

    at: datetime
    reads: int


@dataclass(frozen=True, slots=True)
class Written:
    """A version, when it is seen, and when its snapshot is."""

    version: Version
    seen: Due
    noted: Due


@dataclass
class Kept:
    """A playlist with its history, newest version last; `forgotten` counts the versions before."""

    id: str
    owner: User
    history: list[Written] = field(default_factory=list)
    reads: int = 0
    forgotten: int = 0

    @property
    def now(self) -> Version:
        """How it truly is."""
        return self.history[-1].version


@dataclass(frozen=True, slots=True)
class Delay:
    """How long writes stay unseen from now on: for that many reads of the playlist and that many seconds."""

    reads: int = 0
    seconds: float = 0

    def due(self, playlist: Kept, now: datetime) -> Due:
        """When a write of this moment is to be seen."""
        return Due(now + timedelta(seconds=self.seconds), playlist.reads + self.reads)


class Library:
    """All playlists, and which of them each user keeps, newest first.

    Tests set `delay` (of everything read) and `snapshot_delay` (of the snapshot alone).
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.playlists: dict[str, Kept] = {}
        self.kept: defaultdict[str, list[str]] = defaultdict(list)
        self.delay = Delay()
        self.snapshot_delay = Delay()

    def make(self, owner: User, version: Version) -> Kept:
        """Make a playlist, kept by its owner."""
        playlist = Kept(identity("playlist", owner.id, len(self.playlists)), owner)
        self.playlists[playlist.id] = playlist
        self.write(playlist, version)
        self.kept[owner.id].insert(0, playlist.id)
        return playlist

    def write(self, playlist: Kept, version: Version) -> str:
        """Note a new version; return its snapshot."""
        now = self.clock.now()
        seen, noted = self.delay.due(playlist, now), self.snapshot_delay.due(playlist, now)
        playlist.history.append(Written(version, seen, noted))
        return snapshot_of(playlist, len(playlist.history))

    def change(self, playlist: Kept, **changes: Any) -> str:
        """Write some parts anew; return the snapshot."""
        return self.write(playlist, replace(playlist.now, **changes))

    def read(self, playlist: Kept) -> tuple[Version, str]:
        """Show a playlist and its snapshot as late as readers see them."""
        now = self.clock.now()
        number = newest(playlist, [written.seen for written in playlist.history], now)
        noted = newest(playlist, [written.noted for written in playlist.history[:number]], now)
        playlist.reads += 1
        return playlist.history[number - 1].version, snapshot_of(playlist, noted)

    def listed(self, user: User) -> list[Kept]:
        """Show the playlists that a user keeps; one just made appears as late as any other write."""
        now = self.clock.now()
        shown = []
        for playlist in (self.playlists[each] for each in self.kept[user.id]):
            if passed(playlist.history[0].seen, playlist, now):
                shown.append(playlist)
            else:
                playlist.reads += 1
        return shown


def passed(due: Due, playlist: Kept, now: datetime) -> bool:
    """Whether a write is to be seen by now."""
    return now >= due.at and playlist.reads >= due.reads


def newest(playlist: Kept, dues: list[Due], now: datetime) -> int:
    """Number of the newest version that is to be seen; the first one always is."""
    return max(
        (number for number, due in enumerate(dues, 1) if passed(due, playlist, now)),
        default=1,
    )


def snapshot_of(playlist: Kept, number: int) -> str:
    """Name the n-th version of a playlist."""
    return f"{identity('snapshot', playlist.id, playlist.forgotten + number)}=="

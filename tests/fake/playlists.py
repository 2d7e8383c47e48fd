"""Playlists as the service keeps them: every version of each, who keeps which, and how late readers see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
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


@dataclass
class Written:
    """A version with when it came about: the moment, and how often the playlist had been read by then."""

    version: Version
    at: datetime
    reads: int


@dataclass
class Kept:
    """A playlist with its history, newest version last."""

    id: str
    owner: User
    history: list[Written] = field(default_factory=list)
    reads: int = 0

    @property
    def now(self) -> Version:
        """How it truly is."""
        return self.history[-1].version


@dataclass
class Delay:
    """How long a write stays unseen: until that many reads of the playlist and that many seconds have gone by."""

    reads: int = 0
    seconds: float = 0

    def passed(self, written: Written, playlist: Kept, now: datetime) -> bool:
        """Whether a version is to be seen by now."""
        old = (now - written.at).total_seconds() >= self.seconds
        return old and playlist.reads - written.reads >= self.reads


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
        playlist.history.append(Written(version, self.clock.now(), playlist.reads))
        return snapshot_of(playlist, len(playlist.history))

    def change(self, playlist: Kept, **changes: Any) -> str:
        """Write some parts anew; return the snapshot."""
        return self.write(playlist, replace(playlist.now, **changes))

    def read(self, playlist: Kept) -> tuple[Version, str]:
        """Show a playlist and its snapshot as late as readers see them."""
        number = self._visible(playlist, self.delay)
        noted = min(number, self._visible(playlist, self.snapshot_delay))
        playlist.reads += 1
        return playlist.history[number - 1].version, snapshot_of(playlist, noted)

    def listed(self, user: User) -> list[Kept]:
        """Show the playlists that a user keeps; one just made appears as late as any other write."""
        now = self.clock.now()
        shown = []
        for playlist in (self.playlists[each] for each in self.kept[user.id]):
            if self.delay.passed(playlist.history[0], playlist, now):
                shown.append(playlist)
            else:
                playlist.reads += 1
        return shown

    def _visible(self, playlist: Kept, delay: Delay) -> int:
        now = self.clock.now()
        for number in range(len(playlist.history), 1, -1):
            if delay.passed(playlist.history[number - 1], playlist, now):
                return number
        return 1


def snapshot_of(playlist: Kept, number: int) -> str:
    """Name the n-th version of a playlist."""
    return f"{identity('snapshot', playlist.id, number)}=="

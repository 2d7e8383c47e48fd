"""What is told rather than found: the user's pins, the lock, and the tracks that are not to be taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soundtrack_playlists.matching.resolution import Origin, Resolution, Status

if TYPE_CHECKING:
    from soundtrack_playlists.matching.lock import Lock
    from soundtrack_playlists.matching.pins import Pins
    from soundtrack_playlists.models import Wanted


@dataclass(frozen=True, slots=True)
class Told:
    """Pins and lock, as they stand at one moment. `gone` are ids of tracks that can no longer be played."""

    pins: Pins
    lock: Lock
    gone: frozenset[str]

    def of(self, wanted: Wanted) -> Resolution | None:
        """Say what pins and lock say of a song, None where they are silent."""
        song = wanted.song
        if track := self.pins.get(song.key):
            named = track if track.name else replace(track, name=song.title, artists=song.credit.everyone)
            return Resolution(wanted, Status.MATCHED, "You pinned this track.", Origin.PIN, named)
        locked = self.lock.get(song.key)
        if locked is None or locked.track.id in self.never(song.key):
            return None
        return Resolution(wanted, Status.MATCHED, f"Locked: {locked.evidence}.", Origin.LOCK, locked.track)

    def never(self, song_key: str) -> frozenset[str]:
        """Return the ids of tracks not to be taken for a song."""
        return self.pins.ruled_out(song_key) | self.gone

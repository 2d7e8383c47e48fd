"""The lock: song → track with the evidence for it, so that everybody gets the same answer without asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.files import read_document, write_document
from soundtrack_playlists.models import TRACK_ID, Track
from soundtrack_playlists.phrases import plural, shown
from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from soundtrack_playlists.models import Song, Wanted

KIND = "lock"
VERSION = 1
FIELDS = frozenset({"song", "track", "name", "artists", "album", "duration_ms", "evidence"})
_CURE = "Mend it by hand, or remove the file: songs are then looked up again."


@dataclass(frozen=True, slots=True)
class LockedTrack:
    """A track with the one phrase that says how it is known: ``soundtrack album``, ``pin``.

    `song` is what the track was found for, as printed: a key may later stand for another recording. None in
    locks written before it was noted.
    """

    track: Track
    evidence: str
    song: str | None = None

    def is_for(self, song: Song) -> bool:
        """Whether the song is still the one that was locked: title, version and artists agree."""
        return self.song is None or fold(self.song) == fold(str(song))


@dataclass(frozen=True, slots=True)
class Lock:
    """Locked tracks by song key."""

    songs: Mapping[str, LockedTrack] = field(default_factory=dict)

    def get(self, song_key: str) -> LockedTrack | None:
        """Return the locked track of a song, or None."""
        return self.songs.get(song_key)

    def merged(self, own: Lock) -> Lock:
        """Join with another lock, whose entries win."""
        return Lock({**self.songs, **own.songs})

    def strangers(self, song_keys: Collection[str]) -> tuple[str, ...]:
        """Name the entries that belong to no song, in order."""
        return tuple(sorted(key for key in self.songs if key not in song_keys))

    def fitting(self, songs: Mapping[str, Wanted]) -> Lock:
        """Leave out entries of no song, and of songs that are no longer those that were locked."""
        return Lock(
            {
                key: locked
                for key, locked in self.songs.items()
                if key in songs and locked.is_for(songs[key].song)
            }
        )


def read(path: Path) -> Lock:
    """Read a lock file; an empty lock where there is none.

    Raises DataProblem naming every mistake, or saying that a later version of the program wrote it.
    """
    if not path.exists():
        return Lock()
    entries = read_document(path, KIND, VERSION).get("songs")
    if not isinstance(entries, dict):
        raise DataProblem(f'{path} has no "songs" table.', _CURE)
    mistakes = [f"  {key}: {mistake}" for key, entry in entries.items() for mistake in _mistakes(entry)]
    if not mistakes:
        lock = Lock({key: _locked(entry) for key, entry in entries.items()})
        mistakes = [f"  {mistake}" for mistake in _shared_ids(lock)]
    if mistakes:
        raise DataProblem("\n".join([f"{path} has {plural(len(mistakes), 'mistake')}:", *mistakes]), _CURE)
    return lock


def write(path: Path, lock: Lock) -> None:
    """Write a lock: sorted by song and without dates, so that the same answers are the same bytes."""
    write_document(
        path, KIND, VERSION, {"songs": {key: _entry(lock.songs[key]) for key in sorted(lock.songs)}}
    )


def mistakes_against(lock: Lock, songs: Mapping[str, Wanted]) -> tuple[str, ...]:
    """Compare with the songs it is for: entries of no or another song, one track for different recordings."""
    strangers = [f"{key}: there is no such song" for key in lock.strangers(songs)]
    changed = [
        f"{key} is {songs[key].song} now, and was locked as {locked.song}"
        for key, locked in lock.songs.items()
        if key in songs and not locked.is_for(songs[key].song)
    ]
    clashes = [
        f"{first} and {second} are different recordings, yet share {lock.songs[first].track.id}"
        for first, second in _sharing(lock)
        if first in songs and second in songs and songs[first].song.recording != songs[second].song.recording
    ]
    return (*strangers, *changed, *clashes)


def _shared_ids(lock: Lock) -> Iterator[str]:
    for first, second in _sharing(lock):
        one, other = lock.songs[first].track, lock.songs[second].track
        if fold(one.name) != fold(other.name):
            yield f'{first} and {second} share the track {one.id}, but call it "{one.name}" and "{other.name}"'


def _sharing(lock: Lock) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for key, locked in lock.songs.items():
        if (first := seen.setdefault(locked.track.id, key)) != key:
            yield first, key


def _mistakes(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"is not a table (found {shown(entry)})"
        return
    for name in sorted(entry.keys() - FIELDS):
        yield f'"{name}" is not known'
    track_id = entry.get("track")
    if not (isinstance(track_id, str) and TRACK_ID.fullmatch(track_id)):
        yield f'"track" must be an id of 22 letters and digits (found {shown(track_id)})'
    for name in ("name", "evidence"):
        if not (isinstance(entry.get(name), str) and entry[name]):
            yield f'"{name}" must be text (found {shown(entry.get(name))})'
    artists = entry.get("artists")
    if not (
        isinstance(artists, list) and artists and all(isinstance(each, str) and each for each in artists)
    ):
        yield f'"artists" must be a list of names (found {shown(artists)})'
    for name in ("album", "song"):
        if not isinstance(entry.get(name), str | None):
            yield f'"{name}" must be text or null (found {shown(entry[name])})'
    duration = entry.get("duration_ms")
    if duration is not None and (type(duration) is not int or duration <= 0):
        yield f'"duration_ms" must be a number of milliseconds or null (found {shown(duration)})'


def _locked(entry: Mapping[str, Any]) -> LockedTrack:
    track = Track(
        entry["track"],
        entry["name"],
        tuple(entry["artists"]),
        album=entry.get("album"),
        duration_ms=entry.get("duration_ms"),
    )
    return LockedTrack(track, entry["evidence"], entry.get("song"))


def _entry(locked: LockedTrack) -> dict[str, Any]:
    track = locked.track
    return {
        "album": track.album,
        "artists": list(track.artists),
        "duration_ms": track.duration_ms,
        "evidence": locked.evidence,
        "name": track.name,
        "song": locked.song,
        "track": track.id,
    }

"""What can be found: releases and the tracks on them. One recording (ISRC) may appear as many tracks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from fake.ids import identity


@dataclass(frozen=True, slots=True)
class Recording:
    """One performance, caught once."""

    isrc: str
    duration_ms: int


@dataclass(eq=False, slots=True)
class Release:
    """An album, single or compilation, with its tracks in order."""

    id: str
    name: str
    artists: tuple[str, ...]
    kind: str = "album"
    date: str = "1995"
    tracks: list[Offer] = field(default_factory=list, repr=False)


@dataclass(eq=False, slots=True)
class Offer:
    """A track: a recording as printed on a release. `playable` is for every market at once."""

    id: str
    name: str
    artists: tuple[str, ...]
    recording: Recording
    release: Release = field(repr=False)
    disc: int = 1
    number: int = 1
    playable: bool = True

    @property
    def uri(self) -> str:
        """Address in Spotify's own scheme."""
        return f"spotify:track:{self.id}"


class Catalogue:
    """Releases and tracks by id. `truth` maps a song's key to the ids that are right for it; none, if absent."""

    def __init__(self) -> None:
        self.albums: dict[str, Release] = {}
        self.tracks: dict[str, Offer] = {}
        self.by_isrc: dict[str, list[Offer]] = defaultdict(list)
        self.truth: dict[str, frozenset[str]] = {}

    def release(
        self, name: str, *artists: str, kind: str = "album", date: str = "1995", album_id: str | None = None
    ) -> Release:
        """Put a release on the shelf; the same name by the same artists is the same release."""
        wanted = album_id or identity("album", name, *artists)
        if wanted not in self.albums:
            self.albums[wanted] = Release(wanted, name, artists, kind, date)
        return self.albums[wanted]

    def offer(
        self,
        release: Release,
        name: str,
        artists: tuple[str, ...],
        recording: Recording,
        *,
        track_id: str | None = None,
        disc: int = 1,
        playable: bool = True,
    ) -> Offer:
        """Add a track at the end of a release. A wanted id that is taken gives way to one of its own."""
        number = len(release.tracks) + 1
        if track_id is None or track_id in self.tracks:
            track_id = identity("track", release.id, name, *artists, number)
        track = Offer(track_id, name, artists, recording, release, disc, number, playable)
        release.tracks.append(track)
        self.tracks[track_id] = track
        self.by_isrc[recording.isrc].append(track)
        return track

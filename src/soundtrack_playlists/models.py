"""The values everything speaks of: films, their songs, and the tracks a service offers. All frozen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from soundtrack_playlists.text import fold

TRACK_ID = re.compile(r"[0-9A-Za-z]{22}")
"""Spotify's ids: 22 base-62 characters."""


Kind = Literal["film", "decade", "theme"]
"""What playlists are made by."""
Order = Literal["film", "year", "title", "artist"]
Songs = Literal["standouts", "all"]
DecadeOf = Literal["film", "song"]
"""Whose year makes the decade: the film's, or that of the recording's first release."""


class Confidence(StrEnum):
    """How sure the dataset is that a song belongs to its film."""

    CONFIRMED = "confirmed"  # a page about the film or album names it
    PARTLY = "partly"  # one of title, performer or place is confirmed, not all
    REMEMBERED = "remembered"  # known from memory only


@dataclass(frozen=True, slots=True)
class Credit:
    """Artists as printed, main artists and featured artists apart."""

    main: tuple[str, ...]
    featured: tuple[str, ...] = ()

    def __str__(self) -> str:
        main = ", ".join(self.main)
        return f"{main} feat. {', '.join(self.featured)}" if self.featured else main

    @property
    def everyone(self) -> tuple[str, ...]:
        """Main artists, then featured ones."""
        return self.main + self.featured


@dataclass(frozen=True, slots=True)
class Original:
    """What a cover is a cover of. `artists` recorded it first: none for a standard or a hymn.

    `also` are others whose early recordings are as well known, and no more the cover than the first.
    """

    artists: tuple[str, ...] = ()
    year: int | None = None
    title: str | None = None  # where it differs from the cover's
    note: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Song:
    """A curated entry that stands for one recording.

    `key` is ``film-key/song-slug`` and stable. `soundtrack` is the 1-based number of the film's soundtrack
    that holds the song, 0 when it is only heard in the film. `position` is None where the order is not known.
    `standout` is the reason why the song carries the soundtrack, None for the others.
    """

    key: str
    title: str
    credit: Credit
    version: str | None = None
    first_released: int | None = None
    cover_of: Original | None = None
    duration_ms: int | None = None
    isrc: str | None = None
    soundtrack: int = 1
    disc: int = 1
    position: int | None = None
    standout: str | None = None
    confidence: Confidence = Confidence.CONFIRMED
    tags: frozenset[str] = frozenset()
    note: str | None = None

    def __str__(self) -> str:
        version = f" ({self.version})" if self.version else ""
        return f"{self.title}{version} – {self.credit}"

    @property
    def recording(self) -> tuple[str, frozenset[str], str]:
        """What two songs share that are one recording, whatever films they are in: title, artists, version."""
        return fold(self.title), frozenset(map(fold, self.credit.everyone)), fold(self.version or "")


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """A film's album. `spotify` lists ids under which it was seen on Spotify, most credible first.

    `confidence` is about date and label; `ordered` says whether its songs are known to stand in its order.
    """

    title: str
    release_date: str | None = None  # ISO 8601, as precise as known: 1995, 1995-06, 1995-06-06
    label: str | None = None
    note: str | None = None
    spotify: tuple[str, ...] = ()
    confidence: Confidence = Confidence.CONFIRMED
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Film:
    """A film with its soundtracks and songs. `key` is its slug: ``batman-forever``."""

    key: str
    title: str
    year: int
    director: str | None = None
    aliases: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    soundtracks: tuple[Soundtrack, ...] = ()
    songs: tuple[Song, ...] = field(default=(), repr=False)
    note: str | None = None

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    @property
    def decade(self) -> int:
        """First year of the film's decade: 1990 for 1995."""
        return self.year // 10 * 10

    @property
    def standouts(self) -> tuple[Song, ...]:
        """Songs that carry the soundtrack, in order."""
        return tuple(song for song in self.songs if song.standout)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A song in the film it is wanted for: what the resolver is asked to find."""

    film: Film
    song: Song

    @property
    def year(self) -> int | None:
        """Year in which the recording was first released, where that is known."""
        return self.song.first_released

    @property
    def decade(self) -> int | None:
        """First year of the recording's decade: 1990 for 1995."""
        return None if self.year is None else self.year // 10 * 10


@dataclass(frozen=True, slots=True)
class Track:
    """What the service offers: a recording on a release, with an id.

    `playable` is None when no market was asked about. `release_date` is ISO 8601, as precise as printed.
    """

    id: str
    name: str
    artists: tuple[str, ...]
    album: str | None = None
    album_id: str | None = None
    album_type: str | None = None  # album, single, compilation
    album_artists: tuple[str, ...] = ()
    release_date: str | None = None
    duration_ms: int | None = None
    isrc: str | None = None
    disc_number: int | None = None
    track_number: int | None = None
    explicit: bool | None = None
    playable: bool | None = None

    @property
    def uri(self) -> str:
        """Address in Spotify's own scheme."""
        return f"spotify:track:{self.id}"

    @property
    def url(self) -> str:
        """Address for a browser."""
        return f"https://open.spotify.com/track/{self.id}"


@dataclass(frozen=True, slots=True)
class Album:
    """A release the service offers. `tracks` is empty when only found, filled when read."""

    id: str
    name: str
    artists: tuple[str, ...] = ()
    album_type: str | None = None
    release_date: str | None = None
    total_tracks: int | None = None
    tracks: tuple[Track, ...] = field(default=(), repr=False)


def decade_label(decade: int) -> str:
    """Name a decade by its first year: ``1990s``."""
    return f"{decade}s"

"""A catalogue in memory: what stands on it is found by words, and every question is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from soundtrack_playlists.models import Album, Credit, Film, Song, Soundtrack, Track
from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass
class Shelf:
    """Albums, and tracks that are on none of them.

    `faults` are raised by the next questions, one each; `cursed` by certain questions, always. `hidden` are tracks
    that no search finds. `meanwhile` is called while the first question is being answered.
    """

    albums: list[Album] = field(default_factory=list)
    loose: list[Track] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    faults: list[BaseException | None] = field(default_factory=list)
    cursed: dict[str, BaseException] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    meanwhile: Callable[[], object] | None = None
    market: str = "DE"

    def search_tracks(self, query: str) -> list[Track]:
        """Find the tracks that have all the words."""
        self._count("search", query)
        tracks = [_on(album, track) for album in self.albums for track in album.tracks] + self.loose
        tracks = [track for track in tracks if track.id not in self.hidden]
        return [track for track in tracks if _has(f"{track.name} {' '.join(track.artists)}", query)][:10]

    def search_albums(self, query: str) -> list[Album]:
        """Find the albums that have all the words."""
        self._count("search", query)
        return [replace(album, tracks=()) for album in self.albums if _has(album.name, query)][:10]

    def album(self, album_id: str) -> Album | None:
        """Read an album."""
        self._count("album", album_id)
        return next((album for album in self.albums if album.id == album_id), None)

    def track(self, track_id: str) -> Track | None:
        """Read a track."""
        self._count("track", track_id)
        everything = [*self.loose, *(track for album in self.albums for track in album.tracks)]
        return next((track for track in everything if track.id == track_id), None)

    def forget(self) -> None:
        """Begin counting anew."""
        self.asked.clear()

    def _count(self, what: str, question: str) -> None:
        self.asked[what] += 1
        if self.meanwhile:
            begin, self.meanwhile = self.meanwhile, None
            begin()
        if question in self.cursed:
            raise self.cursed[question]
        if self.faults and (fault := self.faults.pop(0)):
            raise fault


def a_film(
    titles: Iterable[str], *, key: str = "film", soundtracks: int = 1, seen: tuple[str, ...] = ()
) -> Film:
    """A film whose songs are spread over its soundtracks in turn; each by an artist of its own."""
    numbers = [index % soundtracks + 1 for index, _ in enumerate(titles)]
    songs = tuple(
        Song(f"{key}/{fold(title)}", title, Credit((f"{title} Band of {key}",)), soundtrack=number)
        for title, number in zip(titles, numbers, strict=True)
    )
    albums = tuple(
        Soundtrack(f"{key} Music Volume {number}", spotify=seen) for number in range(1, soundtracks + 1)
    )
    return Film(key, f"The {key}", 1995, soundtracks=albums, songs=songs)


def a_track(song: Song, **changes: object) -> Track:
    """The track that is right for a song."""
    return replace(Track(f"id-{song.key}", song.title, song.credit.main), **changes)  # type: ignore[arg-type]  # a test's own words


def an_album(film: Film, number: int = 1, *, without: Iterable[str] = (), album_id: str = "") -> Album:
    """A soundtrack as Spotify lists it: its tracks without album and ISRC."""
    songs = [song for song in film.songs if song.soundtrack == number and song.title not in without]
    name = film.soundtracks[number - 1].title
    return Album(
        album_id or f"album-{film.key}-{number}",
        name,
        ("Various Artists",),
        album_type="compilation",
        tracks=tuple(a_track(song) for song in songs),
    )


def _on(album: Album, track: Track) -> Track:
    return replace(track, album=album.name, album_id=album.id)


def _has(text: str, query: str) -> bool:
    return set(fold(query).split()) <= set(fold(text).split())

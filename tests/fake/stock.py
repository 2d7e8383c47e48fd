"""Stocking the catalogue with real films: their albums, the artists' own releases, and gaps as Spotify has them."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from fake.catalogue import Catalogue, Offer, Recording
from fake.ids import is_id, isrc, number
from fake.printing import identity_of, printed, spelled
from fake.traps import set_traps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fake.catalogue import Release
    from soundtrack_playlists.models import Film, Song

SHORTEST_MS, LONGEST_MS = 150_000, 300_000
VARIOUS = "Various Artists"


class Presence(Enum):
    """Where a song's recording is to be found."""

    NOWHERE = auto()
    OWN = auto()  # only on the artist's own release
    GREYED_OUT = auto()  # on the film's album, unplayable there; playable on the artist's own release
    BOTH = auto()
    ALBUM = auto()


class Stock:
    """A catalogue being filled from films. `locked` maps song keys to what is known of their track.

    The same recording in two films is one: it is there for both or for neither.
    """

    def __init__(self, films: Iterable[Film], locked: Mapping[str, Mapping[str, Any]]) -> None:
        self.films = list(films)
        self.locked = locked
        self.catalogue = Catalogue()
        self.right: defaultdict[str, list[Offer]] = defaultdict(list)
        songs = [song for film in self.films for song in film.songs]
        self.sure = {identity_of(song) for song in songs if song.key in locked}
        self.versions: defaultdict[str, set[str]] = defaultdict(set)
        for song in songs:
            for artist in song.credit.main:
                self.versions[spelled(song.title, artist)].add(song.version or "")

    def fill(self) -> Catalogue:
        """Put everything on the shelves and note which tracks are right."""
        for film in self.films:
            self._albums(film)
            for song in film.songs:
                if self.presence(film, song) in (Presence.OWN, Presence.GREYED_OUT, Presence.BOTH):
                    self._own_release(film, song)
            set_traps(self, film)
        self.catalogue.truth = {
            song.key: frozenset(offer.id for offer in self.right[identity_of(song)] if offer.playable)
            for film in self.films
            for song in film.songs
        }
        return self.catalogue

    def has_album(self, film: Film) -> bool:
        """Whether a film's album is on the service: nearly always where its id has been seen, else often."""
        seen = any(soundtrack.spotify for soundtrack in film.soundtracks)
        return bool(film.soundtracks) and (seen or number("album?", film.key) % 4 > 0)

    def presence(self, film: Film, song: Song) -> Presence:
        """Where a song's recording is to be found, the same in every run."""
        identity = identity_of(song)
        draw, sure = number("presence", identity) % 100, identity in self.sure
        if draw < 10 and not sure:
            return Presence.NOWHERE
        if not self.has_album(film) or not song.soundtrack or (draw < 20 and not sure):
            return Presence.OWN
        if draw < 28 and not sure:
            return Presence.GREYED_OUT
        return Presence.BOTH if draw < 50 else Presence.ALBUM

    def recording(self, song: Song) -> Recording:
        """The performance that a song stands for."""
        identity = identity_of(song)
        drawn = SHORTEST_MS + number("length", identity) % (LONGEST_MS - SHORTEST_MS)
        known = self.locked.get(song.key, {}).get("duration_ms") or song.duration_ms
        return Recording(song.isrc or isrc(identity), known or drawn)

    def _albums(self, film: Film) -> None:
        if not self.has_album(film):
            return
        for place, soundtrack in enumerate(film.soundtracks, 1):
            songs = [song for song in film.songs if song.soundtrack == place]
            credited = {song.credit.main for song in songs}
            artists = next(iter(credited)) if len(credited) == 1 else (VARIOUS,)
            seen = next((each for each in soundtrack.spotify if is_id(each)), None)
            date = soundtrack.release_date or str(film.year)
            album = self.catalogue.release(soundtrack.title, *artists, date=date, album_id=seen)
            self._press(film, songs, album)
            if number("deluxe?", film.key) % 5 == 0:
                deluxe = f"{soundtrack.title} (Deluxe Edition)"
                self._press(film, songs, self.catalogue.release(deluxe, *artists, date=date))

    def _press(self, film: Film, songs: Iterable[Song], album: Release) -> None:
        for song in songs:
            where = self.presence(film, song)
            if where not in (Presence.NOWHERE, Presence.OWN):
                playable = where is not Presence.GREYED_OUT
                self._offer(album, song, printed(song), self.recording(song), playable=playable)

    def _own_release(self, film: Film, song: Song) -> None:
        """Put a song on a release of its artist's: the single, the album, or the best of."""
        release = self._artists_release(film, song)
        name, recording = self._reissue(film, song)
        if all(offer.recording != recording for offer in release.tracks):
            self._offer(release, song, name, recording)

    def _artists_release(self, film: Film, song: Song) -> Release:
        artist = song.credit.main[0]
        name, kind = (
            (song.title, "single"),
            (f"The Best of {artist}", "compilation"),
            (f"{artist}: The Album", "album"),
        )[number("own", identity_of(song)) % 3]
        return self.catalogue.release(name, artist, kind=kind, date=str(song.first_released or film.year))

    def _reissue(self, film: Film, song: Song) -> tuple[str, Recording]:
        """Name a song as its artist's release does. A remaster has an ISRC of its own, all others share one."""
        name, recording = printed(song), self.recording(song)
        draw = number("reissue", identity_of(song)) % 5
        if draw == 0 and self.presence(film, song) is not Presence.GREYED_OUT:
            remaster = Recording(isrc(identity_of(song), 2011), recording.duration_ms)
            return f"{name} - Remastered 2011", remaster
        if draw == 1:
            return f'{name} - From "{film.title}" Soundtrack', recording
        return name, recording

    def _offer(
        self, release: Release, song: Song, name: str, recording: Recording, *, playable: bool = True
    ) -> None:
        """Put a right track on a release; the first one of a locked song is printed as the lock knows it."""
        known = self.locked.get(song.key, {})
        if known.get("track") in self.catalogue.tracks:
            known = {}
        offer = self.catalogue.offer(
            release,
            known.get("name") or name,
            tuple(known.get("artists") or song.credit.everyone),
            recording,
            track_id=known.get("track"),
            disc=song.disc,
            playable=playable,
        )
        self.right[identity_of(song)].append(offer)

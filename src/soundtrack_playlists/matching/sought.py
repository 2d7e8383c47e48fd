"""A wanted song made ready for comparing: parsed once, judged against many candidates. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soundtrack_playlists.matching.credits import Credited, parse_credit, with_guests
from soundtrack_playlists.matching.glance import Glance
from soundtrack_playlists.matching.releases import parse_release
from soundtrack_playlists.matching.titles import Title, parse_title
from soundtrack_playlists.text import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.models import Film, Song, Track, Wanted


@dataclass(frozen=True, slots=True)
class Sought:
    """What a candidate is compared with.

    `mills` are the name keys of labels that re-record hits; `originals` those of the artists whose song this
    is a cover of. `albums` are the keys of the film's soundtracks and `album_ids` those known of them, `films`
    the squashed names of the film. `sole` is false where the film has another version of the song, too.
    """

    key: str
    printed_title: str
    artists: tuple[str, ...]
    title: Title
    credit: Credited
    glance: Glance
    mills: frozenset[str] = frozenset()
    is_cover: bool = False
    originals: frozenset[str] = frozenset()
    albums: frozenset[str] = frozenset()
    album_ids: frozenset[str] = frozenset()
    films: frozenset[str] = frozenset()
    sole: bool = False
    isrc: str | None = None
    duration_ms: int | None = None
    first_released: int | None = None

    @classmethod
    def of(cls, wanted: Wanted, mills: frozenset[str] = frozenset()) -> Sought:
        """Make a wanted song ready; `mills` come from `mills.known_mills`."""
        film, song = wanted.film, wanted.song
        title = parse_title(f"{song.title} ({song.version})" if song.version else song.title)
        credit = with_guests(parse_credit(song.credit.main), song.credit.featured + title.guests)
        first = song.cover_of.artists + song.cover_of.also if song.cover_of else ()
        originals = parse_credit(first).main
        return cls(
            key=song.key,
            printed_title=song.title,
            artists=song.credit.main,
            title=title,
            credit=credit,
            glance=Glance.of(song.title, song.credit.main, credit),
            mills=mills,
            is_cover=song.cover_of is not None,
            originals=originals - credit.everyone,
            albums=frozenset(parse_release(soundtrack.title).key for soundtrack in film.soundtracks),
            album_ids=frozenset(known for soundtrack in film.soundtracks for known in soundtrack.spotify),
            films=film_names(film),
            sole=not title.marks or not any(_is_twin(song, title, other) for other in film.songs),
            isrc=song.isrc,
            duration_ms=song.duration_ms,
            first_released=song.first_released,
        )

    @classmethod
    def query(
        cls,
        title: str,
        artists: tuple[str, ...],
        *,
        year: int | None = None,
        mills: frozenset[str] = frozenset(),
    ) -> Sought:
        """Make a bare title and credit ready, without any film. `year` is when the song was first released."""
        parsed = parse_title(title)
        credit = with_guests(parse_credit(artists), parsed.guests)
        return cls(
            key=title,
            printed_title=title,
            artists=artists,
            title=parsed,
            credit=credit,
            glance=Glance.of(title, artists, credit),
            mills=mills,
            first_released=year,
        )

    def is_on_soundtrack(self, track: Track) -> bool:
        """Say whether a track is on an album known to be a soundtrack of the film."""
        if track.album_id in self.album_ids:
            return True
        return track.album is not None and bool(self.albums) and parse_release(track.album).key in self.albums

    def on(self, tracks: Sequence[Track]) -> Sought:
        """Return the same where all these tracks are known to be on a soundtrack of the film."""
        here = frozenset(track.album_id for track in tracks if track.album_id)
        return self if here <= self.album_ids else replace(self, album_ids=self.album_ids | here)


def _is_twin(song: Song, title: Title, other: Song) -> bool:
    """Say whether another song of the film has the same title and an artist of this one."""
    if other is song or parse_title(other.title).core != title.core:
        return False
    return not set(other.credit.everyone).isdisjoint(song.credit.everyone)


def film_names(film: Film) -> frozenset[str]:
    """List a film's names as albums may print them, squashed: ``X: The Movie`` is ``X`` as well."""
    names = (film.title, *film.aliases)
    return frozenset(squash(name) for name in names).union(*(parse_release(name).films for name in names))

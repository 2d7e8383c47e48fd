"""The hunt for the songs of one film: the soundtrack's album first, then a search for each song that is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soundtrack_playlists.matching.albums import assign, holds, pick_album
from soundtrack_playlists.matching.asking import UnansweredError
from soundtrack_playlists.matching.case import Case
from soundtrack_playlists.matching.queries import album_queries, ladder
from soundtrack_playlists.matching.resolution import Origin
from soundtrack_playlists.matching.sought import Sought

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from soundtrack_playlists.matching.asking import Asking
    from soundtrack_playlists.models import Album, Film, Track, Wanted

SEARCHES_PER_SONG = 2
"""A third query finds next to nothing that two did not, and searches are what Spotify counts."""
ALBUMS_READ = 2
"""Albums read for one soundtrack: the likeliest, and one more where that holds too few of its songs."""
WORTH_AN_ALBUM = 2
"""Songs from which an album (one search, one read) is cheaper than a search each, or as cheap and surer."""
ENOUGH_OF_AN_ALBUM = 0.5
"""Share of a soundtrack's songs from which an album is it beyond doubt, and no other is read."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An album that was read, how many of the film's songs it holds, and whether all of it was remembered."""

    album: Album
    held: int
    remembered: bool


class Hunt:
    """The songs of one film that nobody told us. Ends when each is settled or nothing is left to ask."""

    def __init__(self, film: Film, wanted: Sequence[Wanted], never: Callable[[str], frozenset[str]]) -> None:
        self.film = film
        self.cases = [Case(each, Sought.of(each), never(each.song.key)) for each in wanted]

    @property
    def open(self) -> list[Case]:
        """Songs without a track as yet."""
        return [case for case in self.cases if not case.settled]

    def remember(self, asking: Asking) -> None:
        """Settle what can be settled from memory."""
        self._albums(asking, least=1)
        self._songs(asking)

    def ask(self, asking: Asking) -> None:
        """Settle the rest by asking."""
        self._albums(asking, least=WORTH_AN_ALBUM)
        self._songs(asking)

    def expected_searches(self) -> int:
        """Estimate the searches still needed: one for each album, else one for each song."""
        groups = [
            sum(case.wanted.song.soundtrack == number for case in self.open) for number in self._numbers()
        ]
        on_albums = sum(size for size in groups if size >= WORTH_AN_ALBUM)
        return sum(size >= WORTH_AN_ALBUM for size in groups) + len(self.open) - on_albums

    def _numbers(self) -> range:
        return range(1, len(self.film.soundtracks) + 1)

    def _albums(self, asking: Asking, *, least: int) -> None:
        for number in self._numbers():
            cases = [case for case in self.open if case.wanted.song.soundtrack == number]
            if len(cases) >= least:
                self._album(asking, number, cases)

    def _album(self, asking: Asking, number: int, cases: Sequence[Case]) -> None:
        view = _only(self.film, number)
        found = _soundtrack_album(view, asking)
        if found is None:
            return
        tracks = _with_album(found.album)
        everything = [
            Sought.of(replace(cases[0].wanted, song=song))
            for song in self.film.songs
            if song.soundtrack == number
        ]
        verdicts = assign(everything, tracks)
        origin = Origin.LOOKUP if found.remembered else Origin.ALBUM
        taken = {verdict.track.id for verdict in verdicts.values() if verdict.track}
        for case in cases:
            if not case.accept(verdicts[case.wanted.song.key], origin):
                case.consider((track for track in tracks if track.id not in taken), origin)

    def _songs(self, asking: Asking) -> None:
        for case in self.open:
            case.silence = None
            for query in ladder(case.sought)[:SEARCHES_PER_SONG]:
                self._search(asking, case, query)
                if case.settled:
                    break

    @staticmethod
    def _search(asking: Asking, case: Case, query: str) -> None:
        try:
            answer = asking.tracks(query, helps=case.helped_by)
        except UnansweredError as unanswered:
            case.silence = unanswered.reason
        else:
            case.consider(answer.found, Origin.LOOKUP if answer.remembered else Origin.SEARCH)


def _only(film: Film, number: int) -> Film:
    """See a film as if it had but one soundtrack: the judges of albums know of one."""
    songs = tuple(replace(song, soundtrack=1) for song in film.songs if song.soundtrack == number)
    return replace(film, soundtracks=film.soundtracks[number - 1 : number], songs=songs)


def _soundtrack_album(film: Film, asking: Asking) -> _Found | None:
    """Find the album that holds most of a film's songs; None where none holds any or nobody would say."""
    best: _Found | None = None
    for found in _read(film, asking):
        if best is None or found.held > best.held:
            best = found
        if best.held >= ENOUGH_OF_AN_ALBUM * len(film.songs):
            break
    return best if best and best.held else None


def _read(film: Film, asking: Asking) -> Iterator[_Found]:
    """Read the albums that may be the soundtrack: one seen before by its id, else the likeliest of a search."""
    for album_id in film.soundtracks[0].spotify[:1]:
        yield from _album(film, asking, album_id, remembered=True)
    try:
        listed = asking.albums(album_queries(film)[0], helps=lambda albums: bool(pick_album(film, albums)))
    except UnansweredError:
        return
    for candidate in pick_album(film, listed.found)[:ALBUMS_READ]:
        yield from _album(film, asking, candidate.id, remembered=listed.remembered)


def _album(film: Film, asking: Asking, album_id: str, *, remembered: bool) -> Iterator[_Found]:
    try:
        answer = asking.album(album_id)
    except UnansweredError:
        return
    for album in answer.found:
        yield _Found(album, holds(film, album), answer.remembered and remembered)


def _with_album(album: Album) -> list[Track]:
    """Say on each track of an album which album it is: Spotify leaves that out of an album's own listing."""
    return [
        replace(
            track,
            album=album.name,
            album_id=album.id,
            album_type=album.album_type,
            album_artists=album.artists,
            release_date=album.release_date,
        )
        for track in album.tracks
    ]

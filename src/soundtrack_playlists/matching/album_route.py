"""The album route: one search and one read find the soundtrack's album, which settles its songs all at once."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soundtrack_playlists.matching.albums import assign, pick_album
from soundtrack_playlists.matching.asking import Answer, UnansweredError
from soundtrack_playlists.matching.mills import known_mills
from soundtrack_playlists.matching.queries import album_queries
from soundtrack_playlists.matching.sought import Sought
from soundtrack_playlists.models import Album, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from soundtrack_playlists.matching.asking import Asking
    from soundtrack_playlists.matching.verdict import Verdict
    from soundtrack_playlists.models import Film, Track

ALBUMS_READ = 2
"""Albums read after one search: the likeliest, and one more where that holds too few of the songs."""
ENOUGH_OF_AN_ALBUM = 0.5
"""Share of a soundtrack's songs from which an album is it beyond doubt, and no other is looked at."""
WRONG_IDS = 2
"""Films in a row whose album is not there under the id it was seen by, after which a run tries no more of such ids.

One that is wrong costs a request. Where all are (another catalogue), two films show it; a few that died do not
keep the others from being read without a search.
"""
NOTHING: Answer[Album] = Answer((), remembered=True)


@dataclass(frozen=True, slots=True)
class SoundtrackAlbum:
    """A soundtrack's album as the service has it: its tracks, and the verdict for each song found among them.

    `remembered` tells whether nothing had to be asked for it.
    """

    tracks: tuple[Track, ...]
    verdicts: Mapping[str, Verdict]
    remembered: bool

    @property
    def free(self) -> list[Track]:
        """Tracks that no song has been given."""
        taken = {verdict.track.id for verdict in self.verdicts.values() if verdict.track}
        return [track for track in self.tracks if track.id not in taken]


def soundtrack_album(film: Film, number: int, asking: Asking, *, searches: int) -> SoundtrackAlbum | None:
    """Find the album of a film's soundtrack (1-based) that holds most of its songs.

    An album whose id is known is read at once. `searches` is how many searches for another may be asked; what is
    remembered of more is taken into account all the same, as a later run would. None where no album holds any of
    the songs, or nobody would say.
    """
    of_it = [song for song in film.songs if song.soundtrack == number]
    songs = [Sought.of(Wanted(film, song), known_mills()) for song in of_it]
    # What judges albums knows of one soundtrack: show it the film as if it had no other.
    view = replace(film, soundtracks=film.soundtracks[number - 1 : number], songs=tuple(of_it))
    best: SoundtrackAlbum | None = None
    for album, remembered in _read(view, asking, searches):
        tracks = _with_album(album)
        verdicts = assign(songs, tracks)
        if len(verdicts) > (len(best.verdicts) if best else 0):
            best = SoundtrackAlbum(tracks, verdicts, remembered)
        if len(verdicts) >= ENOUGH_OF_AN_ALBUM * len(songs):
            break
    return best


def _read(film: Film, asking: Asking, searches: int) -> Iterator[tuple[Album, bool]]:
    """Read the albums that may be it, and tell which are remembered: one seen before by its id, then a search's."""
    if len(asking.films_with_wrong_id) < WRONG_IDS:
        for album_id in film.soundtracks[0].spotify[:1]:
            answer = _album(asking, album_id)
            _note_id(film, answer, asking)
            yield from ((album, answer.remembered) for album in answer.found)
    listed = _listed(film, asking, searches)
    for candidate in listed.found[:ALBUMS_READ]:
        answer = _album(asking, candidate.id)
        yield from ((album, answer.remembered and listed.remembered) for album in answer.found)


def _note_id(film: Film, answer: Answer[Album], asking: Asking) -> None:
    if answer.found:
        asking.films_with_wrong_id.clear()
    elif not answer.remembered:
        asking.films_with_wrong_id.add(film.key)


def _listed(film: Film, asking: Asking, searches: int) -> Answer[Album]:
    """Search for albums that may be it, best first, until one search names some."""

    def meant(albums: Sequence[Album]) -> tuple[Album, ...]:
        return pick_album(film, albums, mills=known_mills())

    for number, query in enumerate(album_queries(film)):
        whom = asking if number < searches else asking.memory_only()
        with contextlib.suppress(UnansweredError):
            answer = whom.albums(query, helps=lambda albums: bool(meant(albums)))
            if albums := meant(answer.found):
                return Answer(albums, answer.remembered)
    return NOTHING


def _album(asking: Asking, album_id: str) -> Answer[Album]:
    try:
        return asking.album(album_id)
    except UnansweredError:
        return NOTHING


def _with_album(album: Album) -> tuple[Track, ...]:
    """Say on each track of an album which album it is: Spotify leaves that out of an album's own listing."""
    return tuple(
        replace(
            track,
            album=album.name,
            album_id=album.id,
            album_type=album.album_type,
            album_artists=album.artists,
            release_date=album.release_date,
        )
        for track in album.tracks
    )

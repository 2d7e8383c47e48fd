"""The album route: one search and one read find the soundtrack's album, which settles its songs all at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soundtrack_playlists.matching.albums import assign, pick_album
from soundtrack_playlists.matching.asking import UnansweredError
from soundtrack_playlists.matching.mills import known_mills
from soundtrack_playlists.matching.queries import album_queries
from soundtrack_playlists.matching.sought import Sought
from soundtrack_playlists.models import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soundtrack_playlists.matching.asking import Asking
    from soundtrack_playlists.matching.verdict import Verdict
    from soundtrack_playlists.models import Album, Film, Track

ALBUMS_READ = 2
"""Albums read after one search: the likeliest, and one more where that holds too few of the songs."""
ENOUGH_OF_AN_ALBUM = 0.5
"""Share of a soundtrack's songs from which an album is it beyond doubt, and no other is looked at."""
WRONG_IDS = 2
"""Album ids seen before that the service does not know, after which a run tries no more of them: each costs a request."""


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


def soundtrack_album(film: Film, number: int, asking: Asking, *, search: bool) -> SoundtrackAlbum | None:
    """Find the album of a film's soundtrack (1-based) that holds most of its songs.

    An album whose id is known is read at once; another is searched for only with `search`. None where no album
    holds any of the songs, or nobody would say.
    """
    of_it = [song for song in film.songs if song.soundtrack == number]
    songs = [Sought.of(Wanted(film, song), known_mills()) for song in of_it]
    # What judges albums knows of one soundtrack: show it the film as if it had no other.
    view = replace(film, soundtracks=film.soundtracks[number - 1 : number], songs=tuple(of_it))
    best: SoundtrackAlbum | None = None
    for album, remembered in _read(view, asking, search=search):
        tracks = _with_album(album)
        verdicts = assign(songs, tracks)
        if len(verdicts) > (len(best.verdicts) if best else 0):
            best = SoundtrackAlbum(tracks, verdicts, remembered)
        if len(verdicts) >= ENOUGH_OF_AN_ALBUM * len(songs):
            break
    return best


def _read(film: Film, asking: Asking, *, search: bool) -> Iterator[tuple[Album, bool]]:
    """Read the albums that may be it, and tell which are remembered: one seen before by its id, then a search's."""
    for album_id in film.soundtracks[0].spotify[:1]:
        if asking.wrong_albums < WRONG_IDS:
            yield from _album(asking, album_id)
    if not search:
        return
    try:
        listed = asking.albums(album_queries(film)[0], helps=lambda albums: bool(pick_album(film, albums)))
    except UnansweredError:
        return
    for candidate in pick_album(film, listed.found)[:ALBUMS_READ]:
        for album, remembered in _album(asking, candidate.id):
            yield album, remembered and listed.remembered


def _album(asking: Asking, album_id: str) -> Iterator[tuple[Album, bool]]:
    try:
        answer = asking.album(album_id)
    except UnansweredError:
        return
    for album in answer.found:
        yield album, answer.remembered


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

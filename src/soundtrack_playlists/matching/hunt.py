"""The hunt for the songs of one film: the soundtrack's album first, then a search for each song that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.matching.album_route import soundtrack_album
from soundtrack_playlists.matching.asking import UnansweredError
from soundtrack_playlists.matching.case import Case
from soundtrack_playlists.matching.mills import known_mills
from soundtrack_playlists.matching.queries import ladder
from soundtrack_playlists.matching.resolution import Origin
from soundtrack_playlists.matching.sought import Sought

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soundtrack_playlists.matching.asking import Asking
    from soundtrack_playlists.models import Film, Wanted

SEARCHES_PER_SONG = 2
"""A third query finds next to nothing that two did not, and searches are what Spotify counts."""
WORTH_AN_ALBUM = 2
"""Songs from which looking for an album (one search, one read) costs no more than a search each, and is surer."""
WORTH_ANOTHER_LOOK = 3
"""Songs from which a second search for their album is asked where the first names none."""
ALBUM_SEARCHES = 2
"""Searches for an album at most; in memory both are looked for, whatever they were worth."""


class Hunt:
    """The songs of one film that nobody told us. Ends when each is settled or nothing is left to ask."""

    def __init__(self, film: Film, wanted: Sequence[Wanted], never: Callable[[str], frozenset[str]]) -> None:
        self.film = film
        self.cases = [Case(each, Sought.of(each, known_mills()), never(each.song.key)) for each in wanted]

    @property
    def open(self) -> list[Case]:
        """Songs without a track as yet."""
        return [case for case in self.cases if not case.settled]

    def remember(self, asking: Asking) -> None:
        """Settle what can be settled from memory."""
        self._albums(asking, lambda _: ALBUM_SEARCHES)
        self._songs(asking)

    def ask(self, asking: Asking) -> None:
        """Settle the rest by asking.

        Where that brings an album to light, all its songs are judged anew, those too that searches for other songs
        had settled: so the answer is the one a later run gives, that knows the album from the beginning.
        """
        self._albums(asking, _worth)
        self._songs(asking)

    def gather(self, asking: Asking) -> None:
        """Judge each song by everything that is remembered, even where less would do."""
        for case in self.cases:
            number = case.wanted.song.soundtrack
            album = (
                soundtrack_album(self.film, number, asking, searches=ALBUM_SEARCHES)
                if self._on_album(case)
                else None
            )
            case.consider(album.tracks if album else (), Origin.LOOKUP)
            for query in ladder(case.sought)[:SEARCHES_PER_SONG]:
                self._search(asking, case, query)

    def searches(self) -> tuple[int, int]:
        """Count the searches still needed, at least and at most.

        At least, if every song is on its album: one an album, none where its id is known. At most, if none is: all
        searches for albums and songs. Songs about which nothing is left to ask count for nothing.
        """
        asked = [case for case in self.open if case.silence is not None]
        fewest = len(asked)
        most = sum(len(ladder(case.sought)[:SEARCHES_PER_SONG]) for case in asked)
        for number, cases in self._by_album().items():
            on_it = sum(case.silence is not None for case in cases)
            most += _worth(on_it)
            if self.film.soundtracks[number - 1].spotify:
                fewest -= on_it
            elif _worth(on_it):
                fewest -= on_it - 1
        return fewest, most

    def _by_album(self) -> dict[int, list[Case]]:
        """Group the open songs by the number of their soundtrack; those only heard in the film have none."""
        albums: dict[int, list[Case]] = {}
        for case in filter(self._on_album, self.open):
            albums.setdefault(case.wanted.song.soundtrack, []).append(case)
        return albums

    def _on_album(self, case: Case) -> bool:
        return 1 <= case.wanted.song.soundtrack <= len(self.film.soundtracks)

    def _albums(self, asking: Asking, worth: Callable[[int], int]) -> None:
        """Settle songs by their albums; `worth` says how many searches an album with so many open songs is worth."""
        for number, cases in self._by_album().items():
            album = soundtrack_album(self.film, number, asking, searches=worth(len(cases)))
            if album is None:
                continue
            origin = Origin.LOOKUP if album.remembered else Origin.ALBUM
            for case in self.cases:
                if case.wanted.song.soundtrack != number:
                    continue
                case.forget()
                if not case.accept(album.verdicts.get(case.wanted.song.key), origin):
                    case.consider(album.free, origin)

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


def _worth(songs: int) -> int:
    """Say how many searches for an album are worth asking for so many open songs."""
    return (songs >= WORTH_AN_ALBUM) + (songs >= WORTH_ANOTHER_LOOK)

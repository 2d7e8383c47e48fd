"""The resolver: each wanted song becomes a track – pinned, locked, remembered, on the album, found – or a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.matching.asking import Asking, UnansweredError
from soundtrack_playlists.matching.resolution import Origin, Resolution, Status
from soundtrack_playlists.matching.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import timedelta

    from soundtrack_playlists.errors import SoundtrackError
    from soundtrack_playlists.matching.asking import Answer
    from soundtrack_playlists.matching.catalogue import Catalogue
    from soundtrack_playlists.matching.hunt import Hunt
    from soundtrack_playlists.matching.lock import Lock
    from soundtrack_playlists.matching.lookups import Lookups
    from soundtrack_playlists.matching.pins import Pins
    from soundtrack_playlists.matching.verdict import Verdict
    from soundtrack_playlists.models import Film, Track, Wanted

RECHECKS_A_RUN = 50
"""Locked tracks asked about again in one run, one request each; the others wait for the next run."""


class Resolver:
    """Turns wanted songs into tracks: pin → never → lock → remembered → the soundtrack's album → search.

    `connect` opens the service's catalogue when something has to be asked; None means that nothing is asked, for
    the reason that `silence` states in one sentence. Locked tracks not asked about for `recheck_after` are asked
    about again; None is never.
    """

    def __init__(
        self,
        pins: Pins,
        lock: Lock,
        lookups: Lookups,
        connect: Callable[[], Catalogue] | None = None,
        *,
        silence: str = "Not looked up.",
        recheck_after: timedelta | None = None,
    ) -> None:
        self.pins = pins
        self.lock = lock
        self.lookups = lookups
        self._asking = Asking(lookups, connect, silence)
        self._silence = silence
        self._recheck_after = recheck_after

    @property
    def interruption(self) -> SoundtrackError | None:
        """What made the service unusable in the middle: quota, outage, login. The songs after it are unresolved."""
        return self._asking.interruption

    @property
    def failure(self) -> SoundtrackError | None:
        """How the last question ended that failed, if any did; the songs it was about may be unresolved."""
        return self._asking.failure

    @property
    def asks(self) -> bool:
        """Whether the service is asked at all."""
        return self._asking.asks

    def resolve(
        self, wanted: Sequence[Wanted], *, on_progress: Callable[[Resolution], None] | None = None
    ) -> list[Resolution]:
        """Resolve songs, in the order given. Nothing is raised for a service that fails: see `interruption`.

        `on_progress` is called once for each song, as soon as it is known what became of it. A song that is
        wanted twice is resolved once.
        """
        answers: dict[str, Resolution] = {}
        told = self._told(self._unusable(wanted))
        for film, songs in _by_film(wanted):
            for resolution in self._film(film, songs, told):
                answers[resolution.wanted.song.key] = resolution
                if on_progress:
                    on_progress(resolution)
        return [answers[each.song.key] for each in wanted]

    def searches(self, wanted: Sequence[Wanted]) -> tuple[int, int]:
        """Count the searches `resolve` will need, at least and at most.

        Judges what is remembered, as `resolve` does once more after it has looked after the lock: 2 ms a film.
        """
        if not self._asking.able:
            return 0, 0
        told = self._told()
        hunts = (
            self._hunt(film, [each for each in songs if told.of(each) is None], told)
            for film, songs in _by_film(wanted)
        )
        counts = [hunt.searches() for hunt in hunts]
        return sum(fewest for fewest, _ in counts), sum(most for _, most in counts)

    def remembered(self, wanted: Wanted, *, also: Sequence[Track] = ()) -> Verdict:
        """Judge a song by every candidate that is remembered, and `also` these, whatever pins and lock say.

        Nothing is asked.
        """
        from soundtrack_playlists.matching.hunt import Hunt

        hunt = Hunt(wanted.film, [wanted], self._told().never)
        hunt.gather(Asking(self.lookups, None, self._silence))
        (case,) = hunt.cases
        if also:
            case.consider(also, Origin.LOOKUP)
        assert case.verdict
        return case.verdict

    def track(self, track_id: str) -> Answer[Track]:
        """Read a track by id, memory first. Raises UnansweredError."""
        return self._asking.track(track_id)

    def _told(self, unusable: frozenset[str] = frozenset()) -> Told:
        return Told(self.pins, self.lock, unusable | self.lookups.gone())

    def _film(self, film: Film, songs: Sequence[Wanted], told: Told) -> Iterator[Resolution]:
        left = []
        for wanted in songs:
            if resolution := told.of(wanted):
                yield resolution
            else:
                left.append(wanted)
        if not left:
            return
        if not self._asking.able and self.lookups.blank:  # nothing to judge: spare the judge's imports
            for wanted in left:
                yield Resolution(wanted, Status.UNRESOLVED, self._silence)
            return
        hunt = self._hunt(film, left, told)
        if hunt.open and self._asking.able:
            hunt.ask(self._asking)
        for case in hunt.cases:
            yield case.resolution()

    def _hunt(self, film: Film, songs: Sequence[Wanted], told: Told) -> Hunt:
        """Begin with what is remembered."""
        from soundtrack_playlists.matching.hunt import Hunt

        hunt = Hunt(film, songs, told.never)
        hunt.remember(self._asking.memory_only())
        return hunt

    def _unusable(self, wanted: Sequence[Wanted]) -> frozenset[str]:
        """Ask again about the locked tracks that were not asked about for longest; name those not to be played."""
        if self._recheck_after is None or not self._asking.able:
            return frozenset()
        locked = (self.lock.get(each.song.key) for each in wanted if not self.pins.get(each.song.key))
        ids = {each.track.id for each in locked if each}
        unusable = set()
        for track_id in sorted(ids, key=self._last_asked)[:RECHECKS_A_RUN]:
            try:
                answer = self._asking.track(track_id, life=self._recheck_after)
            except UnansweredError:
                continue  # it stays as it is; the next one may be answered
            if not any(track.playable is not False for track in answer.found):
                unusable.add(track_id)
        return frozenset(unusable)

    def _last_asked(self, track_id: str) -> tuple[float, str]:
        known = self.lookups.track(track_id)
        return (known.asked.timestamp() if known else 0.0, track_id)


def _by_film(wanted: Sequence[Wanted]) -> Iterator[tuple[Film, list[Wanted]]]:
    """Group songs by film, each song once, films in the order they are first wanted in."""
    films: dict[str, dict[str, Wanted]] = {}
    for each in wanted:
        films.setdefault(each.film.key, {}).setdefault(each.song.key, each)
    for songs in films.values():
        everything = list(songs.values())
        yield everything[0].film, everything

"""Asking: memory first, then the service; what is learnt is remembered, and a service that fails is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from soundtrack_playlists.errors import (
    AccessRefused,
    LoginNeeded,
    ServiceRefused,
    ServiceUnavailable,
    SoundtrackError,
)
from soundtrack_playlists.matching.remembered import HIT_LIFE, Kind
from soundtrack_playlists.models import Album, Track

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from soundtrack_playlists.matching.catalogue import Catalogue
    from soundtrack_playlists.matching.lookups import Lookups
    from soundtrack_playlists.matching.remembered import Remembered

T = TypeVar("T", Track, Album)

FAILURES_IN_A_ROW = 3
"""Different questions that fail one after the other before the service is left alone: one may be cursed, three are not."""


class UnansweredError(Exception):
    """A question nobody answered: not remembered, and the service was not asked or would not say."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What was found, and whether it came from memory."""

    found: tuple[T, ...]
    remembered: bool


@dataclass(frozen=True, slots=True)
class _Question(Generic[T]):
    """What is asked, what is remembered of it, how to ask, and whether an answer helps or is a miss."""

    kind: Kind
    query: str
    recall: Callable[[], Remembered[T] | None]
    fetch: Callable[[Catalogue], tuple[T, ...]]
    helps: Callable[[tuple[T, ...]], bool] = bool


class Asking:
    """One run's questions to the service.

    `connect` is called when something has to be asked for the first time, None means memory only; `silence`
    says in one sentence why nothing is asked. Memory of any age beats no answer. When the service fails for good,
    `interruption` is set and nothing more is asked; when one question fails, `failure` says how and the next is
    asked. `films_with_wrong_id` are those, in a row, whose album is not known to the service by the id it was seen by.
    Every question raises UnansweredError where neither memory nor service answers. Of several processes with
    one memory, one asks at a time, so that nothing is asked twice.
    """

    def __init__(self, lookups: Lookups, connect: Callable[[], Catalogue] | None, silence: str) -> None:
        self.lookups = lookups
        self.interruption: SoundtrackError | None = None
        self.failure: SoundtrackError | None = None
        self.films_with_wrong_id: set[str] = set()
        self._failed: dict[tuple[Kind, str], str] = {}
        self._failed_in_a_row = 0
        self._connect = connect
        self._silence = silence
        self._catalogue: Catalogue | None = None

    @property
    def asks(self) -> bool:
        """Whether there is a service to ask."""
        return self._connect is not None

    @property
    def able(self) -> bool:
        """Whether the service can still be asked."""
        return self.asks and self.interruption is None

    def memory_only(self) -> Asking:
        """Return the same without the service; while it could be asked, answers past their time are not told."""
        return _Memory(self.lookups, self._silence, HIT_LIFE if self.able else None)

    def tracks(self, query: str, *, helps: Callable[[tuple[Track, ...]], bool]) -> Answer[Track]:
        """Search for tracks. `helps` says whether an answer brings the song forward; if not, it is a miss."""
        return self._answer(
            _Question(
                Kind.TRACKS,
                query,
                lambda: self.lookups.tracks(query),
                lambda service: tuple(service.search_tracks(query)),
                helps,
            )
        )

    def albums(self, query: str, *, helps: Callable[[tuple[Album, ...]], bool]) -> Answer[Album]:
        """Search for albums. `helps` says whether one of them may be the album meant."""
        return self._answer(
            _Question(
                Kind.ALBUMS,
                query,
                lambda: self.lookups.albums(query),
                lambda service: tuple(service.search_albums(query)),
                helps,
            )
        )

    def album(self, album_id: str) -> Answer[Album]:
        """Read an album; nothing `found` where the service does not know the id."""
        return self._answer(
            _Question(
                Kind.ALBUM,
                album_id,
                lambda: self.lookups.album(album_id),
                lambda service: _one(service.album(album_id)),
            )
        )

    def track(self, track_id: str, *, life: timedelta | None = None) -> Answer[Track]:
        """Read a track; nothing `found` where the service does not know the id. `life` replaces the usual one."""
        question = _Question(
            Kind.TRACK,
            track_id,
            lambda: self.lookups.track(track_id),
            lambda service: _one(service.track(track_id)),
        )
        return self._answer(question, life)

    def _answer(self, question: _Question[T], life: timedelta | None = None) -> Answer[T]:
        known = question.recall()
        if known and self._fresh(known, life):
            return Answer(known.found, remembered=True)
        try:
            return self._asked(question, life)
        except UnansweredError:
            if known:
                return Answer(known.found, remembered=True)
            raise

    def _asked(self, question: _Question[T], life: timedelta | None) -> Answer[T]:
        """Ask the service, unless another process has just done so."""
        if not self.able:
            raise UnansweredError(self._silence)
        if reason := self._failed.get((question.kind, question.query)):
            raise UnansweredError(reason)
        with self.lookups.claim():
            known = question.recall()
            if known and self._fresh(known, life):
                return Answer(known.found, remembered=True)
            found = self._fetch(question)
            misses = 0 if question.helps(found) else (known.misses if known else 0) + 1
            self.lookups.remember(question.kind, question.query, found, misses=misses)
        return Answer(found, remembered=False)

    def _fetch(self, question: _Question[T]) -> tuple[T, ...]:
        assert self._connect
        try:
            if self._catalogue is None:
                self._catalogue = self._connect()
            found = question.fetch(self._catalogue)
        except (ServiceRefused, ServiceUnavailable, LoginNeeded) as error:
            reason = self._note_failure(error)
            self._failed[question.kind, question.query] = reason
            raise UnansweredError(reason) from error
        self._failed_in_a_row = 0
        return found

    def _note_failure(self, error: SoundtrackError) -> str:
        """Decide whether a failure concerns this question only; return what to say of it."""
        self.failure = error
        if isinstance(error, ServiceRefused) and not isinstance(error, AccessRefused):
            return f"Spotify refused the question: {error.what}"
        self._failed_in_a_row += 1
        alone = isinstance(error, ServiceUnavailable) and error.one_request
        if alone and self._failed_in_a_row < FAILURES_IN_A_ROW:
            return f"Spotify did not answer the question: {error.what}"
        self.interruption = error
        self._silence = f"Not looked up: {error.what}"
        return self._silence

    def _fresh(self, known: Remembered[T], life: timedelta | None) -> bool:
        return self._age(known) < (life or known.life)

    def _age(self, known: Remembered[T]) -> timedelta:
        return self.lookups.clock() - known.asked


class _Memory(Asking):
    """Memory without the service. `limit` is the age from which an answer is not told, None for any age."""

    def __init__(self, lookups: Lookups, silence: str, limit: timedelta | None) -> None:
        super().__init__(lookups, None, silence)
        self._limit = limit

    def _answer(self, question: _Question[T], life: timedelta | None = None) -> Answer[T]:
        known = question.recall()
        limit = life or self._limit
        if known and (limit is None or self._age(known) < limit):
            return Answer(known.found, remembered=True)
        raise UnansweredError(self._silence)


def _one(value: T | None) -> tuple[T, ...]:
    return () if value is None else (value,)

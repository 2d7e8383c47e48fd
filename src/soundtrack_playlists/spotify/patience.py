"""When a request is sent again, when waited for, and when Spotify is left alone for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from soundtrack_playlists.errors import ServiceUnavailable
from soundtrack_playlists.spotify.answers import Weather
from soundtrack_playlists.spotify.limits import local
from soundtrack_playlists.spotify.network import problem_of, retrying

if TYPE_CHECKING:
    from collections.abc import Callable

    from tenacity import RetryCallState

    from soundtrack_playlists.spotify.limits import Limits
    from soundtrack_playlists.spotify.wire import Voice

Value = TypeVar("Value")

QUOTA_PAUSE = 3600.0
"""Seconds to leave Spotify alone when its quota is spent and it does not say until when."""
WORTH_SAYING = 2.0
"""Seconds of waiting that a user wonders about."""


@dataclass(frozen=True)
class Patience:
    """Repeats what may be repeated. `max_wait`: seconds in all that one request may be kept waiting by Spotify."""

    limits: Limits
    voice: Voice
    max_wait: float
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def ask(self, call: Callable[[], Value], *, repeatable: bool = True) -> Value:
        """Call until there is an answer, a few times at most; pauses that Spotify asks for count by their length only.

        What is not `repeatable` is sent again only when it surely was not carried out. Raises
        ServiceUnavailable with the moment when Spotify asks for more patience than `max_wait`; that moment is
        kept, and nothing is sent before it.
        """
        waited = 0.0

        def attempt() -> Value:
            try:
                return call()
            except Weather as problem:
                too_long = problem.wait and waited + problem.wait > self.max_wait
                if (problem.quota or too_long) and wanted(problem):
                    raise self._blocked(problem) from problem
                raise

        def wanted(problem: Weather) -> bool:
            return repeatable or not problem.maybe_done

        def before_sleep(state: RetryCallState) -> None:
            nonlocal waited
            waited += state.upcoming_sleep
            self._tell(state)

        try:
            return retrying(wanted, before_sleep, counted=lambda problem: not problem.wait)(attempt)
        except Weather as problem:
            if wanted(problem):
                raise
            raise ServiceUnavailable(
                f"{problem.what} The change may have been made all the same.",
                "Run it again later: it looks at what is there before it changes anything.",
            ) from problem

    def _blocked(self, problem: Weather) -> ServiceUnavailable:
        now = self.clock()
        seconds = problem.wait if problem.wait is not None else QUOTA_PAUSE
        until = now + timedelta(seconds=seconds)
        self.limits.block(until)
        why = "The day's quota of requests is spent" if problem.quota else "Spotify asks for a long pause"
        when = local(until, now)
        return ServiceUnavailable(
            f"{why}: it wants no requests before {when}.",
            f"Run it again after {when}; everything found so far is kept.",
            until=until,
        )

    def _tell(self, state: RetryCallState) -> None:
        problem = problem_of(state)
        what = problem.what if problem else "Spotify is failing."
        if state.upcoming_sleep < WORTH_SAYING:
            self.voice.detail(f"{what} Once more in {state.upcoming_sleep:.1f} s.", 2)
            return
        now = self.clock()
        until = now + timedelta(seconds=state.upcoming_sleep)
        self.voice.say(f"{what} Waiting {state.upcoming_sleep:.0f} s, until {until.astimezone():%H:%M:%S} …")

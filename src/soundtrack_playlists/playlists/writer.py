"""Carrying a change out: one call after the other, every lost answer looked into before anything is repeated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import ServiceRefused, ServiceUnavailable, SoundtrackError
from soundtrack_playlists.playlists.steps import BATCH, Add, Move, Remove, Step, after

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soundtrack_playlists.playlists.account import Account
    from soundtrack_playlists.playlists.change import Change

LOOKS = (0.0, 0.7, 1.5, 3.0, 6.0)
"""Seconds before each reading back: Spotify shows a write after about 0.6 s, rarely much later."""
LOOKS_AGAIN = (0.0, 1.5)
"""The same for an addition once one was waited for in vain: a track that is refused without a word must not cost a
minute. A second copy would be found; a move that is made twice would not, so moves get all the time there is."""
SETBACKS = 12
"""Calls in a row without any progress after which a playlist is given up for this run; halving needs seven."""
AGAIN = "Run it again in a while; it goes on where it stopped."
SINGLE_TRIES = 3
"""Failures after which a single track is suspected, where Spotify does not say that it refuses it."""


@dataclass
class Writer:
    """Writes one playlist.

    `alive` asks whether Spotify still knows a track; None answers "nobody could say". `dead` collects tracks
    that it does not know, `skipped` those that would not go in though it does, `doubtful` those that were put in
    again because the first time did not show, `taken` those that somebody took out meanwhile: they are not put
    back, unless `insists`.
    """

    account: Account
    playlist_id: str
    sleep: Callable[[float], None]
    alive: Callable[[str], bool | None]
    dead: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    insists: bool = False
    late: bool = False
    _batch: int = BATCH
    _setbacks: int = 0
    _failed: dict[str, int] = field(default_factory=dict)
    _there: frozenset[str] = frozenset()
    _sent_away: set[str] = field(default_factory=set)
    _states: list[list[str | None]] = field(default_factory=list)
    _in_vain: bool = False

    def read(self) -> list[str | None]:
        """Read what the playlist holds."""
        return [item.uri for item in self.account.items(self.playlist_id)]

    def carry_out(
        self,
        now: Sequence[str | None],
        plan: Callable[[Sequence[str | None], frozenset[str], frozenset[str]], Change],
    ) -> tuple[list[str | None], str | None]:
        """Write until nothing is left to do; return what the playlist then holds and its settled snapshot.

        `plan` gets what is held, what must not be added and what may have been added twice; it is asked again
        after every setback. The snapshot is None where it is not certain that it shows what was written, or
        something may have been written twice; `late` is set where Spotify did not show the end yet. Raises what
        stopped it.
        """
        held = list(now)
        self._there = frozenset(filter(None, now))
        while steps := plan(held, self._refused, frozenset(self.doubtful)).steps:
            self._states = [held]
            snapshot, whole = self._take(self._pieces(steps))
            held = self._states[-1]
            if not whole:
                continue
            shown = self._look_for(held)
            if shown == held:
                return held, None if self._in_vain else snapshot
            if shown in self._states:  # Spotify is late, nobody else wrote
                self.late = True
                return held, None
            self._count_setback(ServiceUnavailable("The playlist keeps changing while it is written.", AGAIN))
            self._look_for_hands(shown)
            held = shown
        return held, None

    @property
    def _refused(self) -> frozenset[str]:
        return frozenset(self.dead | self.skipped | self.taken)

    def _take(self, steps: Sequence[Step]) -> tuple[str | None, bool]:
        """Take steps up to the first setback; return the last snapshot, and whether all were taken."""
        snapshot = None
        for step in steps:
            held = self._states[-1]
            try:
                snapshot = self._send(step)
            except (ServiceUnavailable, ServiceRefused) as error:
                self._states.append(self._after_setback(step, held, error))
                return None, False
            self._states.append(after(held, step))
            self._setbacks = 0
        return snapshot, True

    def _pieces(self, steps: Sequence[Step]) -> list[Step]:
        """Cut additions to the size that still goes in."""
        pieces: list[Step] = []
        for step in steps:
            if isinstance(step, Add):
                pieces += [
                    Add(step.uris[start : start + self._batch], step.position + start)
                    for start in range(0, len(step.uris), self._batch)
                ]
            else:
                pieces.append(step)
        return pieces

    def _send(self, step: Step) -> str | None:
        match step:
            case Add(uris, position):
                return self.account.add(self.playlist_id, uris, position=position)
            case Remove(uris):
                self._sent_away.update(uris)
                return self.account.remove(self.playlist_id, uris)
            case Move(start, insert_before, length):
                return self.account.move(
                    self.playlist_id, start=start, insert_before=insert_before, length=length
                )

    def _after_setback(
        self, step: Step, held: list[str | None], error: ServiceUnavailable | ServiceRefused
    ) -> list[str | None]:
        """Find out whether the step happened all the same; return what the playlist holds."""
        if isinstance(error, ServiceUnavailable) and error.until is not None:
            raise error  # nothing may be sent any more
        refused = isinstance(error, ServiceRefused)
        looks = LOOKS_AGAIN if self._in_vain and isinstance(step, Add) else LOOKS
        shown = self._look_for(held if refused else after(held, step), looks)
        if shown == after(held, step):
            self._setbacks = 0
            return shown
        if shown == held and not refused:
            self._in_vain = True
        self._count_setback(error)
        self._look_for_hands(shown)
        if isinstance(step, Add) and not refused:
            self.doubtful.update(step.uris)
        if shown == held and isinstance(step, Add):
            self._blame(step, error, refused=refused)
        elif refused and shown == held:
            raise error
        return shown

    def _blame(self, step: Add, error: SoundtrackError, *, refused: bool) -> None:
        """Halve a batch that does not go in, until the track that spoils it is alone."""
        if len(step.uris) > 1:
            self._batch = max(1, len(step.uris) // 2)
            return
        (uri,) = step.uris
        self._failed[uri] = self._failed.get(uri, 0) + 1
        if self._failed[uri] == 1 and self.alive(uri) is False:
            self.dead.add(uri)
        elif refused:
            raise error
        elif self._failed[uri] < SINGLE_TRIES:
            return
        else:
            self.skipped.add(uri)
        self._batch, self._setbacks = BATCH, 0

    def _count_setback(self, error: SoundtrackError) -> None:
        self._setbacks += 1
        if self._setbacks >= SETBACKS:
            raise error

    def _look_for_hands(self, shown: Sequence[str | None]) -> None:
        """Note what was there at first, is no longer, and was not sent away by us."""
        if not self.insists:
            self.taken |= self._there - frozenset(shown) - self._sent_away

    def _look_for(self, expected: Sequence[str | None], looks: Sequence[float] = LOOKS) -> list[str | None]:
        """Read back until what is expected is shown, for a while; return the last reading."""
        shown: list[str | None] = []
        for pause in looks:
            if pause:
                self.sleep(pause)
            shown = self.read()
            if shown == list(expected):
                break
        return shown

"""Playlists written to Spotify, or what writing would change: shared by `generate` and `refresh`."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from soundtrack_playlists.cli.service import connect
from soundtrack_playlists.errors import ServiceUnavailable
from soundtrack_playlists.matching.remembered import Kind
from soundtrack_playlists.playlists.greyed import look_through
from soundtrack_playlists.playlists.ledger import FILE, Ledger
from soundtrack_playlists.playlists.library import Library
from soundtrack_playlists.playlists.outcome import State
from soundtrack_playlists.playlists.playlist import Recipe
from soundtrack_playlists.playlists.songs import Means
from soundtrack_playlists.playlists.sync import Sync
from soundtrack_playlists.playlists.turn import our_turn
from soundtrack_playlists.playlists.wish import Handling, Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.filling import Filling
    from soundtrack_playlists.playlists.covers import Cover
    from soundtrack_playlists.playlists.kept import Item
    from soundtrack_playlists.playlists.outcome import Outcome
    from soundtrack_playlists.spotify.session import Session


@dataclass(frozen=True)
class Desk:
    """Where playlists are written: Spotify, the ledger, and who asks."""

    app: App
    session: Session
    ledger: Ledger
    command: str
    began: datetime

    @cached_property
    def library(self) -> Library:
        """The user's library, not yet listed."""
        return Library(self.session, self.ledger)

    @cached_property
    def means(self) -> Means:
        """What writing needs."""
        import time

        return Means(self.session, self.ledger, self.command, self.began, now, time.sleep, self._alive)

    def sync(self, library: Library, handling: Handling, *, cover: bool) -> Sync:
        """Make ready to write; with pictures if asked for and configured."""
        recreate = handling.recreate or self.app.config.playlists.recreate_deleted
        draws = cover and self.app.config.playlists.covers
        return Sync(library, self.means, replace(handling, recreate=recreate), self._cover if draws else None)

    def look_through(self, keys: Collection[str], *, new: bool = False) -> list[Item]:
        """Put up again the songs of some playlists that can no longer be played; return them.

        A few playlists a run, or all of them where they are `new`: written just now.
        """
        found: list[Item] = []
        kept = [each for each in self.ledger.all() if each.key in keys]
        for each, items in look_through(self.library, kept, now(), new=new):
            for item in items:
                put_up_again(self.app, item.uri.rsplit(":", 1)[-1])
            self.ledger.put(each.but(checked=now()))
            found += items
        return found

    def _cover(self, wish: Wish) -> Cover:
        from soundtrack_playlists.playlists.covers import cover_of

        return cover_of(wish.playlist, self.app.dataset)

    def _alive(self, uri: str) -> bool | None:
        """Ask whether Spotify has a track; what it has not is remembered, so that the song is looked up anew."""
        kind, _, track_id = uri.removeprefix("spotify:").partition(":")
        if kind != "track":
            return None
        try:
            track = self.session.track(track_id)
        except ServiceUnavailable:
            return None
        if track is None:
            put_up_again(self.app, track_id)
        return track is not None


def now() -> datetime:
    """Tell the time, with this machine's offset."""
    return datetime.now(UTC).astimezone()


def put_up_again(app: App, track_id: str) -> None:
    """Remember that a track is of no use, so that its song is looked up anew."""
    from soundtrack_playlists.cli.resolving import lookups_of

    lookups_of(app).remember(Kind.TRACK, track_id, (), misses=1)


def open_ledger(app: App) -> Ledger:
    """Open the ledger; say so where a damaged one was set aside."""
    ledger = Ledger.open(app.places.state / FILE)
    if ledger.problem:
        app.console.warn(
            ledger.problem, "Playlists are found again by their descriptions at the next refresh."
        )
    return ledger


@contextmanager
def desk(app: App, command: str) -> Iterator[Desk]:
    """Open Spotify and the ledger for writing; nobody else writes meanwhile."""
    began = now()
    with our_turn(app.places.state, command, began), open_ledger(app) as ledger:
        yield Desk(app, connect(app), ledger, command, began)


@contextmanager
def viewing(app: App) -> Iterator[Desk]:
    """Open Spotify and a copy of the ledger for a dry run: it takes no turn, and what it notes is gone afterwards."""
    with open_ledger(app) as ledger, ledger.copied() as copy:
        yield Desk(app, connect(app), copy, "preview", now())


def write_playlists(
    app: App, filling: Filling, *, mirror: bool | None = None, cover: bool = True, as_json: bool = False
) -> None:
    """Write filled playlists and tell what became of them. Raises what kept any from being written."""
    from soundtrack_playlists.cli.outcomes import conclude, outcomes_document, tell_songs

    handling = Handling(mirror=app.config.playlists.mirror if mirror is None else mirror)
    wishes = [Wish.of(filled, films=app.dataset.films) for filled in filling.filled]
    with desk(app, "generate") as at:
        at.library.recover(Recipe())
        sync = at.sync(at.library, handling, cover=cover)
        outcomes = carry_out(app, sync.run, wishes)
        if at.look_through({outcome.key for outcome in outcomes if outcome.problem is None}, new=True):
            filling, outcomes = _without_greyed(app, at, sync, filling, outcomes)
    if as_json:
        app.console.json(outcomes_document(app, filling, outcomes))
    else:
        tell_songs(app, filling, outcomes)
    conclude(outcomes)


def _without_greyed(
    app: App, at: Desk, sync: Sync, filling: Filling, outcomes: Sequence[Outcome]
) -> tuple[Filling, list[Outcome]]:
    """Look the songs up anew after some tracks turned out not to be playable here, and write what that changes."""
    from soundtrack_playlists.cli.filling import fill

    again = fill(app, [filled.playlist for filled in filling.filled], offline=False)
    at.library.look_again()
    wishes = [Wish.of(filled, films=app.dataset.films) for filled in again.filled]
    second = {outcome.key: outcome for outcome in carry_out(app, sync.run, wishes)}
    return again, [_together(first, second[first.key]) for first in outcomes]


def _together(first: Outcome, second: Outcome) -> Outcome:
    """Tell of two writings of a playlist as of one."""
    if second.state is State.UNCHANGED:
        return first
    state = second.state if second.problem else first.state
    added, removed = first.added + second.added - second.removed, first.removed
    return replace(
        second, state=state, added=added, removed=removed, warnings=first.warnings + second.warnings
    )


def carry_out(
    app: App,
    run: Callable[[Sequence[Wish], Callable[[Outcome], None]], list[Outcome]],
    wishes: Sequence[Wish],
) -> list[Outcome]:
    """Run over playlists with a progress bar."""
    with app.console.progress("Writing playlists", len(wishes)) as advance:
        return run(wishes, lambda _: advance())

"""Bringing playlists on the service to what they should be, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import AccessRefused, LoginNeeded, ServiceUnavailable, SoundtrackError
from soundtrack_playlists.playlists.kept import FOUND, Kept
from soundtrack_playlists.playlists.outcome import Outcome, State
from soundtrack_playlists.playlists.presenting import cover_refused, details, dress, recognised
from soundtrack_playlists.playlists.songs import SHOWN_BY, Goal, write_songs
from soundtrack_playlists.playlists.wish import Handling, LeftAloneError, intended

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soundtrack_playlists.playlists.account import RemotePlaylist
    from soundtrack_playlists.playlists.covers import Cover
    from soundtrack_playlists.playlists.library import Library
    from soundtrack_playlists.playlists.songs import Means
    from soundtrack_playlists.playlists.wish import Intended, Wish

LATE = SoundtrackError(
    "Spotify does not show yet what was written.", "The next refresh looks again, and writes what is missing."
)


@dataclass
class Sync:
    """One run over playlists. `cover` makes the picture of a wish; None draws none."""

    library: Library
    means: Means
    handling: Handling = field(default_factory=Handling)
    cover: Callable[[Wish], Cover] | None = None

    def run(self, wishes: Sequence[Wish], report: Callable[[Outcome], None]) -> list[Outcome]:
        """Write every playlist; one that fails does not stop the others, a service that is shut does."""
        return self._each(wishes, self._write, report)

    def preview(self, wishes: Sequence[Wish]) -> list[Outcome]:
        """Say what `run` would do. Writes nothing, here or there."""
        return self._each(wishes, self._preview, lambda _: None)

    def _each(
        self,
        wishes: Sequence[Wish],
        work: Callable[[Wish, Kept], Outcome],
        report: Callable[[Outcome], None],
    ) -> list[Outcome]:
        outcomes: list[Outcome] = []
        shut: SoundtrackError | None = None
        for wish in wishes:
            outcome = _ended(wish, State.NOT_TRIED, problem=shut) if shut else self._one(wish, work)
            if outcome.problem and outcome.state is State.FAILED and _shuts(outcome.problem):
                shut = outcome.problem
            outcomes.append(outcome)
            report(outcome)
        return outcomes

    def _one(self, wish: Wish, work: Callable[[Wish, Kept], Outcome]) -> Outcome:
        kept: Kept | None = None
        try:
            kept = self._kept(wish) or Kept(
                wish.playlist.key, self.library.owner.account_id, wish.playlist.recipe
            )
            return work(wish, kept)
        except LeftAloneError as error:
            told = kept is not None and kept.told == error.code
            if kept is not None and work == self._write:
                self._note_told(kept, error.code)
            return _ended(wish, State.LEFT_ALONE, _url(kept), problem=error, told=told)
        except SoundtrackError as error:
            return _ended(wish, State.FAILED, _url(kept), problem=error)

    def _kept(self, wish: Wish) -> Kept | None:
        """Find the ledger's entry; who is logged in is asked only where it could be another account's."""
        ledger = self.means.ledger
        entries = ledger.named(wish.playlist.key)
        if wish.account:
            return next((kept for kept in entries if kept.account == wish.account), None)
        if len(entries) == 1 and entries[0].playlist in self.library.listed:
            return entries[0]
        return next((kept for kept in entries if self.library.is_mine(kept)), None)

    def _note_told(self, kept: Kept, code: str) -> None:
        """Note that a playlist was looked at and is left alone, so that this is said once."""
        if self.means.ledger.get(kept.account, kept.key):
            self.means.ledger.put(kept.but(told=code, refreshed=self.means.clock()))

    def _preview(self, wish: Wish, kept: Kept) -> Outcome:
        remote = self.library.find(kept, recreate=self.handling.recreate)
        if remote is None:
            return _would_make(wish, kept, self.handling)
        now, kept = self._now(_adopted(kept, remote), remote)
        aim = intended(wish, kept, now, self.handling)
        wish = _counted(wish, kept, aim)
        kept = recognised(kept, remote, wish.playlist)
        change = self._goal(aim, kept, wish).plan(now)
        songs_change = bool(change.steps)
        dressing = tuple(details(kept, remote, wish.playlist, songs_change=songs_change))
        if self._picture(wish, kept, aim):
            dressing += ("cover",)
        state = State.CHANGED if songs_change or dressing else State.UNCHANGED
        if state is State.CHANGED:
            self.library.check_mine(kept, remote)
        return _ended(
            wish, state, remote.url, title=_name(wish, kept, remote), details=dressing,
            added=change.added, removed=change.removed, moved=change.moved, away=aim.away,
        )  # fmt: skip

    def _write(self, wish: Wish, kept: Kept) -> Outcome:
        remote = self.library.find(kept, recreate=self.handling.recreate)
        if remote is None:
            wish = _counted(wish, kept, _first(wish, kept, self.handling))
            remote = self.library.make(kept, wish.playlist, self.means.clock(), self.means.sleep)
            kept = Kept(
                kept.key, kept.account, wish.playlist.recipe, remote.id, remote.name,
                public=wish.playlist.public, away=kept.away, dead=kept.dead,
            )  # fmt: skip
            self.means.ledger.put(kept)
            return self._bring(wish, kept, remote, (), State.CREATED)
        now, kept = self._now(_adopted(kept, remote), remote)
        return self._bring(wish, kept, remote, now, State.UNCHANGED)

    def _now(self, kept: Kept, remote: RemotePlaylist) -> tuple[tuple[str | None, ...], Kept]:
        """Say what a playlist holds; it is read only where it changed since it was last seen settled."""
        if remote.snapshot and remote.snapshot == kept.snapshot and not (kept.writing or kept.doubt):
            return kept.held, kept
        self.library.check_mine(kept, remote)
        now = tuple(item.uri for item in self.means.account.items(remote.id))
        self._check_current(kept, now)
        return now, kept.but(snapshot=remote.snapshot)  # listed before it was read: at worst read once more

    def _check_current(self, kept: Kept, now: tuple[str | None, ...]) -> None:
        """Raise ServiceUnavailable for a reading from before what was just written: it is no edit of the user's."""
        if kept.refreshed is None or kept.writing or abs(self.means.clock() - kept.refreshed) >= SHOWN_BY:
            return
        last = next(iter(self.means.ledger.runs(kept.account, kept.key)), None)
        if last and now == last.before != kept.held:
            raise ServiceUnavailable(LATE.what, "Run it again in two minutes.")

    def _bring(
        self, wish: Wish, kept: Kept, remote: RemotePlaylist, now: tuple[str | None, ...], state: State
    ) -> Outcome:
        """Bring a playlist from `now` to what it should be: name and picture first, songs last."""
        aim = intended(wish, kept, now, self.handling)
        wish = _counted(wish, kept, aim)
        kept = recognised(kept, remote, wish.playlist)
        name = _name(wish, kept, remote)
        goal = self._goal(aim, kept, wish)
        songs_change = bool(goal.plan(now).steps)
        changes = details(kept, remote, wish.playlist, songs_change=songs_change)
        picture = self._picture(wish, kept, aim)
        if changes or songs_change or picture:
            self.library.check_mine(kept, remote)
        public = wish.playlist.public if kept.public is None else kept.public
        kept = kept.but(away=aim.away, public=public)
        dressed = dress(self.means, kept, wish.playlist.recipe, changes, picture)
        settled = state is State.UNCHANGED and not dressed.written
        done = write_songs(self.means, dressed.kept, now, goal, settled=settled)
        if state is State.UNCHANGED and (done.changed or dressed.written):
            state = State.CHANGED
        written = () if state is State.CREATED else _details_written(kept, dressed.kept)
        return _ended(
            wish, state, remote.url, title=name, details=written,
            added=done.added, removed=done.removed, moved=done.moved, away=done.kept.away,
            dead=tuple(item for item in aim.items if item.uri in done.kept.dead), skipped=done.skipped,
            warnings=(*dressed.warnings, *([LATE] if done.late else [])),
        )  # fmt: skip

    def _picture(self, wish: Wish, kept: Kept, aim: Intended) -> Cover | None:
        """Say which picture to set, None where the one that is there is right."""
        if self.cover is None or not aim.items or kept.cover == FOUND:
            return None
        picture = self.cover(wish)
        right = picture.digest == kept.cover or cover_refused(self.means.account, kept, picture)
        return None if right else picture

    def _goal(self, aim: Intended, kept: Kept, wish: Wish) -> Goal:
        plan = partial(aim.change, dead=frozenset(kept.dead), mirror=self.handling.mirror)
        insists = self.handling.mirror or self.handling.restore
        return Goal(plan, aim.items, aim.last, wish.playlist.recipe, insists)


def preview_new(wish: Wish, handling: Handling) -> Outcome:
    """Say what would be made of a wish whose playlist is not kept anywhere. Asks nothing."""
    try:
        return _would_make(wish, Kept(wish.playlist.key, "", wish.playlist.recipe), handling)
    except LeftAloneError as error:
        return _ended(wish, State.LEFT_ALONE, problem=error)


def _would_make(wish: Wish, kept: Kept, handling: Handling) -> Outcome:
    aim = _first(wish, kept, handling)
    return _ended(wish, State.CREATED, added=len(aim.items), away=aim.away)


def _first(wish: Wish, kept: Kept, handling: Handling) -> Intended:
    """Say what a playlist that is not there yet will hold. Raises LeftAloneError where that is nothing."""
    aim = intended(wish, kept.but(items=(), writing=None), (), handling)
    if not aim.items:
        raise LeftAloneError(
            "empty",
            "None of its songs has a track, so there is nothing to make.",
            f"`generate --dry-run` says why; run it again once songs of {wish.playlist.key} are found.",
        )
    return aim


def _adopted(kept: Kept, remote: RemotePlaylist) -> Kept:
    """Take over a playlist found by its marker, with the words it carries."""
    if kept.playlist == remote.id:
        return kept
    return kept.but(
        playlist=remote.id,
        title=remote.name,
        description=remote.description,
        cover=FOUND,
        creating=None,
    )


def _counted(wish: Wish, kept: Kept, aim: Intended) -> Wish:
    """Let the playlist's words count the songs that will be in it."""
    return replace(wish, playlist=wish.playlist.counting(sum(i.uri not in kept.dead for i in aim.items)))


def _details_written(before: Kept, after: Kept) -> tuple[str, ...]:
    """Name what besides the songs was written: what did not go stayed as it was."""
    noted = {"name": "title", "description": "description", "public": "public", "cover": "cover"}
    return tuple(name for name, fact in noted.items() if getattr(before, fact) != getattr(after, fact))


def _name(wish: Wish, kept: Kept, remote: RemotePlaylist) -> str:
    """Say how a playlist is called: as its user calls it, else as we do."""
    return wish.playlist.title if remote.name == kept.title else remote.name


def _ended(
    wish: Wish, state: State, url: str | None = None, *, title: str | None = None, **facts: Any
) -> Outcome:
    return Outcome(wish.playlist.key, title or wish.playlist.title, state, url, **facts)


def _url(kept: Kept | None) -> str | None:
    return kept.url if kept else None


def _shuts(error: SoundtrackError) -> bool:
    """Whether asking on makes no sense for any playlist."""
    return isinstance(error, AccessRefused | LoginNeeded) or (
        isinstance(error, ServiceUnavailable) and error.until is not None
    )

"""The user's library: which playlist there carries a key, and making one when none does."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import ServiceUnavailable, SoundtrackError
from soundtrack_playlists.playlists.kept import FOUND, Creating, Kept
from soundtrack_playlists.playlists.marker import key_in, recipe_in
from soundtrack_playlists.playlists.wish import LeftAloneError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from soundtrack_playlists.playlists.account import Account, Owner, RemotePlaylist
    from soundtrack_playlists.playlists.ledger import Ledger
    from soundtrack_playlists.playlists.playlist import Playlist, Recipe

LOOKS = (1.0, 2.0, 4.0)
"""Seconds between looks for a playlist whose creation was not answered: new ones appear late."""
FRESH = timedelta(minutes=2)
"""Within which a playlist may still appear."""


class Library:
    """The playlists of whoever is logged in, listed once a run (and again only after a lost answer)."""

    def __init__(self, account: Account, ledger: Ledger) -> None:
        self.account = account
        self.ledger = ledger

    @cached_property
    def owner(self) -> Owner:
        """Who is logged in."""
        return self.account.owner()

    @cached_property
    def listed(self) -> Mapping[str, RemotePlaylist]:
        """Playlists by id, newest first."""
        return {remote.id: remote for remote in self.account.playlists()}

    def look_again(self) -> None:
        """Forget the listing."""
        self.__dict__.pop("listed", None)

    def mine(self) -> Iterator[RemotePlaylist]:
        """Playlists the user owns."""
        return (remote for remote in self.listed.values() if remote.owner_id == self.owner.id)

    def is_mine(self, kept: Kept) -> bool:
        """Whether a playlist is kept for whoever is logged in."""
        return kept.account in {self.owner.account_id, self.owner.id}  # until May 2026 there was only the id

    def find(self, kept: Kept, *, recreate: bool) -> RemotePlaylist | None:
        """Find the playlist that carries a key: by the ledger, then by the marker. None: it has to be made.

        Raises LeftAloneError where it is another account's, or the user deleted it and it is not to be made again.
        """
        remote = self.listed.get(kept.playlist) if kept.playlist else None
        if remote is None:
            self.check_account(kept)
            remote = self._unlisted(kept.playlist) if kept.playlist else self._marked(kept.key)
        if not kept.playlist:
            return remote
        if remote is None and not recreate:
            raise LeftAloneError(
                "deleted",
                "It was deleted on Spotify, so it is left alone.",
                f"Say `forget {kept.key}` to stop keeping it (`generate` then makes a new one), or set "
                "recreate_deleted = true under [playlists] in config.toml.",
            )
        return remote

    def check_account(self, kept: Kept) -> None:
        """Raise LeftAloneError for a playlist that is kept for another account than the one logged in."""
        if not self.is_mine(kept):
            raise LeftAloneError(
                "account",
                f"It belongs to the account {kept.account}, and {self.owner.id} is logged in.",
                f"Log in as {kept.account}, or say `forget {kept.key}` to stop keeping it.",
            )

    def check_mine(self, kept: Kept, remote: RemotePlaylist) -> None:
        """Raise LeftAloneError for a playlist that whoever is logged in does not own."""
        self.check_account(kept)
        if remote.owner_id != self.owner.id:
            raise LeftAloneError(
                "stranger",
                f"It belongs to {remote.owner_id}, not to {self.owner.id} who is logged in.",
                f"Log in as {remote.owner_id}, or say `forget {kept.key}`.",
            )

    def make(
        self, kept: Kept, wanted: Playlist, now: datetime, sleep: Callable[[float], None]
    ) -> RemotePlaylist:
        """Make a playlist with a name; the intent is noted first, and looked for where its end was not seen.

        Raises ServiceUnavailable, too, while a playlist may have been made that Spotify does not list yet.
        """
        if kept.creating:
            fresh = _fresh(kept.creating, now)
            if found := self._made(kept.creating, patient=fresh, sleep=sleep):
                return found
            if fresh:
                raise ServiceUnavailable(
                    f'Spotify did not say whether it made "{kept.creating.name}", and does not show it yet.',
                    "Run it again in two minutes: by then it is clear, and no second one is made.",
                )
        known = tuple(remote.id for remote in self.listed.values() if remote.name == wanted.title)
        creating = Creating(wanted.title, known, now)
        self.ledger.put(kept.but(playlist=None, creating=creating))
        try:
            return self.account.create(wanted.title, public=wanted.public)
        except SoundtrackError as error:
            if not isinstance(error, ServiceUnavailable) or error.until is not None:
                self.ledger.put(kept.but(creating=None))  # turned away: surely not made
            elif found := self._made(creating, patient=True, sleep=sleep):
                return found
            raise

    def recover(self, usual: Recipe) -> list[Kept]:
        """Note every playlist of the user's that carries our marker, where the ledger has none of this account's.

        Who is logged in is asked only where nothing that is listed is in the ledger.
        """
        known = {kept.playlist for kept in self.ledger.all()}
        marked = any(key_in(remote.description) for remote in self.listed.values())
        if not marked or not known.isdisjoint(self.listed) or not self._unknown():
            return []
        found: dict[str, Kept] = {}
        for remote in self.mine():  # newest first: of two with one key the older one stays
            recipe = recipe_in(remote.description, usual)
            if recipe:
                found[recipe.key] = Kept(
                    recipe.key,
                    self.owner.account_id,
                    recipe,
                    remote.id,
                    remote.name,
                    remote.description,
                    cover=FOUND,
                )
        self.ledger.put(*found.values())
        return list(found.values())

    def _unknown(self) -> bool:
        return all(self.ledger.blank_for(name) for name in (self.owner.account_id, self.owner.id))

    def _marked(self, key: str) -> RemotePlaylist | None:
        marked = [remote for remote in self.listed.values() if key_in(remote.description) == key]
        return next((remote for remote in reversed(marked) if remote.owner_id == self.owner.id), None)

    def _unlisted(self, playlist_id: str) -> RemotePlaylist | None:
        """Make sure of a playlist that the listing lacks: lists lag, and a deleted one still answers by id."""
        return self.account.playlist(playlist_id) if self.account.in_library(playlist_id) else None

    def _made(
        self, creating: Creating, *, patient: bool, sleep: Callable[[float], None]
    ) -> RemotePlaylist | None:
        taken = {*creating.known, *(kept.playlist for kept in self.ledger.all())}
        for pause in (0.0, *LOOKS) if patient else (0.0,):
            sleep(pause)
            self.look_again()
            for remote in reversed(list(self.mine())):
                if remote.name == creating.name and remote.id not in taken and not remote.total:
                    return remote
        return None


def _fresh(creating: Creating, now: datetime) -> bool:
    return abs(now - creating.at) < FRESH  # a clock set back is no reason to wait

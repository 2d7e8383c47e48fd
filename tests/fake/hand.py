"""The user's own hand: edits made in Spotify's app while nobody asked the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake.accounts import SOMEBODY_ELSE
from fake.playlists import Item, Version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fake.accounts import User
    from fake.playlists import Kept, Library


class Hand:
    """What a person does to playlists by hand. Playlists are named by id; positions count from 0."""

    def __init__(self, library: Library, user: User) -> None:
        self.library = library
        self.user = user

    def make(self, name: str, uris: Sequence[str] = (), *, description: str = "") -> str:
        """Make a playlist; return its id."""
        version = Version(name, description=description, items=self._items(uris))
        return self.library.make(self.user, version).id

    def follow_other(self, name: str, uris: Sequence[str] = (), *, collaborative: bool = False) -> str:
        """Follow a playlist of somebody else; return its id."""
        version = Version(
            name, public=not collaborative, collaborative=collaborative, items=self._items(uris)
        )
        playlist = self.library.make(SOMEBODY_ELSE, version)
        self.library.kept[self.user.id].insert(0, playlist.id)
        return playlist.id

    def add(self, playlist_id: str, uri: str | None, at: int | None = None) -> None:
        """Put something (None: an empty slot) at a place, or at the end. Local files and episodes as well."""
        playlist = self._playlist(playlist_id)
        items = list(playlist.now.items)
        stamp = self.library.clock.stamp()
        items.insert(len(items) if at is None else at, Item(uri, stamp, self.user.id))
        self.library.change(playlist, items=tuple(items))

    def remove(self, playlist_id: str, at: int) -> str | None:
        """Take out one slot; return what it held."""
        playlist = self._playlist(playlist_id)
        items = list(playlist.now.items)
        taken = items.pop(at)
        self.library.change(playlist, items=tuple(items))
        return taken.uri

    def move(self, playlist_id: str, start: int, to: int) -> None:
        """Drag one slot to where it shall be afterwards."""
        playlist = self._playlist(playlist_id)
        items = list(playlist.now.items)
        items.insert(to, items.pop(start))
        self.library.change(playlist, items=tuple(items))

    def rename(self, playlist_id: str, name: str) -> None:
        """Give another name."""
        self.library.change(self._playlist(playlist_id), name=name)

    def describe(self, playlist_id: str, description: str) -> None:
        """Give another description, or none."""
        self.library.change(self._playlist(playlist_id), description=description)

    def delete(self, playlist_id: str) -> None:
        """Delete, as the app calls it: the playlist leaves the library and lives on."""
        self.library.kept[self.user.id].remove(playlist_id)

    def restore(self, playlist_id: str) -> None:
        """Put a deleted playlist back into the library."""
        self.library.kept[self.user.id].insert(0, playlist_id)

    def _playlist(self, playlist_id: str) -> Kept:
        return self.library.playlists[playlist_id]

    def _items(self, uris: Sequence[str]) -> tuple[Item, ...]:
        stamp = self.library.clock.stamp()
        return tuple(Item(uri, stamp, self.user.id) for uri in uris)

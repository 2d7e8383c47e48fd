"""What keeping playlists needs of a music service: an account whose playlists can be read and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Owner:
    """The user logged in. `account_id` never changes; `id` is what playlists name as their owner."""

    id: str
    account_id: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RemotePlaylist:
    """A playlist as the service lists it. `description` is plain text (already unescaped)."""

    id: str
    name: str
    owner_id: str
    description: str = ""
    snapshot: str | None = None
    total: int | None = None
    public: bool | None = None

    @property
    def url(self) -> str:
        """Address for a browser."""
        return f"https://open.spotify.com/playlist/{self.id}"


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """One slot of a playlist, in order. `uri` is None for an empty slot; local files and episodes have one."""

    uri: str | None
    name: str | None = None
    added_at: str | None = None
    playable: bool | None = None


class Account(Protocol):
    """A user's playlists on the service.

    Reads are retried inside; writes that are not idempotent never are. Raises `LoginNeeded`,
    `ServiceUnavailable` (the answer may be lost: the write may have happened) or `ServiceRefused`.
    """

    def owner(self) -> Owner:
        """Who is logged in. Asked once a run."""

    @property
    def may_set_covers(self) -> bool:
        """Whether the user allowed setting covers. Asks nobody."""

    def playlists(self) -> list[RemotePlaylist]:
        """All playlists in the user's library, followed ones too; one request per 50."""

    def playlist(self, playlist_id: str) -> RemotePlaylist | None:
        """One playlist without its items, or None where the id is not known."""

    def in_library(self, playlist_id: str) -> bool:
        """Whether the user still keeps the playlist: deleting one on Spotify only unfollows it."""

    def items(self, playlist_id: str) -> list[RemoteItem]:
        """All slots in order, as written (asked without a market); one request per 50."""

    def playable(self, playlist_id: str) -> list[bool | None]:
        """Whether each slot can be played in the user's market, in order; one request per 50."""

    def create(self, name: str, *, public: bool) -> RemotePlaylist:
        """Make a playlist with nothing but a name. Not idempotent."""

    def change_details(
        self,
        playlist_id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        public: bool | None = None,
    ) -> None:
        """Set what is given. An empty description cannot be set on Spotify and is left out."""

    def add(self, playlist_id: str, uris: Sequence[str], *, position: int) -> str | None:
        """Insert up to 100 URIs at a 0-based position; return the new snapshot. Not idempotent."""

    def remove(self, playlist_id: str, uris: Sequence[str]) -> str | None:
        """Remove every copy of up to 100 URIs; return the new snapshot."""

    def move(self, playlist_id: str, *, start: int, insert_before: int, length: int = 1) -> str | None:
        """Move a run of slots; both indices count before the removal. Return the new snapshot."""

    def upload_cover(self, playlist_id: str, jpeg: bytes) -> None:
        """Set the cover from JPEG bytes (at most 190 KB)."""

    def drop(self, playlist_id: str) -> None:
        """Take a playlist out of the user's library; Spotify cannot truly delete one."""

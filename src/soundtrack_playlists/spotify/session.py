"""Spotify as the rest of the program sees it: a catalogue to ask and an account to write to."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from soundtrack_playlists.errors import ServiceRefused
from soundtrack_playlists.spotify import translate
from soundtrack_playlists.spotify.answers import LOGIN_AGAIN, NotAccepted, NotThere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from soundtrack_playlists.models import Album, Track
    from soundtrack_playlists.playlists.account import Owner, RemoteItem, RemotePlaylist
    from soundtrack_playlists.spotify.api import Api
    from soundtrack_playlists.spotify.limits import RequestCount
    from soundtrack_playlists.spotify.patience import Patience
    from soundtrack_playlists.spotify.wire import Wire

Value = TypeVar("Value")

SEARCH_PAGE = 10
"""Results of a search: more is refused since February 2026."""
PAGE = 50
MOST_ITEMS = 20_000
"""Where reading pages ends at the latest; Spotify ends a playlist at 10 000 items."""
PLAYLIST_FIELDS = "id,name,description,public,snapshot_id,owner(id),items(total),tracks(total)"
COVER_SCOPE = "ugc-image-upload"
COVER_LIMIT = 190_000
"""Bytes of JPEG: base64 makes 256 KB of them, Spotify's limit."""


@dataclass
class Session:
    """One run's door to Spotify: what `matching` calls a catalogue and `playlists` an account.

    `timeout` is in seconds, for connecting and for each silence. Every method raises LoginNeeded,
    ServiceUnavailable or ServiceRefused.
    """

    wire: Wire
    patience: Patience
    market: str
    timeout: float

    @property
    def requests(self) -> RequestCount:
        """Requests sent in this run."""
        return self.wire.count

    @property
    def searches_left(self) -> int:
        """How many searches the budget of these 24 hours still holds."""
        return self.wire.limits.searches_left

    def close(self) -> None:
        """Let go of connections and files."""
        self.wire.close()
        self.wire.limits.close()

    # What matching needs of a catalogue.

    def search_tracks(self, query: str) -> list[Track]:
        """Find tracks; at most 10."""
        return self._ask(translate.tracks, self._search(query, "track"))

    def search_albums(self, query: str) -> list[Album]:
        """Find albums, without their tracks; at most 10."""
        return self._ask(translate.albums, self._search(query, "album"))

    def album(self, album_id: str) -> Album | None:
        """Read an album with all its tracks, None where the id is not known."""
        try:
            head = self._ask(_checked(translate.album), lambda: self._api.album(album_id, market=self.market))
        except NotThere:
            return None
        further = self._pages(
            lambda offset: self._api.album_tracks(album_id, PAGE, offset, self.market), after=head["tracks"]
        )
        return translate.album(head, list(further))

    def track(self, track_id: str) -> Track | None:
        """Read one track, None where the id is not known."""
        try:
            return self._ask(translate.track, lambda: self._api.track(track_id, market=self.market))
        except NotThere:
            return None

    # What playlists need of an account.

    def owner(self) -> Owner:
        """Who is logged in. Asked once a run."""
        return self._owner

    @property
    def may_set_covers(self) -> bool:
        """Whether the user allowed setting covers, as the login says."""
        return COVER_SCOPE in self.wire.login.token().scopes

    def playlists(self) -> list[RemotePlaylist]:
        """All playlists in the user's library, followed ones too."""
        pages = self._pages(lambda offset: self._api.current_user_playlists(PAGE, offset))
        return [playlist for page in pages for playlist in translate.playlists(page)]

    def playlist(self, playlist_id: str) -> RemotePlaylist | None:
        """One playlist without its items, None where the id is not known."""
        try:
            return self._ask(
                translate.playlist, lambda: self._api.playlist(playlist_id, fields=PLAYLIST_FIELDS)
            )
        except NotThere:
            return None

    def in_library(self, playlist_id: str) -> bool:
        """Whether the user still keeps the playlist."""
        return self._ask(translate.contained, lambda: self._api.library_contains(_uri(playlist_id)))

    def items(self, playlist_id: str) -> list[RemoteItem]:
        """All slots in order, as written: asked without a market, which would show sibling ids."""
        pages = self._pages(lambda offset: self._api.playlist_items(playlist_id, limit=PAGE, offset=offset))
        return [item for page in pages for item in translate.items(page)]

    def playable(self, playlist_id: str) -> list[bool | None]:
        """Whether each slot can be played in the market, None where Spotify does not say."""
        pages = self._pages(
            lambda offset: self._api.playlist_items(
                playlist_id, limit=PAGE, offset=offset, market=self.market
            )
        )
        return [item.playable for page in pages for item in translate.items(page)]

    def create(self, name: str, *, public: bool) -> RemotePlaylist:
        """Make a playlist with nothing but a name. Never repeated."""
        return self._write_once(translate.playlist, lambda: self._api.create_playlist(name, public=public))

    def change_details(
        self,
        playlist_id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        public: bool | None = None,
    ) -> None:
        """Set what is given; an empty description is left out, Spotify answers 400 to it."""
        details = {"name": name, "description": description or None, "public": public}
        given = {key: value for key, value in details.items() if value is not None}
        if given:
            self._ask(translate.nothing, lambda: self._api.playlist_change_details(playlist_id, **given))

    def add(self, playlist_id: str, uris: Sequence[str], *, position: int) -> str | None:
        """Insert up to 100 URIs at a 0-based position; return the new snapshot. Never repeated."""
        return self._write_once(translate.snapshot, lambda: self._api.add_items(playlist_id, uris, position))

    def remove(self, playlist_id: str, uris: Sequence[str]) -> str | None:
        """Remove every copy of up to 100 URIs; return the new snapshot."""
        return self._write_once(translate.snapshot, lambda: self._api.remove_items(playlist_id, uris))

    def move(self, playlist_id: str, *, start: int, insert_before: int, length: int = 1) -> str | None:
        """Move a run of slots; return the new snapshot. A PUT, yet never repeated: twice is not once."""
        return self._write_once(
            translate.snapshot,
            lambda: self._api.playlist_reorder_items(playlist_id, start, insert_before, length),
        )

    def upload_cover(self, playlist_id: str, jpeg: bytes) -> None:
        """Set the cover from JPEG bytes, at most 190 KB."""
        if len(jpeg) > COVER_LIMIT:
            raise ServiceRefused(
                f"The cover has {len(jpeg)} bytes; Spotify takes {COVER_LIMIT}.", "Make it smaller."
            )
        image = base64.b64encode(jpeg).decode("ascii")
        try:
            self._ask(translate.nothing, lambda: self._api.playlist_upload_cover_image(playlist_id, image))
        except NotAccepted as error:  # the other requests of this login are fine: a scope was not granted
            raise ServiceRefused("The login does not allow setting covers.", LOGIN_AGAIN) from error

    def drop(self, playlist_id: str) -> None:
        """Take a playlist out of the user's library."""
        self._write_once(translate.nothing, lambda: self._api.library_drop(_uri(playlist_id)))

    @cached_property
    def _api(self) -> Api:
        from soundtrack_playlists.spotify.api import Api

        return Api(self.wire, self.timeout)

    @cached_property
    def _owner(self) -> Owner:
        return self._ask(translate.owner, self._api.me)

    def _search(self, query: str, kind: str) -> Callable[[], Any]:
        return lambda: self._api.search(query, limit=SEARCH_PAGE, type=kind, market=self.market)

    def _pages(self, fetch: Callable[[int], Any], *, after: Any = None) -> Iterator[Any]:
        """Read page after page from an offset on; those that follow `after`, which was read already."""
        page, offset = after, 0
        while offset < MOST_ITEMS and (page is None or translate.page_goes_on(page)):
            offset += len(translate.page_items(page)) if page is not None else 0
            start = offset
            page = self._ask(_checked(translate.page_items), lambda: fetch(start))  # noqa: B023 - called before the next turn
            yield page

    def _ask(self, translated: Callable[[Any], Value], send: Callable[[], Any]) -> Value:
        """Read, or write what may be written twice; an answer that cannot be translated is asked for again."""
        return self.patience.ask(lambda: translated(send()))

    def _write_once(self, translated: Callable[[Any], Value], send: Callable[[], Any]) -> Value:
        """Write what must not be written twice."""
        return self.patience.ask(lambda: translated(send()), repeatable=False)


def _checked(translated: Callable[[Any], object]) -> Callable[[Any], Any]:
    """Make a translation that proves an answer usable and hands it on as it is."""

    def check(answer: Any) -> Any:
        translated(answer)
        return answer

    return check


def _uri(playlist_id: str) -> str:
    return f"spotify:playlist:{playlist_id}"

"""spotipy with the methods mended that no longer fit Spotify's Web API (spotipy 2.26.0, API of February 2026)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import spotipy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.spotify.wire import Wire

LANGUAGE = "en"
"""Accept-Language: without one, artists' names follow the machine's place in the world."""


class Api(spotipy.Spotify):  # type: ignore[misc] # spotipy ships no types
    """spotipy over our own wire: no retries of its own, no login of its own, nothing to log."""

    def __init__(self, wire: Wire, timeout: float) -> None:
        logging.getLogger("spotipy").setLevel(
            logging.CRITICAL + 1
        )  # it logs requests whole, and handled errors
        super().__init__(
            requests_session=wire,
            requests_timeout=(timeout, timeout),
            retries=0,
            status_retries=0,
            language=LANGUAGE,
        )
        self.prefix = f"{wire.api_url}/"

    def me(self) -> Any:
        """Read who is logged in; spotipy asks ``me/``, which is not the documented path."""
        return self._get("me")

    def album_tracks(self, album_id: str, limit: int = 50, offset: int = 0, market: str | None = None) -> Any:
        """Read a page of an album; spotipy's path ends with a slash, as in `me`."""
        return self._get(f"albums/{album_id}/tracks", limit=limit, offset=offset, market=market)

    def create_playlist(self, name: str, *, public: bool) -> Any:
        """Make a playlist of a name only; spotipy always sends a description, and some are refused."""
        return self._post("me/playlists", payload={"name": name, "public": public})

    def add_items(self, playlist_id: str, uris: Sequence[str], position: int) -> Any:
        """Insert items; spotipy sends a bare list, the documented body is an object."""
        return self._post(
            f"playlists/{playlist_id}/items", payload={"uris": list(uris), "position": position}
        )

    def remove_items(self, playlist_id: str, uris: Sequence[str]) -> Any:
        """Remove all copies of items; spotipy takes the URI of a local file for an id."""
        return self._delete(
            f"playlists/{playlist_id}/items", payload={"items": [{"uri": uri} for uri in uris]}
        )

    def library_contains(self, uri: str) -> Any:
        """Ask whether a playlist is kept; spotipy's `playlist_is_following` asks a removed path."""
        return self._get("me/library/contains", uris=uri)

    def library_drop(self, uri: str) -> Any:
        """Unfollow a playlist; spotipy's method for it asks a removed path."""
        return self._delete("me/library", uris=uri)

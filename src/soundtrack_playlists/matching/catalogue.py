"""What matching needs of a music service: a catalogue that can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from soundtrack_playlists.models import Album, Track


class Catalogue(Protocol):
    """A service's catalogue, asked for one market.

    Every method costs one request (`album` one more for each further 50 tracks) and raises `LoginNeeded`,
    `ServiceUnavailable` or `ServiceRefused`; an empty answer means "asked, and nothing there".
    """

    @property
    def market(self) -> str:
        """ISO 3166-1 alpha-2 country in which tracks must be playable."""

    def search_tracks(self, query: str) -> list[Track]:
        """Find tracks; at most 10, best first by the service's own lights. `query` is 1 to 250 characters."""

    def search_albums(self, query: str) -> list[Album]:
        """Find albums (without their tracks); at most 10. `query` is 1 to 250 characters."""

    def album(self, album_id: str) -> Album | None:
        """Read an album with all its tracks, or None where the id is not known."""

    def track(self, track_id: str) -> Track | None:
        """Read one track, ISRC included, or None where the id is not known."""

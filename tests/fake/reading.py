"""Answers about the catalogue and the user: GET /me, /search, /albums, /tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake import shapes
from fake.ids import is_id
from fake.wire import Refused, Response, as_json, malformed

if TYPE_CHECKING:
    from fake.accounts import User
    from fake.catalogue import Catalogue, Offer
    from fake.search import Index
    from fake.wire import Request

LONGEST_QUERY = 250
FOUND_AT_MOST = 1000


class Reading:
    """The reading half of the API. Tests put ids into `gone` and `greyed_out` to change what the catalogue has.

    `nulls` puts empty slots into search results; `isrc_down` lets the isrc filter find nothing, as it does for
    days at times.
    """

    def __init__(self, catalogue: Catalogue, index: Index) -> None:
        self.catalogue = catalogue
        self.index = index
        self.gone: set[str] = set()
        self.greyed_out: set[str] = set()
        self.nulls = False
        self.isrc_down = False

    def me(self, user: User) -> Response:
        """Who is logged in."""
        profile = shapes.user(user.id, user.name)
        return as_json(profile | {"account_id": user.account_id, "images": []})

    def search(self, request: Request) -> Response:
        """Find tracks or albums, or both."""
        query = request.query["q"]
        if not query.strip():
            raise malformed("No search query")
        if len(query) > LONGEST_QUERY:
            raise malformed("Query exceeds maximum length of 250 characters")
        kinds = request.query["type"].split(",")
        if not set(kinds) <= {"track", "album"}:
            raise malformed("Bad search type field")
        return as_json({f"{kind}s": self._found(kind, query, request) for kind in kinds})

    def album(self, album_id: str, request: Request) -> Response:
        """An album with its first 50 tracks."""
        release = self._known(self.catalogue.albums, album_id)
        market = market_of(request)
        page = shapes.page(
            f"/albums/{album_id}/tracks", self._on(release.tracks), 50, 0, self._album_track(market)
        )
        return as_json(shapes.album(release, market) | {"tracks": page, "copyrights": [], "external_ids": {}})

    def album_tracks(self, album_id: str, request: Request) -> Response:
        """A page of an album's tracks."""
        release = self._known(self.catalogue.albums, album_id)
        limit, offset = bounds(request, 20)
        path = f"/albums/{album_id}/tracks"
        tracks = self._on(release.tracks)
        return as_json(shapes.page(path, tracks, limit, offset, self._album_track(market_of(request))))

    def track(self, track_id: str, request: Request) -> Response:
        """One track."""
        return as_json(self.full(self._known(self.catalogue.tracks, track_id), market_of(request)))

    def full(self, track: Offer, market: str | None) -> dict[str, Any]:
        """Shape a track, playable or not in a market."""
        return shapes.track(track, market, playable=self.playable(track))

    def playable(self, track: Offer) -> bool:
        """Whether markets have a track today."""
        return track.playable and track.id not in self.greyed_out

    def has(self, track_id: str) -> bool:
        """Whether a track exists today."""
        return track_id in self.catalogue.tracks and track_id not in self.gone

    def _found(self, kind: str, query: str, request: Request) -> dict[str, Any]:
        limit, offset = bounds(request, 5)
        market = market_of(request)
        if self.isrc_down and "isrc:" in query:
            return shapes.page("/search", [], limit, offset, dict)
        if kind == "album":
            albums = self.index.search_albums(query)[:FOUND_AT_MOST]
            page = shapes.page("/search", albums, limit, offset, lambda each: shapes.album(each, market))
        else:
            tracks = self._on(self.index.search_tracks(query))[:FOUND_AT_MOST]
            page = shapes.page("/search", tracks, limit, offset, lambda each: self.full(each, market))
        if self.nulls and page["items"]:
            page["items"][-1] = None
        return page

    def _album_track(self, market: str | None) -> Any:
        return lambda track: shapes.album_track(track, market, playable=self.playable(track))

    def _on(self, tracks: list[Offer]) -> list[Offer]:
        return [track for track in tracks if track.id not in self.gone] if self.gone else tracks

    def _known(self, things: dict[str, Any], thing_id: str) -> Any:
        if not is_id(thing_id):
            raise Refused(400, "Invalid base62 id")
        if thing_id not in things or thing_id in self.gone:
            raise Refused(404, "Resource not found")
        return things[thing_id]


def market_of(request: Request) -> str | None:
    """Read the market asked about, if any."""
    market = request.query.get("market")
    if market is not None and not (len(market) == 2 and market.isalpha() and market.isupper()):
        raise malformed("Invalid market code")
    return market


def bounds(request: Request, default: int) -> tuple[int, int]:
    """Read limit and offset."""
    return int(request.query.get("limit", default)), int(request.query.get("offset", 0))

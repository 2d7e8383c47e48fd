"""Answers about playlists: list, create, details, items, cover and library, with every refusal of the reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fake import shapes
from fake.bodies import (
    check_details,
    check_uris,
    moved,
    read_body,
    read_cover,
    read_playlist_ids,
    read_removed,
)
from fake.ids import is_id
from fake.playlists import Item, Version, snapshot_of
from fake.reading import bounds, market_of
from fake.wire import Refused, Response, as_json, malformed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fake.accounts import Grant, User
    from fake.playlists import Kept, Library
    from fake.reading import Reading
    from fake.wire import Request


class Keeping:
    """The playlists' half of the API.

    Tests set `refused_description` (a pattern of descriptions that are turned down), `always_public` (what is
    reported, whatever was asked) and `dead_uri_status` (how a batch with a dead URI fails).
    """

    def __init__(self, library: Library, reading: Reading) -> None:
        self.library = library
        self.reading = reading
        self.refused_description: str | None = None
        self.always_public = False
        self.dead_uri_status = 400

    def playlists(self, grant: Grant, request: Request) -> Response:
        """A page of the playlists that the user keeps."""
        limit, offset = bounds(request, 20)
        listed = self.library.listed(grant.user)
        return as_json(shapes.page("/me/playlists", listed, limit, offset, self._playlist))

    def playlist(self, grant: Grant, playlist_id: str, request: Request) -> Response:
        """One playlist; its items only where the user may see them."""
        playlist = self._known(playlist_id)
        document = self._playlist(playlist)
        if self._may_read(grant.user, playlist):
            document["items"] = self._items(playlist, request, 50, 0)
        else:
            del document["items"]
        return as_json(document)

    def create(self, grant: Grant, request: Request) -> Response:
        """Make a playlist. Names need not be unique."""
        body = read_body(request)
        if "name" not in body:
            raise malformed("Missing required field: name")
        self._check_details(body)
        need_scope(grant, public=body.get("public", True))
        return as_json(self._playlist(self.library.make(grant.user, Version(**body))), 201)

    def details(self, grant: Grant, playlist_id: str, request: Request) -> Response:
        """Set name, description and privacy. An empty description is refused."""
        playlist = self._writable(grant, playlist_id, own=True)
        body = read_body(request)
        if body.get("description") == "":
            raise malformed("Invalid description")
        self._check_details(body)
        self.library.change(playlist, **body)
        return Response(200)

    def items(self, grant: Grant, playlist_id: str, request: Request) -> Response:
        """A page of slots; only of playlists of one's own, and of collaborative ones."""
        playlist = self._known(playlist_id)
        if not self._may_read(grant.user, playlist):
            raise Refused(403, "Forbidden")
        return as_json(self._items(playlist, request, *bounds(request, 20)))

    def add(self, grant: Grant, playlist_id: str, request: Request) -> Response:
        """Insert up to 100 URIs at a position, at the end where none is named. All or nothing."""
        playlist = self._writable(grant, playlist_id)
        body = read_body(request) if request.body else {}
        uris = request.query["uris"].split(",") if "uris" in request.query else body.get("uris", [])
        self._check_uris(uris)
        items = playlist.now.items
        position = int(request.query.get("position", body.get("position", len(items))))
        if not 0 <= position <= len(items):
            raise Refused(400, "Index out of bounds")
        fresh = self._fresh(uris, grant.user)
        return self._written(playlist, (*items[:position], *fresh, *items[position:]), 201)

    def replace_or_move(self, grant: Grant, playlist_id: str, request: Request) -> Response:
        """Make up to 100 URIs the whole playlist, or move a run of slots."""
        playlist = self._writable(grant, playlist_id)
        body = read_body(request) if request.body else {}
        if "uris" in request.query:
            body["uris"] = request.query["uris"].split(",") if request.query["uris"] else []
        if ("uris" in body) == ("range_start" in body):
            raise malformed("Either uris or range_start and insert_before, not both")
        if "uris" in body:
            self._check_uris(body["uris"], empty=True)
            return self._written(playlist, self._fresh(body["uris"], grant.user))
        self._check_snapshot(playlist, body)
        return self._written(playlist, moved(playlist.now.items, body))

    def remove(self, grant: Grant, playlist_id: str, request: Request) -> Response:
        """Remove every copy of up to 100 URIs. Positions are no longer understood."""
        playlist = self._writable(grant, playlist_id)
        body = read_body(request)
        uris = read_removed(body)
        self._check_snapshot(playlist, body)
        return self._written(playlist, tuple(item for item in playlist.now.items if item.uri not in uris))

    def cover(self, grant: Grant, playlist_id: str, request: Request) -> Response:
        """Set the cover from base64 of a JPEG: no prefix, no newlines, 256 KB."""
        if "ugc-image-upload" not in grant.scopes:
            raise Refused(401, "Unauthorized.")
        playlist = self._writable(grant, playlist_id, own=True)
        self.library.change(playlist, cover=read_cover(request))
        return Response(202)

    def keep(self, grant: Grant, request: Request) -> Response:
        """Put playlists into the library."""
        kept = self.library.kept[grant.user.id]
        for playlist in self._named(request):
            if playlist.id not in kept:
                kept.insert(0, playlist.id)
        return Response(200)

    def drop(self, grant: Grant, request: Request) -> Response:
        """Take playlists out of the library: what people call deleting. The playlist lives on."""
        kept = self.library.kept[grant.user.id]
        for playlist in self._named(request):
            if playlist.id in kept:
                kept.remove(playlist.id)
        return Response(200)

    def contains(self, grant: Grant, request: Request) -> Response:
        """Tell which playlists are in the library."""
        kept = self.library.kept[grant.user.id]
        return as_json([playlist.id in kept for playlist in self._named(request)])

    def _playlist(self, playlist: Kept) -> dict[str, Any]:
        version, snapshot = self.library.read(playlist)
        owner = shapes.user(playlist.owner.id, playlist.owner.name)
        public = self.always_public or version.public
        return shapes.playlist(playlist.id, version, owner=owner, snapshot=snapshot, public=public)

    def _items(self, playlist: Kept, request: Request, limit: int, offset: int) -> dict[str, Any]:
        version, _ = self.library.read(playlist)
        market = market_of(request)
        path = f"/playlists/{playlist.id}/items"
        return shapes.page(
            path, version.items, limit, offset, lambda item: shapes.slot(item, self._thing(item, market))
        )

    def _thing(self, item: Item, market: str | None) -> dict[str, Any] | None:
        """Shape what a slot holds. Asked with a market, a sibling may come in place of what was written."""
        if item.uri is None:
            return None
        kind, _, thing_id = item.uri.removeprefix("spotify:").partition(":")
        if kind != "track":
            found = None if kind == "local" else thing_id
            return {"id": found, "uri": item.uri, "type": "track" if kind == "local" else kind, "name": kind}
        if not self.reading.has(thing_id):
            return None
        track = self.reading.catalogue.tracks[thing_id]
        if market and not self.reading.playable(track):
            siblings = self.reading.catalogue.by_isrc[track.recording.isrc]
            track = next((each for each in siblings if self.reading.playable(each)), track)
        return self.reading.full(track, market)

    def _known(self, playlist_id: str) -> Kept:
        if not is_id(playlist_id):
            raise Refused(400, "Invalid base62 id")
        if playlist_id not in self.library.playlists:
            raise Refused(404, "Resource not found")
        return self.library.playlists[playlist_id]

    def _writable(self, grant: Grant, playlist_id: str, *, own: bool = False) -> Kept:
        playlist = self._known(playlist_id)
        if playlist.owner != grant.user and (own or not playlist.now.collaborative):
            raise Refused(403, "You cannot edit a playlist you don't own.")
        need_scope(grant, public=playlist.now.public)
        return playlist

    def _may_read(self, user: User, playlist: Kept) -> bool:
        return playlist.owner == user or playlist.now.collaborative

    def _check_details(self, body: dict[str, Any]) -> None:
        check_details(body)
        if self.refused_description and re.search(self.refused_description, body.get("description", "")):
            raise Refused(400, "Invalid description")

    def _check_uris(self, uris: Sequence[Any], *, empty: bool = False) -> None:
        check_uris(uris, empty=empty)
        for uri in uris:
            if uri.startswith("spotify:track:") and not self.reading.has(uri.rsplit(":", 1)[-1]):
                raise Refused(self.dead_uri_status, "Payload contains a non-existing ID")

    def _check_snapshot(self, playlist: Kept, body: dict[str, Any]) -> None:
        known = {snapshot_of(playlist, number + 1) for number in range(len(playlist.history))}
        if "snapshot_id" in body and body["snapshot_id"] not in known:
            raise Refused(400, "Invalid snapshot_id")

    def _fresh(self, uris: Sequence[str], user: User) -> tuple[Item, ...]:
        stamp = self.library.clock.stamp()
        return tuple(Item(uri, stamp, user.id) for uri in uris)

    def _written(self, playlist: Kept, items: tuple[Item, ...], status: int = 200) -> Response:
        return as_json({"snapshot_id": self.library.change(playlist, items=items)}, status)

    def _named(self, request: Request) -> list[Kept]:
        return [self._known(each) for each in read_playlist_ids(request)]


def need_scope(grant: Grant, *, public: bool) -> None:
    """Refuse a write for which the login does not have the scope."""
    if f"playlist-modify-{'public' if public else 'private'}" not in grant.scopes:
        raise Refused(403, "Insufficient client scope")

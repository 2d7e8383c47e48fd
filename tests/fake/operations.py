"""The operations that an app in Development Mode has, and what each takes: facts of Spotify's OpenAPI, August 2026.

Everything else answers 403. `tests/test_fake_operations.py` compares this table with Spotify's own file where it
is at hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fake.wire import malformed

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = range(51)
SEARCH_PAGE = range(11)
OFFSET = range(100_001)
SEARCH_OFFSET = range(1001)
MODIFY = frozenset({"playlist-modify-public", "playlist-modify-private"})
READ = frozenset({"playlist-read-private"})


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `query` maps a parameter to the range of a number, None for text.

    Any one of `scopes` lets a token in; `body` names the members a JSON body may have, None where there is none.
    """

    name: str
    method: str
    path: str
    query: Mapping[str, range | None] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    body: frozenset[str] | None = None

    def match(self, method: str, path: str) -> tuple[str, ...] | None:
        """Read the ids out of a path, or None where method or path is another's."""
        pattern = re.sub(r"\{\w+\}", "([^/]+)", self.path)
        found = re.fullmatch(pattern, path) if method == self.method else None
        return found.groups() if found else None

    def check(self, query: Mapping[str, str]) -> None:
        """Refuse unknown, missing and exceeding parameters."""
        for name in self.required - query.keys():
            raise malformed(f"Missing required field: {name}")
        for name, value in query.items():
            if name not in self.query:
                raise malformed(f"Unknown parameter: {name}")
            limits = self.query[name]
            if limits is not None and not (value.isdecimal() and int(value) in limits):
                raise malformed(f"Invalid {name}")


OPERATIONS = (
    Operation("me", "GET", "/me"),
    Operation(
        "search",
        "GET",
        "/search",
        {"q": None, "type": None, "market": None, "limit": SEARCH_PAGE, "offset": SEARCH_OFFSET},
        required=frozenset({"q", "type"}),
    ),
    Operation("album", "GET", "/albums/{id}", {"market": None}),
    Operation(
        "album tracks", "GET", "/albums/{id}/tracks", {"market": None, "limit": PAGE, "offset": OFFSET}
    ),
    Operation("track", "GET", "/tracks/{id}", {"market": None}),
    Operation("playlists", "GET", "/me/playlists", {"limit": PAGE, "offset": OFFSET}, scopes=READ),
    Operation(
        "create",
        "POST",
        "/me/playlists",
        scopes=MODIFY,
        body=frozenset({"name", "public", "collaborative", "description"}),
    ),
    Operation(
        "playlist",
        "GET",
        "/playlists/{playlist_id}",
        {"market": None, "fields": None, "additional_types": None},
    ),
    Operation(
        "details",
        "PUT",
        "/playlists/{playlist_id}",
        scopes=MODIFY,
        body=frozenset({"name", "public", "collaborative", "description"}),
    ),
    Operation(
        "items",
        "GET",
        "/playlists/{playlist_id}/items",
        {"market": None, "fields": None, "limit": PAGE, "offset": OFFSET, "additional_types": None},
        scopes=READ,
    ),
    Operation(
        "add",
        "POST",
        "/playlists/{playlist_id}/items",
        {"position": OFFSET, "uris": None},
        scopes=MODIFY,
        body=frozenset({"uris", "position"}),
    ),
    Operation(
        "replace or move",
        "PUT",
        "/playlists/{playlist_id}/items",
        {"uris": None},
        scopes=MODIFY,
        body=frozenset({"uris", "range_start", "insert_before", "range_length", "snapshot_id"}),
    ),
    Operation(
        "remove",
        "DELETE",
        "/playlists/{playlist_id}/items",
        scopes=MODIFY,
        body=frozenset({"items", "snapshot_id"}),
    ),
    Operation("cover", "PUT", "/playlists/{playlist_id}/images"),
    Operation(
        "keep",
        "PUT",
        "/me/library",
        {"uris": None},
        required=frozenset({"uris"}),
        scopes=frozenset({"playlist-modify-public"}),
    ),
    Operation(
        "drop",
        "DELETE",
        "/me/library",
        {"uris": None},
        required=frozenset({"uris"}),
        scopes=frozenset({"playlist-modify-public"}),
    ),
    Operation(
        "contains",
        "GET",
        "/me/library/contains",
        {"uris": None},
        required=frozenset({"uris"}),
        scopes=READ,
    ),
)


def find(method: str, path: str) -> tuple[Operation, tuple[str, ...]] | None:
    """Find the operation of a request and the ids in its path, or None: it was removed or never was."""
    for operation in OPERATIONS:
        ids = operation.match(method, path)
        if ids is not None:
            return operation, ids
    return None

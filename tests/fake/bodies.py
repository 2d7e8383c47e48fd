"""What a write may say: types, lengths and forms that hold whatever the playlists are like."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Any

from fake.wire import Refused, malformed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fake.playlists import Item
    from fake.wire import Request

MOST_WRITTEN = 100
MOST_IN_LIBRARY = 40
COVER_BYTES = 256 * 1024
LONGEST_NAME = 100
LONGEST_DESCRIPTION = 300
ITEM_URI = re.compile(r"spotify:(track|episode):([0-9A-Za-z]{22})")
PLAYLIST_URI = re.compile(r"spotify:playlist:([0-9A-Za-z]{22})")
TYPES: dict[str, type] = {
    "name": str,
    "description": str,
    "public": bool,
    "collaborative": bool,
    "snapshot_id": str,
    "position": int,
    "range_start": int,
    "insert_before": int,
    "range_length": int,
    "uris": list,
    "items": list,
}


def read_body(request: Request) -> dict[str, Any]:
    """Read a JSON body whose members have the types they should. Which there may be is the operation's."""
    if "application/json" not in request.headers.get("content-type", ""):
        raise malformed("Content-Type must be application/json")
    body = request.json()
    if not isinstance(body, dict) or not body:
        raise malformed("Body must be an object")
    for name, value in body.items():
        if name in TYPES and type(value) is not TYPES[name]:
            raise malformed(f"Invalid {name}")
    return body


def check_details(body: dict[str, Any]) -> None:
    """Refuse names and descriptions that are too short, too long or of several lines."""
    if not 1 <= len(body.get("name", "a name").strip()) <= LONGEST_NAME:
        raise malformed("Invalid name")
    description = body.get("description", "")
    if len(description) > LONGEST_DESCRIPTION or "\n" in description:
        raise malformed("Invalid description")


def check_uris(uris: Sequence[Any], *, empty: bool) -> None:
    """Refuse more than 100 URIs, none where there must be some, and what is no track or episode."""
    if len(uris) > MOST_WRITTEN or not (uris or empty):
        raise malformed("Between 1 and 100 uris")
    for uri in uris:
        if not (isinstance(uri, str) and ITEM_URI.fullmatch(uri)):
            raise malformed(f"Invalid track uri: {uri}")


def read_removed(body: dict[str, Any]) -> list[str]:
    """Read which URIs shall go: at most 100, without positions."""
    listed = body.get("items")
    if not listed or not all(isinstance(each, dict) and each.keys() == {"uri"} for each in listed):
        raise malformed('items must be [{"uri": …}]')
    uris = [each["uri"] for each in listed]
    if len(uris) > MOST_WRITTEN or not all(isinstance(uri, str) for uri in uris):
        raise malformed("Too many or malformed uris")
    return uris


def read_cover(request: Request) -> bytes:
    """Read a JPEG from base64: no prefix, no newlines, 256 KB."""
    if len(request.body) > COVER_BYTES:
        raise Refused(413, "Payload too large", violation=True)
    try:
        jpeg = base64.b64decode(request.body, validate=True)
    except binascii.Error:
        raise malformed("Not base64") from None
    if not jpeg.startswith(b"\xff\xd8") or request.headers.get("content-type") != "image/jpeg":
        raise malformed("Not a JPEG")
    return jpeg


def read_playlist_ids(request: Request) -> list[str]:
    """Read which playlists a request about the library names: at most 40."""
    uris = request.query["uris"].split(",")
    if len(uris) > MOST_IN_LIBRARY:
        raise malformed("Too many uris requested")
    found = [PLAYLIST_URI.fullmatch(uri) for uri in uris]
    if not all(found):
        raise malformed("Invalid uri")
    return [each[1] for each in found if each]


def moved(items: tuple[Item, ...], body: dict[str, Any]) -> tuple[Item, ...]:
    """Move a run of slots; `insert_before` counts before the run is taken out."""
    start, before, length = (body.get(name, 1) for name in ("range_start", "insert_before", "range_length"))
    if "insert_before" not in body:
        raise malformed("Missing required field: insert_before")
    if not (0 <= start < len(items) and 0 <= before <= len(items) and 1 <= length <= len(items) - start):
        raise Refused(400, "Index out of bounds")
    run = items[start : start + length]
    if start <= before <= start + length:
        return items
    if before < start:
        return (*items[:before], *run, *items[before:start], *items[start + length :])
    return (*items[:start], *items[start + length : before], *run, *items[before:])

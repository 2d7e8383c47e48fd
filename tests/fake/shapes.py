"""Answers in the shape they have late in 2026: without popularity, labels and lists of markets."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from fake.ids import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fake.catalogue import Offer, Release
    from fake.playlists import Item, Version

API = "https://api.spotify.com/v1"


def reference(kind: str, thing_id: str) -> dict[str, Any]:
    """What every object begins with."""
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/{kind}/{thing_id}"},
        "href": f"{API}/{kind}s/{thing_id}",
        "id": thing_id,
        "type": kind,
        "uri": f"spotify:{kind}:{thing_id}",
    }


def artists(names: Sequence[str]) -> list[dict[str, Any]]:
    """Artists in their simplified form."""
    return [reference("artist", identity("artist", name)) | {"name": name} for name in names]


def album(release: Release, market: str | None) -> dict[str, Any]:
    """An album in its simplified form."""
    document = reference("album", release.id) | {
        "album_type": release.kind,
        "total_tracks": len(release.tracks),
        "images": [],
        "name": release.name,
        "release_date": release.date,
        "release_date_precision": ("year", "month", "day")[release.date.count("-")],
        "artists": artists(release.artists),
    }
    return document | ({"is_playable": True} if market else {})


def album_track(track: Offer, market: str | None, *, playable: bool) -> dict[str, Any]:
    """A track in its simplified form: no ISRC, no album."""
    document = reference("track", track.id) | {
        "artists": artists(track.artists),
        "disc_number": track.disc,
        "duration_ms": track.recording.duration_ms,
        "explicit": False,
        "name": track.name,
        "track_number": track.number,
        "is_local": False,
    }
    if market:
        document["is_playable"] = playable
        if not playable:
            document["restrictions"] = {"reason": "market"}
    return document


def track(offer: Offer, market: str | None, *, playable: bool) -> dict[str, Any]:
    """A track in full."""
    return album_track(offer, market, playable=playable) | {
        "album": album(offer.release, market),
        "external_ids": {"isrc": offer.recording.isrc},
    }


def page(
    path: str, things: Sequence[Any], limit: int, offset: int, shape: Callable[[Any], Any]
) -> dict[str, Any]:
    """One page of a list, with the addresses of its neighbours."""

    def address(start: int) -> str:
        return f"{API}{path}?offset={start}&limit={limit}"

    return {
        "href": address(offset),
        "limit": limit,
        "offset": offset,
        "total": len(things),
        "next": address(offset + limit) if limit and offset + limit < len(things) else None,
        "previous": address(max(0, offset - limit)) if offset else None,
        "items": [shape(thing) for thing in things[offset : offset + limit]],
    }


def user(user_id: str, name: str | None = None) -> dict[str, Any]:
    """A user as others see one."""
    return reference("user", user_id) | ({"display_name": name} if name else {})


def playlist(
    playlist_id: str, version: Version, *, owner: dict[str, Any], snapshot: str, public: bool
) -> dict[str, Any]:
    """A playlist in its simplified form. Its description comes HTML-escaped."""
    return reference("playlist", playlist_id) | {
        "collaborative": version.collaborative,
        "description": html.escape(version.description),
        "images": [] if version.cover is None else [{"url": f"https://i.scdn.co/image/{snapshot}"}],
        "name": version.name,
        "owner": owner,
        "public": public,
        "snapshot_id": snapshot,
        "items": {"href": f"{API}/playlists/{playlist_id}/items", "total": len(version.items)},
    }


def slot(item: Item, thing: dict[str, Any] | None) -> dict[str, Any]:
    """One slot of a playlist. `thing` is None where what it held is gone."""
    return {
        "added_at": item.added_at,
        "added_by": user(item.added_by),
        "is_local": bool(item.uri and item.uri.startswith("spotify:local:")),
        "item": thing,
    }

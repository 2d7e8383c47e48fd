"""Spotify's JSON as our values. Pure, and believing nothing but ids: every other field may be missing or null.

Names as of February 2026 (a playlist's `items`, an item's `item`), the older ones (`tracks`, `track`) tolerated.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, TypeVar

from soundtrack_playlists.models import Album, Track
from soundtrack_playlists.playlists.account import Owner, RemoteItem, RemotePlaylist
from soundtrack_playlists.spotify.answers import Weather

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class Unusable(Weather):
    """Spotify answered, but not with what was asked for: never to be mistaken for "nothing there"."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"Spotify's answer is not usable: {missing}.")


def track(answer: object) -> Track:
    """Read a track. Raises Unusable when it has no id."""
    if (found := _track(answer)) is None:
        raise Unusable("the track has no id")
    return found


def tracks(answer: object) -> list[Track]:
    """Read the tracks of a search. Raises Unusable when there is no list of them."""
    return _found(_object(answer).get("tracks"), _track)


def albums(answer: object) -> list[Album]:
    """Read the albums of a search. Raises Unusable when there is no list of them."""
    return _found(_object(answer).get("albums"), _album)


def album(answer: object, further: list[object] | None = None) -> Album:
    """Read an album and its tracks, those of `further` pages too. Raises Unusable when it has no id."""
    head = _album(answer)
    if head is None:
        raise Unusable("the album has no id")
    pages = [_object(answer).get("tracks"), *(further or [])]
    slots = [slot for page in pages for slot in page_items(page)]
    read = (_track(slot, on=head) for slot in slots)
    return Album(
        id=head.id,
        name=head.name,
        artists=head.artists,
        album_type=head.album_type,
        release_date=head.release_date,
        total_tracks=head.total_tracks,
        tracks=tuple(each for each in read if each is not None),
    )


def owner(answer: object) -> Owner:
    """Read who is logged in. `account_id` is missing before May 2026: `id` then stands in."""
    fields = _object(answer)
    if (user_id := _text(fields.get("id"))) is None:
        raise Unusable("the user has no id")
    return Owner(user_id, _text(fields.get("account_id")) or user_id, _text(fields.get("display_name")))


def playlist(answer: object) -> RemotePlaylist:
    """Read a playlist. Raises Unusable when it has no id."""
    if (found := _playlist(answer)) is None:
        raise Unusable("the playlist has no id")
    return found


def playlists(answer: object) -> list[RemotePlaylist]:
    """Read one page of playlists. Raises Unusable when there is no list of them."""
    return _found(answer, _playlist)


def items(answer: object) -> list[RemoteItem]:
    """Read one page of a playlist's slots, empty ones too: their places count."""
    return [_item(slot) for slot in page_items(answer)]


def snapshot(answer: object) -> str | None:
    """Read the snapshot a write of items left behind, None where the answer has none. Raises Unusable for silence."""
    if not isinstance(answer, dict):
        raise Unusable("it does not say what became of the playlist")
    return _text(answer.get("snapshot_id"))


def contained(answer: object) -> bool:
    """Read whether the one thing asked about is in the library."""
    if not isinstance(answer, list) or not answer or not isinstance(answer[0], bool):
        raise Unusable("it does not say whether the playlist is in the library")
    return answer[0]


def nothing(_answer: object) -> None:
    """Read nothing: the write is answered by its status alone."""


def page_items(page: object) -> list[object]:
    """Slots of a page, null ones too. Raises Unusable when it holds no list."""
    slots = _object(page).get("items")
    if not isinstance(slots, list):
        raise Unusable("the list is missing")
    return slots


def page_goes_on(page: object) -> bool:
    """Whether another page follows this one."""
    return bool(_object(page).get("next")) and bool(page_items(page))


def _found(page: object, read: Callable[[Any], Value | None]) -> list[Value]:
    slots = page_items(page)
    found = [value for value in map(read, slots) if value is not None]
    if slots and not found:  # seen in bad weather: a full page of nulls, which is not "nothing there"
        raise Unusable("every slot of the list is empty")
    return found


def _track(answer: object, *, on: Album | None = None) -> Track | None:
    fields = _object(answer)
    track_id = _text(fields.get("id"))
    if track_id is None:
        return None
    release = _album(fields.get("album")) or on
    playable = _flag(fields.get("is_playable"))
    if playable is None and _object(fields.get("restrictions")).get("reason"):
        playable = False
    return Track(
        id=track_id,
        name=_text(fields.get("name")) or "",
        artists=_artists(fields),
        album=release.name if release else None,
        album_id=release.id if release else None,
        album_type=release.album_type if release else None,
        album_artists=release.artists if release else (),
        release_date=release.release_date if release else None,
        duration_ms=_whole(fields.get("duration_ms")),
        isrc=_text(_object(fields.get("external_ids")).get("isrc")),
        disc_number=_whole(fields.get("disc_number")),
        track_number=_whole(fields.get("track_number")),
        explicit=_flag(fields.get("explicit")),
        playable=playable,
    )


def _album(answer: object) -> Album | None:
    fields = _object(answer)
    album_id = _text(fields.get("id"))
    if album_id is None:
        return None
    return Album(
        id=album_id,
        name=_text(fields.get("name")) or "",
        artists=_artists(fields),
        album_type=_text(fields.get("album_type")),
        release_date=_text(fields.get("release_date")),
        total_tracks=_whole(fields.get("total_tracks")),
    )


def _playlist(answer: object) -> RemotePlaylist | None:
    fields = _object(answer)
    playlist_id = _text(fields.get("id"))
    if playlist_id is None:
        return None
    contents = _object(fields.get("items")) or _object(fields.get("tracks"))
    return RemotePlaylist(
        id=playlist_id,
        name=_text(fields.get("name")) or "",
        owner_id=_text(_object(fields.get("owner")).get("id")) or "",
        description=html.unescape(_text(fields.get("description")) or ""),
        snapshot=_text(fields.get("snapshot_id")),
        total=_whole(contents.get("total")),
        public=_flag(fields.get("public")),
    )


def _item(slot: object) -> RemoteItem:
    fields = _object(slot)
    content = _object(fields.get("item")) or _object(fields.get("track"))
    return RemoteItem(
        uri=_text(content.get("uri")),
        name=_text(content.get("name")),
        added_at=_text(fields.get("added_at")),
        playable=_flag(content.get("is_playable")),
    )


def _artists(fields: dict[str, Any]) -> tuple[str, ...]:
    credits_ = fields.get("artists")
    names = (_text(_object(each).get("name")) for each in credits_) if isinstance(credits_, list) else ()
    return tuple(name for name in names if name)


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None

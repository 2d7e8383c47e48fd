"""An answer of the service as it is remembered: what was found, when it was asked, how it is spelled in JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from soundtrack_playlists.models import Album, Track

HIT_LIFE = timedelta(days=90)
"""How long an answer that helped is believed: ids on Spotify rarely die, but releases come and go."""
FIRST_MISS_LIFE = timedelta(days=7)
"""How long an answer that did not help is believed the first time; each further one doubles it, up to `HIT_LIFE`."""
_MOST_DOUBLINGS = (
    8  # 7 days doubled four times is past the limit already; keeps a damaged count from overflowing
)

_NAMES = frozenset({"artists", "album_artists"})
_TYPES: dict[str, type] = {
    **dict.fromkeys((*_NAMES, "tracks"), list),
    **dict.fromkeys(("duration_ms", "disc_number", "track_number", "total_tracks"), int),
    **dict.fromkeys(("explicit", "playable"), bool),
}
"""What JSON makes of the fields that are no text."""

T = TypeVar("T", Track, Album)


class Kind(StrEnum):
    """What was asked for."""

    TRACKS = "tracks"  # a search for tracks
    ALBUMS = "albums"  # a search for albums
    ALBUM = "album"  # one album by id, with its tracks
    TRACK = "track"  # one track by id


@dataclass(frozen=True, slots=True)
class Remembered(Generic[T]):
    """Candidates as they were returned. `misses` counts how often in a row asking did not help, 0 when it did."""

    found: tuple[T, ...]
    asked: datetime
    misses: int = 0

    @property
    def life(self) -> timedelta:
        """How long after asking it need not be asked again."""
        if not self.misses:
            return HIT_LIFE
        doublings = min(self.misses - 1, _MOST_DOUBLINGS)
        return min(FIRST_MISS_LIFE * (1 << doublings), HIT_LIFE)


def encode(found: tuple[Track, ...] | tuple[Album, ...]) -> str:
    """Spell candidates as compact JSON, leaving out what is not known."""
    return json.dumps([_as_dict(each) for each in found], ensure_ascii=False, separators=(",", ":"))


def decode_tracks(text: str) -> tuple[Track, ...]:
    """Read tracks. Raises ValueError, TypeError or KeyError for anything `encode` did not write."""
    return tuple(_track(each) for each in json.loads(text))


def decode_albums(text: str) -> tuple[Album, ...]:
    """Read albums. Raises ValueError, TypeError or KeyError for anything `encode` did not write."""
    return tuple(_album(each) for each in json.loads(text))


def _as_dict(value: Track | Album) -> dict[str, Any]:
    known = {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, Album):
        known["tracks"] = [_as_dict(track) for track in value.tracks]
    return {name: entry for name, entry in known.items() if entry not in (None, (), [])}


def _track(entry: dict[str, Any]) -> Track:
    _check(entry)
    lists = {name: tuple(entry.get(name, ())) for name in ("artists", "album_artists")}
    return Track(**{**entry, **lists})


def _album(entry: dict[str, Any]) -> Album:
    _check(entry)
    tracks = tuple(_track(each) for each in entry.get("tracks", ()))
    artists = tuple(entry.get("artists", ()))
    return Album(**{**entry, "artists": artists, "tracks": tracks})


def _check(entry: dict[str, Any]) -> None:
    """Raise TypeError for a value of another kind than `encode` writes: whoever judges it relies on its type."""
    if not entry["id"]:
        raise ValueError("a candidate without id")
    for name, value in entry.items():
        if type(value) is not _TYPES.get(name, str):
            raise TypeError(f"{name} is {value!r}")
    for name in _NAMES & entry.keys():
        if not all(type(each) is str for each in entry[name]):
            raise TypeError(f"{name} holds something that is no name")

"""What became of songs: as lines for people, as documents for programs, and as counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.matching.resolution import Status
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.report.console import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.models import Track
    from soundtrack_playlists.playlists.playlist import Filled
    from soundtrack_playlists.report.console import Console

_WORDS = {
    Status.MATCHED: "matched",
    Status.AMBIGUOUS: "ambiguous",
    Status.ABSENT: "not on Spotify",
    Status.UNRESOLVED: "not looked up",
}


def track_document(track: Track | None) -> dict[str, Any] | None:
    """Describe a track for a program."""
    if track is None:
        return None
    return {
        "id": track.id,
        "uri": track.uri,
        "url": track.url,
        "name": track.name,
        "artists": list(track.artists),
        "album": track.album,
    }


def song_document(resolution: Resolution) -> dict[str, Any]:
    """Describe what became of a song for a program, as every playlist lists it."""
    song = resolution.wanted.song
    return {
        "film": resolution.wanted.film.title,
        "title": song.title,
        "artists": list(song.credit.everyone),
        "status": resolution.status.value,
        "origin": resolution.origin.value if resolution.origin else None,
        "track": track_document(resolution.track),
        "reason": resolution.reason,
    }


def keyed_document(resolution: Resolution) -> dict[str, Any]:
    """Describe what became of a song for a program that goes on working with the song: by its key."""
    return {"key": resolution.wanted.song.key, **song_document(resolution)}


def playlist_document(filled: Filled, *, url: str | None, change: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a playlist for a program; `change` says what was or would be done to it on Spotify."""
    return {
        "key": filled.playlist.key,
        "title": filled.playlist.title,
        "url": url,
        "songs": [song_document(resolution) for resolution in filled.resolutions],
        "change": dict(change),
    }


def counts(resolutions: Sequence[Resolution]) -> str:
    """Count in one line how songs ended: ``12 songs: 9 matched (8 lock, 1 pin), 3 not looked up``."""
    ended = Counter(resolution.status for resolution in resolutions)
    origins = Counter(resolution.origin for resolution in resolutions if resolution.track)
    parts = [f"{ended[status]} {word}" for status, word in _WORDS.items() if ended[status]]
    if ended[Status.MATCHED]:
        told = ", ".join(f"{count} {origin}" for origin, count in origins.most_common())
        parts[0] += f" ({told})"
    songs = plural(len(resolutions), "song")
    return f"{songs}: {', '.join(parts)}" if parts else songs


def without_track(resolutions: Iterable[Resolution]) -> int:
    """Count the songs that ended without a track."""
    return sum(resolution.track is None for resolution in resolutions)


def print_songs(console: Console, resolutions: Sequence[Resolution], *, films: bool) -> None:
    """List songs with the track of each, or the reason why there is none; with their `films` if asked."""
    digits = len(str(len(resolutions)))
    indent = " " * (digits + 2)
    for number, resolution in enumerate(resolutions, 1):
        film = f" [{resolution.wanted.film}]" if films else ""
        head = f"{number:>{digits}}. "
        console.paragraph(f"{resolution.wanted.song}{film}", first=head, indent=indent)
        print_outcome(console, resolution, indent)


def print_outcome(console: Console, resolution: Resolution, indent: str) -> None:
    """Say which track a song has and where that is known from, or why it has none."""
    track = resolution.track
    if track is None:
        console.paragraph(resolution.reason, first=f"{indent}✗ ", indent=f"{indent}  ")
        return
    album = f" · {track.album}" if track.album else ""
    named = f"{track.name} – {', '.join(track.artists)}{album}"
    console.paragraph(named, first=f"{indent}♪ ", indent=f"{indent}  ")
    indent += "  "
    if console.verbosity > 0:
        console.paragraph(resolution.reason, first=indent, indent=indent)
    console.paragraph(f"{track.url} ({resolution.origin})", first=indent, indent=indent, style=Style.FAINT)

"""What to ask the service for: a ladder of searches, best first. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soundtrack_playlists.matching.sought import Sought
    from soundtrack_playlists.models import Film

LONGEST_QUERY = 250
"""Characters Spotify's search takes; longer ones are an error."""


def ladder(sought: Sought) -> tuple[str, ...]:
    """List the searches for a song, best first: its ISRC, its words, its bare title with the first artist."""
    plain = f"{sought.printed_title} {sought.artists[0] if sought.artists else ''}".strip()[:LONGEST_QUERY]
    return (f"isrc:{sought.isrc}", plain) if sought.isrc else (plain,)


def album_queries(film: Film) -> tuple[str, ...]:
    """List the searches for a film's soundtrack, best first."""
    return tuple(soundtrack.title[:LONGEST_QUERY] for soundtrack in film.soundtracks)

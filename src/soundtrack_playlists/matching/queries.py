"""What to ask the service for: a ladder of searches, best first. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soundtrack_playlists.matching.credits import lead_artist
from soundtrack_playlists.matching.titles import bare_title, without_packaging

if TYPE_CHECKING:
    from soundtrack_playlists.matching.sought import Sought
    from soundtrack_playlists.models import Film

LONGEST_QUERY = 250
"""Characters Spotify's search takes; longer ones are an error."""

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_SYNTAX = re.compile(r"[:/\\\"“”„«»()\[\]{}|*~^]+")
"""Signs that Spotify's search reads as its own language, or stumbles over."""


def ladder(sought: Sought) -> tuple[str, ...]:
    """List the searches for a song, best first and all different: its ISRC, its words, its barest words.

    The words are the title with its version and the first artist as printed; the barest are the title up to
    its first bracket and the first artist of a joined name.
    """
    artist = sought.artists[0] if sought.artists else ""
    rungs = [f"isrc:{sought.isrc}"] if sought.isrc else []
    rungs.append(words(f"{without_packaging(sought.printed_title)} {artist}"))
    rungs.append(words(f"{bare_title(sought.printed_title)} {lead_artist(artist)}"))
    return tuple(dict.fromkeys(rung for rung in rungs if rung))


def album_queries(film: Film) -> tuple[str, ...]:
    """List the searches for a film's soundtracks, best first; none where the film has no soundtrack."""
    if not film.soundtracks:
        return ()
    titles = [words(soundtrack.title) for soundtrack in film.soundtracks]
    return tuple(dict.fromkeys([*titles, words(f"{film.title} soundtrack")]))


def words(text: str) -> str:
    """Clean a text for searching: no signs of the search's own language, no longer than it takes."""
    cleaned = " ".join(_SYNTAX.sub(" ", _APOSTROPHES.sub("", text)).split()) or text.strip()
    if len(cleaned) <= LONGEST_QUERY:
        return cleaned
    return cleaned[: LONGEST_QUERY + 1].rpartition(" ")[0][:LONGEST_QUERY] or cleaned[:LONGEST_QUERY]

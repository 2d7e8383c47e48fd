"""Text for playlists and files: one line, printable, no longer than it may be. Pure."""

from __future__ import annotations

TITLE_LIMIT = 100
"""Characters of a playlist's name that Spotify keeps."""
DESCRIPTION_LIMIT = 300
"""Characters of a playlist's description that Spotify takes; it takes no line breaks."""


def one_line(text: str) -> str:
    """Keep to one line that XML can hold, too: control characters and runs of blanks become one blank."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def shorten(text: str, limit: int) -> str:
    """Make text one line of at most `limit` characters, cut between words where there are some."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    head, _, _ = cut.rpartition(" ")
    return f"{(head or cut).rstrip(' ,;:–-')}…"

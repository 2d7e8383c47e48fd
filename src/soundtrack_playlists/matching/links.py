"""What people paste when they mean a track: a link, a URI or a bare id."""

from __future__ import annotations

import re

from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.models import TRACK_ID

_LINK = re.compile(
    r"(?:https?://)?(?:open|play)\.spotify\.com/(?:intl-[a-z-]+/)?(?:embed/)?(?:user/[^/?#\s]+/)?([a-z]+)/([^/?#\s]*)",
    re.IGNORECASE,
)
_URI = re.compile(r"spotify:(?:user:[^:\s]+:)?([a-z]+):([^:\s]*)", re.IGNORECASE)
_SHORT = re.compile(r"(?:https?://)?(?:spotify\.link|spotify\.app\.link)/", re.IGNORECASE)
_AROUND = " \t\r\n\"'`<>“”„‘’«»"
"""What chats and shells leave around a link."""
ID_LENGTH = 22
NEARLY = 3
"""Letters that a copied id may lack or have too many, and still be recognised as one."""
_CURE = "In Spotify choose Share › Copy Song Link, and paste that."


def track_id(text: str) -> str:
    """Read the id out of a track's link, URI or id. Raises UsageProblem saying what was pasted instead."""
    text = text.strip(_AROUND)
    if not text:
        raise UsageProblem("No track is named.", _CURE)
    if _SHORT.match(text):
        raise UsageProblem(
            f"{text} is a short link, which hides the track.",
            "Open it in a browser and paste the long address that appears.",
        )
    found = _LINK.match(text) or _URI.fullmatch(text)
    kind, identifier = (found[1].lower(), found[2]) if found else ("track", text)
    if kind != "track":
        raise UsageProblem(f"{text} is {_a(kind)}, not a track.", _CURE)
    if not TRACK_ID.fullmatch(identifier):
        raise UsageProblem(
            f'"{identifier}" is not the id of a track{_length(identifier)}: that is {ID_LENGTH} letters and digits.',
            _CURE,
        )
    return identifier


def _a(kind: str) -> str:
    return f"{'an' if kind.startswith(('a', 'e', 'i', 'o')) else 'a'} {kind}"  # a user


def _length(identifier: str) -> str:
    """Count for those who lost a letter of an id; no help with anything else."""
    nearly = identifier.isascii() and identifier.isalnum() and abs(len(identifier) - ID_LENGTH) <= NEARLY
    return f" ({len(identifier)} characters)" if nearly and len(identifier) != ID_LENGTH else ""

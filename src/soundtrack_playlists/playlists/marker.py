"""The marker in a playlist's description by which it is found again when the ledger is lost.

A sentence that people may read: “Kept by soundtrack-playlists as theme:nu-metal”. What a recipe asks for beyond
its key follows: “theme:nu-metal;songs=all;limit=20”.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from soundtrack_playlists.models import Order, Songs
from soundtrack_playlists.playlists.playlist import Recipe
from soundtrack_playlists.playlists.wording import DESCRIPTION_LIMIT, shorten

_PART = r"(?:film|decade|theme):\w+(?:-\w+)*"
MARKER = re.compile(rf"Kept by soundtrack-playlists as ({_PART}(?:\+{_PART})*)((?:;[a-z_]+=\w+)*)")
"""Wherever it stands: people write before and after it."""
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
OPTIONS = ("decade_of", "songs", "order", "limit")
"""What of a recipe the marker carries beside the key; the rest comes from the configuration again."""
_DECADE = re.compile(r"(\d{4})s(?:-songs)?")


def marked(description: str, recipe: Recipe) -> str:
    """Append the marker to a description, which is cut to leave room for it."""
    usual = Recipe()
    options = "".join(
        f";{name}={getattr(recipe, name)}"
        for name in OPTIONS
        if getattr(recipe, name) != getattr(usual, name)
    )
    marker = f"Kept by soundtrack-playlists as {recipe.key}{options}"
    room = DESCRIPTION_LIMIT - len(marker) - 1
    return f"{shorten(description, room)} {marker}".strip() if room > 0 else marker


def key_in(description: str) -> str | None:
    """Read the key of a marked description, None where there is no marker."""
    found = _last(description)
    return found[1] if found else None


def recipe_in(description: str, usual: Recipe) -> Recipe | None:
    """Read the recipe of a marked description, the rest as `usual`; None where it cannot be meant."""
    found = _last(description)
    if found is None:
        return None
    parts = dict(part.split(":", 1) for part in found[1].split("+"))
    decade = _DECADE.fullmatch(parts.pop("decade", "")) if "decade" in parts else None
    options = dict(option.split("=", 1) for option in found[2].split(";")[1:])
    limit = options.get("limit", "")
    recipe = replace(
        usual,
        film=parts.pop("film", None),
        theme=parts.pop("theme", None),
        decade=int(decade[1]) if decade else None,
        decade_of="song" if options.get("decade_of") == "song" else "film",
        songs=next((songs for songs in get_args(Songs) if songs == options.get("songs")), None),
        order=next((order for order in get_args(Order) if order == options.get("order")), None),
        limit=int(limit) if limit.isdigit() else None,
    )
    return recipe if recipe.key == found[1] else None


def _last(description: str) -> re.Match[str] | None:
    """Find the marker; of several the last, which we wrote: a description may quote one."""
    found = None
    for found in MARKER.finditer(description):  # noqa: B007 - the last is what is looked for
        pass
    return found


def undated(description: str) -> str:
    """Leave dates out: that a day has passed is no reason to write."""
    return DATE.sub("", description)

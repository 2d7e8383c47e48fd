"""Labels that re-record other people's hits, read once from the shipped list."""

from __future__ import annotations

from functools import lru_cache

import rtoml

from soundtrack_playlists.files import read_text, shipped_data
from soundtrack_playlists.matching.credits import name_key


# One file, read when the first song is judged: a vocabulary in form of data, so that adding a name needs no code.
@lru_cache(maxsize=1)
def known_mills() -> frozenset[str]:
    """Read the name keys of the labels in ``mills.toml``."""
    document = rtoml.loads(read_text(shipped_data() / "mills.toml"))
    return frozenset(name_key(label["name"]) for label in document["label"])

"""The skeleton of a film file: what is known filled in, the rest as comments to take the hash from."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import rtoml

from soundtrack_playlists.dataset.check import Known
from soundtrack_playlists.dataset.reading import SPECIAL_FILES, read_film
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.forms.mistakes import Mistaken, Source
from soundtrack_playlists.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

_REST = """\
# director = "…"
# aliases = ["…"]            # other names that find the film
# tags = ["…"]               # those below; themes are made of them
#   {tags}
# note = "…"

# One [[soundtracks]] for each album, the main one first. A film without an album has none.
# [[soundtracks]]
# title = "…"
# release_date = "1995-06-06"  # or "1995-06", or "1995"
# label = "…"
# confidence = "remembered"    # how sure date and label are: confirmed (if not said), partly, remembered
# order = "unconfirmed"        # if the songs may stand in another order than on the album
# note = "…"
# spotify = ["…"]              # the 22 characters at the end of the album's link on Spotify

# One [[songs]] for each song, in the order of the album. Only title and artists must be there.
# [[songs]]
# title = "…"                  # without "From …", "Remastered" and the version
# artists = ["…"]
# featured = ["…"]
# version = "live"             # what makes it another recording: live, remix, acoustic, reprise
# first_released = 1994        # year of the recording's first release
# duration = "4:46"
# isrc = "GBXYZ9400001"        # code of the recording: 12 capitals and digits, without hyphens
# cover_of = { artists = ["…"], year = 1974 }
# soundtrack = 1               # 0: heard in the film, on no album
# disc = 1
# standout = "…"               # why it carries the soundtrack: playlists take the songs that have this
# confidence = "remembered"    # how sure it is that the song belongs here
# tags = ["…"]
# note = "…"
"""


def skeleton(title: str, year: int, tags: Iterable[str] = ()) -> str:
    """Write the skeleton of a film, which is a film without songs already; it lists the `tags` there are.

    Raises UsageProblem for a title or year that cannot be.
    """
    listed = textwrap.fill(", ".join(sorted(tags)), 100, break_on_hyphens=False).replace("\n", "\n#   ")
    text = f"{rtoml.dumps({'title': title, 'year': year})}{_REST.replace('{tags}', listed)}"
    source = Source(Path("film.toml"), text, {"title": title, "year": year})
    try:
        read_film(source, Known(tags=None), datetime.now(UTC).year)
    except Mistaken as error:
        first = error.mistakes[0]
        raise UsageProblem(
            f"There is no film like that: {first.place} {first.what}.",
            f"{first.cure[:1].upper()}{first.cure[1:]}.",
        ) from error
    return text


def file_name(title: str, year: int, *, with_year: bool) -> str:
    """Name the file of a film: its slug, with the year to tell it from another film, or from a file of no film."""
    name = f"{slug(title)}.toml"
    return f"{slug(title)}-{year}.toml" if with_year or name in SPECIAL_FILES else name

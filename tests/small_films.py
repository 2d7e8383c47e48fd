"""A small dataset of its own, so that no test here depends on the films that ship."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from soundtrack_playlists.dataset.load import Dataset, load

if TYPE_CHECKING:
    from pathlib import Path

BATMAN = """\
title = "Batman Forever"
year = 1995
aliases = ["Batman 3"]
tags = ["superhero"]

[[soundtracks]]
title = "Batman Forever: Music from the Motion Picture"
release_date = "1995-06-06"

[[songs]]
title = "Nobody Lives Without Love"
artists = ["Eddi Reader"]

[[songs]]
title = "Kiss from a Rose"
artists = ["Seal"]
first_released = 1994
duration = "4:46"
standout = "the waltz that outlived the film"
tags = ["ballad"]
"""
BATMAN_AND_ROBIN = """\
title = "Batman & Robin"
year = 1997
tags = ["superhero"]

[[soundtracks]]
title = "Batman & Robin"

[[songs]]
title = "The End Is the Beginning Is the End"
artists = ["The Smashing Pumpkins"]
standout = "a title in a loop, a riff in a straight line"

[[songs]]
title = "Gotham City"
artists = ["R. Kelly"]
featured = ["A Choir"]
standout = "a city sung to sleep"
"""
CITY_OF_ANGELS = """\
title = "City of Angels"
year = 1998

[[soundtracks]]
title = "City of Angels"

[[songs]]
title = "Iris"
artists = ["Goo Goo Dolls"]
standout = "the one everybody knows"
tags = ["ballad"]

[[songs]]
title = "Kiss From a Rose"
artists = ["SEAL"]
standout = "the same recording again"
"""
THE_CROW = """\
title = "The Crow: City of Angels"
year = 1996

[[soundtracks]]
title = "The Crow: City of Angels"

[[songs]]
title = "Gold Dust Woman"
artists = ["Hole"]
first_released = 1989
cover_of = { artists = ["Fleetwood Mac"], year = 1977 }
standout = "Hole with dust in the throat"
"""
SUPER_FLY = """\
title = "Super Fly"
year = 1972

[[soundtracks]]
title = "Super Fly"

[[songs]]
title = "Pusherman"
artists = ["Curtis Mayfield"]
standout = "a sermon on wah-wah"
"""
TAGS = """\
[tags]
superhero = "somebody wears a cape"
ballad = "slow, and meant"
"""
THEMES = """\
[[themes]]
key = "superheroes"
title = "Capes and guitars"
description = "Somebody wears a cape."
rule.any_tags = ["superhero"]

[[themes]]
key = "ballads"
title = "Slow ones"
description = "Slow, and meant."
rule.any_tags = ["ballad"]
"""


class Write(Protocol):
    """Write a data file into a folder; return its path."""

    def __call__(self, name: str, text: str | bytes) -> Path: ...


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder of shipped data: five films, two themes, two tags."""
    folder = tmp_path / "shipped"
    films = {
        "batman-forever": BATMAN,
        "batman-and-robin": BATMAN_AND_ROBIN,
        "city-of-angels": CITY_OF_ANGELS,
        "the-crow-city-of-angels": THE_CROW,
        "super-fly": SUPER_FLY,
    }
    (folder / "films").mkdir(parents=True)
    for name, text in films.items():
        (folder / "films" / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "tags.toml").write_text(TAGS, encoding="utf-8")
    (folder / "themes.toml").write_text(THEMES, encoding="utf-8")
    return folder


@pytest.fixture
def dataset(shipped: Path) -> Dataset:
    """The small dataset, loaded."""
    return load(shipped=shipped)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's own folder, empty."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def write(own: Path) -> Write:
    """Write files into the user's own folder."""

    def written(name: str, text: str | bytes) -> Path:
        path = own / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return written

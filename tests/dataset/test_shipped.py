"""The data that ships: complete, named as it is found, and fit for playlists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rtoml
from jsonschema import Draft202012Validator

from soundtrack_playlists.dataset.documents import FilmForm, TagsForm, ThemesForm
from soundtrack_playlists.dataset.find import find_film
from soundtrack_playlists.dataset.load import Dataset, load
from soundtrack_playlists.dataset.select import select
from soundtrack_playlists.files import shipped_data

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted((shipped_data() / "films").glob("*.toml"))


@pytest.fixture(scope="module")
def shipped_films() -> Dataset:
    """The shipped dataset."""
    return load()


def test_there_are_the_thirty_two_films(shipped_films: Dataset) -> None:
    """Each in a file named by its key."""
    assert len(shipped_films.films) == 32
    assert sorted(shipped_films.films) == [path.stem for path in FILES]


def test_every_film_has_director_songs_and_standouts(shipped_films: Dataset) -> None:
    """And an album, but for the one film that has none."""
    for film in shipped_films.films.values():
        assert film.director, film
        assert film.standouts, film
        assert film.soundtracks or film.key == "bio-dome", film
    assert len(shipped_films.songs) >= 420


def test_every_theme_makes_a_playlist(shipped_films: Dataset) -> None:
    """At least fourteen themes, each of eight standouts or more from two films or more."""
    assert len(shipped_films.themes) >= 14
    for key in shipped_films.themes:
        picked = select(shipped_films, theme=key)
        assert len(picked) >= 8, key
        assert len({wanted.film.key for wanted in picked}) >= 2, key


def test_every_tag_of_the_vocabulary_is_used(shipped_films: Dataset) -> None:
    """A tag that nothing carries is a leftover."""
    used = {tag for wanted in shipped_films.songs.values() for tag in wanted.song.tags | wanted.film.tags}
    assert set(shipped_films.tags) == used


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Judgement Night", "Judgment Night"),
        ("Superfly", "Super Fly"),
        ("Austin Powers: Goldmember", "Austin Powers in Goldmember"),
        ("Fifty Shade of Gray", "Fifty Shades of Grey"),
        ("Over The Top", "Over the Top"),
        ("batman and robin", "Batman & Robin"),
        ("city of angels", "City of Angels"),
        ("crow", "The Crow: City of Angels"),
    ],
)
def test_common_spellings_find_their_film(shipped_films: Dataset, text: str, title: str) -> None:
    """Usual misspellings and short forms are known."""
    assert find_film(shipped_films, text).title == title


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_film_file_holds_to_the_schema_editors_use(path: Path) -> None:
    """The schema allows what the program reads."""
    document = rtoml.load(path)
    Draft202012Validator(FilmForm.model_json_schema()).validate(document)


def test_themes_and_tags_hold_to_their_schemas() -> None:
    """As the films do."""
    for name, form in (("themes", ThemesForm), ("tags", TagsForm)):
        document = rtoml.load(shipped_data() / f"{name}.toml")
        Draft202012Validator(form.model_json_schema()).validate(document)

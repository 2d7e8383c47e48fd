"""Whatever a data file holds, reading it ends in a film or in mistakes; whatever a person types, in a film or a message."""

from __future__ import annotations

import contextlib
import re
import tempfile
from pathlib import Path
from typing import Any

import rtoml
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.dataset.documents import FilmForm, ThemesForm
from soundtrack_playlists.dataset.find import find_film, find_song, find_theme, parse_decade
from soundtrack_playlists.dataset.load import Dataset
from soundtrack_playlists.dataset.reading import Library, read
from soundtrack_playlists.dataset.select import select
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.forms.lines import line_of
from soundtrack_playlists.models import Film
from soundtrack_playlists.text import fold

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=12
)
TAGS = st.sampled_from(["funk", "soul", "live"])
SONGS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"title": NAMES, "artists": st.lists(NAMES, min_size=1, max_size=3)},
    optional={
        "featured": st.lists(NAMES, max_size=2),
        "version": NAMES,
        "first_released": st.integers(1900, 1995),
        "duration": st.from_regex(r"[0-9]{1,2}:[0-5][0-9]", fullmatch=True),
        "disc": st.integers(1, 3),
        "standout": NAMES,
        "tags": st.lists(TAGS, max_size=2),
        "confidence": st.sampled_from(["confirmed", "partly", "remembered"]),
    },
)
FILMS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "title": NAMES,
        "year": st.integers(1995, 2020),
        "soundtracks": st.just([{"title": "Album"}]),
        "songs": st.lists(SONGS, max_size=6, unique_by=lambda song: fold(song["title"])),
    },
    optional={"director": NAMES, "aliases": st.lists(NAMES, max_size=3), "tags": st.lists(TAGS, max_size=2)},
)
KEYS = st.sampled_from(
    [*FilmForm.model_fields, *ThemesForm.model_fields, "key", "rule", "artists", "cover_of", "\x1b[2J\n"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def library_of(name: str, content: bytes) -> Library:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        before = Library(tags={"funk": "f", "soul": "s", "live": "l"})
        return read([path], before)


@given(st.sampled_from(["film.toml", "themes.toml", "tags.toml"]), st.binary(max_size=60))
def test_any_bytes_are_a_document_or_a_mistake(name: str, content: bytes) -> None:
    """Reading never fails in a way the user could not read."""
    library = library_of(name, content)
    for mistake in library.mistakes:
        assert not re.search(r"[\x00-\x1f\x7f]", mistake.inside)
    if not library.mistakes:
        rtoml.loads(content.decode("utf-8-sig"))


@given(st.sampled_from(["film.toml", "themes.toml", "tags.toml"]), st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_toml_is_a_document_or_mistakes_with_lines(name: str, document: dict[str, Any]) -> None:
    """Every mistake is one line without control characters, and points into the file."""
    text = rtoml.dumps(document, none_value="none")
    for mistake in library_of(name, text.encode()).mistakes:
        assert not re.search(r"[\x00-\x1f\x7f]", mistake.inside)
        assert mistake.line is not None
        assert 1 <= mistake.line <= text.count("\n") + 1


@given(FILMS)
def test_a_right_film_comes_back_as_it_was_written(document: dict[str, Any]) -> None:
    """Nothing is lost or changed between the file and the film, and keys are unique."""
    library = library_of("film.toml", rtoml.dumps(document).encode())
    assert library.mistakes == ()
    (film,) = library.films.values()
    assert (film.title, film.year) == (document["title"], document["year"])
    assert film.tags == set(document.get("tags", ()))
    assert len({song.key for song in film.songs}) == len(document["songs"])
    for song, entry in zip(film.songs, document["songs"], strict=True):
        assert song.title == entry["title"]
        assert song.credit.main == tuple(entry["artists"])
        assert song.credit.featured == tuple(entry.get("featured", ()))
        assert song.version == entry.get("version")
        assert song.standout == entry.get("standout")
        if "duration" in entry:
            minutes, seconds = entry["duration"].split(":")
            assert song.duration_ms == (int(minutes) * 60 + int(seconds)) * 1000


@given(st.lists(NAMES, max_size=5, unique_by=fold), st.text(max_size=12))
def test_whatever_is_typed_finds_a_film_or_says_why_not(titles: list[str], text: str) -> None:
    """Every title finds its own film; anything else finds one or ends in a message."""
    films = {f"film-{number}": Film(f"film-{number}", title, 2000) for number, title in enumerate(titles)}
    dataset = Dataset(films, {})
    for key, film in films.items():
        assert find_film(dataset, film.title).key == key
    for find in (find_film, find_theme, find_song):
        with contextlib.suppress(UsageProblem):
            assert find(dataset, text) in films.values()  # there are neither themes nor songs to find


@given(st.text(max_size=8))
def test_whatever_is_typed_is_a_decade_or_says_why_not(text: str) -> None:
    """A decade begins with a year that ends in nought."""
    try:
        decade = parse_decade(text)
    except UsageProblem:
        return
    assert decade % 10 == 0
    assert 1800 <= decade < 2100
    assert parse_decade(f"{decade}s") == decade


@given(FILMS, st.sampled_from(["film", "year", "title", "artist"]), st.integers(1, 4))
def test_a_selection_is_of_the_film_and_holds_nothing_twice(
    document: dict[str, Any], order: Any, limit: int
) -> None:
    """Ordering and limiting lose or invent no song."""
    film = next(iter(library_of("film.toml", rtoml.dumps(document).encode()).films.values()))
    dataset = Dataset({film.key: film}, {})
    every = select(dataset, film=film.key, songs="all", order=order)
    assert {wanted.song.key for wanted in every} == {song.key for song in film.songs}
    assert len(every) == len(film.songs)
    assert select(dataset, film=film.key, songs="all", order=order, limit=limit) == every[:limit]


@given(st.text(max_size=60), st.lists(st.text(max_size=3) | st.integers(0, 3), max_size=3))
def test_any_text_has_a_line_for_any_way(text: str, way: list[int | str]) -> None:
    """Where nothing is found, the first line stands for the file."""
    assert 1 <= line_of(text, tuple(way)) <= text.count("\n") + 1

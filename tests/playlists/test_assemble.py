"""From choices to playlists: which are meant, and what they are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.config import Config, PlaylistEntry, PlaylistsSection
from soundtrack_playlists.dataset.load import Dataset
from soundtrack_playlists.dataset.themes import Rule, Theme
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.models import Credit, Film, Song, Soundtrack
from soundtrack_playlists.playlists.assemble import Axes, assemble, recipe_of, recipes, songs_of
from soundtrack_playlists.playlists.marker import marked
from soundtrack_playlists.playlists.playlist import Recipe
from soundtrack_playlists.playlists.wording import shorten

TODAY = date(2026, 11, 23)


def film(key: str, title: str, year: int, **more: object) -> Film:
    song = Song(key=f"{key}/theme", title=f"{title} Theme", credit=Credit((title,)), standout="it is")
    return Film(key=key, title=title, year=year, songs=(song,), **more)  # type: ignore[arg-type]  # names of fields


FILMS = (
    film(
        "lanterns",
        "Lanterns",
        1994,
        director="A. Director",
        tags=frozenset({"night"}),
        soundtracks=(Soundtrack("Lanterns: Music"),),
    ),
    film("dunes", "Dunes {uncut}", 2001),
)
DATASET = Dataset(
    {each.key: each for each in FILMS},
    {"night": Theme("night", "After Dark", "Late.", Rule(any_tags=frozenset({"night"})))},
)


def keys(axes: Axes) -> list[str]:
    return [recipe.key for recipe in recipes(axes, DATASET, Recipe())]


def test_several_films_make_a_playlist_each() -> None:
    """A film given twice is one playlist, in the order they were given."""
    assert keys(Axes(films=("dunes", "lanterns", "Lanterns"))) == ["film:dunes", "film:lanterns"]


def test_axes_narrow_one_another() -> None:
    """Every theme given is narrowed by every decade given."""
    assert keys(Axes(decades=("90s", "2000s"), themes=("night",))) == [
        "decade:1990s+theme:night",
        "decade:2000s+theme:night",
    ]


@pytest.mark.parametrize(
    ("all_by", "expected"),
    [
        ("film", ["film:lanterns", "film:dunes"]),
        ("decade", ["decade:1990s", "decade:2000s"]),
        ("theme", ["theme:night"]),
    ],
)
def test_all_by_stands_for_every_name(all_by: str, expected: list[str]) -> None:
    """Every film, decade or theme there is makes one playlist."""
    assert keys(Axes(all_by=all_by)) == expected  # type: ignore[arg-type]  # parametrised literals


def test_decades_by_song_are_those_of_the_recordings() -> None:
    """With decades by song, the years of the recordings make the playlists."""
    old = Song("dunes/old", "Old", Credit(("X",)), first_released=1961)
    dataset = Dataset({"dunes": Film("dunes", "Dunes", 2001, songs=(old,))}, {})
    made = recipes(Axes(all_by="decade"), dataset, Recipe(decade_of="song"))
    assert [recipe.key for recipe in made] == ["decade:1960s-songs"]


def test_whose_year_makes_a_decade_is_part_of_a_recipe_with_a_decade_only() -> None:
    """A film's playlist is the same one whatever the options say about decades."""
    like = Recipe(decade_of="song")
    [of_film] = recipes(Axes(films=("dunes",)), DATASET, like)
    [of_decade] = recipes(Axes(decades=("90s",)), DATASET, like)
    assert (of_film.decade_of, of_decade.decade_of) == ("film", "song")


def test_the_usual_title_names_what_says_most_and_then_the_rest() -> None:
    """A theme narrowed by a decade is called by the theme's template, with the decade behind it."""
    playlist = assemble(Recipe(theme="night", decade=1990), DATASET, Config(), today=TODAY)
    assert playlist.title == "After Dark: soundtracks better than the film · 1990s"
    assert playlist.description == "Late. 1 song, each in the right recording. Last changed 2026-11-23."


def test_braces_in_a_name_are_not_taken_for_a_placeholder() -> None:
    """A film may be called what it likes."""
    playlist = assemble(Recipe(film="dunes", decade=2000), DATASET, Config(), today=TODAY)
    assert playlist.title == "Dunes {uncut} (2001): the soundtrack · 2000s"


def test_every_placeholder_is_filled() -> None:
    """A template of one's own may name everything there is."""
    template = "{name}|{film}|{year}|{director}|{decade}|{theme}|{count}|{songs}|{date}"
    playlist = assemble(Recipe(film="lanterns", title=template), DATASET, Config(), today=TODAY)
    assert playlist.title == "Lanterns|Lanterns|1994|A. Director|1990s||1|1 song|2026-11-23"


def test_a_declared_playlist_is_as_usual_where_it_says_nothing() -> None:
    """An entry of config.toml overrides what it names and leaves the rest to [playlists]."""
    config = Config(playlists=PlaylistsSection(songs="all", order="title", public=True))
    entry = PlaylistEntry(by="theme", name="night", order="year", every="30d", title="Mine")
    recipe = recipe_of(entry, DATASET)
    assert recipe == Recipe(theme="night", order="year", every=30, title="Mine")
    assert assemble(recipe, DATASET, config, today=TODAY).public


def test_a_recipe_that_does_not_say_follows_the_configuration() -> None:
    """A change of [playlists] reaches every playlist that was not asked for otherwise."""
    minor = Song(key="dunes/minor", title="Minor", credit=Credit(("R. Kelly",)))
    dunes = replace(FILMS[1], songs=(*FILMS[1].songs, minor))
    dataset = Dataset({"dunes": dunes}, {})

    def keys_of(recipe: Recipe, **section: object) -> list[str]:
        config = Config(playlists=PlaylistsSection(**section))  # type: ignore[arg-type]  # names of settings
        return [each.song.key for each in songs_of(recipe, dataset, config)]

    assert keys_of(Recipe(film="dunes")) == ["dunes/theme"]
    assert keys_of(Recipe(film="dunes"), songs="all", order="title") == ["dunes/theme", "dunes/minor"]
    assert keys_of(Recipe(film="dunes"), songs="all", skip_artists=("R. Kelly",)) == ["dunes/theme"]
    assert keys_of(Recipe(film="dunes", songs="standouts"), songs="all") == ["dunes/theme"]
    assert not keys_of(Recipe(film="dunes", skip_artists=("Dunes {uncut}",)), skip_artists=("R. Kelly",))


def test_words_count_the_songs_that_are_in_it() -> None:
    """Of two songs wanted, one may have no track."""
    playlist = assemble(
        Recipe(film="lanterns", title="{count}", description="{songs}"), DATASET, Config(), today=TODAY
    )
    assert (playlist.title, playlist.description) == ("1", "1 song")
    assert (playlist.counting(0).title, playlist.counting(7).description) == ("0", "7 songs")


@given(st.text(min_size=1).filter(str.strip))
def test_what_a_theme_is_about_is_cut_before_the_rest_and_the_marker(line: str) -> None:
    """However long a theme's description, the count, the date and the marker fit."""
    theme = Theme("night", "After Dark", line, Rule(any_tags=frozenset({"night"})))
    dataset = Dataset(DATASET.films, {"night": theme})
    recipe = Recipe(theme="night", decade=1990, limit=20)
    playlist = assemble(recipe, dataset, Config(), today=TODAY)
    whole = marked(playlist.description, recipe)
    assert len(whole) <= 300
    assert "1 song, each in the right recording. Last changed 2026-11-23. Kept by" in whole


@pytest.mark.parametrize(
    ("recipe", "line"),
    [
        (Recipe(film="lanterns"), "From “Lanterns: Music”."),
        (Recipe(film="dunes"), ""),
        (Recipe(theme="night"), "Late."),
        (Recipe(decade=1990), "What the films of the 1990s left in our ears."),
        (Recipe(decade=1990, decade_of="song"), "Recordings of the 1990s, from films of any year."),
    ],
)
def test_what_a_playlist_is_about_is_a_sentence(recipe: Recipe, line: str) -> None:
    """The album of a film, what a theme says of itself, what a decade counts."""
    assert (
        assemble(replace(recipe, description="{about}"), DATASET, Config(), today=TODAY).description == line
    )


def test_an_unknown_name_is_a_usage_problem() -> None:
    """Nothing is made of a film nobody has."""
    with pytest.raises(UsageProblem, match="casablanca"):
        keys(Axes(films=("casablanca",)))


@given(st.text(), st.integers(2, 300))
def test_text_for_spotify_is_one_line_within_the_limit(text: str, limit: int) -> None:
    """However long or odd a name, what is sent is one printable line that fits."""
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short.isprintable()


def test_long_text_is_cut_between_words() -> None:
    """Nobody's library shows half a word."""
    assert shorten("Soundtracks better than the film", 20) == "Soundtracks better…"

"""Finding by what a person types: forgiving, and never a guess between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.dataset.find import find_film, find_song, find_theme, parse_decade
from soundtrack_playlists.dataset.load import load
from soundtrack_playlists.errors import ExitStatus, UsageProblem

if TYPE_CHECKING:
    from pathlib import Path

    from small_films import Write
    from soundtrack_playlists.dataset.load import Dataset


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("batman-forever", "batman-forever"),
        ("BATMAN FOREVER", "batman-forever"),
        ("Batman Forever (1995)", "batman-forever"),
        ("batman 3", "batman-forever"),
        ("batmanforever", "batman-forever"),
        ("batman for", "batman-forever"),
        ("forever", "batman-forever"),
        ("batmn forevr", "batman-forever"),
        ("batman and robin", "batman-and-robin"),
        ("Batman & Robin", "batman-and-robin"),
        ("batman robin", "batman-and-robin"),
        ("city of angels", "city-of-angels"),
        ("crow", "the-crow-city-of-angels"),
        ("the crow", "the-crow-city-of-angels"),
        ("crow: city of angels", "the-crow-city-of-angels"),
        ("superfly", "super-fly"),
        ("the super fly", "super-fly"),
        ("supre fly", "super-fly"),
    ],
)
def test_a_film_is_found_by_what_people_type(dataset: Dataset, text: str, key: str) -> None:
    """Case, articles, spacing, "&", words left out and typos do not matter."""
    assert find_film(dataset, text).key == key


@pytest.mark.parametrize("text", ["batman", "angels", "city of"])
def test_a_name_that_fits_two_films_asks_which(dataset: Dataset, text: str) -> None:
    """Both are listed, with their years; neither is taken."""
    with pytest.raises(
        UsageProblem, match=rf'"{text}" could be 2 films: .+ \(199\d\); .+ \(199\d\)\.'
    ) as caught:
        find_film(dataset, text)
    assert caught.value.status is ExitStatus.USAGE


def test_an_exact_title_wins_over_a_longer_one(dataset: Dataset) -> None:
    """City of Angels is a film of its own, though the words stand in another title too."""
    assert find_film(dataset, "City of Angels").year == 1998


def test_two_films_of_one_title_are_told_apart_by_year(own: Path, shipped: Path, write: Write) -> None:
    """The bare title asks which; with the year it is clear."""
    write("super-fly-2018.toml", 'title = "Super Fly"\nyear = 2018\n')
    dataset = load([own], shipped=shipped)
    with pytest.raises(UsageProblem, match=r"Super Fly \(1972\); Super Fly \(2018\)"):
        find_film(dataset, "superfly")
    assert find_film(dataset, "Super Fly (2018)").year == 2018


def test_a_typo_between_two_films_asks_which(own: Path, shipped: Path, write: Write) -> None:
    """One letter from both is a guess, however likely."""
    for title in ("Night Train", "Night Trail"):
        write(f"{title}.toml", f'title = "{title}"\nyear = 1990\n')
    with pytest.raises(UsageProblem, match=r"2 films: Night Trail .+; Night Train "):
        find_film(load([own], shipped=shipped), "night traip")


def test_a_long_list_of_films_is_cut(own: Path, shipped: Path, write: Write) -> None:
    """Eight are enough to see that the name says too little."""
    for number in range(11):
        write(f"{number}.toml", f'title = "Sequel {number}"\nyear = 1990\n')
    with pytest.raises(UsageProblem, match=r"could be 11 films: .+ and 3 more\."):
        find_film(load([own], shipped=shipped), "sequel")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("super fly 2", "Super Fly (1972)"),  # a sequel is another film, not a typo
        ("batman forevermore and ever", "Batman Forever (1995)"),
        ("superlfy man", "Super Fly (1972)"),
    ],
)
def test_an_unknown_film_offers_the_nearest(dataset: Dataset, text: str, nearest: str) -> None:
    """What is only similar is offered, not taken."""
    with pytest.raises(UsageProblem, match=f'There is no film "{text}"') as caught:
        find_film(dataset, text)
    assert nearest in caught.value.cure
    assert "soundtrack-playlists films" in caught.value.cure


@pytest.mark.parametrize("text", ["", "  ", "!!!", "zzzzzz", "the"])
def test_a_name_that_says_nothing_finds_nothing(dataset: Dataset, text: str) -> None:
    """No film is better than any film."""
    with pytest.raises(UsageProblem):
        find_film(dataset, text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("superheroes", "superheroes"),
        ("super heroes", "superheroes"),
        ("capes", "superheroes"),
        ("Ballad", "ballads"),
    ],
)
def test_a_theme_is_found_by_key_or_title(dataset: Dataset, text: str, key: str) -> None:
    """Themes are typed as freely as films."""
    assert find_theme(dataset, text).key == key


def test_an_unknown_theme_offers_the_nearest(dataset: Dataset) -> None:
    """The cure names the command that lists them."""
    with pytest.raises(UsageProblem, match=r'(?s)There is no theme "balad songs".*ballads.*themes'):
        find_theme(dataset, "balad songs")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("super-fly/pusherman", "super-fly/pusherman"),
        ("pusherman", "super-fly/pusherman"),
        ("Pusherman Curtis Mayfield", "super-fly/pusherman"),
        ("curtis mayfield pusherman", "super-fly/pusherman"),
        ("pushermn", "super-fly/pusherman"),
        ("batman forever/kiss", "batman-forever/kiss-from-a-rose"),
        ("city of angels/kiss from a rose", "city-of-angels/kiss-from-a-rose"),
        ("goo goo dolls", "city-of-angels/iris"),
    ],
)
def test_a_song_is_found_by_key_title_or_film_and_title(dataset: Dataset, text: str, key: str) -> None:
    """Artist and film narrow a title that is not enough."""
    assert find_song(dataset, text).song.key == key


def test_a_song_of_two_films_asks_which(dataset: Dataset) -> None:
    """The keys are listed, ready to be pasted."""
    with pytest.raises(
        UsageProblem, match="batman-forever/kiss-from-a-rose; city-of-angels/kiss-from-a-rose"
    ):
        find_song(dataset, "kiss from a rose")


def test_a_slash_may_belong_to_the_title(own: Path, shipped: Path, write: Write) -> None:
    """What stands before it is only taken for a film when it is one."""
    write("f.toml", 'title = "Fil"\nyear = 1990\n[[songs]]\ntitle = "Love/Hate"\nartists = ["A"]\n')
    assert find_song(load([own], shipped=shipped), "love/hate").song.title == "Love/Hate"


@pytest.mark.parametrize(
    ("text", "decade"),
    [
        ("1990s", 1990),
        ("90s", 1990),
        ("'90s", 1990),
        ("’90s", 1990),
        ("1995", 1990),
        ("95", 1990),
        ("nineties", 1990),
        ("The Nineties", 1990),
        ("00s", 2000),
        ("2000s", 2000),
        ("10s", 2010),
        ("20s", 2020),
        ("30s", 1930),
        ("noughties", 2000),
        (" 1980S ", 1980),
    ],
)
def test_a_decade_is_read_as_people_write_it(text: str, decade: int) -> None:
    """Years, short forms and words all mean the first year of their decade."""
    assert parse_decade(text) == decade


@pytest.mark.parametrize("text", ["", "199", "19950", "2100s", "1700s", "nineteen", "s", "90ss", "١٩٩٠"])
def test_what_is_not_a_decade_says_how_to_write_one(text: str) -> None:
    """The cure shows the forms."""
    with pytest.raises(UsageProblem, match="is not a decade") as caught:
        parse_decade(text)
    assert "1990s, 90s, nineties or 1995" in caught.value.cure


def test_a_title_comes_before_an_alias(own: Path, shipped: Path, write: Write) -> None:
    """A film of one's own cannot take the name of another away by an alias."""
    write("mine.toml", 'title = "Mine"\nyear = 2001\naliases = ["Super Fly", "City of Angels"]\n')
    both = load([own], shipped=shipped)
    assert find_film(both, "super fly").key == "super-fly"
    assert find_film(both, "city of angels").key == "city-of-angels"

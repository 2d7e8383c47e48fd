"""What becomes of data files: films, songs, keys, and whose file wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.dataset.load import load
from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.models import Confidence, Credit, Original

if TYPE_CHECKING:
    from pathlib import Path

    from small_films import Write
    from soundtrack_playlists.dataset.load import Dataset
    from soundtrack_playlists.models import Film

FULL = """\
title = "Full"
year = 1995
director = "Somebody"
aliases = ["Replete"]
tags = ["superhero"]
note = "Everything at once."

[[soundtracks]]
title = "Full, the album"
release_date = "1995-06"
label = "Label"
confidence = "remembered"
spotify = ["0123456789abcdefABCDEF"]

[[soundtracks]]
title = "Full, more of it"
order = "unconfirmed"

[[songs]]
title = "One"
artists = ["A", "B"]
featured = ["C"]
version = "live"
first_released = 1994
duration = "10:05"
isrc = "GBXYZ9400001"
cover_of = { artists = ["D"], year = 1950, title = "Uno", note = "in Spanish" }
standout = "why not"
confidence = "partly"
tags = ["ballad"]
note = "a note"

[[songs]]
title = "Two"
artists = ["A"]

[[songs]]
title = "Three"
artists = ["A"]
disc = 2

[[songs]]
title = "Four"
artists = ["A"]
soundtrack = 2

[[songs]]
title = "Five"
artists = ["A"]
soundtrack = 0
"""


def film_of(own: Path, shipped: Path, key: str) -> Film:
    return load([own], strict=True, shipped=shipped).films[key]


@pytest.fixture
def full(own: Path, shipped: Path, write: Write) -> Film:
    """The film of a file that says everything that can be said."""
    write("full.toml", FULL)
    return film_of(own, shipped, "full")


def test_a_film_says_what_its_file_says(full: Film) -> None:
    """Title, year, director, aliases, tags, note and soundtracks arrive as written."""
    assert (full.title, full.year, full.director) == ("Full", 1995, "Somebody")
    assert (full.aliases, full.tags) == (("Replete",), frozenset({"superhero"}))
    assert full.note == "Everything at once."
    album = full.soundtracks[0]
    assert (album.title, album.release_date, album.label) == ("Full, the album", "1995-06", "Label")
    assert (album.spotify, album.confidence) == (("0123456789abcdefABCDEF",), Confidence.REMEMBERED)


def test_a_song_says_what_its_entry_says(full: Film) -> None:
    """Credit, version, years, length in milliseconds, original and the rest arrive as written."""
    song = full.songs[0]
    assert (song.key, song.title, song.version) == ("full/one", "One", "live")
    assert song.credit == Credit(("A", "B"), ("C",))
    assert (song.first_released, song.duration_ms, song.isrc) == (1994, 605_000, "GBXYZ9400001")
    assert song.cover_of == Original(("D",), 1950, "Uno", "in Spanish")
    assert (song.standout, song.note, song.tags) == ("why not", "a note", frozenset({"ballad"}))
    assert song.confidence is Confidence.PARTLY


def test_positions_count_within_a_disc_of_a_soundtrack(full: Film) -> None:
    """Every disc begins at 1; no position is made up where the order is unconfirmed or there is no album."""
    places = [(song.soundtrack, song.disc, song.position) for song in full.songs]
    assert places == [(1, 1, 1), (1, 1, 2), (1, 2, 1), (2, 1, None), (0, 1, None)]


def test_a_film_without_a_soundtrack_has_songs_heard_in_it(own: Path, shipped: Path, write: Write) -> None:
    """A file of title, year and songs is enough: its songs belong to no album."""
    write("bare.toml", 'title = "Bare"\nyear = 1990\n[[songs]]\ntitle = "One"\nartists = ["A"]\n')
    song = film_of(own, shipped, "bare").songs[0]
    assert (song.soundtrack, song.position) == (0, None)


def test_songs_that_share_a_title_are_told_apart_by_version_then_artist(
    own: Path, shipped: Path, write: Write
) -> None:
    """Only clashing titles get longer keys, and no longer than needed."""
    entries = [("Night", "A", ""), ("Night", "A", "live"), ("Night", "B", "live"), ("Day", "A", "live")]
    songs = "".join(
        f'[[songs]]\ntitle = "{title}"\nartists = ["{artist}"]\n'
        + (f'version = "{version}"\n' if version else "")
        for title, artist, version in entries
    )
    write("twins.toml", f'title = "Twins"\nyear = 1990\n{songs}')
    keys = [song.key for song in film_of(own, shipped, "twins").songs]
    assert keys == ["twins/night", "twins/night-live-a", "twins/night-live-b", "twins/day"]


def test_films_are_in_order_of_year_then_title(dataset: Dataset) -> None:
    """The dataset's own order is the one in which films are listed and playlists run."""
    assert list(dataset.films) == [
        "super-fly",
        "batman-forever",
        "the-crow-city-of-angels",
        "batman-and-robin",
        "city-of-angels",
    ]


def test_songs_can_be_looked_up_by_key(dataset: Dataset) -> None:
    """A song comes with the film it is wanted for."""
    wanted = dataset.songs["batman-forever/kiss-from-a-rose"]
    assert (wanted.film.title, wanted.song.title) == ("Batman Forever", "Kiss from a Rose")


def test_a_film_of_ones_own_is_added(own: Path, shipped: Path, write: Write) -> None:
    """Shipped films stay, the user's comes along."""
    write("full.toml", FULL)
    assert len(load([own], shipped=shipped).films) == 6


def test_a_film_of_ones_own_replaces_the_shipped_one_of_its_key(
    own: Path, shipped: Path, write: Write
) -> None:
    """The user's word counts: songs and all, whatever the file is called."""
    write("mine.toml", 'title = "Batman Forever"\nyear = 1995\n')
    dataset = load([own], shipped=shipped)
    assert len(dataset.films) == 5
    assert dataset.films["batman-forever"].songs == ()


def test_a_file_named_with_the_year_is_another_film_of_that_title(
    own: Path, shipped: Path, write: Write
) -> None:
    """A remake neither replaces the first film nor shares its key."""
    write("super-fly-2018.toml", 'title = "Super Fly"\nyear = 2018\n')
    assert {"super-fly", "super-fly-2018"} <= set(load([own], shipped=shipped).films)


def test_tags_and_themes_of_ones_own_add_to_the_shipped_ones(own: Path, shipped: Path, write: Write) -> None:
    """A folder may bring its own vocabulary, and themes made of it."""
    write("tags.toml", '[tags]\nspace = "in it"\n')
    write("space.toml", 'title = "Space"\nyear = 1990\ntags = ["space", "ballad"]\n')
    write(
        "themes.toml", '[[themes]]\nkey = "s"\ntitle = "S"\ndescription = "S."\nrule.all_tags = ["space"]\n'
    )
    dataset = load([own], strict=True, shipped=shipped)
    assert set(dataset.themes) == {"superheroes", "ballads", "s"}
    assert set(dataset.tags) == {"superhero", "ballad", "space"}


def test_a_folder_may_have_the_form_of_the_shipped_one(own: Path, shipped: Path) -> None:
    """Films may stand in a folder `films` within, other files beside it are left alone."""
    (own / "films").mkdir()
    (own / "films" / "full.toml").write_text(FULL, encoding="utf-8")
    (own / "notes.toml").write_text("not = a film", encoding="utf-8")
    dataset = load([own], strict=True, shipped=shipped)
    assert "full" in dataset.films


def test_hidden_files_are_not_films(own: Path, shipped: Path, write: Write) -> None:
    """What macOS and editors leave beside a film is not read."""
    write("._full.toml", b"\x00\x05\x16\x07")
    assert load([own], shipped=shipped).problems == ()


def test_a_broken_file_of_ones_own_is_left_out_and_named(own: Path, shipped: Path, write: Write) -> None:
    """One line for the file: its first mistake and how many more; everything else is there."""
    path = write("bad.toml", 'title = "Bad"\nyear = 1990\ntags = ["capes"]\nlable = "?"\n')
    write("full.toml", FULL)
    dataset = load([own], shipped=shipped)
    assert set(dataset.films) >= {"full", "batman-forever"}
    assert len(dataset.problems) == 1
    assert dataset.problems[0].startswith(f"{path} is left out: tags #1")
    assert "(1 more mistake)" in dataset.problems[0]


def test_a_missing_folder_is_a_problem_not_an_end(tmp_path: Path, shipped: Path) -> None:
    """A folder the configuration names and nobody made is said so."""
    dataset = load([tmp_path / "nowhere"], shipped=shipped)
    assert len(dataset.films) == 5
    assert "there is no such folder" in dataset.problems[0]


def test_strict_makes_a_broken_file_of_ones_own_an_error(own: Path, shipped: Path, write: Write) -> None:
    """Then every mistake of every file is in the message."""
    write("bad.toml", 'title = "Bad"\nyear = "1990"\n')
    write("worse.toml", "title = ")
    with pytest.raises(DataProblem, match=r"(?s)2 mistakes.*bad\.toml:2: year.*worse\.toml:1: not TOML"):
        load([own], strict=True, shipped=shipped)


def test_a_broken_shipped_file_is_always_an_error(shipped: Path) -> None:
    """The program does not run on data that nobody can have meant."""
    (shipped / "films" / "spawn.toml").write_text("year = 1997\n", encoding="utf-8")
    with pytest.raises(DataProblem, match=r"spawn\.toml:1: title: is missing"):
        load(shipped=shipped)


def test_missing_shipped_data_is_an_error(tmp_path: Path) -> None:
    """An incomplete installation is said to be one instead of offering no films."""
    with pytest.raises(DataProblem, match="there is no such folder"):
        load(shipped=tmp_path / "nowhere")

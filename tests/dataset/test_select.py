"""Picking songs: which, in which order, and none twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from soundtrack_playlists.dataset.load import load
from soundtrack_playlists.dataset.select import select
from soundtrack_playlists.errors import UsageProblem

if TYPE_CHECKING:
    from pathlib import Path

    from small_films import Write
    from soundtrack_playlists.dataset.load import Dataset

ROSE = "batman-forever/kiss-from-a-rose"
NOBODY = "batman-forever/nobody-lives-without-love"
DUST = "the-crow-city-of-angels/gold-dust-woman"
END = "batman-and-robin/the-end-is-the-beginning-is-the-end"
GOTHAM = "batman-and-robin/gotham-city"
IRIS = "city-of-angels/iris"
ROSE_AGAIN = "city-of-angels/kiss-from-a-rose"
PUSHERMAN = "super-fly/pusherman"


def keys(dataset: Dataset, **conditions: Any) -> list[str]:
    return [wanted.song.key for wanted in select(dataset, **conditions)]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"film": "batman-forever"}, [ROSE]),
        ({"film": "superfly"}, [PUSHERMAN]),
        ({"film": "batman-forever", "songs": "all"}, [NOBODY, ROSE]),
        ({"decade": 1970}, [PUSHERMAN]),
        ({"decade": 1990}, [ROSE, DUST, END, GOTHAM, IRIS]),
        ({"decade": 1980}, []),
        ({"decade": 1980, "decade_of": "song"}, [DUST]),
        ({"theme": "superheroes"}, [ROSE, END, GOTHAM]),
        ({"theme": "ballads"}, [ROSE, IRIS]),
        ({"theme": "ballads", "film": "city-of-angels"}, [IRIS]),
        ({"theme": "superheroes", "decade": 1970}, []),
        ({"theme": "superheroes", "songs": "all", "limit": 2}, [NOBODY, ROSE]),
    ],
)
def test_conditions_narrow_one_another(
    dataset: Dataset, conditions: dict[str, Any], expected: list[str]
) -> None:
    """Film, decade and theme combine; standouts unless all are asked for."""
    assert keys(dataset, **conditions) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("film", [PUSHERMAN, ROSE, DUST, END, GOTHAM, IRIS]),
        ("year", [PUSHERMAN, DUST, ROSE, END, GOTHAM, IRIS]),
        ("title", [DUST, GOTHAM, IRIS, ROSE, PUSHERMAN, END]),
        ("artist", [PUSHERMAN, IRIS, DUST, GOTHAM, ROSE, END]),
    ],
)
def test_songs_come_in_the_order_asked_for(dataset: Dataset, order: str, expected: list[str]) -> None:
    """By film and album, by the recording's year, by title, or by artist without "The"."""
    assert keys(dataset, order=order) == expected


def test_the_limit_cuts_after_ordering(dataset: Dataset) -> None:
    """The first songs of the order asked for, not of another."""
    assert keys(dataset, order="title", limit=2) == [DUST, GOTHAM]


@pytest.mark.parametrize("artist", ["R. Kelly", "r kelly", "A choir"])
def test_a_skipped_artist_is_left_out_wherever_credited(dataset: Dataset, artist: str) -> None:
    """Main or featured, however spelled."""
    assert GOTHAM not in keys(dataset, skip_artists=[artist])
    assert END in keys(dataset, skip_artists=[artist])


def test_a_recording_of_two_films_comes_once(dataset: Dataset) -> None:
    """The older film keeps it; alone, the other film has it still."""
    assert ROSE_AGAIN not in keys(dataset)
    assert ROSE_AGAIN in keys(dataset, film="city-of-angels")


def test_another_version_of_a_song_is_another_recording(own: Path, shipped: Path, write: Write) -> None:
    """A live take does not push the studio one out, nor a namesake by somebody else."""
    entry = '[[songs]]\ntitle = "Iris"\nartists = ["{}"]\nstandout = "x"\n'
    songs = entry.format("Goo Goo Dolls") + 'version = "live"\n' + entry.format("Somebody")
    write("more.toml", f'title = "More"\nyear = 1999\n{songs}')
    found = keys(load([own], shipped=shipped), order="title")
    assert len([key for key in found if "iris" in key]) == 3


@pytest.mark.parametrize("conditions", [{"film": "zzz"}, {"theme": "zzz"}])
def test_what_is_not_there_is_a_usage_problem(dataset: Dataset, conditions: dict[str, Any]) -> None:
    """A kept recipe may name a film whose file is gone."""
    with pytest.raises(UsageProblem, match=r'no (film|theme) "zzz"'):
        select(dataset, **conditions)

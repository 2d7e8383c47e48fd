"""Pins: what the user said is kept as it was said, comments included."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.matching import pins
from soundtrack_playlists.models import Track

if TYPE_CHECKING:
    from pathlib import Path

SONG = "batman-forever/kiss-from-a-rose"
TRACK = Track("3YKptz29AsOlm7WAVnztBh", "Kiss from a Rose", ("Seal",))
OTHER = "4YKptz29AsOlm7WAVnztBh"
DAY = date(2026, 11, 23)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where pins will be; nothing is there yet."""
    return tmp_path / "config" / "pins.toml"


def test_without_a_file_nothing_is_pinned(path: Path) -> None:
    """Most users never pin anything."""
    assert pins.read(path).get(SONG) is None
    assert pins.read(path).ruled_out(SONG) == frozenset()


def test_a_pin_is_read_again(path: Path) -> None:
    """The track comes back with its name."""
    pins.pin(path, SONG, TRACK, noted=DAY)
    assert pins.read(path).get(SONG) == TRACK


def test_a_pin_without_a_name_is_a_pin(path: Path) -> None:
    """Offline the name is not known, and need not be."""
    pins.pin(path, SONG, Track(TRACK.id, "", ()), noted=DAY)
    assert pins.read(path).get(SONG) == Track(TRACK.id, "", ())


def test_a_second_pin_replaces_the_first(path: Path) -> None:
    """A song has one track."""
    pins.pin(path, SONG, TRACK, noted=DAY)
    pins.pin(path, SONG, Track(OTHER, "Other", ("B",)), noted=DAY)
    assert pins.read(path).get(SONG) == Track(OTHER, "Other", ("B",))


def test_tracks_are_ruled_out_one_after_another(path: Path) -> None:
    """Each is kept, once."""
    for track_id in (TRACK.id, OTHER, OTHER):
        pins.rule_out(path, SONG, track_id)
    assert pins.read(path).ruled_out(SONG) == {TRACK.id, OTHER}
    assert path.read_text().count(OTHER) == 1


def test_ruling_out_the_pinned_track_takes_the_pin_back(path: Path) -> None:
    """The last word counts."""
    pins.pin(path, SONG, TRACK, noted=DAY)
    pins.rule_out(path, SONG, TRACK.id)
    assert pins.read(path).get(SONG) is None
    assert pins.read(path).ruled_out(SONG) == {TRACK.id}


def test_pinning_a_track_that_was_ruled_out_allows_it_again(path: Path) -> None:
    """The last word counts the other way, too, and only for that track."""
    pins.rule_out(path, SONG, TRACK.id)
    pins.rule_out(path, SONG, OTHER)
    pins.pin(path, SONG, TRACK, noted=DAY)
    assert pins.read(path).get(SONG) == TRACK
    assert pins.read(path).ruled_out(SONG) == {OTHER}


def test_unpinning_takes_everything_about_a_song_back(path: Path) -> None:
    """The program decides again; other songs stay as they were."""
    pins.pin(path, SONG, TRACK, noted=DAY)
    pins.rule_out(path, SONG, OTHER)
    pins.pin(path, "other/song", TRACK, noted=DAY)
    assert pins.unpin(path, SONG)
    assert pins.read(path).keys == {"other/song"}


def test_unpinning_what_is_not_pinned_says_so(path: Path) -> None:
    """Nothing is written for it either."""
    assert not pins.unpin(path, SONG)
    assert not path.exists()


def test_comments_of_the_user_stay(path: Path) -> None:
    """The file is theirs."""
    path.parent.mkdir()
    path.write_text(f'# mine\n[never]\n"a/b" = ["{OTHER}"] # too slow\n', encoding="utf-8")
    pins.pin(path, SONG, TRACK, noted=DAY)
    pins.unpin(path, SONG)
    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# too slow" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[pins", "is not TOML"),
        ("[pin]", "[pin] is not known"),
        ("pins = 3", "[pins] must be a table"),
        ('[pins]\na = "x"', "[pins] a: must be {"),
        ('[pins]\na = { track = "x" }', '"track" must be an id of 22'),
        (f'[pins]\na = {{ track = "{OTHER}", name = 3 }}', '"name" must be text'),
        (f'[pins]\na = {{ track = "{OTHER}", artists = "B" }}', '"artists" must be a list'),
        (f'[pins]\na = {{ track = "{OTHER}", nmae = "B" }}', '"nmae" is not known'),
        ('[never]\na = "x"', "[never] a: must be a list"),
        ('[never]\na = ["x"]', "[never] a: must be a list of ids"),
    ],
)
def test_a_mistaken_file_is_explained_and_not_touched(path: Path, text: str, said: str) -> None:
    """Neither reading nor pinning guesses what was meant."""
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataProblem) as caught:
        pins.read(path)
    assert said in caught.value.what
    with pytest.raises(DataProblem):
        pins.pin(path, SONG, TRACK, noted=DAY)
    assert path.read_text(encoding="utf-8") == text


@given(st.text(min_size=1), st.lists(st.text(), max_size=3))
def test_any_name_and_key_survive_the_file(
    tmp_path_factory: pytest.TempPathFactory, key: str, artists: list[str]
) -> None:
    """Quotes, dots, brackets and emoji are names like others."""
    path = tmp_path_factory.mktemp("pins") / "pins.toml"
    track = Track(OTHER, key if artists else "", tuple(artists))
    pins.pin(path, key, track, noted=DAY)
    assert pins.read(path).get(key) == track

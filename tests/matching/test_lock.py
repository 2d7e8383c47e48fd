"""The lock: read, checked, joined, and written the same way each time."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.dataset.load import Dataset, load
from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.files import shipped_data
from soundtrack_playlists.matching import lock
from soundtrack_playlists.matching.lock import Lock, LockedTrack
from soundtrack_playlists.models import Track

if TYPE_CHECKING:
    from pathlib import Path

ID = "3YKptz29AsOlm7WAVnztBh"
OTHER = "4YKptz29AsOlm7WAVnztBh"
ENTRY = {
    "track": ID,
    "name": "Kiss from a Rose",
    "artists": ["Seal"],
    "album": None,
    "duration_ms": 288_000,
    "evidence": "album order",
}


def a_lock(**tracks: str) -> Lock:
    """A lock of these ids by song key."""
    return Lock(
        {
            key: LockedTrack(Track(track_id, f"Song {track_id}", ("A",)), "pin")
            for key, track_id in tracks.items()
        }
    )


def written(path: Path, songs: Any, version: int = 1) -> Path:
    """A lock file with these songs."""
    path.write_text(json.dumps({"kind": "lock", "version": version, "songs": songs}), encoding="utf-8")
    return path


def test_the_shipped_lock_has_no_mistake() -> None:
    """Every entry has the right form, belongs to a song, and no track stands for two recordings."""
    shipped = lock.read(shipped_data() / "lock.json")
    assert len(shipped.songs) > 200
    assert lock.mistakes_against(shipped, load().songs) == ()


def test_a_missing_lock_is_an_empty_one(tmp_path: Path) -> None:
    """Nobody needs a lock of their own."""
    assert lock.read(tmp_path / "lock.json").songs == {}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """A lock survives its file."""
    mine = a_lock(b=ID, a=OTHER)
    lock.write(tmp_path / "lock.json", mine)
    assert lock.read(tmp_path / "lock.json") == mine


def test_the_same_tracks_make_the_same_bytes(tmp_path: Path) -> None:
    """The order in which songs were found does not show in the file."""
    lock.write(tmp_path / "one.json", a_lock(a=ID, b=OTHER))
    lock.write(tmp_path / "other.json", a_lock(b=OTHER, a=ID))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"track": ID[:-1]}, '"track" must be an id of 22 letters and digits'),
        ({"track": f"{ID[:-1]}é"}, '"track" must be an id'),
        ({"track": None}, '"track" must be an id'),
        ({"name": ""}, '"name" must be text'),
        ({"evidence": 3}, '"evidence" must be text'),
        ({"artists": []}, '"artists" must be a list of names'),
        ({"artists": "Seal"}, '"artists" must be a list of names'),
        ({"album": 7}, '"album" must be text or null'),
        ({"duration_ms": 0}, '"duration_ms" must be a number of milliseconds'),
        ({"duration_ms": True}, '"duration_ms" must be a number of milliseconds'),
        ({"isrc": "x"}, '"isrc" is not known'),
    ],
)
def test_a_mistaken_entry_is_named_with_its_song(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    """The message says which song and what is wrong with it."""
    path = written(tmp_path / "lock.json", {"film/song": ENTRY | change})
    with pytest.raises(DataProblem) as caught:
        lock.read(path)
    assert f"film/song: {said}" in caught.value.what


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    """Nobody mends a file one error at a time."""
    path = written(tmp_path / "lock.json", {"a": ENTRY | {"track": "x"}, "b": 3})
    with pytest.raises(DataProblem, match=r"2 mistakes(.|\n)*a: (.|\n)*b: is not a table"):
        lock.read(path)


def test_one_id_with_two_names_is_a_mistake(tmp_path: Path) -> None:
    """One track cannot be two recordings."""
    path = written(tmp_path / "lock.json", {"a": ENTRY, "b": ENTRY | {"name": "Bad Days"}})
    with pytest.raises(DataProblem, match="a and b share the track"):
        lock.read(path)


def test_a_lock_of_a_later_version_is_refused(tmp_path: Path) -> None:
    """What a newer program wrote is not guessed at."""
    with pytest.raises(DataProblem, match="later version"):
        lock.read(written(tmp_path / "lock.json", {}, version=2))


def test_songs_that_are_no_table_are_refused(tmp_path: Path) -> None:
    """A list where the table should be is said."""
    with pytest.raises(DataProblem, match='no "songs" table'):
        lock.read(written(tmp_path / "lock.json", [1]))


def test_two_songs_that_differ_must_not_share_a_track() -> None:
    """The names on the entries may agree and the songs still be different recordings."""
    songs = load().songs
    first, second = list(songs)[:2]
    same = LockedTrack(Track(ID, "x", ("A",)), "pin")
    (mistake,) = lock.mistakes_against(Lock({first: same, second: same}), songs)
    assert "different recordings" in mistake


def test_every_shipped_entry_says_which_song_it_is_for() -> None:
    """So that it does not count for another recording that the user's films put under the same key."""
    shipped = lock.read(shipped_data() / "lock.json")
    assert [key for key, locked in shipped.songs.items() if locked.song is None] == []


def test_an_entry_counts_only_for_the_song_it_was_made_for(dataset: Dataset) -> None:
    """Case and accents do not matter; another artist, title or version does. What does not say counts."""
    song = dataset.songs["batman-forever/kiss-from-a-rose"].song
    for printed, counts in {
        "KISS FROM A ROSE – Séal": True,
        "Kiss from a Rose (live) – Seal": False,
        "Kiss from a Rose – Somebody Else": False,
        None: True,
    }.items():
        mine = Lock({song.key: LockedTrack(Track(ID, "x", ("A",)), "pin", printed)})
        assert (song.key in mine.fitting(dataset.songs).songs) == counts
        assert bool(lock.mistakes_against(mine, dataset.songs)) != counts


def test_a_version_that_is_no_number_is_said(tmp_path: Path) -> None:
    """True is no version, though Python counts it as 1."""
    path = written(tmp_path / "lock.json", {}, version=True)
    with pytest.raises(DataProblem, match="which version"):
        lock.read(path)


def test_a_lock_nested_without_end_is_a_problem(tmp_path: Path) -> None:
    """Brackets a hundred thousand deep are said to be damage."""
    path = tmp_path / "lock.json"
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    with pytest.raises(DataProblem, match="nested too deeply"):
        lock.read(path)


def test_an_entry_of_no_song_is_a_mistake() -> None:
    """A key that the dataset does not have is found."""
    assert lock.mistakes_against(a_lock(nobody=ID), {}) == ("nobody: there is no such song",)


def test_ones_own_entries_win() -> None:
    """The user's lock beats the shipped one, song by song."""
    merged = a_lock(a=ID, b=ID).merged(a_lock(b=OTHER))
    assert {key: each.track.id for key, each in merged.songs.items()} == {"a": ID, "b": OTHER}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*ENTRY, "x"]), inner),
    )
)
def test_any_json_is_a_lock_or_a_problem(tmp_path_factory: pytest.TempPathFactory, entry: Any) -> None:
    """Whatever stands in the file, the reader answers or explains."""
    path = written(tmp_path_factory.mktemp("lock") / "lock.json", {"a": entry})
    with contextlib.suppress(DataProblem):
        assert set(lock.read(path).songs) == {"a"}

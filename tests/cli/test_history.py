"""`history`, `undo`, `forget` and `remove` against the fake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Run
    from fake.service import FakeSpotify

KEY = "film:spawn"
EPISODE = "spotify:episode:0000000000000000000000"


@pytest.fixture
def spawn_id(logged_in: FakeSpotify, run: Run) -> str:
    """A playlist of one film, generated."""
    assert run("generate", "--film", "spawn").status == 0
    [playlist_id] = logged_in.playlists()
    return playlist_id


@pytest.fixture
def shortened(logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run) -> list[str | None]:
    """The same playlist cut to four songs by a new wish; returns what it held before."""
    before = logged_in.playlists()[spawn_id].uris
    entry = '[[playlist]]\nby = "film"\nname = "spawn"\nlimit = 4\n'
    config_file.write_text(config_file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert run("refresh").status == 0
    assert logged_in.playlists()[spawn_id].uris == before[:4]
    return before


def test_history_lists_what_each_run_changed_newest_first(shortened: list[str | None], run: Run) -> None:
    """Numbers, command, playlist and counts; the JSON has the items before and after."""
    runs = run("history", KEY, "--json").json["runs"]
    assert [(each["command"], each["added"], each["removed"]) for each in runs] == [
        ("refresh", 0, 5),
        ("generate", 9, 0),
    ]
    assert runs[0]["before"] == shortened
    assert KEY in run("history").stdout


@pytest.mark.usefixtures("logged_in")
def test_without_runs_history_says_so(run: Run) -> None:
    """And undo has nothing to take back."""
    assert "No run" in run("history").stderr
    outcome = run("undo")
    assert outcome.status == 2
    assert "nothing to undo" in outcome.stderr


def test_undo_puts_back_what_was_there_before_and_keeps_later_additions(
    logged_in: FakeSpotify, spawn_id: str, shortened: list[str | None], run: Run
) -> None:
    """Order and items as before the run; what the user added since stays beside what it stood by."""
    logged_in.hand.add(spawn_id, EPISODE, 2)
    assert run("undo").status == 0
    assert logged_in.playlists()[spawn_id].uris == [*shortened[:2], EPISODE, *shortened[2:]]


def test_what_was_undone_stays_undone(
    logged_in: FakeSpotify, spawn_id: str, shortened: list[str | None], run: Run
) -> None:
    """An undo counts as the user's hand: the next refresh does not do it all over again."""
    assert run("undo", KEY).status == 0
    assert run("refresh").status == 0
    assert logged_in.playlists()[spawn_id].uris == shortened


def test_undo_goes_back_to_before_any_remembered_run(
    logged_in: FakeSpotify, spawn_id: str, shortened: list[str | None], run: Run
) -> None:
    """With --to the number that history shows; an unknown one is refused with those there are."""
    logged_in.hand.move(spawn_id, 0, 3)
    assert run("refresh").status == 0
    second = run("history", KEY, "--json").json["runs"][1]["run"]
    assert run("undo", KEY, "--to", str(second)).status == 0
    assert logged_in.playlists()[spawn_id].uris == shortened
    outcome = run("undo", KEY, "--to", "99")
    assert outcome.status == 2
    assert str(second) in outcome.stderr


def test_undoing_the_making_of_a_playlist_says_how_to_be_rid_of_it(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """It is empty then, and still in the library."""
    outcome = run("undo")
    assert logged_in.playlists()[spawn_id].uris == []
    assert f"remove {KEY}" in outcome.stderr


def test_a_command_that_wrote_a_playlist_twice_is_undone_as_one(logged_in: FakeSpotify, run: Run) -> None:
    """A track that cannot be played is replaced within `generate`: that is no run of its own."""
    songs = run("generate", "--film", "spawn", "--dry-run", "--json").json["playlists"][0]["songs"]
    recording = logged_in.catalogue.tracks[songs[2]["track"]["id"]].recording
    logged_in.reading.greyed_out.update(track.id for track in logged_in.catalogue.by_isrc[recording.isrc])
    assert run("generate", "--film", "spawn").status == 0
    assert len(run("history", "--json").json["runs"]) == 2
    assert run("undo").status == 0
    [made] = logged_in.playlists().values()
    assert made.uris == []


def test_run_number_zero_is_no_run(shortened: list[str | None], run: Run) -> None:
    """It is not taken for "the last one"."""
    assert shortened
    assert run("undo", KEY, "--to", "0").status == 2
    assert len(run("history", "--json").json["runs"]) == 2


def test_an_undo_can_be_undone(
    logged_in: FakeSpotify, spawn_id: str, shortened: list[str | None], run: Run
) -> None:
    """It is a run like any other."""
    assert run("undo").status == 0
    assert run("undo").status == 0
    assert logged_in.playlists()[spawn_id].uris == shortened[:4]


def test_a_forgotten_playlist_stays_on_spotify_and_is_not_refreshed(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """Its marker alone does not bring it back."""
    outcome = run("forget", KEY)
    assert spawn_id in outcome.stdout
    logged_in.hand.move(spawn_id, 0, 3)
    moved = logged_in.playlists()[spawn_id].uris
    assert "No playlists" in run("refresh").stdout
    assert logged_in.playlists()[spawn_id].uris == moved


def test_removing_asks_first_and_says_that_spotify_cannot_delete(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """Without a terminal only --yes will do."""
    assert run("remove", KEY).status == 2
    assert spawn_id in logged_in.playlists()
    outcome = run("remove", KEY, "--yes")
    assert outcome.status == 0
    assert "cannot truly delete" in outcome.stdout
    assert logged_in.playlists() == {}
    assert run("generate", "--film", "spawn").status == 0
    assert len(logged_in.playlists()) == 1


def test_removing_what_the_configuration_declares_warns_that_it_comes_back(
    shortened: list[str | None], run: Run
) -> None:
    """Taking it out of config.toml is the cure."""
    assert shortened
    assert "config.toml declares it" in run("remove", KEY, "--yes").stderr

"""`lock write` and `lock check`: the reproducible answer, and what drifted from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.cli.app import App
from soundtrack_playlists.cli.resolving import own_lock_path
from soundtrack_playlists.matching import lock
from soundtrack_playlists.matching.lock import Lock, LockedTrack
from soundtrack_playlists.models import Track

if TYPE_CHECKING:
    from fake import FakeSpotify
    from fake.fixtures import Run

SONG = "tank-girl/army-of-me"
FILM = ("--film", "tank girl")
OTHER = "4YKptz29AsOlm7WAVnztBh"


def write_own(**tracks: Track) -> None:
    """Write a lock of one's own that holds these."""
    lock.write(own_lock_path(App()), Lock({key: LockedTrack(track, "pin") for key, track in tracks.items()}))


def test_what_is_written_is_the_same_bytes_each_time_and_wins(run: Run) -> None:
    """Pins are in it, so that another machine gets the same answer."""
    run("pin", SONG, OTHER)
    assert run("lock", "write").status == 0
    written = own_lock_path(App()).read_bytes()
    assert run("lock", "write").status == 0
    assert own_lock_path(App()).read_bytes() == written
    run("unpin", SONG)
    assert lock.read(own_lock_path(App())).songs[SONG].track.id == OTHER
    document = run("explain", SONG, "--json").json
    assert (document["song"]["origin"], document["song"]["track"]["id"]) == ("lock", OTHER)


def test_what_was_looked_up_is_locked_with_its_evidence(logged_in: FakeSpotify, run: Run) -> None:
    """The shipped lock's entries stay as they are; new ones say how they were found."""
    run("resolve", *FILM)
    logged_in.forget()
    run("lock", "write")
    mine = lock.read(own_lock_path(App())).songs
    found = [locked for key, locked in mine.items() if key.startswith("tank-girl/")]
    assert all(locked.track.id in set().union(*logged_in.truth.values()) for locked in found)
    assert all(locked.evidence for locked in found)
    assert logged_in.requests == 0


def test_entries_of_songs_that_are_no_more_are_passed_over_and_said(run: Run) -> None:
    """A film taken away does not break the lock that named it."""
    write_own(**{"gone/song": Track(OTHER, "x", ("y",))})
    outcome = run("resolve", "--offline", *FILM)
    assert outcome.status == 0
    assert "gone/song" in outcome.stderr
    assert "lock write" in outcome.stderr


def test_one_track_for_two_recordings_is_said(run: Run) -> None:
    """A lock edited by hand may claim what cannot be."""
    same = Track(OTHER, "Army of Me", ("Björk",))
    write_own(**{SONG: same, "tank-girl/bomb": same})
    assert "are different recordings, yet share" in run("resolve", "--offline", *FILM).stderr


def test_a_lock_that_still_holds_is_said_to(logged_in: FakeSpotify, run: Run) -> None:
    """Everything is where it was, and a second check asks nothing."""
    outcome = run("lock", "check", *FILM)
    assert outcome.status == 0, outcome.stdout
    assert "Up to 3 locked tracks will be read" in outcome.stderr
    assert logged_in.counts["track"] <= 3
    assert " same" in outcome.stdout
    logged_in.forget()
    assert run("lock", "check", *FILM).status == 0
    assert logged_in.requests == 0


def test_what_drifted_is_named_with_what_would_be_taken_today(logged_in: FakeSpotify, run: Run) -> None:
    """Gone, renamed, and a better one: each is told apart, and the status says that there is something."""
    here = logged_in.catalogue.tracks
    karaoke = next(track for track in here.values() if "Karaoke" in track.name)
    live = next(track for track in here.values() if track.name.endswith("- Live"))
    write_own(
        **{
            SONG: Track(OTHER, "Army of Me", ("Björk",)),
            "tank-girl/roads": Track(karaoke.id, "Roads", ("Portishead",)),
            "tank-girl/bomb": Track(live.id, live.name, live.artists),
        }
    )
    outcome = run("lock", "check", "--json", *FILM)
    assert outcome.status == 1, outcome.stderr
    drifted = {song["key"]: song for song in outcome.json["songs"]}
    assert drifted[SONG]["drift"] == "gone"
    assert drifted[SONG]["better"]["id"] in logged_in.truth[SONG]
    assert drifted["tank-girl/roads"]["drift"] == "renamed"
    assert drifted["tank-girl/bomb"]["drift"] == "better"
    assert drifted["tank-girl/bomb"]["better"]["id"] in logged_in.truth["tank-girl/bomb"]
    told = run("lock", "check", *FILM)
    assert "gone. Spotify no longer has it." in told.stdout
    assert drifted[SONG]["better"]["url"] in told.stdout


def test_what_could_not_be_asked_is_not_said_to_have_drifted(logged_in: FakeSpotify, run: Run) -> None:
    """With the quota spent a check tells less, not something else."""
    logged_in.weather.search_quota = 0
    write_own(**{SONG: Track(OTHER, "Army of Me", ("Björk",))})
    outcome = run("lock", "check", "--json", "--film", "reality bites", "--film", "belly")
    assert outcome.status == 5
    assert {song["drift"] for song in outcome.json["songs"]} <= {"same", "not checked"}


def test_checking_needs_a_login(run: Run) -> None:
    """There is nothing to compare with offline."""
    assert run("lock", "check").status == 4


def test_a_lock_of_a_later_version_stops_the_run(run: Run) -> None:
    """With the cure."""
    path = own_lock_path(App())
    path.parent.mkdir(parents=True)
    path.write_text('{"kind": "lock", "version": 2, "songs": {}}', encoding="utf-8")
    outcome = run("generate", *FILM, "--dry-run")
    assert outcome.status == 1
    assert "later version" in outcome.stderr

"""`generate` and `refresh` against the fake: playlists that stay right beside the user's own edits."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from fake.accounts import LISTENER, SOMEBODY_ELSE
from fake.fixtures import login
from fake.operations import find
from fake.playlists import Delay
from fake.weather import Fault
from soundtrack_playlists.files import Places
from soundtrack_playlists.playlists.ledger import FILE
from soundtrack_playlists.playlists.marker import key_in
from soundtrack_playlists.playlists.turn import our_turn
from soundtrack_playlists.schedule.record import read

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Outcome, Run
    from fake.playlists import Version
    from fake.service import FakeSpotify
    from fake.wire import Request

SPAWN = ("--film", "spawn")
TITLE = "Spawn (1997): the soundtrack"
KEY = "film:spawn"
LOCAL = "spotify:local:me:mine:song:100"
EPISODE = "spotify:episode:0000000000000000000000"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for real: the service's own pauses are not what is tested here."""
    monkeypatch.setattr("time.sleep", lambda _: None)


@pytest.fixture
def spawn_id(logged_in: FakeSpotify, run: Run) -> str:
    """A playlist of one film, generated; the requests are counted anew."""
    done(run("generate", *SPAWN))
    [playlist_id] = logged_in.playlists()
    logged_in.forget()
    return playlist_id


def done(outcome: Outcome) -> Outcome:
    """Insist that a run ended well."""
    assert outcome.status == 0, outcome.stderr
    return outcome


def spawn(fake: FakeSpotify) -> Version:
    """The one playlist of the film as it truly is."""
    return fake.named(TITLE)


def ledger_file() -> Path:
    """Where the program keeps its ledger."""
    return Places.of(os.environ).state / FILE


def set_in_ledger(name: str, value: str | None) -> None:
    """Change one fact of every kept playlist behind the program's back."""
    with closing(sqlite3.connect(ledger_file())) as database, database:
        database.execute("UPDATE playlists SET body = json_set(body, ?, ?)", (f"$.{name}", value))


def in_ledger(name: str) -> object:
    """Read one fact of the kept playlist."""
    with closing(sqlite3.connect(ledger_file())) as database:
        [(body,)] = database.execute("SELECT body FROM playlists").fetchall()
    return json.loads(body)[name]


def test_generating_makes_one_playlist_with_its_songs_name_marker_and_cover(
    logged_in: FakeSpotify, run: Run
) -> None:
    """What the user finds in the library is complete, and the report has its link."""
    outcome = done(run("generate", *SPAWN, "--json"))
    [document] = outcome.json["playlists"]
    made = spawn(logged_in)
    assert made.uris == [song["track"]["uri"] for song in document["songs"]]
    assert document["change"] == {"create": True, "add": 9, "remove": 0, "move": 0}
    assert document["url"].endswith(next(iter(logged_in.playlists())))
    assert key_in(made.description) == KEY
    assert made.cover is not None
    assert len(made.cover) <= 190_000


def test_generating_again_makes_no_second_playlist_and_writes_nothing(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """The same command twice is the same as once."""
    done(run("generate", *SPAWN))
    assert list(logged_in.playlists()) == [spawn_id]
    assert {call.method for call in logged_in.log} == {"GET"}


def test_refreshing_any_number_of_unchanged_playlists_is_one_request(
    logged_in: FakeSpotify, run: Run
) -> None:
    """Snapshots of up to fifty playlists come with one listing."""
    done(run("generate", "--all-by", "theme"))
    assert len(logged_in.playlists()) > 10
    logged_in.forget()
    outcome = done(run("refresh"))
    assert logged_in.counts == {"playlists": 1}
    assert "unchanged." in outcome.stdout


def test_what_the_user_added_stays_beside_what_it_stood_by(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """Local files, episodes and empty slots are the user's as well."""
    for slot in (LOCAL, EPISODE, None):
        logged_in.hand.add(spawn_id, slot, 3)
    logged_in.hand.move(spawn_id, 8, 0)
    before = spawn(logged_in).uris
    done(run("refresh"))
    after = spawn(logged_in).uris
    assert after[3:6] == [None, EPISODE, LOCAL]
    assert sorted(map(str, after)) == sorted(map(str, before))


def test_what_the_user_took_out_stays_out_until_it_is_restored(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """A removal is remembered, said, and taken back by `refresh --restore`."""
    taken = logged_in.hand.remove(spawn_id, 4)
    whole = 9
    for _ in range(2):
        outcome = done(run("refresh"))
        assert "1 kept out" in outcome.stdout
        assert taken not in spawn(logged_in).uris
    done(run("refresh", "--restore"))
    assert spawn(logged_in).uris.index(taken) == 4
    assert len(spawn(logged_in).uris) == whole


def test_what_the_user_puts_back_is_ours_again(logged_in: FakeSpotify, spawn_id: str, run: Run) -> None:
    """A song taken out and put back at the end goes to its place."""
    taken = logged_in.hand.remove(spawn_id, 4)
    done(run("refresh"))
    logged_in.hand.add(spawn_id, taken)
    outcome = done(run("refresh"))
    assert spawn(logged_in).uris.index(taken) == 4
    assert "kept out" not in outcome.stdout


def test_a_song_the_user_added_before_it_was_wanted_stays_theirs(
    logged_in: FakeSpotify, config_file: Path, run: Run
) -> None:
    """It stands where they put it, is not added again, and stays when it is no longer wanted."""
    usual = config_file.read_text(encoding="utf-8")
    entry = '[[playlist]]\nby = "film"\nname = "spawn"\nlimit = {limit}\n'
    config_file.write_text(usual + entry.format(limit=4), encoding="utf-8")
    songs = done(run("refresh", "--dry-run", "--json")).json["playlists"][0]["songs"]
    config_file.write_text(usual + entry.format(limit=5), encoding="utf-8")
    more = done(run("refresh", "--dry-run", "--json")).json["playlists"][0]["songs"]
    [theirs] = [song["track"]["uri"] for song in more if song not in songs]
    config_file.write_text(usual + entry.format(limit=4), encoding="utf-8")
    done(run("refresh"))
    [playlist_id] = logged_in.playlists()
    logged_in.hand.add(playlist_id, theirs, 1)
    done(run("refresh"))
    for limit in (5, 4):
        config_file.write_text(usual + entry.format(limit=limit), encoding="utf-8")
        done(run("refresh"))
        held = spawn(logged_in).uris
        assert (held[1], len(held)) == (theirs, 5)


def test_mirroring_takes_out_what_was_added_by_hand(logged_in: FakeSpotify, spawn_id: str, run: Run) -> None:
    """With --mirror a playlist is exactly the curated one."""
    before = spawn(logged_in).uris
    logged_in.hand.add(spawn_id, EPISODE, 2)
    logged_in.hand.add(spawn_id, before[0])
    logged_in.hand.remove(spawn_id, 5)
    done(run("refresh", "--mirror"))
    assert spawn(logged_in).uris == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """Neither Spotify nor the ledger is written."""
    logged_in.hand.move(spawn_id, 0, 8)
    ledger = ledger_file().read_bytes()
    [document] = done(run("refresh", "--dry-run", "--json")).json["playlists"]
    assert document["change"] == {"create": False, "add": 0, "remove": 0, "move": 1}
    assert {call.method for call in logged_in.log} == {"GET"}
    assert ledger_file().read_bytes() == ledger
    assert "would be changed (1 moved)" in done(run("refresh", "--dry-run")).stdout


def test_a_name_or_description_the_user_gave_is_left_alone(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run
) -> None:
    """Our new title is not written over the user's own."""
    logged_in.hand.rename(spawn_id, "Mine now")
    logged_in.hand.describe(spawn_id, "My words")
    with config_file.open("a", encoding="utf-8") as file:
        file.write('[playlists]\nfilm_title = "{film}!"\ndescription = "New words, {count}."\n')
    done(run("refresh"))
    assert logged_in.named("Mine now").description == "My words"


def test_a_new_title_in_the_configuration_reaches_spotify(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run
) -> None:
    """Name and description follow the templates; the second run has nothing to do."""
    with config_file.open("a", encoding="utf-8") as file:
        file.write('[playlists]\nfilm_title = "{film}!"\ndescription = "New words, {count}."\n')
    done(run("refresh"))
    assert logged_in.named("Spawn!").description.startswith("New words, 9. Kept by")
    logged_in.forget()
    done(run("refresh"))
    assert logged_in.counts == {"playlists": 1}
    assert spawn_id in logged_in.playlists()


def test_that_a_day_has_passed_is_no_reason_to_write(logged_in: FakeSpotify, spawn_id: str, run: Run) -> None:
    """The date in the description is written only together with something else."""
    set_in_ledger("description", spawn(logged_in).description.replace("20", "19", 1))
    done(run("refresh"))
    assert logged_in.counts == {"playlists": 1}
    assert spawn_id in logged_in.playlists()


def test_a_deleted_playlist_is_left_alone_and_nobody_is_mailed_for_it_again(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """Deleting is the user's word; the way back is said whenever somebody looks, to a scheduler once."""
    logged_in.hand.delete(spawn_id)
    first, second = done(run("refresh")), done(run("refresh"))
    assert logged_in.playlists() == {}
    assert f"forget {KEY}" in first.stderr
    assert f"forget {KEY}" in second.stderr
    set_in_ledger("refreshed", None)
    assert done(run("refresh", "--due")).stderr == ""
    assert "left alone: it was deleted on Spotify" in run("status").stdout
    assert not {call.method for call in logged_in.log} - {"GET"}


def test_a_playlist_of_somebody_else_is_never_written(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """Not even one that the ledger names, as after a login to another account."""
    other = logged_in.hand.follow_other(TITLE, [EPISODE], collaborative=True)
    set_in_ledger("playlist", other)
    logged_in.forget()
    outcome = done(run("refresh", "--mirror"))
    assert "belongs to" in outcome.stderr
    assert not {call.method for call in logged_in.log} - {"GET"}
    assert spawn_id in logged_in.playlists()


def test_a_deleted_playlist_is_made_again_where_the_configuration_says_so(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run
) -> None:
    """With recreate_deleted a new one takes its place."""
    logged_in.hand.delete(spawn_id)
    with config_file.open("a", encoding="utf-8") as file:
        file.write("[playlists]\nrecreate_deleted = true\n")
    done(run("refresh"))
    assert len(spawn(logged_in).uris) == 9


@pytest.mark.parametrize("damage", ["lost", "damaged"])
def test_without_its_ledger_a_playlist_is_found_again_by_its_marker(
    logged_in: FakeSpotify, spawn_id: str, run: Run, damage: str
) -> None:
    """No second playlist, nothing written, and what was added by hand stays."""
    logged_in.hand.add(spawn_id, EPISODE, 0)
    before = spawn(logged_in).uris
    for leftover in ledger_file().parent.glob(f"{FILE}-*"):
        leftover.unlink()
    if damage == "lost":
        ledger_file().unlink()
    else:
        ledger_file().write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    outcome = done(run("refresh"))
    assert ("set aside" in outcome.stderr) == (damage == "damaged")
    assert "1 playlist: 1 unchanged." in outcome.stdout
    done(run("generate", *SPAWN))
    assert list(logged_in.playlists()) == [spawn_id]
    assert spawn(logged_in).uris == before


def test_generating_without_a_ledger_finds_the_playlist_by_its_marker(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """A second computer keeps the playlist of the first."""
    ledger_file().unlink()
    done(run("generate", *SPAWN))
    assert list(logged_in.playlists()) == [spawn_id]


@pytest.mark.parametrize("fault", [Fault.RESET_AFTER, Fault.BAD_GATEWAY_AFTER, Fault.TRUNCATED])
@pytest.mark.parametrize("operation", ["create", "add"])
def test_a_write_whose_answer_was_lost_is_not_repeated(
    logged_in: FakeSpotify, run: Run, operation: str, fault: Fault
) -> None:
    """One playlist, no song twice, in one run."""
    logged_in.weather.on(operation, fault)
    done(run("generate", *SPAWN))
    assert len(logged_in.playlists()) == 1
    assert len(set(spawn(logged_in).uris)) == len(spawn(logged_in).uris) == 9


def test_a_create_that_never_appeared_is_made_once_that_is_certain(logged_in: FakeSpotify, run: Run) -> None:
    """Spotify may list it late, so no second one is made within two minutes; the status says to try again."""
    logged_in.weather.on("create", *[Fault.RESET_BEFORE] * 9)
    assert run("generate", *SPAWN).status == 5
    logged_in.weather.clear()
    logged_in.forget()
    outcome = run("generate", *SPAWN)
    assert (outcome.status, logged_in.playlists()) == (5, {})
    assert "in two minutes" in outcome.stderr
    set_in_ledger("creating.at", (datetime.now(UTC) - timedelta(minutes=3)).isoformat())
    done(run("generate", *SPAWN))
    assert len(spawn(logged_in).uris) == 9


def test_a_playlist_that_is_listed_late_after_a_lost_answer_is_the_only_one(
    logged_in: FakeSpotify, run: Run
) -> None:
    """However often it is tried meanwhile."""
    logged_in.library.delay = Delay(seconds=60)
    logged_in.weather.on("create", Fault.RESET_AFTER)
    assert [run("generate", *SPAWN).status for _ in range(3)] == [5, 5, 5]
    logged_in.library.delay = Delay()
    logged_in.clock.advance(seconds=60)
    done(run("generate", *SPAWN))
    assert len(logged_in.playlists()) == 1
    assert len(spawn(logged_in).uris) == 9


def test_a_create_that_spotify_turned_away_is_made_by_the_next_run(logged_in: FakeSpotify, run: Run) -> None:
    """Nothing can have been made, so there is nothing to wait for."""
    logged_in.weather.on("create", *[Fault.THROTTLED] * 9)
    logged_in.weather.retry_after = 7200
    assert run("generate", *SPAWN).status == 5
    logged_in.weather.clear()
    with closing(sqlite3.connect(ledger_file().with_name("requests.sqlite"))) as database, database:
        database.execute("DELETE FROM blocked")
    done(run("generate", *SPAWN))
    assert len(spawn(logged_in).uris) == 9


def test_a_dead_track_is_left_out_reported_and_looked_up_anew(logged_in: FakeSpotify, run: Run) -> None:
    """One track that Spotify lost does not keep the other eight out; the next refresh asks for that song."""
    documents = done(run("generate", *SPAWN, "--dry-run", "--json")).json
    dead = documents["playlists"][0]["songs"][3]["track"]["id"]
    logged_in.reading.gone.add(dead)
    outcome = done(run("generate", *SPAWN))
    assert "no longer has the track of spawn/" in outcome.stderr
    assert len(spawn(logged_in).uris) == 8
    done(run("refresh"))
    assert f"spotify:track:{dead}" not in spawn(logged_in).uris
    logged_in.forget()
    done(run("refresh"))
    assert logged_in.counts == {"playlists": 1}


def test_a_greyed_out_track_is_replaced_when_its_turn_to_be_looked_at_comes(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """A month after the last look a track without a playable sibling gives way."""
    uri = str(spawn(logged_in).uris[2])
    recording = logged_in.catalogue.tracks[uri.rsplit(":", 1)[-1]].recording
    logged_in.reading.greyed_out.update(track.id for track in logged_in.catalogue.by_isrc[recording.isrc])
    done(run("refresh"))
    assert logged_in.counts == {"playlists": 1}
    set_in_ledger("checked", (datetime.now(UTC) - timedelta(days=31)).isoformat())
    outcome = done(run("refresh"))
    assert "1 song can no longer be played" in outcome.stderr
    assert uri not in spawn(logged_in).uris
    assert spawn_id in logged_in.playlists()


def test_of_a_playlist_edited_by_hand_the_track_that_cannot_be_played_gives_way_and_no_other(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """What is looked at is what it holds now, not what it held when it was last written."""
    whole = spawn(logged_in).uris
    silent = str(whole[2])
    recording = logged_in.catalogue.tracks[silent.rsplit(":", 1)[-1]].recording
    logged_in.reading.greyed_out.update(track.id for track in logged_in.catalogue.by_isrc[recording.isrc])
    logged_in.hand.move(spawn_id, 0, 8)
    set_in_ledger("checked", (datetime.now(UTC) - timedelta(days=31)).isoformat())
    done(run("refresh"))
    gone = [uri for uri in whole if uri not in spawn(logged_in).uris]
    assert gone == [silent]


def test_a_playlist_that_cannot_be_read_does_not_stop_the_looking(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """The others have their turn."""
    done(run("generate", "--film", "batman forever"))
    silent = str(spawn(logged_in).uris[2])
    recording = logged_in.catalogue.tracks[silent.rsplit(":", 1)[-1]].recording
    logged_in.reading.greyed_out.update(track.id for track in logged_in.catalogue.by_isrc[recording.isrc])
    set_in_ledger("checked", (datetime.now(UTC) - timedelta(days=31)).isoformat())
    stranger = logged_in.hand.follow_other("Theirs", [EPISODE])
    with closing(sqlite3.connect(ledger_file())) as database, database:
        database.execute(
            "UPDATE playlists SET body = json_set(body, '$.playlist', ?, '$.checked', NULL) WHERE key != ?",
            (stranger, KEY),
        )
    run("refresh")
    assert silent not in spawn(logged_in).uris
    assert spawn_id in logged_in.playlists()


def test_a_playlist_that_could_not_be_looked_through_is_looked_at_next_time(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """A month must not pass before somebody notices what cannot be played."""
    month_ago = (datetime.now(UTC) - timedelta(days=31)).isoformat()
    set_in_ledger("checked", month_ago)
    edits = iter([EPISODE])

    def edit(request: Request) -> None:
        if "market" in request.query and (uri := next(edits, None)):
            logged_in.hand.add(spawn_id, uri, 0)

    logged_in.before = edit
    done(run("refresh"))
    assert next(edits, None) is None
    assert in_ledger("checked") == month_ago
    done(run("refresh"))
    assert in_ledger("checked") != month_ago


def test_a_track_that_cannot_be_played_here_is_replaced_while_generating(
    logged_in: FakeSpotify, run: Run
) -> None:
    """A fresh playlist is looked through once, in the user's market."""
    songs = done(run("generate", *SPAWN, "--dry-run", "--json")).json["playlists"][0]["songs"]
    uri = songs[2]["track"]["uri"]
    recording = logged_in.catalogue.tracks[songs[2]["track"]["id"]].recording
    logged_in.reading.greyed_out.update(track.id for track in logged_in.catalogue.by_isrc[recording.isrc])
    done(run("generate", *SPAWN))
    held = spawn(logged_in).uris
    assert uri not in held
    assert held[:2] == [song["track"]["uri"] for song in songs[:2]]
    logged_in.forget()
    done(run("refresh"))
    assert logged_in.counts == {"playlists": 1}


@pytest.mark.parametrize("operation", ["add", "replace or move", "remove"])
def test_what_the_user_does_while_we_write_is_not_lost(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run, operation: str
) -> None:
    """An addition in the middle of our calls stays, and ours end in order."""
    whole = spawn(logged_in).uris
    logged_in.hand.move(spawn_id, 0, 5)
    logged_in.hand.remove(spawn_id, 3)
    entry = '[[playlist]]\nby = "film"\nname = "spawn"\nlimit = 7\n'
    config_file.write_text(config_file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    edits = iter([EPISODE])

    def edit(request: Request) -> None:
        found = find(request.method, request.path.removeprefix("/v1"))
        if found and found[0].name == operation and (uri := next(edits, None)):
            logged_in.hand.add(spawn_id, uri, 1)

    logged_in.after = edit
    done(run("refresh", "--restore"))
    held = spawn(logged_in).uris
    assert [uri for uri in held if uri != EPISODE] == whole[:7]
    assert EPISODE in held
    assert next(edits, None) is None


@pytest.mark.parametrize("reads", [1, 2, 4, 9])
def test_late_reads_make_no_doubles(logged_in: FakeSpotify, run: Run, reads: int) -> None:
    """Spotify shows what was written only after some readings; nothing is written twice for it."""
    logged_in.library.delay = Delay(reads=reads)
    logged_in.weather.on("add", Fault.RESET_AFTER)
    for _ in range(3):
        run("generate", *SPAWN)
    logged_in.library.delay = Delay()
    for _ in range(reads + 1):
        done(run("refresh"))
    assert len(logged_in.playlists()) == 1
    assert sorted(set(spawn(logged_in).uris), key=str) == sorted(spawn(logged_in).uris, key=str)
    assert len(spawn(logged_in).uris) == 9


@pytest.mark.parametrize("fault", [Fault.QUOTA, Fault.UNAVAILABLE])
def test_songs_that_nobody_could_look_up_do_not_shrink_a_playlist(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run, fault: Fault
) -> None:
    """A spent quota or an outage of the catalogue leaves the playlist alone and ends with status 5."""
    without_catalogue(logged_in, config_file, fault)
    before = logged_in.playlists()[spawn_id]
    assert run("refresh").status == 5
    assert logged_in.playlists()[spawn_id] == before


def test_a_playlist_may_shrink_by_force(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run
) -> None:
    """With --force what could not be looked up goes."""
    without_catalogue(logged_in, config_file, Fault.UNAVAILABLE)
    run("refresh", "--force")
    assert logged_in.playlists()[spawn_id].uris == []


def without_catalogue(fake: FakeSpotify, config_file: Path, fault: Fault) -> None:
    """Let every look into the catalogue fail, and trust no lock."""
    with config_file.open("a", encoding="utf-8") as file:
        file.write("[matching]\nuse_lock = false\n")
    fake.weather.storm(1.0, kinds=(fault,), operations=("search", "album", "album tracks", "track"))


def test_playlists_declared_in_the_configuration_are_made_and_kept(
    logged_in: FakeSpotify, config_file: Path, run: Run
) -> None:
    """A whole set lives in one file; taking an entry out leaves its playlist alone."""
    usual = config_file.read_text(encoding="utf-8")
    declared = '[[playlist]]\nby = "film"\nname = "spawn"\nlimit = 4\ntitle = "Four of {film}"\n'
    config_file.write_text(usual + declared, encoding="utf-8")
    done(run("refresh"))
    assert len(logged_in.named("Four of Spawn").uris) == 4
    config_file.write_text(usual, encoding="utf-8")
    done(run("refresh"))
    assert len(logged_in.named("Four of Spawn").uris) == 4


def test_an_entry_that_names_nothing_does_not_stop_the_others(
    logged_in: FakeSpotify, config_file: Path, run: Run
) -> None:
    """A theme that is not there is said; the playlist declared beside it is made."""
    with config_file.open("a", encoding="utf-8") as file:
        file.write('[[playlist]]\nby = "theme"\nname = "zydeco"\n[[playlist]]\nby = "film"\nname = "spawn"\n')
    outcome = done(run("refresh"))
    assert len(spawn(logged_in).uris) == 9
    assert "zydeco" in outcome.stderr
    assert "theme:zydeco: left alone" in outcome.stdout


def test_of_two_entries_for_one_playlist_the_first_counts(
    logged_in: FakeSpotify, config_file: Path, run: Run
) -> None:
    """Which of them holds is said, not left to chance."""
    entry = '[[playlist]]\nby = "film"\nname = "spawn"\nlimit = {}\n'
    with config_file.open("a", encoding="utf-8") as file:
        file.write(entry.format(3) + entry.format(5))
    outcome = done(run("refresh"))
    assert len(spawn(logged_in).uris) == 3
    assert "declares film:spawn more than once" in outcome.stderr


def test_only_what_is_due_is_refreshed_and_nothing_twice(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """`--due` asks nothing before the days have passed, and a clock set back does not stop it."""
    outcome = done(run("refresh", "--due"))
    assert (outcome.stdout, outcome.stderr) == ("", "")
    assert logged_in.requests == 0
    for moment in (datetime.now(UTC) - timedelta(days=7), datetime.now(UTC) + timedelta(days=365)):
        set_in_ledger("refreshed", moment.isoformat())
        logged_in.forget()
        done(run("refresh", "--due"))
        done(run("refresh", "--due"))
        assert logged_in.counts == {"playlists": 1}
    assert spawn_id in logged_in.playlists()


def test_a_scheduled_run_is_logged_noted_and_silent(logged_in: FakeSpotify, spawn_id: str, run: Run) -> None:
    """Where all is well nothing is printed, for some schedulers mail what is."""
    set_in_ledger("refreshed", None)
    outcome = done(run("refresh", "--due"))
    assert (outcome.stdout, outcome.stderr) == ("", "")
    state = ledger_file().parent
    assert "1 playlist: 1 unchanged." in (state / "log" / "refresh.log").read_text(encoding="utf-8")
    last = read(state).last
    assert last is not None
    assert (last.status, last.line) == (0, "1 playlist: 1 unchanged.")
    assert spawn_id in logged_in.playlists()


def test_a_scheduled_run_calls_for_a_person_where_one_is_needed(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run, tmp_path: Path
) -> None:
    """The configured command gets the message; the end is noted with its status."""
    set_in_ledger("refreshed", None)
    heard = tmp_path / "heard"
    program = f"import sys, pathlib; pathlib.Path({str(heard)!r}).write_text(sys.argv[1])"
    command = shlex.join([sys.executable, "-c", program])
    with config_file.open("a", encoding="utf-8") as file:
        file.write(f"[schedule]\non_problem = {json.dumps('command ' + command)}\n")
    logged_in.weather.storm(1.0, kinds=(Fault.QUOTA,), operations=("playlists",))
    assert run("refresh", "--due").status == 5
    assert "quota" in heard.read_text(encoding="utf-8")
    last = read(ledger_file().parent).last
    assert last is not None
    assert last.status == 5
    assert spawn_id in logged_in.playlists()


def listener(config_file: Path, heard: Path) -> None:
    """Have every message for a person written on a line of a file."""
    program = f"import sys; print(repr(sys.argv[1]), file=open({str(heard)!r}, 'a'))"
    command = shlex.join([sys.executable, "-c", program])
    with config_file.open("a", encoding="utf-8") as file:
        file.write(f"[schedule]\non_problem = {json.dumps('command ' + command)}\n")


def test_a_problem_of_every_hour_calls_a_person_once_a_day(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run, tmp_path: Path
) -> None:
    """The log has it each time; stderr and the command have it again when it is another one, or another day."""
    set_in_ledger("refreshed", None)
    heard = tmp_path / "heard"
    listener(config_file, heard)
    done(run("logout"))
    first, second = run("refresh", "--due"), run("refresh", "--due")
    assert (first.status, second.status) == (4, 4)
    assert (bool(first.stderr), second.stderr) == (True, "")
    assert len(heard.read_text(encoding="utf-8").splitlines()) == 1
    state = ledger_file().parent
    assert (state / "log" / "refresh.log").read_text(encoding="utf-8").count("Error: ") == 2
    noted = json.loads((state / "schedule.json").read_text(encoding="utf-8"))
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    noted["told"] = dict.fromkeys(noted["told"], yesterday)
    (state / "schedule.json").write_text(json.dumps(noted), encoding="utf-8")
    assert run("refresh", "--due").stderr
    assert len(heard.read_text(encoding="utf-8").splitlines()) == 2
    assert spawn_id in logged_in.playlists()


def test_what_fails_before_anything_is_due_is_logged_and_told_as_well(
    spawn_id: str, config_file: Path, run: Run
) -> None:
    """A mistake in config.toml must not end scheduled runs without a trace."""
    with config_file.open("a", encoding="utf-8") as file:
        file.write("[playlists]\nsongs = 3\n")
    assert run("refresh", "--due").status == 1
    state = ledger_file().parent
    assert "1 mistake" in (state / "log" / "refresh.log").read_text(encoding="utf-8")
    last = read(state).last
    assert last is not None
    assert last.status == 1
    assert spawn_id


def test_once_mended_a_failed_run_is_no_longer_the_last_word(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run
) -> None:
    """A look that finds nothing due is noted where the one before it failed."""
    usual = config_file.read_text(encoding="utf-8")
    config_file.write_text(f"{usual}[playlists]\nsongs = 3\n", encoding="utf-8")
    run("refresh", "--due")
    config_file.write_text(usual, encoding="utf-8")
    done(run("refresh", "--due"))
    last = read(ledger_file().parent).last
    assert last is not None
    assert (last.status, last.line) == (0, "Nothing was due.")
    assert spawn_id in logged_in.playlists()


def test_a_second_run_says_who_is_at_work_and_ends(logged_in: FakeSpotify, spawn_id: str, run: Run) -> None:
    """Two runs at once would undo each other's work."""
    with our_turn(ledger_file().parent, "refresh", datetime.now(UTC)):
        outcome = run("refresh")
    assert outcome.status == 1
    assert f"`refresh`, process {os.getpid()}" in outcome.stderr
    assert logged_in.requests == 0
    assert spawn_id in logged_in.playlists()


def test_one_playlists_failure_does_not_stop_the_others(logged_in: FakeSpotify, run: Run) -> None:
    """The status and the last line say that one failed; the others are complete."""
    logged_in.weather.on("create", Fault.INTERNAL)
    outcome = run("generate", "--film", "spawn", "--film", "batman forever", "--json")
    states = [each["state"] for each in outcome.json["playlists"]]
    assert outcome.status == 5
    assert sorted(states) == ["created", "failed"]


def test_a_refused_description_is_a_warning(logged_in: FakeSpotify, run: Run) -> None:
    """The playlist is made all the same, with the marker alone, and the words are not tried again."""
    logged_in.keeping.refused_description = r"\d{4}-\d{2}-\d{2}"
    outcome = done(run("generate", *SPAWN))
    assert "description" in outcome.stderr
    assert spawn(logged_in).description == f"Kept by soundtrack-playlists as {KEY}"
    logged_in.forget()
    assert not done(run("refresh")).stderr
    assert logged_in.counts == {"playlists": 1}


def test_an_unknown_key_offers_the_ones_that_are_kept(spawn_id: str, run: Run) -> None:
    """A mistyped key is a question of usage."""
    outcome = run("refresh", "film:spwan")
    assert outcome.status == 2
    assert KEY in outcome.stderr
    assert spawn_id


def test_a_run_killed_after_it_wrote_words_does_not_take_them_for_the_users(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run
) -> None:
    """What stands there is what we wanted, so it stays ours and follows the templates."""
    title, description = spawn(logged_in).name, spawn(logged_in).description
    config = config_file.read_text(encoding="utf-8")
    config_file.write_text(f'{config}[playlists]\nfilm_title = "{{film}}!"\n', encoding="utf-8")
    done(run("refresh"))
    set_in_ledger("title", title)
    set_in_ledger("description", description.replace("Kept", "Was kept"))
    done(run("refresh"))
    config_file.write_text(
        f'{config}[playlists]\nfilm_title = "{{film}}?"\ndescription = "Other words."\n', encoding="utf-8"
    )
    done(run("refresh"))
    assert logged_in.named("Spawn?").description.startswith("Other words.")
    assert spawn_id in logged_in.playlists()


def test_a_description_that_was_refused_is_followed_by_the_next_one(
    logged_in: FakeSpotify, config_file: Path, run: Run
) -> None:
    """What stands there is remembered as ours, so other words can take its place."""
    config = config_file.read_text(encoding="utf-8")
    config_file.write_text(f'{config}[playlists]\ndescription = "Forbidden."\n', encoding="utf-8")
    logged_in.keeping.refused_description = "Forbidden"
    assert "refused" in done(run("generate", *SPAWN)).stderr
    config_file.write_text(f'{config}[playlists]\ndescription = "Allowed."\n', encoding="utf-8")
    done(run("refresh"))
    assert spawn(logged_in).description.startswith("Allowed. Kept by")


def test_without_permission_for_covers_none_is_sent_and_that_is_said_once(
    logged_in: FakeSpotify, run: Run
) -> None:
    """The login says what it may; a later one that may sets the cover."""
    token = ledger_file().with_name("token.json")
    document = token.read_text(encoding="utf-8")
    token.write_text(document.replace('"ugc-image-upload"', '"user-read-private"'), encoding="utf-8")
    assert "does not allow it" in done(run("generate", *SPAWN)).stderr
    assert logged_in.counts["cover"] == 0
    logged_in.forget()
    assert not done(run("refresh")).stderr
    assert logged_in.counts == {"playlists": 1}
    token.write_text(document, encoding="utf-8")
    done(run("refresh"))
    assert spawn(logged_in).cover is not None


def test_a_cover_that_is_refused_is_not_sent_again(logged_in: FakeSpotify, run: Run) -> None:
    """Nor warned of at every refresh."""
    logged_in.weather.on("cover", *[Fault.TOKEN_EXPIRED] * 2)
    assert "cover" in done(run("generate", *SPAWN)).stderr
    logged_in.forget()
    assert not done(run("refresh")).stderr
    assert logged_in.counts == {"playlists": 1}


def test_a_dead_track_is_found_out_before_much_is_tried(logged_in: FakeSpotify, run: Run) -> None:
    """One among nine costs a look at it, not minutes; what is said is what went in."""
    songs = done(run("generate", *SPAWN, "--dry-run", "--json")).json["playlists"][0]["songs"]
    logged_in.reading.gone.add(songs[3]["track"]["id"])
    logged_in.forget()
    [document] = done(run("generate", *SPAWN, "--json")).json["playlists"]
    assert document["change"]["add"] == 8
    assert logged_in.counts["track"] == 1
    assert logged_in.requests <= 30


def test_a_reading_from_before_the_last_write_is_no_edit(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run
) -> None:
    """Spotify may show the old state once more: nothing is concluded from it for two minutes."""
    before = logged_in.library.playlists[spawn_id].now
    entry = '[[playlist]]\nby = "film"\nname = "spawn"\nlimit = 7\n'
    config_file.write_text(config_file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    done(run("refresh"))
    after = logged_in.library.playlists[spawn_id].now
    logged_in.library.change(logged_in.library.playlists[spawn_id], items=before.items)
    outcome = run("refresh")
    assert outcome.status == 5
    assert "two minutes" in outcome.stderr
    logged_in.library.change(logged_in.library.playlists[spawn_id], items=after.items)
    assert "unchanged" in done(run("refresh")).stdout


@pytest.fixture
def somebody_else(logged_in: FakeSpotify, spawn_id: str) -> FakeSpotify:
    """Another person logs in on the machine where a playlist is kept."""
    assert spawn_id
    logged_in.accounts.user = SOMEBODY_ELSE
    assert login().status == 0
    logged_in.forget()
    return logged_in


def test_a_playlist_of_another_account_is_left_alone(somebody_else: FakeSpotify, run: Run) -> None:
    """Not taken for deleted, not made again, not even where deleted ones are."""
    outcome = done(run("refresh"))
    assert "belongs to the account" in outcome.stderr
    assert not {call.method for call in somebody_else.log} - {"GET"}


def test_recreating_what_was_deleted_makes_nothing_for_another_account(
    somebody_else: FakeSpotify, config_file: Path, run: Run
) -> None:
    """The playlist is not deleted; it is somebody else's."""
    with config_file.open("a", encoding="utf-8") as file:
        file.write("[playlists]\nrecreate_deleted = true\n")
    assert "belongs to the account" in done(run("refresh")).stderr
    assert not {call.method for call in somebody_else.log} - {"GET"}


def test_two_accounts_keep_the_same_playlist_each_for_itself(
    somebody_else: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """Who is logged in is refreshed, undone and removed, and nobody else."""
    mine = somebody_else.library.playlists[spawn_id]
    done(run("generate", *SPAWN))
    [theirs] = [each for each in somebody_else.library.playlists.values() if each.owner == SOMEBODY_ELSE]
    before, whole = mine.now, theirs.now.uris
    somebody_else.hand.remove(theirs.id, 0)
    assert "1 kept out" in done(run("refresh", KEY)).stdout
    assert "Account" in done(run("history")).stdout
    assert f"{KEY} (account {SOMEBODY_ELSE.account_id})" in done(run("status")).stdout
    done(run("refresh", "--restore"))
    assert theirs.now.uris == whole
    done(run("undo"))
    assert len(theirs.now.uris) == len(whole) - 1
    done(run("remove", KEY, "--yes"))
    assert mine.now == before
    somebody_else.accounts.user = LISTENER
    assert login().status == 0
    assert "unchanged" in done(run("refresh")).stdout


def test_removing_a_playlist_of_another_account_is_refused(somebody_else: FakeSpotify, run: Run) -> None:
    """It would only be forgotten, and stay where it is."""
    outcome = run("remove", KEY, "--yes")
    assert outcome.status == 1
    assert "belongs to the account" in outcome.stderr
    assert KEY in run("status").stdout
    assert not {call.method for call in somebody_else.log} - {"GET"}


def test_a_second_accounts_playlists_are_found_again_by_their_markers(
    somebody_else: FakeSpotify, run: Run
) -> None:
    """A ledger that knows only the other account is as good as none."""
    done(run("generate", *SPAWN))
    [theirs] = [each for each in somebody_else.library.playlists.values() if each.owner == SOMEBODY_ELSE]
    with closing(sqlite3.connect(ledger_file())) as database, database:
        database.execute("DELETE FROM playlists WHERE account = ?", (SOMEBODY_ELSE.account_id,))
    assert "1 unchanged" in done(run("refresh")).stdout
    assert theirs.id in run("status", "--json").stdout


def test_a_dry_run_without_a_ledger_finds_playlists_by_their_markers(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """It says what the run would do, and notes nothing: the ledger stays blank."""
    ledger_file().unlink()
    logged_in.hand.move(spawn_id, 0, 8)
    assert "would be changed (1 moved" in done(run("refresh", "--dry-run")).stdout
    assert "would be changed (1 moved" in done(run("generate", *SPAWN, "--dry-run")).stdout
    assert not run("status", "--json").json["playlists"]
    assert {call.method for call in logged_in.log} == {"GET"}


def test_a_dry_run_says_what_else_would_be_written_and_the_run_what_was(
    logged_in: FakeSpotify, spawn_id: str, config_file: Path, run: Run
) -> None:
    """Title, description and cover are changes as well."""
    entry = '[[playlist]]\nby = "film"\nname = "spawn"\ntitle = "{film}, loud"\ndescription = "Loud."\n'
    with config_file.open("a", encoding="utf-8") as file:
        file.write(entry)
    assert "would be changed (title, description, cover)" in done(run("refresh", "--dry-run")).stdout
    assert "changed (title, description, cover)" in done(run("refresh")).stdout
    assert "unchanged." in done(run("refresh")).stdout
    assert spawn_id in logged_in.playlists()


def test_a_playlist_renamed_by_hand_is_listed_under_its_own_name(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """The user looks for it by the name they gave it."""
    logged_in.hand.rename(spawn_id, "Mine now")
    assert "Mine now: nothing to do" in done(run("refresh")).stdout
    assert "Mine now" in done(run("generate", *SPAWN)).stdout


def test_what_is_printed_for_a_playlist_fits_a_narrow_screen(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """The address has a line of its own."""
    logged_in.hand.move(spawn_id, 0, 8)
    lines = done(run("refresh")).stdout.splitlines()
    assert lines[:2] == [
        f"{TITLE}: changed (1 moved)",
        f"  https://open.spotify.com/playlist/{spawn_id}",
    ]
    assert max(map(len, lines)) < 80


def test_what_ends_the_run_is_said_once(logged_in: FakeSpotify, run: Run) -> None:
    """The one playlist's failure is the run's: not a warning and an error."""
    logged_in.weather.on("create", Fault.INTERNAL)
    outcome = run("generate", *SPAWN)
    assert outcome.status == 5
    assert "Error: " in outcome.stderr
    assert "Warning: " not in outcome.stderr


def test_generating_a_declared_playlist_makes_it_as_it_is_declared(
    logged_in: FakeSpotify, config_file: Path, run: Run
) -> None:
    """So that a refresh does not change it back; where options say otherwise, that is said."""
    with config_file.open("a", encoding="utf-8") as file:
        file.write('[[playlist]]\nby = "film"\nname = "spawn"\nlimit = 4\ntitle = "Four of {film}"\n')
    assert done(run("generate", *SPAWN)).stderr == ""
    assert len(logged_in.named("Four of Spawn").uris) == 4
    assert "unchanged." in done(run("refresh")).stdout
    assert "config.toml declares film:spawn otherwise" in done(run("generate", *SPAWN, "--limit", "3")).stderr
    assert len(logged_in.named("Four of Spawn").uris) == 3


def test_a_change_of_the_configuration_reaches_playlists_that_are_kept(
    logged_in: FakeSpotify, config_file: Path, run: Run
) -> None:
    """What was not asked for is not frozen; what was, stays."""
    done(run("generate", *SPAWN))
    done(run("generate", "--film", "batman forever", "--songs", "standouts"))

    def sizes() -> list[int]:
        return [
            len(logged_in.named(title).uris) for title in (TITLE, "Batman Forever (1995): the soundtrack")
        ]

    spawned, batman = sizes()
    with config_file.open("a", encoding="utf-8") as file:
        file.write('[playlists]\nsongs = "all"\nskip_artists = ["Metallica"]\n')
    done(run("refresh"))
    assert sizes()[0] > spawned
    assert sizes()[1] == batman
    config_file.write_text(config_file.read_text(encoding="utf-8").replace('"all"', '"standouts"'))
    done(run("refresh"))
    assert sizes() == [spawned - 1, batman]


def test_the_description_counts_what_is_in_it(logged_in: FakeSpotify, spawn_id: str, run: Run) -> None:
    """Of nine songs one was taken out by hand: eight, then, and no more than one writing of it."""
    assert "9 songs, each in the right recording." in spawn(logged_in).description
    logged_in.hand.remove(spawn_id, 4)
    done(run("refresh"))
    assert "8 songs, each in the right recording." in spawn(logged_in).description
    logged_in.forget()
    done(run("refresh"))
    assert logged_in.counts == {"playlists": 1}


def test_a_cover_is_not_drawn_again_for_another_number_of_songs(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """A picture of the user's own in its place is not written over."""
    logged_in.hand.remove(spawn_id, 4)
    logged_in.forget()
    done(run("refresh"))
    done(run("refresh", "--restore"))
    assert "cover" not in logged_in.counts


def test_the_cover_of_a_playlist_found_again_is_left_as_it_is(
    logged_in: FakeSpotify, spawn_id: str, run: Run
) -> None:
    """Without its ledger nobody knows whether the picture is ours or the user's."""
    ledger_file().unlink()
    logged_in.hand.remove(spawn_id, 4)
    logged_in.forget()
    assert "1 added" in done(run("refresh")).stdout
    assert "cover" not in logged_in.counts
    assert spawn_id in logged_in.playlists()

"""`resolve`: little is asked, nothing twice, and a person reading the output knows what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fake.weather import Fault
from soundtrack_playlists.errors import ExitStatus

if TYPE_CHECKING:
    from fake import FakeSpotify
    from fake.fixtures import Run, Spawn

FILM = ("--film", "tank girl")


def test_a_second_run_asks_nothing(logged_in: FakeSpotify, run: Run) -> None:
    """The answers of the first are remembered, those that did not help as well."""
    first = run("resolve", "--no-lock", "--json", *FILM)
    assert first.status == 0, first.stderr
    assert first.json["requests"] == {"total": logged_in.requests, "search": logged_in.searches}
    logged_in.forget()
    second = run("resolve", "--no-lock", "--json", *FILM)
    assert second.json["requests"] == {"total": 0, "search": 0}
    assert logged_in.requests == 0
    tracks = [[song["track"] for song in each.json["songs"]] for each in (first, second)]
    assert tracks[0] == tracks[1]


def test_all_songs_are_meant_unless_said_otherwise(run: Run) -> None:
    """`resolve` prepares everything; playlists take the standouts."""
    everything = run("resolve", "--offline", "--json", *FILM).json["songs"]
    standouts = run("resolve", "--offline", "--json", "--songs", "standouts", *FILM).json["songs"]
    assert len(everything) > len(standouts) > 0


def test_what_is_left_is_listed_once_under_its_reason(run: Run) -> None:
    """Ten songs with one reason are one reason and ten songs."""
    outcome = run("resolve", "--offline", "--no-lock", *FILM)
    assert outcome.status == 0
    assert outcome.stdout.count("Not looked up: --offline.") == 1
    assert "✗ Army of Me – Björk [Tank Girl (1995)]" in outcome.stdout
    assert outcome.stdout.splitlines()[-1].endswith("not looked up")


def test_with_v_every_song_is_listed(run: Run) -> None:
    """Those found as well, with where they are known from."""
    outcome = run("-v", "resolve", "--offline", *FILM)
    assert "(lock)" in outcome.stdout


def test_without_a_login_the_rest_needs_one(run: Run) -> None:
    """What is known is shown; then the status says that a login is missing."""
    outcome = run("resolve", *FILM)
    assert outcome.status == 4
    assert "lock" in outcome.stdout
    assert "there is no login to Spotify" in outcome.stderr


def test_a_spent_quota_ends_the_run_with_everything_kept(logged_in: FakeSpotify, run: Run) -> None:
    """The output is complete, says why the rest is open and when to go on; then nothing more is sent."""
    logged_in.weather.search_quota = 4
    outcome = run("resolve", "--no-lock", "--json", "--decade", "1990s")
    assert outcome.status == 5
    songs = outcome.json["songs"]
    ended = {song["status"] for song in songs}
    assert {"matched", "unresolved"} <= ended
    assert all("Not looked up" in song["reason"] for song in songs if song["status"] == "unresolved")
    logged_in.forget()
    again = run("resolve", "--no-lock", "--json", "--decade", "1990s")
    assert (again.status, logged_in.requests) == (5, 0)
    assert [song["track"] for song in again.json["songs"]] == [song["track"] for song in songs]


def test_an_outage_is_not_taken_for_absence(logged_in: FakeSpotify, run: Run) -> None:
    """Songs are left open, and found when Spotify is back."""
    logged_in.weather.storm(1.0, kinds=[Fault.UNAVAILABLE])
    outcome = run("resolve", "--no-lock", "--json", *FILM)
    assert outcome.status == 5
    assert {song["status"] for song in outcome.json["songs"]} == {"unresolved"}
    logged_in.weather.clear()
    again = run("resolve", "--no-lock", "--json", *FILM)
    assert again.status == 0
    assert "matched" in {song["status"] for song in again.json["songs"]}


def test_many_searches_are_announced(logged_in: FakeSpotify, run: Run) -> None:
    """A command that will use up a good part of the day's searches says so first."""
    outcome = run("resolve", "--no-lock", "--decade", "1990s")
    assert "searches are needed, of 400 allowed" in outcome.stderr
    assert logged_in.searches > 0
    assert "searches are needed" not in run("resolve", "--no-lock", "--decade", "1990s").stderr


def test_strict_minds_songs_without_a_track(run: Run) -> None:
    """For those whose scripts must know."""
    assert run("resolve", "--offline", "--no-lock", "--strict", *FILM).status == 3


def test_a_lock_older_than_wished_is_checked(logged_in: FakeSpotify, run: Run) -> None:
    """Each locked track is asked about once, then not for the days configured."""
    from soundtrack_playlists.cli.app import App

    with App().places.config_file.open("a", encoding="utf-8") as config:
        config.write("[matching]\nrecheck_lock_after = 30\n")
    run("resolve", *FILM)
    checked = logged_in.counts["track"]
    assert checked > 0
    run("resolve", *FILM)
    assert logged_in.counts["track"] == checked


def test_a_kill_loses_no_answer(logged_in: FakeSpotify, run: Run, spawn: Spawn) -> None:
    """A run that is killed in the middle is gone on with: at most the question under way is asked again."""
    films = ("--film", "tank girl", "--film", "reality bites", "--film", "cocktail")
    killed = spawn("resolve", "--no-lock", *films)
    logged_in.after = lambda _: killed.kill() if logged_in.requests == 3 else None
    killed.communicate()
    logged_in.after = None
    before = logged_in.requests
    assert run("resolve", "--no-lock", *films).status == 0
    in_two = logged_in.requests
    run("cache", "clear")
    logged_in.forget()
    run("resolve", "--no-lock", *films)
    assert 3 <= before < logged_in.requests
    assert logged_in.requests <= in_two <= logged_in.requests + 1


@pytest.mark.parametrize(
    ("fault", "cure"), [(Fault.NOT_REGISTERED, "User Management"), (Fault.NO_PREMIUM, "Renew Premium")]
)
def test_a_refused_account_costs_one_request_and_says_what_to_do(
    run: Run, logged_in: FakeSpotify, fault: Fault, cure: str
) -> None:
    """Spotify would refuse every question alike: the first shows it, and the run does not end well."""
    logged_in.weather.storm(1.0, kinds=(fault,))
    outcome = run("resolve", "--no-lock")
    assert outcome.status == ExitStatus.ERROR
    assert cure in outcome.stderr
    assert logged_in.requests == 1

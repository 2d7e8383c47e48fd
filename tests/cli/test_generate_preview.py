"""`generate --dry-run` with a login: Spotify is asked what would change, and nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake.weather import Fault

if TYPE_CHECKING:
    from fake.fixtures import Run
    from fake.service import FakeSpotify

FILM = ("generate", "--film", "spawn")


def test_a_dry_run_tells_what_would_be_made(run: Run, logged_in: FakeSpotify) -> None:
    """Before the first run the playlist would be created."""
    outcome = run(*FILM, "--dry-run")
    assert outcome.status == 0, outcome.stderr
    assert "→ would be created (9 added)" in outcome.stdout
    assert not logged_in.playlists()


def test_after_a_run_there_is_nothing_left_to_do(run: Run, logged_in: FakeSpotify) -> None:
    """The same dry run after the real one has an address and no change, for people and for programs."""
    assert run(*FILM).status == 0
    logged_in.forget()
    assert "→ nothing to do" in run(*FILM, "--dry-run").stdout
    assert {call.method for call in logged_in.log if call.operation != "token"} == {"GET"}
    (playlist,) = run(*FILM, "--dry-run", "--json").json["playlists"]
    assert playlist["change"] == {"create": False, "add": 0, "remove": 0, "move": 0}
    assert playlist["url"].startswith("https://open.spotify.com/playlist/")
    assert len(logged_in.playlists()) == 1


def test_offline_a_login_asks_nothing(run: Run, logged_in: FakeSpotify) -> None:
    """With --offline not a single request leaves the machine, and the document says so."""
    outcome = run(*FILM, "--dry-run", "--offline", "--json")
    assert outcome.status == 0
    assert outcome.json["requests"] == {"total": 0, "search": 0}
    assert logged_in.requests == 0


def test_a_service_that_refuses_is_not_taken_for_an_answer(run: Run, logged_in: FakeSpotify) -> None:
    """Songs that had to be looked up and could not be are unresolved, and status 5 says so."""
    logged_in.weather.storm(1.0, kinds=(Fault.QUOTA,))
    outcome = run(*FILM, "--dry-run", "--no-lock")
    assert "9 not looked up" in outcome.stdout
    assert outcome.status == 5
    assert "Traceback" not in outcome.stderr


def test_a_dry_run_of_what_is_known_and_kept_nowhere_asks_nothing(run: Run, logged_in: FakeSpotify) -> None:
    """There is nothing on Spotify to compare with, so Spotify is not asked who is there and what is."""
    outcome = run(*FILM, "--dry-run", "--json")
    assert outcome.status == 0, outcome.stderr
    assert outcome.json["requests"] == {"total": 0, "search": 0}
    assert logged_in.requests == 0
    (playlist,) = outcome.json["playlists"]
    assert playlist["change"] == {"create": True, "add": 9, "remove": 0, "move": 0}


def test_without_a_network_a_kept_playlist_is_shown_uncompared(run: Run, logged_in: FakeSpotify) -> None:
    """Every song is known: that the comparison failed is said, and is not a failure to write."""
    assert run(*FILM).status == 0
    logged_in.weather.storm(1.0, kinds=(Fault.QUOTA,))
    outcome = run(*FILM, "--dry-run")
    assert outcome.status == 0, outcome.stderr
    assert "Not compared with what is on Spotify" in outcome.stderr
    assert "written" not in outcome.stdout + outcome.stderr
    assert "→ not compared" in outcome.stdout


def test_a_login_that_ended_asks_for_a_login_and_no_new_app(run: Run, logged_in: FakeSpotify) -> None:
    """The app is configured; only the agreement is over. The first run finds out, the second knows."""
    logged_in.clock.advance(hours=2)
    logged_in.accounts.revoke()
    for command in (FILM, FILM, (*FILM, "--no-lock", "--dry-run")):
        outcome = run(*command)
        assert "soundtrack-playlists login" in outcome.stderr
        assert "config init" not in outcome.stderr


def test_an_account_that_is_refused_is_not_asked_for_playlist_after_playlist(
    run: Run, logged_in: FakeSpotify
) -> None:
    """Looking songs up meets the refusal once, writing once more; it is said with its cure."""
    logged_in.weather.storm(1.0, kinds=(Fault.NOT_REGISTERED,))
    outcome = run("generate", "--all-by", "film")
    assert outcome.status == 1
    assert "User Management" in outcome.stderr
    assert logged_in.requests <= 2

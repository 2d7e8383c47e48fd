"""`status`: how things stand, without asking anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake.weather import Fault

if TYPE_CHECKING:
    from fake.fixtures import Run
    from fake.service import FakeSpotify


def test_a_newcomer_is_told_what_to_do(run: Run) -> None:
    """Without configuration or login there is still a status."""
    outcome = run("status")
    assert outcome.status == 0
    assert "config init" in outcome.stdout
    assert "400 left of 400" in outcome.stdout


def test_login_and_requests_are_counted(logged_in: FakeSpotify, run: Run) -> None:
    """The document names what a script wants to watch; nothing is sent for it."""
    before = run("status", "--json").json
    run("resolve", "--no-lock", "--film", "judgment night")
    sent = logged_in.requests
    after = run("status", "--json").json
    assert after["login"]["logged_in"] is True
    assert 180 <= after["login"]["days_left"] <= 184
    assert after["requests"]["total"] == before["requests"]["total"] + sent
    assert after["requests"]["sent"]["search"] == logged_in.searches > 0
    assert after["requests"]["searches_left"] == 400 - logged_in.searches
    assert logged_in.requests == sent


def test_a_block_says_until_when(logged_in: FakeSpotify, run: Run) -> None:
    """In the document as a moment, to a person in local time."""
    logged_in.weather.search_quota = 0
    run("resolve", "--no-lock", "--film", "judgment night")
    assert run("status", "--json").json["requests"]["blocked_until"]
    assert "wants no requests before" in run("status").stdout


def test_a_damaged_count_is_set_aside_and_said(logged_in: FakeSpotify, run: Run) -> None:
    """It costs a day's memory, no more."""
    from soundtrack_playlists.cli.app import App

    path = App().places.state / "requests.sqlite"
    for each in path.parent.glob("requests.sqlite*"):
        each.unlink()
    path.write_bytes(b"no database " * 100)
    outcome = run("status")
    assert outcome.status == 0
    assert "requests.sqlite.damaged-1" in outcome.stderr
    assert logged_in.weather.pick("me") is not Fault.QUOTA

"""The whole way, as a newcomer goes it, from an empty home to playlists on show, in good weather and in bad."""

from __future__ import annotations

import os
import re
import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest

from fake.accounts import CLIENT_ID
from fake.fixtures import login
from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fake import FakeSpotify
    from fake.fixtures import Outcome, Run

DRY_RUN = ("generate", "--all-by", "film", "--songs", "all", "--no-lock", "--dry-run", "--json")
RESOLVE = ("resolve", "--no-lock", "--json")
UNAVAILABLE = 5


@pytest.fixture
def newcomer(spotify: FakeSpotify, run: Run) -> FakeSpotify:
    """Somebody who has made the configuration and logged in, both as the program told them."""
    made = run("config", "init", "--client-id", CLIENT_ID, "--market", "GB")
    assert made.status == 0, made.stderr
    path = Places.of(os.environ).config_file
    addresses = f'[spotify]\napi_url = "{spotify.url}/v1"\naccounts_url = "{spotify.url}"\n'
    path.write_text(path.read_text(encoding="utf-8").replace("[spotify]\n", addresses, 1), encoding="utf-8")
    assert login().status == 0
    spotify.forget()
    spotify.weather.retry_after = 0
    return spotify


def assert_right(outcome: Outcome, truth: Mapping[str, frozenset[str]], *, all_asked: bool = True) -> None:
    """Every answer is true: a right track, or none where there is none; or it says that nobody was asked."""
    songs = songs_of(outcome.json)
    assert songs.keys() <= truth.keys()
    for key, song in songs.items():
        if song["status"] == "matched":
            assert song["track"]["id"] in truth[key], song
        elif song["status"] == "unresolved":
            assert not all_asked, song
        else:
            assert not truth[key], song


def songs_of(document: dict[str, Any]) -> dict[str, Any]:
    """Songs of a `resolve --json` by key."""
    return {song["key"]: song for song in document["songs"]}


def shown(outcome: Outcome) -> list[tuple[str, str, str | None]]:
    """Songs of a `generate --json`: film, title and the track's id."""
    return [
        (song["film"], song["title"], song["track"] and song["track"]["id"])
        for playlist in outcome.json["playlists"]
        for song in playlist["songs"]
    ]


def test_a_newcomer_resolves_everything_and_sees_the_playlists(newcomer: FakeSpotify, run: Run) -> None:
    """The songs are right, and showing the playlists afterwards asks Spotify for nothing."""
    resolved = run(*RESOLVE)
    assert resolved.status == 0, resolved.stderr
    assert_right(resolved, newcomer.truth)
    newcomer.forget()
    first, second = run(*DRY_RUN), run(*DRY_RUN)
    assert (first.status, second.status) == (0, 0), first.stderr
    assert newcomer.requests == 0
    assert second.json["requests"] == {"total": 0, "search": 0}
    ids = {song["track"] and song["track"]["id"] for song in songs_of(resolved.json).values()}
    assert {track_id for _, _, track_id in shown(first)} == ids
    assert first.stdout == second.stdout


def test_what_a_run_will_cost_is_said_before(newcomer: FakeSpotify, run: Run) -> None:
    """Some films' albums are there and some are not: the searches sent lie between the two numbers."""
    said = re.search(r"Between (\d+) and (\d+) searches", run(*RESOLVE).stderr)
    assert said
    fewest, most = map(int, said.groups())
    assert fewest <= newcomer.searches <= most


def test_a_deleted_cache_costs_requests_and_nothing_else(newcomer: FakeSpotify, run: Run) -> None:
    """The same answers come again, for the same price."""
    before = run(*RESOLVE)
    asked = newcomer.requests
    newcomer.forget()
    shutil.rmtree(Places.of(os.environ).cache)
    after = run(*RESOLVE)
    assert songs_of(after.json).keys() == songs_of(before.json).keys()
    assert_right(after, newcomer.truth)
    assert newcomer.requests == asked


def test_bad_weather_never_makes_a_wrong_answer(newcomer: FakeSpotify, run: Run) -> None:
    """With 30 % of the answers failing songs are right or not asked about; under a clear sky all are right."""
    newcomer.weather.slow_seconds = 0
    newcomer.weather.storm(0.3, seed=5)
    stormy = run(*RESOLVE, "--decade", "1990s")
    assert stormy.status in (0, UNAVAILABLE), stormy.stderr
    assert_right(stormy, newcomer.truth, all_asked=False)
    newcomer.weather.clear()
    clear = run(*RESOLVE, "--decade", "1990s")
    assert clear.status == 0, clear.stderr
    assert_right(clear, newcomer.truth)


def test_a_spent_quota_stops_politely_and_the_next_run_goes_on(newcomer: FakeSpotify, run: Run) -> None:
    """What was learnt is kept, nothing is sent while blocked, and a person reads until when."""
    newcomer.weather.search_quota, newcomer.weather.quota_seconds = 25, 2
    stopped = run(*RESOLVE)
    assert stopped.status == UNAVAILABLE
    assert "quota" in stopped.stderr.lower()
    assert_right(stopped, newcomer.truth, all_asked=False)
    statuses = [song["status"] for song in songs_of(stopped.json).values()]
    assert statuses.count("matched") > 25
    assert "unresolved" in statuses
    newcomer.forget()
    refused = run("resolve", "--no-lock")
    assert (refused.status, newcomer.requests) == (UNAVAILABLE, 0)
    time.sleep(3)  # the quota of this test is back after two seconds
    resumed = run(*RESOLVE)
    assert resumed.status == 0, resumed.stderr
    assert_right(resumed, newcomer.truth)
    assert newcomer.searches > 0


def test_without_spotify_the_shipped_lock_still_answers(run: Run) -> None:
    """No configuration, no login, no network: the locked songs are there, the others say why not."""
    offline = run("generate", "--all-by", "film", "--songs", "all", "--dry-run", "--json")
    assert offline.status == 0, offline.stderr
    statuses = [song["status"] for each in offline.json["playlists"] for song in each["songs"]]
    assert set(statuses) == {"matched", "unresolved"}
    assert offline.json["requests"] == {"total": 0, "search": 0}

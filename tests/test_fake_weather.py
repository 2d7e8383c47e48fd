"""The fake's weather: every way an answer can fail, scripted or drawn, and what is done nevertheless."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest
import requests

from fake import Fault
from fake.weather import STORM

if TYPE_CHECKING:
    from fake import FakeSpotify
    from fake.client import Client
    from fake.wire import Request


@pytest.fixture(autouse=True)
def _logged_in(client: Client, fake: FakeSpotify) -> None:
    client.log_in()
    fake.forget()


@pytest.mark.parametrize(
    ("fault", "status", "begins"),
    [
        (Fault.THROTTLED, 429, "Too many"),
        (Fault.GARBLED_WAIT, 429, "Too many"),
        (Fault.INTERNAL, 500, "{"),
        (Fault.BAD_GATEWAY, 502, "{"),
        (Fault.UNAVAILABLE, 503, "upstream"),
        (Fault.HTML, 200, "<!DOCTYPE"),
        (Fault.EMPTY, 202, ""),
        (Fault.TOKEN_EXPIRED, 401, "{"),
        (Fault.NOT_REGISTERED, 403, "User not registered"),
        (Fault.NO_PREMIUM, 403, "Active premium"),
        (Fault.BAD_GATEWAY_AFTER, 502, "{"),
        (Fault.SLOW, 200, "{"),
    ],
)
def test_a_scripted_fault_meets_one_request(
    client: Client, fake: FakeSpotify, fault: Fault, status: int, begins: str
) -> None:
    """And the next one is answered as ever."""
    fake.weather.next(fault)
    answer = client.get("/me")
    assert answer.status_code == status
    assert answer.text.startswith(begins)
    assert client.get("/me").status_code == 200


def test_a_throttled_answer_says_how_long_to_wait(client: Client, fake: FakeSpotify) -> None:
    """In seconds; a garbled one says nothing of use."""
    fake.weather.retry_after = 3
    fake.weather.next(Fault.THROTTLED, Fault.GARBLED_WAIT)
    assert client.get("/me").headers["Retry-After"] == "3"
    assert client.get("/me").headers["Retry-After"] == "soon"


def test_a_spent_quota_blocks_searches_for_a_day(client: Client, fake: FakeSpotify) -> None:
    """And nothing but searches; the wait that is said grows shorter."""
    fake.weather.search_quota = 1
    assert client.get("/search", q="x", type="track").ok
    refused = client.get("/search", q="x", type="track")
    assert refused.json()["error"]["reason"] == "QUOTA_EXCEEDED"
    assert refused.headers["Retry-After"] == "86400"
    assert client.get("/me").ok
    fake.clock.advance(hours=23)
    assert int(client.get("/search", q="x", type="track").headers["Retry-After"]) <= 3600
    fake.clock.advance(hours=1)
    client.log_in()
    assert client.get("/search", q="x", type="track").ok


@pytest.mark.parametrize(
    ("fault", "done"),
    [
        (Fault.RESET_BEFORE, 0),
        (Fault.RESET_AFTER, 1),
        (Fault.BAD_GATEWAY, 0),
        (Fault.BAD_GATEWAY_AFTER, 1),
        (Fault.TRUNCATED, 1),
    ],
)
def test_a_failed_write_may_have_been_done(
    client: Client, fake: FakeSpotify, fault: Fault, done: int
) -> None:
    """The answer does not tell; the playlists do."""
    fake.weather.on("create", fault)
    with contextlib.suppress(requests.RequestException):
        client.send("POST", "/me/playlists", {"name": "Mine"}).json()
    assert len(fake.playlists()) == done


def test_a_reset_breaks_the_connection(client: Client, fake: FakeSpotify) -> None:
    """Nothing is answered at all, and the next connection works."""
    fake.weather.next(Fault.RESET_BEFORE)
    with pytest.raises(requests.ConnectionError):
        client.get("/me")
    assert client.get("/me").ok


def test_nulls_and_unknown_fields_come_into_good_answers(client: Client, fake: FakeSpotify) -> None:
    """What a client must step over."""
    fake.weather.on("search", Fault.NULLS, Fault.UNKNOWN_FIELDS)
    assert client.get("/search", q="River", type="track").json()["tracks"]["items"][0] is None
    assert "fresh" in client.get("/search", q="River", type="track").json()


def test_a_storm_is_the_same_for_the_same_seed(client: Client, fake: FakeSpotify) -> None:
    """About the share that was asked for fails, in the same places."""
    fake.weather.retry_after = 0
    fake.weather.slow_seconds = 0
    runs = []
    for _ in range(2):
        fake.forget()
        fake.weather.storm(0.3, seed=7)
        for _ in range(60):
            try:
                client.get("/me")
            except requests.ConnectionError:
                client.close()
        runs.append([call.fault for call in fake.log])
    assert runs[0] == runs[1]
    assert 8 <= sum(fault is not None for fault in runs[0]) <= 30
    assert {fault for fault in runs[0] if fault} <= set(STORM)


def test_a_clear_sky_ends_everything_but_the_quota(client: Client, fake: FakeSpotify) -> None:
    """Scripts and storms are forgotten."""
    fake.weather.next(Fault.INTERNAL)
    fake.weather.on("me", Fault.INTERNAL)
    fake.weather.storm(1)
    fake.weather.clear()
    assert client.get("/me").ok


def test_the_token_endpoint_is_spared_unless_it_is_named(client: Client, fake: FakeSpotify) -> None:
    """So that a storm over the API does not end logins by accident."""
    refresh = client.log_in()["refresh_token"]
    fake.weather.storm(1, kinds=[Fault.UNAVAILABLE])
    assert client.token(grant_type="refresh_token", refresh_token=refresh).ok
    fake.weather.storm(1, kinds=[Fault.UNAVAILABLE], operations=["token"])
    assert client.token(grant_type="refresh_token", refresh_token=refresh).status_code == 503
    assert client.get("/me").ok


def test_every_answer_carries_the_fakes_own_time(client: Client, fake: FakeSpotify) -> None:
    """By which a machine can tell that its clock is wrong."""
    fake.clock.advance(days=2)
    said = parsedate_to_datetime(client.get("/me").headers["Date"])
    assert abs(said - fake.clock.now()) < timedelta(minutes=1)


def test_every_request_is_counted_with_what_became_of_it(client: Client, fake: FakeSpotify) -> None:
    """By operation, with status and fault."""
    fake.weather.on("search", Fault.INTERNAL)
    client.get("/search", q="x", type="track")
    client.get("/me")
    assert [(call.operation, call.status, call.fault) for call in fake.log] == [
        ("search", 500, Fault.INTERNAL),
        ("me", 200, None),
    ]
    assert (fake.requests, fake.searches) == (2, 1)


def test_a_test_may_stand_before_and_after_the_work(client: Client, fake: FakeSpotify) -> None:
    """Where a process can be killed: before anything was done, and after, unanswered."""
    seen: list[tuple[str, int]] = []

    def before(request: Request) -> None:
        seen.append((f"before {request.method}", len(fake.playlists())))

    def after(request: Request) -> None:
        seen.append((f"after {request.method}", len(fake.playlists())))

    fake.before, fake.after = before, after
    client.send("POST", "/me/playlists", {"name": "Mine"})
    assert seen == [("before POST", 0), ("after POST", 1)]

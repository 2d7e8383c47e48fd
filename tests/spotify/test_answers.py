"""What Spotify's refusals and failures mean."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.errors import (
    AccessRefused,
    LoginNeeded,
    ServiceRefused,
    ServiceUnavailable,
    SoundtrackError,
)
from soundtrack_playlists.spotify.answers import (
    LONGEST_WAIT,
    Answer,
    NotAccepted,
    NotThere,
    Weather,
    retry_after,
    trouble,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def refusal(status: int, message: str, **more: str) -> bytes:
    return json.dumps({"error": {"status": status, "message": message, **more}}).encode()


def judged(
    status: int, body: bytes = b"", headers: dict[str, str] | None = None, method: str = "GET"
) -> SoundtrackError | None:
    return trouble(Answer(method, "/search", status, headers or {}, body), NOW)


def test_a_good_answer_is_no_trouble() -> None:
    """JSON with 200, and silence after a write, are as they should be."""
    assert judged(200, b'{"tracks": {}}') is None
    assert judged(202, b"", method="PUT") is None


@pytest.mark.parametrize(
    ("body", "word"), [(b"", "nothing"), (b"<!doctype html>", "web page"), (b'{"tracks": {"it', "cut short")]
)
def test_a_200_without_json_is_bad_weather(body: bytes, word: str) -> None:
    """A proxy's page, a cut-off answer or silence may be over next time, and is never an empty answer."""
    problem = judged(200, body)
    assert isinstance(problem, Weather)
    assert word in problem.what


@pytest.mark.parametrize("status", [302, 408, 500, 502, 503, 504, 599])
def test_failures_of_the_service_may_be_over_when_asked_again(status: int) -> None:
    """They are not refusals: the request may even have been carried out."""
    problem = judged(status, b"<html>Bad gateway</html>")
    assert isinstance(problem, Weather)
    assert problem.maybe_done
    assert not problem.quota


def test_a_failing_service_may_say_when_it_is_back() -> None:
    """A 503 with Retry-After is waited for as a 429 is."""
    problem = judged(503, b"", {"Retry-After": "7"})
    assert isinstance(problem, Weather)
    assert (problem.wait, problem.maybe_done, problem.one_request) == (7, True, True)


@pytest.mark.parametrize("text", ["User not registered in the Developer Dashboard", "", "Forbidden", "New"])
def test_a_403_to_a_search_concerns_the_account_and_to_a_playlist_only_that(text: str) -> None:
    """Nobody owns the catalogue: whoever is forbidden one search is forbidden every one."""
    assert isinstance(judged(403, refusal(403, text)), AccessRefused)
    ours = trouble(Answer("PUT", "/playlists/x/items", 403, {}, refusal(403, text)), NOW)
    assert isinstance(ours, ServiceRefused)
    assert isinstance(ours, AccessRefused) == ("registered" in text)


def test_throttling_says_how_long_to_wait_and_did_nothing() -> None:
    """A 429 is sent before any work."""
    problem = judged(429, b"Too many requests", {"Retry-After": "7"})
    assert isinstance(problem, Weather)
    assert (problem.wait, problem.maybe_done, problem.quota) == (7, False, False)


@pytest.mark.parametrize(
    "body",
    [refusal(429, "API rate limit exceeded", reason="QUOTA_EXCEEDED"), b'{"reason": "QUOTA_EXCEEDED"}'],
)
def test_a_spent_quota_is_told_from_throttling(body: bytes) -> None:
    """The reason stands in the body."""
    problem = judged(429, body, {"Retry-After": "86400"})
    assert isinstance(problem, Weather)
    assert (problem.wait, problem.quota) == (86400, True)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("nan", None),
        ("1e9", None),
        ("0", 0),
        ("12", 12),
        (" 1.5 ", 1.5),
        ("999999999999", LONGEST_WAIT),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("Mon, 23 Nov 2026 12:00:30", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_nothing(header: str | None, seconds: float | None) -> None:
    """Malformed headers are met by our own pauses, absurd ones by a bound."""
    assert retry_after(header, NOW) == seconds


@given(st.text())
def test_no_header_breaks_the_reading_of_retry_after(header: str) -> None:
    """Whatever the header says, the answer is a bounded number or none."""
    seconds = retry_after(header, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("body", "cure"),
    [
        (b"User not registered in the Developer Dashboard", "User Management"),
        (refusal(403, "User not registered in the Developer Dashboard"), "User Management"),
        (b"Active premium subscription required for the owner of the app.", "Renew Premium"),
        (b"Forbidden", "Upgrade soundtrack-playlists"),
        (b"", "Upgrade soundtrack-playlists"),
        (refusal(403, "Forbidden."), "Upgrade soundtrack-playlists"),
        (refusal(403, "Something new"), "developer.spotify.com/dashboard"),
    ],
)
def test_the_known_403_texts_have_their_own_cures(body: bytes, cure: str) -> None:
    """403 does not always mean "no permission": each known text says what to do."""
    problem = judged(403, body)
    assert isinstance(problem, ServiceRefused)
    assert cure in problem.cure


def test_a_missing_scope_asks_for_a_new_login() -> None:
    """A scope arrives only when the user agrees once more."""
    assert isinstance(judged(403, refusal(403, "Insufficient client scope")), LoginNeeded)


def test_a_dead_token_and_an_unknown_id_have_types_of_their_own() -> None:
    """The session renews after the one and answers None for the other."""
    assert isinstance(judged(401, refusal(401, "The access token expired")), NotAccepted)
    assert isinstance(judged(404, refusal(404, "Resource not found")), NotThere)


def test_a_refusal_is_not_worth_repeating() -> None:
    """A 400 says what Spotify said, on one line that cannot drive a terminal."""
    problem = judged(400, refusal(400, "Invalid\x1b[31m limit\n"))
    assert isinstance(problem, ServiceRefused)
    assert "with 400: Invalid[31m limit." in problem.what


@given(st.integers(100, 599), st.binary(), st.sampled_from(["GET", "POST", "PUT", "DELETE"]))
def test_every_answer_is_fine_or_a_typed_error(status: int, body: bytes, method: str) -> None:
    """No status and no body breaks the judgement, and none but 2xx is fine."""
    problem = judged(status, body, method=method)
    assert problem is None or isinstance(problem, LoginNeeded | ServiceRefused | ServiceUnavailable)
    assert problem is not None or status // 100 == 2

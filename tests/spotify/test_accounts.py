"""Codes and refresh tokens become tokens; whatever else the accounts service answers has a name."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import responses

from soundtrack_playlists.errors import LoginNeeded, ServiceRefused, ServiceUnavailable, SoundtrackError
from soundtrack_playlists.spotify.accounts import Accounts, Attempt, GrantEnded
from soundtrack_playlists.spotify.login import Login
from soundtrack_playlists.spotify.token import SCOPES, Token, TokenFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "https://accounts.example"
ENDPOINT = f"{URL}/api/token"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ACCOUNTS = Accounts(URL, "app", "http://127.0.0.1:8974/callback", timeout=5, clock=lambda: NOW)
ATTEMPT = Attempt(state="a-state", verifier="v" * 86)
GRANT = {
    "access_token": "new-access",
    "expires_in": 3600,
    "scope": " ".join(SCOPES),
    "refresh_token": "new-refresh",
}
OLD = Token("old-access", "old-refresh", NOW, NOW - timedelta(days=90), frozenset(SCOPES), "app", URL)


@pytest.fixture
def wire() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock() as mock:
        yield mock


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses between tries are noted instead of slept."""
    slept: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", slept.append)
    return slept


@pytest.fixture
def file(tmp_path: Path) -> TokenFile:
    file = TokenFile(tmp_path / "token.json", "app", URL)
    file.write(OLD)
    return file


@pytest.fixture
def login(file: TokenFile) -> Login:
    return Login(file, ACCOUNTS, clock=lambda: NOW)


def form(request: requests.PreparedRequest) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(str(request.body)).items()}


def test_the_address_asks_for_all_scopes_and_shows_only_the_challenge() -> None:
    """RFC 7636: the verifier stays here, its SHA-256 goes out."""
    query = parse_qs(urlsplit(ACCOUNTS.authorize_url(ATTEMPT)).query)
    digest = base64.urlsafe_b64encode(hashlib.sha256(ATTEMPT.verifier.encode()).digest())
    assert query["code_challenge"] == [digest.rstrip(b"=").decode()]
    assert query["code_challenge_method"] == ["S256"]
    assert query["scope"] == [" ".join(SCOPES)]
    assert query["state"] == ["a-state"]
    assert query["show_dialog"] == ["true"]
    assert ATTEMPT.verifier not in str(query)


def test_every_attempt_is_another_one_and_well_formed() -> None:
    """The verifier has 43 to 128 unreserved characters (RFC 7636 §4.1)."""
    attempts = [Attempt.new() for _ in range(20)]
    assert (
        len({attempt.state for attempt in attempts}) == len({attempt.verifier for attempt in attempts}) == 20
    )
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", attempt.verifier) for attempt in attempts)


def test_a_code_becomes_a_token(wire: responses.RequestsMock) -> None:
    """The form proves with the verifier that the code was asked for here."""
    wire.post(ENDPOINT, json=GRANT)
    token = ACCOUNTS.exchange("the-code", ATTEMPT)
    assert form(wire.calls[0].request) == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": ACCOUNTS.redirect_uri,
        "client_id": "app",
        "code_verifier": ATTEMPT.verifier,
    }
    assert (token.access, token.refresh, token.authorised_at) == ("new-access", "new-refresh", NOW)
    assert token.expires_at == NOW + timedelta(hours=1)


@pytest.mark.usefixtures("pauses")
def test_bad_weather_at_the_exchange_is_sat_out(wire: responses.RequestsMock) -> None:
    """The user has agreed already and need not do so again."""
    wire.post(ENDPOINT, status=502)
    wire.post(ENDPOINT, json=GRANT)
    assert ACCOUNTS.exchange("the-code", ATTEMPT).access == "new-access"


def test_a_code_that_is_used_up_asks_for_another_login(wire: responses.RequestsMock) -> None:
    """Pasted twice, pasted late, or spent by an answer that was lost: not the six months' end."""
    wire.post(ENDPOINT, status=400, json={"error": "invalid_grant"})
    with pytest.raises(LoginNeeded, match="works once"):
        ACCOUNTS.exchange("the-code", ATTEMPT)


@pytest.mark.usefixtures("pauses")
@pytest.mark.parametrize(
    "answer", [{}, {"access_token": None}, [], {"access_token": "a"}, {"access_token": 7}]
)
def test_an_answer_without_tokens_is_no_login(wire: responses.RequestsMock, answer: object) -> None:
    """Half a grant is none."""
    wire.post(ENDPOINT, json=answer)
    with pytest.raises(ServiceUnavailable):
        ACCOUNTS.exchange("the-code", ATTEMPT)


def test_a_renewal_keeps_the_old_refresh_token_when_there_is_no_new_one(
    wire: responses.RequestsMock, login: Login, file: TokenFile
) -> None:
    """PKCE answers may leave it out; the day of agreement stays as it was."""
    wire.post(ENDPOINT, json={"access_token": "new-access", "expires_in": 3600})
    assert login.token().access == "new-access"
    kept = file.read()
    assert (kept.refresh, kept.authorised_at, kept.scopes) == ("old-refresh", OLD.authorised_at, OLD.scopes)


def test_a_renewal_takes_a_new_refresh_token(
    wire: responses.RequestsMock, login: Login, file: TokenFile
) -> None:
    """A rotated token replaces the old one, which is dead."""
    wire.post(ENDPOINT, json=GRANT)
    login.token()
    assert file.read().refresh == "new-refresh"


@pytest.mark.parametrize("seconds", [None, 0, -1, "3600", True, 10**12])
def test_a_lifetime_that_means_nothing_counts_as_an_hour(
    wire: responses.RequestsMock, seconds: object
) -> None:
    """Access tokens last one hour."""
    wire.post(ENDPOINT, json={**GRANT, "expires_in": seconds})
    assert ACCOUNTS.renew(OLD).expires_at == NOW + timedelta(hours=1)


def test_a_dead_login_is_removed_and_says_login(
    wire: responses.RequestsMock, login: Login, file: TokenFile
) -> None:
    """`invalid_grant` after six months: nothing will revive it."""
    wire.post(ENDPOINT, status=400, json={"error": "invalid_grant", "error_description": "revoked"})
    with pytest.raises(GrantEnded, match="six months"):
        login.token()
    assert not file.path.exists()


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 503},
        {"status": 429, "headers": {"Retry-After": "86400"}},
        {"status": 200, "body": "<html>a hotel's login</html>"},
        {"body": requests.ConnectionError("reset")},
        {"body": requests.ReadTimeout()},
        {"body": requests.exceptions.SSLError("certificate")},
    ],
)
def test_trouble_on_the_way_never_costs_the_login(
    wire: responses.RequestsMock,
    login: Login,
    file: TokenFile,
    pauses: list[float],
    answer: dict[str, object],
) -> None:
    """Tries are few and short, and the token stays where it is."""
    wire.post(ENDPOINT, **answer)
    with pytest.raises(ServiceUnavailable):
        login.token()
    assert file.read() == OLD
    assert sum(pauses) < 60


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"error": "invalid_client"}, LoginNeeded),
        ({"error": "invalid_request", "error_description": "refresh-secret"}, ServiceRefused),
        ("<html>", ServiceRefused),
        ([], ServiceRefused),
    ],
)
def test_other_refusals_are_named_and_quote_nothing(
    wire: responses.RequestsMock, login: Login, file: TokenFile, answer: object, kind: type[SoundtrackError]
) -> None:
    """A description may quote what was sent, which is secret."""
    wire.post(ENDPOINT, status=400, json=answer)
    with pytest.raises(kind) as refused:
        login.token()
    assert "secret" not in str(refused.value)
    assert file.path.exists()


def test_a_fresh_token_is_used_without_asking(wire: responses.RequestsMock, file: TokenFile) -> None:
    """Within its hour no renewal is sent."""
    login = Login(file, ACCOUNTS, clock=lambda: NOW - timedelta(minutes=30))
    assert login.token() == OLD
    assert len(wire.calls) == 0


def test_a_token_another_process_renewed_is_taken_from_the_file(
    wire: responses.RequestsMock, login: Login, file: TokenFile
) -> None:
    """Whoever comes second finds the work done."""
    wire.post(ENDPOINT, json=GRANT)
    first = login.token()
    second = Login(file, ACCOUNTS, clock=lambda: NOW)
    assert second.replace(OLD) == first
    assert len(wire.calls) == 1

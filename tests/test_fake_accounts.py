"""The fake's login: that it gives tokens where Spotify does, and refuses where Spotify does."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from fake.accounts import Renewal
from fake.client import VERIFIER

if TYPE_CHECKING:
    from fake import FakeSpotify
    from fake.client import Client


def test_a_login_by_pkce_gives_tokens_that_open_the_api(client: Client) -> None:
    """The whole way from the consent page to a first answer."""
    tokens = client.log_in()
    assert tokens["expires_in"] == 3600
    assert client.get("/me").json()["id"] == "listener"


def test_the_consent_page_sends_back_the_state_it_was_given(client: Client) -> None:
    """The program can tell its own login from a stranger's."""
    assert parse_qs(urlsplit(client.authorize(state="mine & yours")).query)["state"] == ["mine & yours"]


def test_a_user_may_say_no(client: Client, fake: FakeSpotify) -> None:
    """Denied consent comes back as an error, without a code."""
    fake.accounts.denies = True
    landed = parse_qs(urlsplit(client.authorize()).query)
    assert landed["error"] == ["access_denied"]
    assert "code" not in landed


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "http://localhost:8974/callback"},
        {"redirect_uri": "https://example.org/callback"},
        {"code_challenge_method": "plain"},
        {"scope": "playlist-modify-everything"},
    ],
)
def test_the_consent_page_refuses_what_spotify_refuses(client: Client, changes: dict[str, str]) -> None:
    """An unknown app, a redirect off this machine, a challenge in the clear, an invented scope."""
    assert client.authorize(**changes) == ""


def test_a_wrong_verifier_gets_no_token(client: Client) -> None:
    """The challenge is what protects the code."""
    answer = client.redeem(client.authorize(), code_verifier=VERIFIER[::-1] + "x")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_code_is_good_for_one_time(client: Client) -> None:
    """A second redemption is refused."""
    landing = client.authorize()
    assert client.redeem(landing).ok
    assert client.redeem(landing).json()["error"] == "invalid_grant"


def test_a_code_belongs_to_its_redirect(client: Client) -> None:
    """Redeeming it for another address is refused."""
    answer = client.redeem(client.authorize(), redirect_uri="http://127.0.0.1:1/callback")
    assert answer.json()["error"] == "invalid_grant"


def test_an_access_token_lives_for_an_hour(client: Client, fake: FakeSpotify) -> None:
    """Afterwards the API says that it expired."""
    client.log_in()
    fake.clock.advance(hours=1)
    answer = client.get("/me")
    assert (answer.status_code, answer.json()["error"]["message"]) == (401, "The access token expired")


def test_refreshing_does_not_extend_the_six_months(client: Client, fake: FakeSpotify) -> None:
    """The refresh token of a refresh dies with the first one's authorisation."""
    first = client.log_in()["refresh_token"]
    fake.clock.advance(days=150)
    second = client.token(grant_type="refresh_token", refresh_token=first).json()["refresh_token"]
    fake.clock.advance(days=34)
    answer = client.token(grant_type="refresh_token", refresh_token=second)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    ("renewal", "comes", "old_works"),
    [(Renewal.NEW, True, True), (Renewal.ROTATED, True, False), (Renewal.NOTHING, False, True)],
)
def test_a_refresh_answers_in_each_of_the_ways_spotify_has(
    client: Client, fake: FakeSpotify, renewal: Renewal, comes: bool, old_works: bool
) -> None:
    """With another refresh token, with another that kills the old one, or with none."""
    old = client.log_in()["refresh_token"]
    fake.accounts.renewal = renewal
    assert ("refresh_token" in client.token(grant_type="refresh_token", refresh_token=old).json()) == comes
    assert client.token(grant_type="refresh_token", refresh_token=old).ok == old_works


def test_a_revoked_login_opens_nothing(client: Client, fake: FakeSpotify) -> None:
    """Neither the access token nor the refresh token."""
    refresh = client.log_in()["refresh_token"]
    fake.accounts.revoke()
    assert client.get("/me").status_code == 401
    assert client.token(grant_type="refresh_token", refresh_token=refresh).json()["error"] == "invalid_grant"


def test_a_newly_wanted_scope_arrives_only_with_the_page_shown_again(client: Client) -> None:
    """Without `show_dialog` the old consent is what counts."""
    client.log_in(scope="playlist-read-private")
    wanted = "playlist-read-private ugc-image-upload"
    assert client.log_in(scope=wanted)["scope"] == "playlist-read-private"
    assert client.log_in(scope=wanted, show_dialog="true")["scope"] == wanted


def test_without_a_token_nothing_is_answered(client: Client) -> None:
    """No token and an invented one are told apart."""
    assert client.get("/me").json()["error"]["message"] == "No token provided"
    client.bear("invented")
    assert client.get("/me").json()["error"]["message"] == "Invalid access token"

"""Spotify's accounts service: where a user agrees, and where codes and refresh tokens become tokens.

Authorization Code with PKCE (RFC 7636): nothing secret belongs to the app, only its client id.
https://developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from soundtrack_playlists.errors import LoginNeeded, ServiceRefused, ServiceUnavailable
from soundtrack_playlists.spotify.answers import DASHBOARD, LOGIN_AGAIN, Answer, Weather, trouble
from soundtrack_playlists.spotify.network import LONGEST_PAUSE, on_this_machine, retrying, weather
from soundtrack_playlists.spotify.token import SCOPES, Token

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR = 3600
"""Seconds an access token lasts when the answer does not say."""


class GrantEnded(LoginNeeded):
    """The refresh token is dead: six months are over, or the user took the app's access away."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at logging in: what proves that the answer belongs to it. Both stay in this process."""

    state: str
    verifier: str

    @classmethod
    def new(cls) -> Attempt:
        """Draw both at random: 256 bits for the state, 512 for the verifier (86 characters of the allowed 128)."""
        return cls(state=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(64))

    @property
    def challenge(self) -> str:
        """What may be shown of the verifier: its SHA-256, base64url without padding (RFC 7636 §4.2)."""
        digest = hashlib.sha256(self.verifier.encode("ascii")).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


@dataclass(frozen=True)
class Accounts:
    """The accounts service for one app. `timeout` is in seconds."""

    url: str
    client_id: str
    redirect_uri: str
    timeout: float
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def authorize_url(self, attempt: Attempt) -> str:
        """Address at which the user agrees. It holds nothing secret.

        The consent page is always shown: a scope added later does not arrive silently (2026).
        """
        query = {
            "client_id": self.client_id,
            "response_type": "code",
            "redirect_uri": self.redirect_uri,
            "scope": " ".join(SCOPES),
            "state": attempt.state,
            "code_challenge_method": "S256",
            "code_challenge": attempt.challenge,
            "show_dialog": "true",
        }
        return f"{self.url}/authorize?{urlencode(query)}"

    def exchange(self, code: str, attempt: Attempt) -> Token:
        """Turn the code of a landing into a token. Raises LoginNeeded when the code is used up or too old."""
        now = self.clock()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "client_id": self.client_id,
            "code_verifier": attempt.verifier,
        }
        try:
            fields = self._granted(form)
        except GrantEnded as error:
            raise LoginNeeded(
                "Spotify did not take the code: it works once, and for ten minutes.", LOGIN_AGAIN
            ) from error
        refresh = fields.get("refresh_token")
        if not isinstance(refresh, str) or not refresh:
            raise ServiceUnavailable("Spotify's answer to the login is not complete.", LOGIN_AGAIN)
        return Token(
            access=fields["access_token"],
            refresh=refresh,
            expires_at=_expiry(fields, now),
            authorised_at=now,
            scopes=_scopes(fields) or frozenset(SCOPES),
            client_id=self.client_id,
            accounts_url=self.url,
        )

    def renew(self, token: Token) -> Token:
        """Exchange the refresh token for a new access token. Raises GrantEnded when it is dead.

        An answer without a refresh token means: keep the old one.
        """
        now = self.clock()
        form = {"grant_type": "refresh_token", "refresh_token": token.refresh, "client_id": self.client_id}
        fields = self._granted(form)
        refresh = fields.get("refresh_token")
        return replace(
            token,
            access=fields["access_token"],
            refresh=refresh if isinstance(refresh, str) and refresh else token.refresh,
            expires_at=_expiry(fields, now),
            scopes=_scopes(fields) or token.scopes,
        )

    def _granted(self, form: dict[str, str]) -> dict[str, Any]:
        """Ask until there is an answer. A POST, yet harmless to repeat: at worst the grant is found used up."""
        patient = retrying(lambda problem: (problem.wait or 0.0) <= LONGEST_PAUSE)
        return patient(self._post, form)

    def _post(self, form: dict[str, str]) -> dict[str, Any]:
        """Ask the token endpoint; return an answer that holds an access token."""
        import requests

        try:
            with requests.Session() as session:
                session.trust_env = not on_this_machine(self.url)
                response = session.post(
                    f"{self.url}/api/token",
                    data=form,
                    timeout=(self.timeout, self.timeout),
                    allow_redirects=False,
                )
        except requests.RequestException as error:
            raise weather(error, "Spotify's login service") from error
        answer = Answer("POST", "/api/token", response.status_code, response.headers, response.content)
        if answer.refused:
            raise _refusal(answer)
        if problem := trouble(answer, self.clock()):
            raise problem
        fields = json.loads(answer.body) if answer.body.strip() else None
        if not isinstance(fields, dict) or not isinstance(fields.get("access_token"), str):
            raise Weather("Spotify's login service answered without a token.")
        return fields


def _refusal(answer: Answer) -> LoginNeeded | ServiceRefused:
    """Translate the errors of RFC 6749 §5.2. Their descriptions are left out: they may quote what was sent."""
    try:
        document = json.loads(answer.body)
        error = str(document.get("error"))
    except (ValueError, AttributeError):
        error = ""
    if error == "invalid_grant":
        return GrantEnded(
            "The login has ended: Spotify ends it after six months, or when its access is removed.",
            LOGIN_AGAIN,
        )
    if error in {"invalid_client", "unauthorized_client"}:
        return LoginNeeded(
            "Spotify does not know the client id that is configured.",
            f"Compare client_id under [spotify] in config.toml with your app at {DASHBOARD}, then log in again.",
        )
    known = error if re.fullmatch(r"[a-z_]{1,40}", error) else "no reason given"
    return ServiceRefused(f"Spotify refused the login with {answer.status} ({known}).", LOGIN_AGAIN)


def _expiry(fields: dict[str, Any], now: datetime) -> datetime:
    seconds = fields.get("expires_in")
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 < seconds <= 24 * HOUR:
        seconds = HOUR
    return now + timedelta(seconds=seconds)


def _scopes(fields: dict[str, Any]) -> frozenset[str]:
    scope = fields.get("scope")
    return frozenset(scope.split()) if isinstance(scope, str) else frozenset()

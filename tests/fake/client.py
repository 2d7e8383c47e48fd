"""A plain client for the fake: logs in without the program and speaks raw HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from fake.accounts import CLIENT_ID, challenge_of
from fake.browser import land

if TYPE_CHECKING:
    from collections.abc import Mapping

REDIRECT = "http://127.0.0.1:8974/callback"
ALL_SCOPES = "playlist-modify-public playlist-modify-private playlist-read-private ugc-image-upload"
VERIFIER = "v" * 64
SECONDS = 10


class Client:
    """Asks the API at `url`, with a bearer token once `log_in` was called."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()

    def close(self) -> None:
        """Let the connection go."""
        self.session.close()

    def authorize(self, **changes: str) -> str:
        """Open the consent page; return where it led."""
        asked = {
            "client_id": CLIENT_ID,
            "response_type": "code",
            "redirect_uri": REDIRECT,
            "code_challenge_method": "S256",
            "code_challenge": challenge_of(VERIFIER),
            "state": "a state",
            "scope": ALL_SCOPES,
        }
        return land(f"{self.url}/authorize?{urlencode(asked | changes)}")

    def token(self, **form: str) -> requests.Response:
        """Ask the token endpoint."""
        data = {"client_id": CLIENT_ID} | form
        return self.session.post(f"{self.url}/api/token", data=data, timeout=SECONDS)

    def redeem(self, landing: str, **changes: str) -> requests.Response:
        """Trade the code of a landing for tokens."""
        code = parse_qs(urlsplit(landing).query)["code"][0]
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
        }
        return self.token(**(form | changes))

    def log_in(self, **changes: str) -> dict[str, Any]:
        """Go through the whole login; return the tokens."""
        answer: dict[str, Any] = self.redeem(self.authorize(**changes)).json()
        self.bear(answer["access_token"])
        return answer

    def bear(self, token: str) -> None:
        """Send this token from now on."""
        self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: str | int) -> requests.Response:
        """Send a GET to the API."""
        return self.session.get(f"{self.url}/v1{path}", params=query, timeout=SECONDS)

    def send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str | int] | None = None,
        data: bytes | None = None,
        kind: str = "image/jpeg",
    ) -> requests.Response:
        """Send anything else: a JSON body, or bytes of some kind."""
        headers = {"Content-Type": kind} if data is not None else {}
        return self.session.request(
            method,
            f"{self.url}/v1{path}",
            params=query,
            json=body,
            data=data,
            headers=headers,
            timeout=SECONDS,
        )

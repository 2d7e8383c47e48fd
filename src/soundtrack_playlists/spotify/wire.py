"""The line to Spotify's Web API: every request passes here, is counted, timed, logged and its answer checked."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import requests

from soundtrack_playlists.spotify.answers import Answer, NotAccepted, trouble
from soundtrack_playlists.spotify.limits import SEARCH, RequestCount
from soundtrack_playlists.spotify.network import on_this_machine, weather

if TYPE_CHECKING:
    from soundtrack_playlists.spotify.limits import Limits
    from soundtrack_playlists.spotify.login import Login
    from soundtrack_playlists.spotify.token import Token

REQUEST_LOG = 3
"""Verbosity from which every request is shown."""
KINDS = {
    "search": SEARCH,
    "albums": "catalogue",
    "tracks": "catalogue",
    "playlists": "playlists",
    "me": "account",
}
"""First word of a path → endpoint group, as the request ledger counts them."""


class Voice(Protocol):
    """How the room speaks to the user."""

    def say(self, text: str) -> None:
        """Tell what goes on."""

    def detail(self, text: str, level: int = 1) -> None:
        """Tell more, for those who asked for it."""


class Wire(requests.Session):
    """A session for spotipy to send through. It puts the login on each request: spotipy never sees (or logs) it.

    Raises typed errors for whatever is not a usable answer, so nothing of spotipy's own error handling, which
    retries writes and swallows pages of HTML, is ever reached.
    """

    def __init__(self, api_url: str, login: Login, limits: Limits, voice: Voice) -> None:
        super().__init__()
        self.trust_env = not on_this_machine(api_url)
        self.api_url = api_url
        self.login = login
        self.limits = limits
        self.voice = voice
        self.count = RequestCount()
        self.clock_ahead: float | None = None
        """Seconds by which this machine's clock is ahead of Spotify's, once an answer has told."""

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **options: Any) -> requests.Response:
        """Send a request with the login; once more with a new token if Spotify refuses the old one."""
        verb, address = str(method), str(url)
        token = self.login.token()
        try:
            return self._sent(token, verb, address, *args, **options)
        except NotAccepted:
            return self._sent(self.login.replace(token), verb, address, *args, **options)

    def _sent(self, token: Token, verb: str, url: str, *args: Any, **options: Any) -> requests.Response:
        path = urlsplit(url.removeprefix(self.api_url)).path
        self._admit(path)
        # The Web API redirects nowhere: the login page of some network must not pass for its answer.
        options |= {"auth": _Bearer(token.access), "allow_redirects": False}
        started = time.monotonic()
        try:
            response = super().request(verb, url, *args, **options)
        except requests.RequestException as error:
            self._log(verb, path, type(error).__name__, started)
            raise weather(error, "Spotify") from error
        self._log(verb, path, str(response.status_code), started)
        self._compare_clocks(response.headers.get("Date"))
        answer = Answer(verb, path, response.status_code, response.headers, response.content)
        if problem := trouble(answer, datetime.now(UTC)):
            raise problem
        return response

    def _admit(self, path: str) -> None:
        kind = KINDS.get(path.strip("/").partition("/")[0], "other")
        self.limits.admit(kind)
        self.count = RequestCount(self.count.total + 1, self.count.search + (kind == SEARCH))

    def _log(self, verb: str, path: str, outcome: str, started: float) -> None:
        self.voice.detail(
            f"{verb} {path} {outcome} {(time.monotonic() - started) * 1000:.0f} ms", REQUEST_LOG
        )

    def _compare_clocks(self, date: str | None) -> None:
        try:
            theirs = parsedate_to_datetime(date or "")
            self.clock_ahead = (datetime.now(UTC) - theirs).total_seconds()
        except (TypeError, ValueError):
            return  # no date, or one that means nothing or lacks a time zone


class _Bearer(requests.auth.AuthBase):
    def __init__(self, access: str) -> None:
        self._access = access

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._access}"
        return request

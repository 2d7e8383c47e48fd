"""What an HTTP answer of Spotify's means when it is not the one hoped for. Pure.

The texts are Spotify's own as users report them (2026); https://developer.spotify.com/documentation/web-api
names the statuses but not the texts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import (
    AccessRefused,
    LoginNeeded,
    ServiceRefused,
    ServiceUnavailable,
    SoundtrackError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

DASHBOARD = "https://developer.spotify.com/dashboard"
LONGEST_WAIT = 7 * 24 * 3600.0
"""Seconds; a Retry-After beyond it is a mistake of the service (the longest seen is 86 400)."""
LOGIN_AGAIN = "Run `soundtrack-playlists login`."


class Weather(ServiceUnavailable):
    """A failure that may well be over when asked again.

    `wait` is what Spotify asked for, in seconds. `maybe_done` says whether the request may have been carried
    out all the same. `quota` means the day's budget is spent: asking again soon is pointless.
    """

    def __init__(
        self,
        what: str,
        cure: str = "Try again in some minutes.",
        *,
        wait: float | None = None,
        maybe_done: bool = True,
        quota: bool = False,
    ) -> None:
        super().__init__(what, cure, one_request=maybe_done)  # what was turned away, all others would be too
        self.wait = wait
        self.maybe_done = maybe_done
        self.quota = quota


class NotAccepted(LoginNeeded):
    """Spotify does not take the token: its hour is over, it was revoked, or (for covers) a scope is missing."""


class NotThere(ServiceRefused):
    """Spotify does not know that id."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer and the request it answers. `path` begins with a slash and has no query."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def request(self) -> str:
        """The request in words: ``GET /search``."""
        return f"{self.method} {self.path}"

    @property
    def succeeded(self) -> bool:
        """Whether Spotify says that it did what it was asked."""
        return self.status // 100 == 2  # noqa: PLR2004 - 2xx

    @property
    def refused(self) -> bool:
        """Whether Spotify will not do it, however often it is asked."""
        passing = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
        return self.status // 100 == 4 and self.status not in passing  # noqa: PLR2004 - 4xx


def trouble(answer: Answer, now: datetime) -> SoundtrackError | None:
    """Say what is wrong with an answer, None where nothing is."""
    if answer.succeeded:
        return _not_json(answer)
    message, reason = _spoken(answer.body)
    wait = retry_after(answer.headers.get("Retry-After"), now)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        quota = reason == "QUOTA_EXCEEDED"
        return Weather("Spotify asks for fewer requests.", wait=wait, maybe_done=False, quota=quota)
    if answer.refused:
        return _refusal(answer, message)
    return Weather(f"Spotify is failing: it answered {answer.status} to {answer.request}.", wait=wait)


def _refusal(answer: Answer, message: str) -> SoundtrackError:
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return NotAccepted("Spotify does not accept the login any more.", LOGIN_AGAIN)
    if answer.status == HTTPStatus.NOT_FOUND:
        return NotThere(f"Spotify does not know what {answer.request} asks for.", "Check the id or address.")
    if answer.status == HTTPStatus.FORBIDDEN:
        return _forbidden(answer, message)
    said = f": {message}" if message else ""
    return ServiceRefused(
        f"Spotify refused {answer.request} with {answer.status}{said}.", "Repeating it does not help."
    )


def _not_json(answer: Answer) -> SoundtrackError | None:
    """Tell a proxy's page, a cut-off answer or silence from an answer; a write may be answered by nothing."""
    if not answer.body.strip():
        return None if answer.method != "GET" else Weather(f"Spotify answered {answer.request} with nothing.")
    try:
        json.loads(answer.body)
    except ValueError:
        page = answer.body.lstrip()[:1] == b"<"
        found = "a web page (a proxy or a hotel's login?)" if page else "something cut short"
        return Weather(f"What came back for {answer.request} is not Spotify's answer but {found}.")
    return None


def _forbidden(answer: Answer, message: str) -> SoundtrackError:
    """Tell what is refused to account or app altogether from what is not this user's to change."""
    said = message.casefold()
    if "not registered" in said:
        return AccessRefused(
            "Your Spotify account is not on the allow-list of the app whose client id is configured.",
            f"Open {DASHBOARD}, choose the app, Settings › User Management, and add the account's name and email.",
        )
    if "premium" in said:
        return AccessRefused(
            "Spotify serves this app only while its owner has Spotify Premium.",
            "Renew Premium for the account that made the app, or make the app with one that has it; "
            "it can take some hours until Spotify notices.",
        )
    if "scope" in said:
        return LoginNeeded(f"The login does not allow {answer.request}.", LOGIN_AGAIN)
    somebodys = answer.path.startswith(("/playlists/", "/me/library"))
    refused = ServiceRefused if somebodys else AccessRefused  # nothing else there is belongs to anybody
    if said in {"", "forbidden"}:
        why = "either it is not yours to change, or " if somebodys else ""
        return refused(
            f"Spotify forbids {answer.request}: {why}Spotify has taken this away from apps like yours.",
            "Upgrade soundtrack-playlists; if it still happens, please report it.",
        )
    return refused(f"Spotify forbids {answer.request}: {message}.", f"See the app's page at {DASHBOARD}.")


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header: seconds or an HTTP date; None where it is missing or means nothing."""
    if value is None:
        return None
    text = value.strip()
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,9})?", text):
        return min(float(text), LONGEST_WAIT)
    try:
        seconds = (parsedate_to_datetime(text) - now).total_seconds()
    except (TypeError, ValueError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _spoken(body: bytes) -> tuple[str, str]:
    """Message and reason of a refusal, on one line and printable; a plain text is its own message."""
    text = body.decode("utf-8", "replace")
    try:
        document: Any = json.loads(text)
    except ValueError:
        return ("" if text.lstrip().startswith("<") else _line(text)), ""
    outer = document if isinstance(document, dict) else {}
    error = outer.get("error")
    inner = error if isinstance(error, dict) else {"message": outer.get("error_description") or error}
    return _line(inner.get("message")), _line(inner.get("reason") or outer.get("reason"))


def _line(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(letter for letter in text if letter.isprintable())[:200].rstrip(".")

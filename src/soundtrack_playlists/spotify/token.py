"""The login as it is kept: one private file, written whole, used by one process at a time."""

from __future__ import annotations

import calendar
import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import DataProblem, LoginNeeded, SoundtrackError
from soundtrack_playlists.files import (
    PRIVATE_FILE,
    private_folder,
    read_document,
    reason_of,
    write_document,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KIND = "login"
FORM = 1
SCOPES = ("playlist-modify-public", "playlist-modify-private", "playlist-read-private", "ugc-image-upload")
"""What the program asks to be allowed: to read and write playlists, and to set their covers."""
MONTHS_OF_LOGIN = 6
"""Months after which Spotify ends a login, renewed or not (since 2026)."""
MONTHS_TO_WARNING = 5
LOCK_WAIT = 60.0
"""Seconds to wait for another process that is renewing the login."""


@dataclass(frozen=True, slots=True)
class Token:
    """What Spotify handed out for one client id. Moments are timezone-aware; the secrets stay out of its repr."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: datetime
    authorised_at: datetime
    scopes: frozenset[str]
    client_id: str
    accounts_url: str

    @property
    def ends_at(self) -> datetime:
        """When the login ends for good: six months after the user agreed to it."""
        return months_after(self.authorised_at, MONTHS_OF_LOGIN)

    @property
    def missing_scopes(self) -> tuple[str, ...]:
        """What the program needs and was not given."""
        return tuple(scope for scope in SCOPES if scope not in self.scopes)

    def days_left(self, now: datetime) -> int:
        """Whole days until the login ends."""
        return max((self.ends_at - now).days, 0)

    def ends_soon(self, now: datetime) -> bool:
        """Whether it is time to say that the login ends."""
        return now >= months_after(self.authorised_at, MONTHS_TO_WARNING)


@dataclass(frozen=True, slots=True)
class TokenFile:
    """Where the token of a client id is kept."""

    path: Path
    client_id: str
    accounts_url: str

    def read(self) -> Token:
        """Read the token. Raises LoginNeeded when there is none, a damaged one or one of another app."""
        if not self.path.exists():
            raise LoginNeeded("You are not logged in to Spotify.", "Run `soundtrack-playlists login`.")
        try:
            token = _token(read_document(self.path, KIND, FORM))
        except (DataProblem, KeyError, TypeError, ValueError) as error:
            raise LoginNeeded(
                f"The login in {self.path} is damaged.", "Run `soundtrack-playlists login` to replace it."
            ) from error
        if (token.client_id, token.accounts_url) != (self.client_id, self.accounts_url):
            raise LoginNeeded(
                "The login was made for another client id or accounts_url than the configured one.",
                "Run `soundtrack-playlists login` for this one.",
            )
        return token

    def write(self, token: Token) -> None:
        """Keep a token: private from its first byte, whole or not at all."""
        private_folder(self.path.parent)
        write_document(self.path, KIND, FORM, _fields(token), mode=PRIVATE_FILE)

    def remove(self) -> bool:
        """Forget the token; return whether there was one."""
        try:
            self.path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise SoundtrackError(
                f"{self.path} cannot be removed: {reason_of(error)}.", "Remove it by hand."
            ) from error
        return True

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from renewing the login meanwhile."""
        import filelock

        private_folder(self.path.parent)
        lock = filelock.FileLock(self.path.with_suffix(".lock"), timeout=LOCK_WAIT)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            raise SoundtrackError(
                "Another run has been renewing the login for a minute.", "Wait for it to end, and try again."
            ) from error
        try:
            yield
        finally:
            lock.release()


def months_after(moment: datetime, months: int) -> datetime:
    """Count calendar months on; a day the month does not have becomes its last."""
    year, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + year, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def _fields(token: Token) -> dict[str, Any]:
    return {
        "client_id": token.client_id,
        "accounts_url": token.accounts_url,
        "authorised_at": token.authorised_at.isoformat(timespec="seconds"),
        "expires_at": token.expires_at.isoformat(timespec="seconds"),
        "scopes": sorted(token.scopes),
        "access_token": token.access,
        "refresh_token": token.refresh,
    }


def _token(fields: dict[str, Any]) -> Token:
    for name in ("client_id", "accounts_url", "access_token", "refresh_token"):
        if not isinstance(fields[name], str):
            raise TypeError(f"{name} is not text")
    return Token(
        access=fields["access_token"],
        refresh=fields["refresh_token"],
        expires_at=_moment(fields["expires_at"]),
        authorised_at=_moment(fields["authorised_at"]),
        scopes=frozenset(fields["scopes"]),
        client_id=fields["client_id"],
        accounts_url=fields["accounts_url"],
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return moment

"""The login in use: a token that still works, renewed when it must be, without ever asking anybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import ServiceUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from soundtrack_playlists.spotify.accounts import Accounts
    from soundtrack_playlists.spotify.token import Token, TokenFile

EARLY = timedelta(minutes=2)
"""Renew this long before the hour is over: clocks differ, and a long request must not outlive its token."""


@dataclass
class Login:
    """Hands out access tokens. Several processes may share the file: only one renews it at a time."""

    file: TokenFile
    accounts: Accounts
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _token: Token | None = field(default=None, init=False, repr=False)

    def token(self) -> Token:
        """Return a token that is good for a request.

        Raises LoginNeeded, or ServiceUnavailable once the login service was asked often enough.
        """
        if self._token is None:
            self._token = self.file.read()
        if self._token.expires_at - EARLY <= self.clock():
            self._token = self._renewed(self._token)
        return self._token

    def replace(self, refused: Token) -> Token:
        """Return another token than the one Spotify has just refused, though its hour is not over."""
        self._token = self._renewed(refused)
        return self._token

    def _renewed(self, old: Token) -> Token:
        from soundtrack_playlists.spotify.accounts import GrantEnded
        from soundtrack_playlists.spotify.answers import Weather

        with self.file.alone():
            kept = self.file.read()
            if kept.access != old.access and kept.expires_at - EARLY > self.clock():
                return kept  # another process was faster
            try:
                token = self.accounts.renew(kept)
            except GrantEnded:
                self.file.remove()
                raise
            except Weather as problem:  # whoever sends the request must not begin to repeat all that
                raise ServiceUnavailable(problem.what, problem.cure) from problem
            self.file.write(token)
        return token

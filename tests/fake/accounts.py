"""Logging in: consent, codes and tokens, by PKCE, with Spotify's refusals and its clock."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from fake.ids import identity
from fake.wire import Response, as_json, as_text

if TYPE_CHECKING:
    from fake.clock import Clock
    from fake.wire import Request

CLIENT_ID = "0123456789abcdef0123456789abcdef"
SCOPES = frozenset(
    {
        "playlist-modify-public",
        "playlist-modify-private",
        "playlist-read-private",
        "ugc-image-upload",
        "user-read-private",
        "user-library-read",
        "user-library-modify",
    }
)
ACCESS_LIVES = timedelta(hours=1)
REFRESH_LIVES = timedelta(days=183)
CODE_LIVES = timedelta(minutes=10)


class Renewal(StrEnum):
    """What an answer to a refresh says about the refresh token."""

    NEW = "new"  # another one; the old goes on working
    ROTATED = "rotated"  # another one; the old is dead
    NOTHING = "nothing"  # none in the answer: keep the old one


@dataclass(frozen=True, slots=True)
class User:
    """Who may log in."""

    id: str
    name: str

    @property
    def account_id(self) -> str:
        """Name that never changes."""
        return identity("account", self.id)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code or a token stands for. `until` is when it dies."""

    user: User
    scopes: frozenset[str]
    authorised: datetime
    until: datetime
    challenge: str = ""
    redirect_uri: str = ""


LISTENER = User("listener", "Listener")
SOMEBODY_ELSE = User("somebody-else", "Somebody Else")


@dataclass
class Accounts:
    """Consent and tokens. Tests set `user` (who sits before the browser), `denies` and `renewal`."""

    clock: Clock
    user: User = LISTENER
    denies: bool = False
    renewal: Renewal = Renewal.NEW
    clients: set[str] = field(default_factory=lambda: {CLIENT_ID})
    codes: dict[str, Grant] = field(default_factory=dict)
    access: dict[str, Grant] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)
    consented: dict[str, frozenset[str]] = field(default_factory=dict)
    issued: int = 0

    def authorize(self, request: Request) -> Response:
        """Consent at once and send the browser back with a code, or with ``access_denied``."""
        asked = request.query
        mistake = self._mistake(asked)
        if mistake:
            return as_text(mistake, 400)
        if self.denies:
            return self._back(asked, {"error": "access_denied"})
        scopes = frozenset(asked.get("scope", "").split())
        if asked.get("show_dialog") != "true":
            scopes = self.consented.get(self.user.id, scopes)  # no page, so nothing newly wanted arrives
        self.consented[self.user.id] = scopes
        now = self.clock.now()
        code = self._token("code")
        self.codes[code] = Grant(
            self.user, scopes, now, now + CODE_LIVES, asked["code_challenge"], asked["redirect_uri"]
        )
        return self._back(asked, {"code": code})

    def token(self, request: Request) -> Response:
        """Give tokens for a code or for a refresh token, or say ``invalid_grant``."""
        form = dict(parse_qsl(request.body.decode("ascii", "replace")))
        if "application/x-www-form-urlencoded" not in request.headers.get("content-type", ""):
            return _denied("unsupported_content_type")
        if form.get("client_id") not in self.clients:
            return _denied("invalid_client", "Invalid client")
        if form.get("grant_type") == "authorization_code":
            return self._redeem(form)
        if form.get("grant_type") == "refresh_token":
            return self._renew(form)
        return _denied("unsupported_grant_type")

    def expire_access(self) -> None:
        """Let every access token die now."""
        self.access.clear()

    def revoke(self) -> None:
        """Take the app's permission away, as the user can on the account page."""
        self.access.clear()
        self.refresh.clear()

    def _mistake(self, asked: dict[str, str]) -> str | None:
        if asked.get("client_id") not in self.clients:
            return "INVALID_CLIENT: Invalid client"
        redirect = urlsplit(asked.get("redirect_uri", ""))
        if redirect.hostname == "localhost" or not _is_loopback(redirect.hostname):
            return "INVALID_CLIENT: Insecure redirect URI"
        if asked.get("response_type") != "code":
            return "response_type must be code"
        if asked.get("code_challenge_method") != "S256" or len(asked.get("code_challenge", "")) != 43:
            return "code_challenge_method must be S256"
        unknown = set(asked.get("scope", "").split()) - SCOPES
        return f"INVALID_SCOPE: {' '.join(sorted(unknown))}" if unknown else None

    def _back(self, asked: dict[str, str], answer: dict[str, str]) -> Response:
        if "state" in asked:
            answer |= {"state": asked["state"]}
        address = asked["redirect_uri"]
        joined = f"{address}{'&' if '?' in address else '?'}{urlencode(answer)}"
        return Response(302, headers={"Location": joined})

    def _redeem(self, form: dict[str, str]) -> Response:
        grant = self.codes.pop(form.get("code", ""), None)
        if grant is None or grant.until <= self.clock.now():
            return _denied("invalid_grant", "Invalid authorization code")
        if form.get("redirect_uri") != grant.redirect_uri:
            return _denied("invalid_grant", "Invalid redirect URI")
        if challenge_of(form.get("code_verifier", "")) != grant.challenge:
            return _denied("invalid_grant", "code_verifier was incorrect")
        return self._tokens(grant.user, grant.scopes, grant.authorised, self._token("refresh"))

    def _renew(self, form: dict[str, str]) -> Response:
        old = form.get("refresh_token", "")
        grant = self.refresh.get(old)
        if grant is None or grant.until <= self.clock.now():
            return _denied("invalid_grant", "Refresh token revoked")
        if self.renewal is Renewal.ROTATED:
            del self.refresh[old]
        fresh = None if self.renewal is Renewal.NOTHING else self._token("refresh")
        return self._tokens(grant.user, grant.scopes, grant.authorised, fresh)

    def _tokens(
        self, user: User, scopes: frozenset[str], authorised: datetime, refresh: str | None
    ) -> Response:
        now = self.clock.now()
        access = self._token("access")
        self.access[access] = Grant(user, scopes, authorised, now + ACCESS_LIVES)
        answer = {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": int(ACCESS_LIVES.total_seconds()),
            "scope": " ".join(sorted(scopes)),
        }
        if refresh is not None:
            self.refresh[refresh] = Grant(user, scopes, authorised, authorised + REFRESH_LIVES)
            answer["refresh_token"] = refresh
        return as_json(answer)

    def _token(self, kind: str) -> str:
        self.issued += 1
        return f"{kind}-{identity(kind, self.issued)}{identity(self.user.id, self.issued)}"


def challenge_of(verifier: str) -> str:
    """Derive the challenge of a verifier (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _is_loopback(host: str | None) -> bool:
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _denied(error: str, description: str = "") -> Response:
    return as_json({"error": error, "error_description": description}, 400)

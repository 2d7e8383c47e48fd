"""The whole of Spotify as far as an app in Development Mode sees it: one request in, one answer out."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

from fake.accounts import LISTENER, Accounts, Grant
from fake.clock import Clock
from fake.hand import Hand
from fake.keeping import Keeping
from fake.operations import Operation, find
from fake.playlists import Library
from fake.reading import Reading
from fake.search import Index
from fake.weather import Weather
from fake.wire import Call, Refused, Response, as_text, malformed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fake.catalogue import Catalogue
    from fake.playlists import Version
    from fake.wire import Request

API_ROOT = "/v1"


class FakeSpotify:
    """State and behaviour, without the wire.

    `url` is where it listens, set by who serves it. `log` holds every request to the API and the token endpoint, `violations` what a well-made client never sends.
    `before` and `after` are called around the work of each request, outside any lock: a test may kill there.
    """

    def __init__(self, catalogue: Catalogue, index: Index | None = None) -> None:
        self.url = ""
        self.clock = Clock()
        self.catalogue = catalogue
        self.accounts = Accounts(self.clock)
        self.library = Library(self.clock)
        self.reading = Reading(catalogue, index or Index(catalogue))
        self.keeping = Keeping(self.library, self.reading)
        self.weather = Weather(self.clock)
        self.hand = Hand(self.library, LISTENER)
        self.log: list[Call] = []
        self.violations: list[str] = []
        self.before: Callable[[Request], None] | None = None
        self.after: Callable[[Request], None] | None = None
        self._one_at_a_time = threading.RLock()
        self._readers: dict[str, Callable[..., Response]] = {
            "search": self.reading.search,
            "album": self.reading.album,
            "album tracks": self.reading.album_tracks,
            "track": self.reading.track,
        }
        keeping = self.keeping
        self._keepers: dict[str, Callable[..., Response]] = {
            "playlists": keeping.playlists,
            "create": keeping.create,
            "playlist": keeping.playlist,
            "details": keeping.details,
            "items": keeping.items,
            "add": keeping.add,
            "replace or move": keeping.replace_or_move,
            "remove": keeping.remove,
            "cover": keeping.cover,
            "keep": keeping.keep,
            "drop": keeping.drop,
            "contains": keeping.contains,
        }

    @property
    def truth(self) -> Mapping[str, frozenset[str]]:
        """Ids that are right for each song, by its key; none, where the song is not there."""
        return self.catalogue.truth

    @property
    def counts(self) -> Counter[str]:
        """How many requests came, by operation."""
        return Counter(call.operation or "none" for call in self.log)

    @property
    def requests(self) -> int:
        """How many requests came to the API, those for tokens left out."""
        return sum(call.operation != "token" for call in self.log)

    @property
    def searches(self) -> int:
        """How many searches came."""
        return self.counts["search"]

    def forget(self) -> None:
        """Begin counting anew."""
        self.log.clear()

    def playlists(self) -> dict[str, Version]:
        """Playlists in the listener's library as they truly are, by id, newest first."""
        return {each: self.library.playlists[each].now for each in self.library.kept[LISTENER.id]}

    def named(self, name: str) -> Version:
        """The one playlist in the listener's library with this name."""
        [version] = [each for each in self.playlists().values() if each.name == name]
        return version

    def answer(self, request: Request) -> Response:
        """Answer a request as Spotify would today, weather included."""
        if request.path == "/authorize" and request.method == "GET":
            return self.accounts.authorize(request)
        if request.path == "/api/token" and request.method == "POST":
            return self._under_weather(request, "token", lambda: self.accounts.token(request))
        if not request.path.startswith(f"{API_ROOT}/"):
            return as_text("Not found", 404)
        found = find(request.method, request.path.removeprefix(API_ROOT))
        if found is None:
            self._violation(request, "no such operation, or a removed one")
            self.log.append(Call(request.method, request.path, request.query, 403, None))
            return as_text("Forbidden", 403)
        operation, ids = found
        return self._under_weather(request, operation.name, lambda: self._api(operation, ids, request))

    def _under_weather(self, request: Request, name: str, work: Callable[[], Response]) -> Response:
        if self.before:
            self.before(request)
        with self._one_at_a_time:
            fault = self.weather.pick(name)
        response = self.weather.answer(fault, lambda: self._alone(work))
        with self._one_at_a_time:
            self.log.append(Call(request.method, request.path, request.query, response.status, name, fault))
        if self.after:
            self.after(request)
        return response

    def _alone(self, work: Callable[[], Response]) -> Response:
        with self._one_at_a_time:
            return work()

    def _api(self, operation: Operation, ids: tuple[str, ...], request: Request) -> Response:
        try:
            grant = self._grant(request)
            operation.check(request.query)
            _check_scopes(operation, grant)
            _check_members(operation, request)
            return self._do(operation.name, grant, ids, request)
        except Refused as refusal:
            if refusal.violation:
                self._violation(request, refusal.message)
            return refusal.response()

    def _grant(self, request: Request) -> Grant:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind != "Bearer" or not token:
            raise Refused(401, "No token provided", violation=True)
        grant = self.accounts.access.get(token)
        if grant is None:
            raise Refused(401, "Invalid access token")
        if grant.until <= self.clock.now():
            raise Refused(401, "The access token expired")
        return grant

    def _do(self, name: str, grant: Grant, ids: tuple[str, ...], request: Request) -> Response:
        if name == "me":
            return self.reading.me(grant.user)
        if name in self._readers:
            return self._readers[name](*ids, request)
        return self._keepers[name](grant, *ids, request)

    def _violation(self, request: Request, why: str) -> None:
        self.violations.append(f"{request.method} {request.path} {dict(request.query)}: {why}")


def _check_scopes(operation: Operation, grant: Grant) -> None:
    if operation.scopes and not operation.scopes & grant.scopes:
        raise Refused(403, "Insufficient client scope")


def _check_members(operation: Operation, request: Request) -> None:
    body = request.json() if operation.body is not None and request.body else None
    if operation.body is not None and isinstance(body, dict):
        for name in body.keys() - operation.body:
            raise malformed(f"Unknown field: {name}")

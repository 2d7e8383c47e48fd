"""What can go wrong on the way: faults that were scripted, or that a seed draws."""

from __future__ import annotations

import json
import math
import random
import time
from collections import defaultdict, deque
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fake.wire import Refused, Response, as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from fake.clock import Clock

DAY = 86_400


class Fault(StrEnum):
    """A way in which an answer fails."""

    THROTTLED = "throttled"  # 429, some seconds
    QUOTA = "quota"  # 429, QUOTA_EXCEEDED, a day
    GARBLED_WAIT = "garbled wait"  # 429 with a Retry-After that is no number
    INTERNAL = "500"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503"
    HTML = "html"  # 200 with a page
    EMPTY = "empty"  # 202 with nothing
    TRUNCATED = "truncated"  # JSON that ends in the middle
    NULLS = "nulls"  # null among the items of a list
    UNKNOWN_FIELDS = "unknown fields"
    RESET_BEFORE = "reset before"  # connection broken, nothing done
    RESET_AFTER = "reset after"  # connection broken, the work done
    BAD_GATEWAY_AFTER = "502 after"  # the work done
    SLOW = "slow"
    TOKEN_EXPIRED = "token expired"
    NOT_REGISTERED = "not registered"  # 403: the user is not on the app's allow-list
    NO_PREMIUM = "no premium"  # 403 in plain text: the app's owner has no Premium


STORM = (
    Fault.THROTTLED,
    Fault.INTERNAL,
    Fault.BAD_GATEWAY,
    Fault.UNAVAILABLE,
    Fault.TRUNCATED,
    Fault.RESET_BEFORE,
    Fault.RESET_AFTER,
    Fault.BAD_GATEWAY_AFTER,
    Fault.SLOW,
    Fault.TOKEN_EXPIRED,
)
"""What bad weather is made of when nothing is said."""
INSTEAD: dict[Fault, Response] = {
    Fault.GARBLED_WAIT: Response(429, b"Too many requests", {"Retry-After": "soon"}),
    Fault.INTERNAL: as_json({"error": {"status": 500, "message": "Server error."}}, 500),
    Fault.BAD_GATEWAY: as_json({"error": {"status": 502, "message": "Bad gateway."}}, 502),
    Fault.UNAVAILABLE: as_text("upstream connect error", 503),
    Fault.HTML: as_text("<!DOCTYPE html><title>Spotify</title>", 200, "text/html"),
    Fault.EMPTY: Response(202),
    Fault.RESET_BEFORE: Response(0, reset=True),
    Fault.TOKEN_EXPIRED: as_json({"error": {"status": 401, "message": "The access token expired"}}, 401),
    Fault.NOT_REGISTERED: as_text(
        "User not registered in the Developer Dashboard. Check your settings on "
        "https://developer.spotify.com/dashboard, the user may not be registered.",
        403,
    ),
    Fault.NO_PREMIUM: as_text("Active premium subscription required for the owner of the app.", 403),
}
"""Answers that come instead of the work."""


class Weather:
    """Which request meets which fault.

    `retry_after` and `slow_seconds` are what throttled and slow answers say and take. `search_quota` is how many
    searches are left of the day's, None for as many as one likes; a spent one blocks for `quota_seconds`.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.retry_after = 1
        self.slow_seconds = 0.05
        self.search_quota: int | None = None
        self.quota_seconds = DAY
        self.blocked_until: datetime | None = None
        self.clear()

    def clear(self) -> None:
        """Let the sun come out. A spent quota stays spent."""
        self._queue: deque[Fault | None] = deque()
        self._queues: defaultdict[str, deque[Fault | None]] = defaultdict(deque)
        self._rate = 0.0
        self._kinds: tuple[Fault, ...] = STORM
        self._operations: frozenset[str] | None = None
        self._random = random.Random(0)

    def next(self, *faults: Fault | None) -> None:
        """Script the next requests to the API, whatever they ask; None lets one through."""
        self._queue.extend(faults)

    def on(self, operation: str, *faults: Fault | None) -> None:
        """Script the next requests of one operation (of `fake.operations`, or ``token``)."""
        self._queues[operation].extend(faults)

    def storm(
        self,
        rate: float,
        *,
        seed: int = 0,
        kinds: Iterable[Fault] = STORM,
        operations: Iterable[str] | None = None,
    ) -> None:
        """Let a share of all requests to the API (or of some operations) fail from now on, as a seed draws."""
        self._rate, self._kinds, self._random = rate, tuple(kinds), random.Random(seed)
        self._operations = None if operations is None else frozenset(operations)

    def pick(self, operation: str) -> Fault | None:
        """Draw the fault that a request meets."""
        if operation == "search" and self._quota_spent():
            return Fault.QUOTA
        if self._queues[operation]:
            return self._queues[operation].popleft()
        if self._queue and operation != "token":
            return self._queue.popleft()
        meant = operation != "token" if self._operations is None else operation in self._operations
        if meant and self._random.random() < self._rate:
            return self._random.choice(self._kinds)
        return None

    def answer(self, fault: Fault | None, work: Callable[[], Response]) -> Response:
        """Answer a request under a fault: instead of the work, or after it."""
        if fault in INSTEAD:
            return INSTEAD[fault]
        if fault is Fault.THROTTLED:
            return Response(429, b"Too many requests", {"Retry-After": str(self.retry_after)})
        if fault is Fault.QUOTA:
            return self._quota_answer()
        if fault is Fault.SLOW:
            time.sleep(self.slow_seconds)
        done = work()
        return _spoilt(fault, done) if fault else done

    def _quota_spent(self) -> bool:
        if self.blocked_until is not None and self.clock.now() >= self.blocked_until:
            self.blocked_until = self.search_quota = None
        if self.search_quota is None:
            return False
        self.search_quota -= 1
        return self.search_quota < 0

    def _quota_answer(self) -> Response:
        now = self.clock.now()
        if self.blocked_until is None or self.blocked_until <= now:
            self.blocked_until = now + timedelta(seconds=self.quota_seconds)
        wait = math.ceil((self.blocked_until - now).total_seconds())
        refusal = Refused(429, "API rate limit exceeded", reason="QUOTA_EXCEEDED").response()
        return replace(refusal, headers={**refusal.headers, "Retry-After": str(wait)})


def _spoilt(fault: Fault, done: Response) -> Response:
    if fault is Fault.RESET_AFTER:
        return Response(0, reset=True)
    if fault is Fault.BAD_GATEWAY_AFTER:
        return INSTEAD[Fault.BAD_GATEWAY]
    if fault is Fault.TRUNCATED:
        return replace(done, body=done.body[: len(done.body) // 2])
    if fault in (Fault.NULLS, Fault.UNKNOWN_FIELDS) and done.body.startswith(b"{"):
        document = json.loads(done.body)
        document = _with_nulls(document) if fault is Fault.NULLS else {"fresh": {"from": 2027}, **document}
        return replace(done, body=json.dumps(document).encode())
    return done


def _with_nulls(document: dict[str, Any]) -> dict[str, Any]:
    """Put a null before every list of found things or playlists; a playlist's slots are left as they are."""
    for page in (document, document.get("tracks"), document.get("albums")):
        if isinstance(page, dict) and isinstance(page.get("items"), list):
            slots = any("added_at" in item for item in page["items"])
            page["items"] = page["items"] if slots else [None, *page["items"]]
    return document

"""The fake's own time: the machine's, moved forward by tests that cannot wait six months."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Time as the service sees it. `advance` moves it; nothing moves it back."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Moment in UTC."""
        return datetime.now(UTC) + self.ahead

    def advance(self, *, days: float = 0, hours: float = 0, seconds: float = 0) -> None:
        """Let time pass at once."""
        self.ahead += timedelta(days=days, hours=hours, seconds=seconds)

    def stamp(self) -> str:
        """Moment as the service prints it: ``2026-11-23T13:18:43Z``."""
        return self.now().strftime("%Y-%m-%dT%H:%M:%SZ")

"""How much was asked of Spotify in the last 24 hours, and until when it wants no more. Kept between runs.

Spotify gives a developer a rolling budget of about a day for each group of endpoints, of unpublished size;
users count 600 to 1000 searches. A table of what was sent and a moment until which nothing is sent keep us below.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import DataProblem, ServiceUnavailable, SoundtrackError
from soundtrack_playlists.files import private_folder, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WINDOW = timedelta(hours=24)
"""Over which Spotify counts; a block it announces is never longer."""
SEARCH = "search"
FORM = 1
"""Version of the tables, in SQLite's user_version."""
LOCKED_FOR = 10.0
"""Seconds to wait for another process that writes."""
TABLES = """
CREATE TABLE IF NOT EXISTS sent (app TEXT NOT NULL, kind TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS sent_when ON sent (app, at);
CREATE TABLE IF NOT EXISTS blocked (app TEXT PRIMARY KEY, until REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class RequestCount:
    """Requests sent, and how many of them were searches."""

    total: int = 0
    search: int = 0


class Limits:
    """The request ledger of one app (client id) in a file that several processes share.

    `budget` is how many searches any 24 hours may hold. A damaged file is set aside: it costs a day's memory. One of
    a later version raises DataProblem, for it may say that Spotify wants no requests.
    """

    def __init__(
        self, path: Path, app: str, budget: int, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.path = path
        self.app = app
        self.budget = budget
        self.clock = clock
        self.set_aside: Path | None = None
        self._database = self._open()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def admit(self, kind: str) -> None:
        """Allow one request of a kind and note it, both before another process may.

        Raises ServiceUnavailable, with the moment, if none may be sent.
        """
        with self._alone():
            self.require_open()
            now = self.clock()
            if kind == SEARCH and self.searches_left <= 0:
                raise self._budget_spent(now)
            self._run("INSERT INTO sent VALUES (?, ?, ?)", (self.app, kind, now.timestamp()))

    def require_open(self) -> None:
        """Raise ServiceUnavailable, with the moment, while Spotify wants no requests."""
        if (until := self.blocked_until) is not None:
            when = local(until, self.clock())
            raise ServiceUnavailable(
                f"Spotify wants no requests before {when}.",
                f"Run it again after {when}; everything found so far is kept.",
                until=until,
            )

    def block(self, until: datetime) -> None:
        """Send nothing before that moment, or a later one noted already, in this run and in later ones."""
        with self._alone():
            later = max(until, self.blocked_until or until)
            self._run("REPLACE INTO blocked VALUES (?, ?)", (self.app, later.timestamp()))

    @property
    def blocked_until(self) -> datetime | None:
        """Moment until which Spotify wants nothing, None if it may be asked."""
        row = self._run("SELECT until FROM blocked WHERE app = ?", (self.app,)).fetchone()
        if row is None:
            return None
        until, now = datetime.fromtimestamp(row[0], UTC), self.clock()
        mistaken = until > now + 8 * WINDOW  # noted while this machine's clock was wrong
        return until if now < until and not mistaken else None

    @property
    def sent(self) -> dict[str, int]:
        """Requests of the last 24 hours by kind."""
        rows = self._run(
            "SELECT kind, count(*) FROM sent WHERE app = ? AND at > ? GROUP BY kind ORDER BY kind",
            (self.app, self._window_start()),
        )
        return dict(rows.fetchall())

    @property
    def searches_left(self) -> int:
        """How many searches the budget still holds."""
        return max(self.budget - self.sent.get(SEARCH, 0), 0)

    def _budget_spent(self, now: datetime) -> ServiceUnavailable:
        row = self._run(
            "SELECT min(at) FROM sent WHERE app = ? AND kind = ? AND at > ?",
            (self.app, SEARCH, self._window_start()),
        ).fetchone()
        until = datetime.fromtimestamp(row[0], UTC) + WINDOW if row[0] is not None else None
        when = f"after {local(until, now)}" if until else "with a larger budget"
        return ServiceUnavailable(
            f"The budget of {self.budget} searches in 24 hours is spent.",
            f"Run it again {when} (what was found is kept), or raise search_budget under [spotify] in config.toml.",
            until=until,
        )

    def _window_start(self) -> float:
        return (self.clock() - WINDOW).timestamp()

    def _open(self) -> sqlite3.Connection:
        private_folder(self.path.parent)
        try:
            return self._connected()
        except sqlite3.OperationalError as error:
            raise self._unusable(error) from error
        except sqlite3.DatabaseError:
            self.set_aside = set_aside(self.path, "damaged")
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=LOCKED_FOR, isolation_level=None)
        try:
            _check_form(database)
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.executescript(f"{TABLES}PRAGMA user_version={FORM};")
            database.execute("DELETE FROM sent WHERE at <= ?", (self._window_start(),))
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                database.close()
            raise
        return database

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from writing meanwhile."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._run("ROLLBACK")
            raise
        self._run("COMMIT")

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: sqlite3.Error) -> SoundtrackError:
        return SoundtrackError(
            f"{self.path} cannot be used: {error}.", "Check its permissions and the room on the disk."
        )


def _check_form(database: sqlite3.Connection) -> None:
    if database.execute("PRAGMA user_version").fetchone()[0] > FORM:
        raise DataProblem(
            "The count of requests was written by a later version of this program.",
            "Upgrade soundtrack-playlists; it may say that Spotify wants no requests for now.",
        )


def local(moment: datetime, now: datetime) -> str:
    """Spell a moment in local time, to the minute that has come by then: ``14:05``, or ``Tue 24 Nov 14:05`` unless today."""
    here, today = (moment + timedelta(seconds=59)).astimezone(), now.astimezone().date()
    return f"{here:%H:%M}" if here.date() == today else f"{here:%a} {here.day} {here:%b %H:%M}"

"""The file behind the lookups: SQLite, shared by several processes, set aside when it cannot be used."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.files import set_aside

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

VERSION = 1
"""Form of the file, kept in SQLite's ``user_version``."""
BUSY_TIMEOUT = 10.0  # seconds to wait for another process that is writing; a write takes milliseconds
_TABLE = """
CREATE TABLE IF NOT EXISTS lookups (
  kind TEXT NOT NULL, query TEXT NOT NULL, market TEXT NOT NULL,
  asked INTEGER NOT NULL,   -- seconds since 1970, UTC
  misses INTEGER NOT NULL,  -- times in a row that asking did not help
  answer TEXT NOT NULL,     -- candidates as JSON
  PRIMARY KEY (kind, query, market)
) WITHOUT ROWID
"""


class LookupsFile:
    """One process's hold on the file, opened when first needed.

    A damaged file, or one from a later version, is renamed and begun anew; one that cannot be used is done
    without. `warn` is told either in one sentence; nothing is raised, for this is a cache.
    """

    def __init__(self, path: Path, warn: Callable[[str], None]) -> None:
        self.path = path
        self._warn = warn
        self._connection: sqlite3.Connection | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was ever written."""
        return self._connection is None and not self.path.exists()

    def execute(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        """Run one statement, on disk when this returns; return its rows."""
        import sqlite3

        for _ in range(2):  # a second time with a file begun anew
            try:
                return self._open().execute(statement, values).fetchall()
            except _FromLaterVersionError:
                self._begin_anew("was written by a later version of this program", "later")
            except (
                sqlite3.OperationalError
            ) as error:  # locked for long, full, not writable: the file may be fine
                self._do_without(f"{self.path} cannot be used ({error}); answers of this run are not kept.")
            except sqlite3.DatabaseError as error:
                self._begin_anew(f"was damaged ({error})", "damaged")
        return []

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = _connect(self.path)
        return self._connection

    def _begin_anew(self, what: str, why: str) -> None:
        """Set the file aside, unless another process just did."""
        from filelock import FileLock

        self.close()
        try:
            with FileLock(self.path.with_name(f"{self.path.name}.lock")):
                if _is_sound(self.path):
                    return
                aside = set_aside(self.path, why)
        except OSError as error:
            self._do_without(f"{self.path} {what} and cannot be set aside: {error}.")
        else:
            self._warn(f"{self.path} {what}: kept as {aside.name}, lookups begin anew.")

    def _do_without(self, why: str) -> None:
        import sqlite3

        self.close()
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute(_TABLE)
        self._warn(why)


class _FromLaterVersionError(Exception):
    """The file has a form that is not known yet."""


def _connect(path: Path) -> sqlite3.Connection:
    import sqlite3

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise sqlite3.OperationalError(str(error)) from error
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    import sqlite3

    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise _FromLaterVersionError
    connection.execute("PRAGMA synchronous = NORMAL")  # a cache: after a power cut the last answers may go
    if version < VERSION:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(_TABLE)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'lookups'").fetchone():
        raise sqlite3.DatabaseError("its table is missing")


def _is_sound(path: Path) -> bool:
    import sqlite3

    with contextlib.suppress(sqlite3.DatabaseError, _FromLaterVersionError):
        connection = _connect(path)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    return False

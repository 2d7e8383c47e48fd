"""The ledger: which playlist on the service carries which key, what we wrote there, and the last runs.

State, not cache: without it playlists are found again by their marker, but the user's removals are forgotten.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from soundtrack_playlists.errors import DataProblem, SoundtrackError
from soundtrack_playlists.files import private_folder, set_aside
from soundtrack_playlists.playlists.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

FILE = "ledger.sqlite"
RUNS_KEPT = 20
"""Runs of a playlist that can be undone."""
LOCKED_FOR = 10.0
"""Seconds to wait for another process that writes."""
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE playlists (
      account TEXT NOT NULL, key TEXT NOT NULL,
      body TEXT,  -- JSON; NULL once forgotten, so that the marker alone does not bring it back
      PRIMARY KEY (account, key)
    );
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL,
      command TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
      added INTEGER NOT NULL, removed INTEGER NOT NULL, moved INTEGER NOT NULL
    );
    CREATE INDEX runs_of ON runs (account, key, id);
    """,
)
"""Each brings the file to the next form; a form's number is how many were applied (SQLite's user_version)."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run changed in one playlist. `before` and `after` are the URIs it held (None: an empty slot)."""

    account: str
    key: str
    at: datetime
    command: str
    before: tuple[str | None, ...]
    after: tuple[str | None, ...]
    added: int
    removed: int
    moved: int
    id: int = 0


class Ledger:
    """An open ledger. `problem` says what was wrong with the file that was set aside, if it was."""

    def __init__(self, database: sqlite3.Connection, path: Path, problem: str = "") -> None:
        self._database = database
        self.path = path
        self.problem = problem

    @classmethod
    def open(cls, path: Path, migrations: Sequence[str] = MIGRATIONS) -> Self:
        """Open or make the ledger. A damaged one is set aside.

        Raises DataProblem for one of a later version, SoundtrackError where the file cannot be used.
        """
        private_folder(path.parent)
        try:
            return cls(_connect(path, migrations), path)
        except sqlite3.OperationalError as error:
            raise SoundtrackError(
                f"{path} cannot be used: {error}.", "Check its permissions and the room on the disk."
            ) from error
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
            aside = set_aside(path, "damaged")
            for leftover in (f"{path.name}-wal", f"{path.name}-shm"):
                path.with_name(leftover).unlink(missing_ok=True)
            problem = f"The ledger of kept playlists was damaged ({error}) and set aside as {aside}."
            return cls(_connect(path, migrations), path, problem)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def copied(self) -> Self:
        """Copy everything into memory, where a dry run may note what it likes."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        self._database.backup(memory)
        return type(self)(memory, self.path, self.problem)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @property
    def blank(self) -> bool:
        """Whether nothing was ever noted: a first run, or a lost ledger."""
        return self._database.execute("SELECT 1 FROM playlists LIMIT 1").fetchone() is None

    def blank_for(self, account: str) -> bool:
        """Whether nothing was ever noted for an account."""
        row = self._database.execute("SELECT 1 FROM playlists WHERE account = ? LIMIT 1", (account,))
        return row.fetchone() is None

    def all(self) -> list[Kept]:
        """List every kept playlist, by account and then in the order first kept."""
        rows = self._database.execute(
            "SELECT body FROM playlists WHERE body IS NOT NULL ORDER BY account, rowid"
        )
        return [Kept.from_document(json.loads(body)) for (body,) in rows]

    def named(self, key: str) -> list[Kept]:
        """List what is kept under a key, in whichever account."""
        rows = self._database.execute("SELECT body FROM playlists WHERE key = ? AND body IS NOT NULL", (key,))
        return [Kept.from_document(json.loads(body)) for (body,) in rows]

    def get(self, account: str, key: str) -> Kept | None:
        """Return the kept playlist of a key, None where there is none."""
        row = self._database.execute(
            "SELECT body FROM playlists WHERE account = ? AND key = ? AND body IS NOT NULL", (account, key)
        ).fetchone()
        return Kept.from_document(json.loads(row[0])) if row else None

    def put(self, *all_kept: Kept) -> None:
        """Note playlists as they are now known, all or none."""
        rows = [
            (kept.account, kept.key, json.dumps(kept.to_document(), ensure_ascii=False)) for kept in all_kept
        ]
        upsert = (
            "INSERT INTO playlists VALUES (?, ?, ?)"
            " ON CONFLICT (account, key) DO UPDATE SET body = excluded.body"
        )
        self._write(lambda: self._database.executemany(upsert, rows))

    def forget(self, account: str, key: str) -> None:
        """Keep a playlist no longer, and its runs neither."""

        def erase() -> None:
            where = (account, key)
            self._database.execute("UPDATE playlists SET body = NULL WHERE account = ? AND key = ?", where)
            self._database.execute("DELETE FROM runs WHERE account = ? AND key = ?", where)

        self._write(erase)

    def note(self, kept: Kept, run: Run) -> None:
        """Note a playlist together with the run that made it so; the oldest run beyond those kept goes."""
        values = (run.account, run.key, run.at.isoformat(), run.command, json.dumps(run.before))
        more = (json.dumps(run.after), run.added, run.removed, run.moved)

        def insert() -> None:
            self._database.execute(
                "UPDATE playlists SET body = ? WHERE account = ? AND key = ?",
                (json.dumps(kept.to_document(), ensure_ascii=False), kept.account, kept.key),
            )
            self._database.execute(
                "INSERT INTO runs (account, key, at, command, before, after, added, removed, moved)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, *more),
            )
            self._database.execute(
                "DELETE FROM runs WHERE account = :account AND key = :key AND id NOT IN (SELECT id FROM runs"
                " WHERE account = :account AND key = :key ORDER BY id DESC LIMIT :kept)",
                {"account": run.account, "key": run.key, "kept": RUNS_KEPT},
            )

        self._write(insert)

    def runs(self, account: str, key: str) -> list[Run]:
        """List the last runs that changed a playlist, newest first."""
        rows: Iterable[tuple[str, str, str, str, int, int, int, int]] = self._database.execute(
            "SELECT at, command, before, after, added, removed, moved, id FROM runs"
            " WHERE account = ? AND key = ? ORDER BY id DESC",
            (account, key),
        )
        return [
            Run(
                account,
                key,
                datetime.fromisoformat(at),
                command,
                tuple(json.loads(before)),
                tuple(json.loads(after)),
                *counts,
            )
            for at, command, before, after, *counts in rows
        ]

    def _write(self, work: Callable[[], object]) -> None:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                work()
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise SoundtrackError(
                f"{self.path} cannot be written: {error}.", "Check its permissions and the room on the disk."
            ) from error


def _connect(path: Path, migrations: Sequence[str]) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=LOCKED_FOR, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")  # an intent must outlive a power cut
        _migrate(database, path, migrations)
        _check(database)
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            database.close()
        raise
    return database


def _check(database: sqlite3.Connection) -> None:
    if (answer := database.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise sqlite3.DatabaseError(answer)
    for (body,) in database.execute("SELECT body FROM playlists WHERE body IS NOT NULL"):
        Kept.from_document(json.loads(body))


def _migrate(database: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    form: int = database.execute("PRAGMA user_version").fetchone()[0]
    if form > len(migrations):
        raise DataProblem(
            f"{path} was written by a later version of this program (form {form}, known up to {len(migrations)}).",
            "Upgrade soundtrack-playlists.",
        )
    if 0 < form < len(migrations):
        with contextlib.closing(sqlite3.connect(path.with_name(f"{path.name}.form-{form}"))) as backup:
            database.backup(backup)
    for number, migration in enumerate(migrations[form:], start=form + 1):
        database.executescript(f"BEGIN IMMEDIATE;{migration};PRAGMA user_version={number};COMMIT;")

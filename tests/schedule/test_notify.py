"""Notifications, the journal and the record of runs."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from soundtrack_playlists.schedule import record
from soundtrack_playlists.schedule.journal import BYTES, KEPT, journal, path
from soundtrack_playlists.schedule.notify import notify
from soundtrack_playlists.schedule.plan import Plan
from soundtrack_playlists.schedule.scheduler import Kind

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 6, 7, tzinfo=UTC)


def test_the_message_becomes_the_last_argument_of_the_command(tmp_path: Path) -> None:
    """The user's command gets the message as one word, whatever is in it."""
    heard = tmp_path / "heard"
    script = tmp_path / "listen.py"
    script.write_text(f"import sys, pathlib; pathlib.Path({str(heard)!r}).write_text(repr(sys.argv[1:]))")

    assert notify(f"command {sys.executable} '{script}' --to me", 'login ends; "quotes" & $HOME') is None

    assert heard.read_text() == repr(["--to", "me", 'login ends; "quotes" & $HOME'])


def test_a_notification_that_fails_is_a_reason_not_an_error() -> None:
    """A missing or failing command never stops a refresh."""
    assert "could not be sent" in str(notify("command /nowhere/at/all", "x"))
    assert "status 1" in str(notify(f"command {sys.executable} -c 'raise SystemExit(1)'", "x"))
    assert "could not be sent" in str(notify('command "unbalanced', "x"))


def test_the_journal_rotates_before_it_grows_for_ever(tmp_path: Path) -> None:
    """However much is written, a few files of bounded size remain."""
    with journal(tmp_path) as write:
        for _ in range(3 * KEPT):
            write("x" * (BYTES // 2))

    logs = list(path(tmp_path).parent.iterdir())
    assert len(logs) == KEPT + 1
    assert all(log.stat().st_size <= BYTES for log in logs)


def test_what_was_noted_is_read_back(tmp_path: Path) -> None:
    """Plan and last run survive side by side, in whichever order they were noted."""
    plan = Plan(7, time(6, 30), NOW, jitter=3)
    run = record.Run(NOW, NOW, 5, "Quota spent until 14:05.")

    record.note_run(tmp_path, run, {})
    record.note_installed(tmp_path, Kind.CRON, plan)

    assert record.read(tmp_path) == record.Record(Kind.CRON, plan, run)


def test_a_damaged_record_is_an_empty_one(tmp_path: Path) -> None:
    """The record is a convenience: damage costs the memory of a run, not the command."""
    (tmp_path / "schedule.json").write_text('{"kind": "schedule", "version": 1, "with": "abacus"}')

    assert record.read(tmp_path) == record.Record()

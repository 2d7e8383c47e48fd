"""`refresh --due`: what a scheduler may call as often as it likes."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from faults.machine import machine
from faults.stage import stage
from faults.test_kill import CONFIG, made
from soundtrack_playlists.cli.keys import Entry
from soundtrack_playlists.playlists.kept import Kept
from soundtrack_playlists.playlists.playlist import Recipe
from soundtrack_playlists.schedule.journal import path as journal_path
from soundtrack_playlists.schedule.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

    from faults.machine import Machine

HERE = timezone(timedelta(hours=2))
SIX = datetime(2026, 11, 23, 6, 7, tzinfo=HERE)  # a Monday


def due(
    now: datetime, *, last: datetime = SIX, every: int = 1, plan: Plan | None = None, strictly: bool = False
) -> bool:
    """Whether a playlist refreshed at a moment is due at another."""
    recipe = Recipe(film="spawn", every=every)
    kept = Kept("film:spawn", "me", recipe, refreshed=last)
    return Entry(recipe, kept).due(now, 7, plan, strictly=strictly)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (timedelta(hours=17), False),  # the last look of cron's on the same day
        (timedelta(hours=23, minutes=45), True),  # tomorrow, with less jitter
        (timedelta(days=1), True),
    ],
)
def test_a_daily_playlist_is_due_once_a_day(later: timedelta, expected: bool) -> None:
    """However often a scheduler looks, and whatever its jitter."""
    assert due(SIX + later) is expected


def test_a_run_made_up_for_in_the_afternoon_does_not_push_the_next_morning_away() -> None:
    """It is the next day, though only fifteen hours have passed."""
    assert due(SIX + timedelta(days=1), last=SIX + timedelta(hours=9))


def test_jitter_around_midnight_skips_no_day() -> None:
    """Ten minutes late yesterday (so today), punctual tonight: that is two days."""
    last = datetime(2026, 11, 24, 0, 5, tzinfo=HERE)
    assert due(last.replace(hour=23, minute=56), last=last)


@pytest.mark.parametrize(("days", "expected"), [(6, False), (7, True)])
def test_the_schedulers_own_interval_is_the_least(days: int, expected: bool) -> None:
    """A weekly job refreshes weekly, though the line in the crontab looks every day and the playlist is a daily one."""
    weekly = Plan(7, time(6), SIX)
    assert due(SIX + timedelta(days=days), plan=weekly, strictly=True) is expected
    assert due(SIX + timedelta(days=days), plan=weekly)  # asked at another moment than planned


@pytest.mark.parametrize("every", [1, 7, 30])
def test_a_run_that_was_late_does_not_make_a_playlist_miss_the_next(every: int) -> None:
    """A weekly job made up for on Wednesday runs on Monday again."""
    weekly = Plan(7, time(6), SIX)
    late = SIX + timedelta(days=2, hours=5)
    assert due(SIX + timedelta(days=7), last=late, every=min(every, 7), plan=weekly, strictly=True)


def test_a_month_of_28_days_is_not_skipped() -> None:
    """From the 28th of February to the 28th of March there are fewer days than thirty."""
    monthly = Plan(30, time(6), datetime(2026, 1, 31, tzinfo=HERE))
    last = datetime(2026, 2, 28, 6, 7, tzinfo=HERE)
    march = datetime(2026, 3, 28, 6, 3, tzinfo=HERE)
    assert due(march, last=last, every=30, plan=monthly, strictly=True)
    assert not due(march - timedelta(days=1), last=last, every=30, plan=monthly, strictly=True)


def test_a_playlist_seldomer_than_its_job_keeps_its_own_days() -> None:
    """A monthly playlist under a daily job is not due tomorrow."""
    daily = Plan(1, time(6), SIX)
    assert not due(SIX + timedelta(days=29), every=30, plan=daily, strictly=True)
    assert due(SIX + timedelta(days=30), every=30, plan=daily, strictly=True)


def test_with_nothing_due_nothing_is_sent_nor_anything_heavy_imported(tmp_path: Path) -> None:
    """No request, and neither spotipy nor requests."""
    with machine(tmp_path / "home", CONFIG.format(limit=3)) as at:
        assert at.run("refresh").status == 0
        at.fake.forget()
        program = (
            "import sys; from soundtrack_playlists.cli.main import run; status = run(['refresh', '--due'])\n"
        )
        heavy = "sys.exit(status or {'spotipy', 'requests', 'PIL', 'rich'} & sys.modules.keys() or 0)"
        done = subprocess.run(
            [sys.executable, "-c", program + heavy], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert at.fake.log == []


def test_a_due_run_writes_its_journal_and_keeps_the_screen_clear(tmp_path: Path) -> None:
    """What it did is in the log; `schedule show` says how it ended."""
    with stage(tmp_path, CONFIG.format(limit=5), due_again) as at:
        outcome = at.run("refresh", "--due")
        assert (outcome.status, outcome.stdout, outcome.stderr) == (0, "", "")
        assert "2 playlists: 2 changed." in journal_path(at.places.state).read_text(encoding="utf-8")
        assert at.run("schedule", "show", "--json").json["last"]["status"] == 0


def test_a_run_that_needs_a_person_calls_for_one(tmp_path: Path) -> None:
    """The configured command gets the message; stderr and exit status say it, too."""
    told = tmp_path / "told"
    script = tmp_path / "tell"
    script.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {told}\n')
    script.chmod(0o755)
    with stage(tmp_path, CONFIG.format(limit=5), due_again) as at:
        at.configure(f'[schedule]\non_problem = "command {script}"\n')
        at.fake.accounts.access.clear()
        at.fake.accounts.refresh.clear()
        outcome = at.run("refresh", "--due")
        assert outcome.status == 4
        assert "soundtrack-playlists login" in told.read_text()
        assert "soundtrack-playlists login" in outcome.stderr
        assert at.run("schedule", "show", "--json").json["last"]["status"] == 4


def due_again(at: Machine) -> None:
    """Playlists with something to do, last refreshed so long ago that it is time."""
    import sqlite3
    from contextlib import closing

    made(at)
    with closing(sqlite3.connect(at.ledger)) as database, database:
        database.execute(
            "UPDATE playlists SET body = json_set(body, '$.refreshed', '2026-01-01T06:00:00+01:00')"
        )


def test_a_mistake_of_ours_in_the_night_calls_for_a_person_as_well(tmp_path: Path) -> None:
    """What nobody foresaw is noted as an error, not as a run that was stopped."""
    told = tmp_path / "told"
    script = tmp_path / "tell"
    script.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {told}\n')
    script.chmod(0o755)
    with stage(tmp_path, CONFIG.format(limit=5), due_again) as at:
        at.configure(f'[schedule]\non_problem = "command {script}"\n')
        with mock.patch("requests.Session.send", side_effect=ZeroDivisionError):
            outcome = at.run("refresh", "--due")
        assert outcome.status == 1
        assert "ZeroDivisionError" in told.read_text()
        assert "ZeroDivisionError" in at.run("schedule", "show", "--json").json["last"]["line"]

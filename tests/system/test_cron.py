"""A real cron runs what `schedule install` wrote: `pytest -m system tests/system`. It takes up to three minutes."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from faults.machine import machine
from soundtrack_playlists.schedule import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from faults.machine import Machine

CONFIG = """
[playlists]
covers = false
[[playlist]]
by = "film"
name = "spawn"
limit = {limit}
"""
pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(not shutil.which("crontab"), reason="there is no cron here"),
]


def table() -> str:
    """The user's crontab, empty where there is none."""
    return subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False).stdout


@contextlib.contextmanager
def cron() -> Iterator[None]:
    """See to it that cron runs; one started here ends here."""
    if subprocess.run(["pgrep", "-x", "cron|crond"], capture_output=True, check=False).returncode == 0:
        yield
        return
    with subprocess.Popen([shutil.which("cron") or "crond", "-f"]) as daemon:
        try:
            yield
        finally:
            daemon.terminate()


def install_for_the_next_minutes(at: Machine) -> None:
    """Install until the machine's own delay, drawn anew each time, lets the job run in two minutes at the latest."""
    for _ in range(200):
        soon = datetime.now().astimezone() + timedelta(minutes=1)
        assert at.run("schedule", "install", "--with", "cron", "--at", f"{soon:%H:%M}").status == 0
        plan = record.read(at.places.state).plan
        assert plan
        if plan.jitter <= 1:
            return
    raise AssertionError("the delay is always the same")


@pytest.fixture
def crontab() -> Iterator[str]:
    """The crontab as it is; at the end it must be that again, and is made that."""
    before = table()
    yield before
    if table() != before:
        if before:
            subprocess.run(["crontab", "-"], input=before, text=True, check=True)
        else:
            subprocess.run(["crontab", "-r"], check=True)
        pytest.fail("`schedule remove` left something behind")


def test_cron_refreshes_what_is_due(tmp_path: Path, crontab: str) -> None:
    """A playlist longer by configuration and past its day is refreshed; the record says so; remove takes all away."""
    with machine(tmp_path / "a home", CONFIG.format(limit=3)) as at:
        assert at.run("refresh").status == 0
        at.configure(CONFIG.format(limit=5))
        with contextlib.closing(sqlite3.connect(at.ledger)) as database, database:
            database.execute(
                "UPDATE playlists SET body = json_set(body, '$.refreshed', '2026-01-01T06:00:00+01:00')"
            )
        install_for_the_next_minutes(at)
        ended = threading.Event()  # time.sleep takes no time here
        with cron():
            for _ in range(150):
                if record.read(at.places.state).last or ended.wait(1):
                    break
        last = record.read(at.places.state).last
        assert last, "cron did not run it"
        assert (last.status, last.line) == (0, "1 playlist: 1 changed.")
        assert len(at.playlists()["film:spawn"].now.uris) == 5
        assert at.run("schedule", "remove").status == 0
        assert table() == crontab

"""What every scheduler offers, how its programs are run, and which of them this machine has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol

from soundtrack_playlists.errors import SoundtrackError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from soundtrack_playlists.schedule.job import Job
    from soundtrack_playlists.schedule.plan import Plan

NAME = "soundtrack-playlists"
PATIENCE_SECONDS = 30
"""How long a scheduler's own program may take to answer."""


class Kind(StrEnum):
    """Schedulers known, by the name of the option."""

    SYSTEMD = "systemd"
    CRON = "cron"
    LAUNCHD = "launchd"
    TASK_SCHEDULER = "task-scheduler"

    @property
    def looks_oftener(self) -> bool:
        """Whether it starts the job more often than planned: to make up for what the machine slept through."""
        return self in {Kind.CRON, Kind.LAUNCHD}


@dataclass(frozen=True, slots=True)
class Piece:
    """One file or text that makes up a schedule. `where` is a path, or words for what is not a file."""

    where: str
    text: str


class Scheduler(Protocol):
    """A system's scheduler. Methods raise SoundtrackError where the system refuses."""

    kind: ClassVar[Kind]

    def pieces(self, job: Job, plan: Plan) -> tuple[Piece, ...]:
        """Spell what would be installed, without installing it."""

    def install(self, job: Job, plan: Plan) -> str:
        """Install, replacing what was installed before; return what to know about it, or nothing."""

    def installed(self) -> bool:
        """Whether the system has our job."""

    def remove(self) -> bool:
        """Remove exactly what `install` made; return whether there was anything."""


def scheduler(kind: Kind, *, home: Path, state: Path, environment: Mapping[str, str]) -> Scheduler:
    """Return the scheduler of a kind for the user whose home and state folders are given."""
    match kind:
        case Kind.SYSTEMD:
            from soundtrack_playlists.schedule.systemd import Systemd

            return Systemd.of(home, environment)
        case Kind.CRON:
            from soundtrack_playlists.schedule.cron import Cron

            return Cron()
        case Kind.LAUNCHD:
            from soundtrack_playlists.schedule.launchd import Launchd

            return Launchd(home / "Library" / "LaunchAgents", state / "log")
        case Kind.TASK_SCHEDULER:
            from soundtrack_playlists.schedule.tasks import TaskScheduler

            return TaskScheduler(state)


def native() -> Kind:
    """Choose the scheduler this machine has. Raises SoundtrackError where it has none that is known."""
    if sys.platform == "win32":
        return Kind.TASK_SCHEDULER
    if sys.platform == "darwin":
        return Kind.LAUNCHD
    if shutil.which("systemctl") and _answers("systemctl", "--user", "show-environment"):
        return Kind.SYSTEMD
    if shutil.which("crontab"):
        return Kind.CRON
    raise SoundtrackError(
        "No scheduler was found: neither a systemd user session nor crontab is here.",
        "Install cron, or run `soundtrack-playlists refresh --due` from a scheduler of your own: see docs/scheduling.md.",
    )


def ask(*command: str, given: str | None = None) -> str:
    """Run a scheduler's own program and return what it prints.

    Raises SoundtrackError with the program's words where it fails, is missing or does not answer in time.
    """
    try:
        done = subprocess.run(  # noqa: S603 - fixed program names with arguments of ours, no shell
            command, input=given, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
        )
    except FileNotFoundError as error:
        raise SoundtrackError(
            f"`{command[0]}` is not on this machine.",
            "Choose another scheduler with --with, or print it with --print.",
        ) from error
    except subprocess.TimeoutExpired as error:
        raise SoundtrackError(
            f"`{command[0]}` did not answer within {PATIENCE_SECONDS} seconds.", "Try again."
        ) from error
    if done.returncode:
        words = (done.stderr or done.stdout).strip() or f"exit status {done.returncode}"
        raise SoundtrackError(
            f"`{' '.join(command)}` failed: {words}",
            "Mend that, or choose another scheduler with --with.",
        )
    return done.stdout


def _answers(*command: str) -> bool:
    try:
        ask(*command)
    except SoundtrackError:
        return False
    return True

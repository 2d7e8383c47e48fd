"""systemd: a user service and its timer. Source: systemd.service(5), systemd.timer(5), systemd.syntax(7)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from soundtrack_playlists.errors import SoundtrackError
from soundtrack_playlists.files import write_atomic
from soundtrack_playlists.phrases import shown
from soundtrack_playlists.schedule.plan import JITTER_MINUTES, WEEK, Plan
from soundtrack_playlists.schedule.scheduler import NAME, Kind, Piece, ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soundtrack_playlists.schedule.job import Job

_PLAIN = re.compile(r"[A-Za-z0-9_./:=@+,-]+")

LINGER = "A user's timers run while the user is logged in; for a machine nobody logs in to, run `loginctl enable-linger` once."


@dataclass(frozen=True, slots=True)
class Systemd:
    """The user's own service manager, and the folder of the user's units."""

    units: Path
    kind: ClassVar[Kind] = Kind.SYSTEMD

    @classmethod
    def of(cls, home: Path, environment: Mapping[str, str]) -> Systemd:
        """Find the folder of units as systemd does."""
        config = environment.get("XDG_CONFIG_HOME")
        return cls((Path(config) if config else home / ".config") / "systemd" / "user")

    def pieces(self, job: Job, plan: Plan) -> tuple[Piece, ...]:
        """Spell the service and the timer."""
        return (Piece(str(self._service), _service(job)), Piece(str(self._timer), _timer(plan)))

    def install(self, job: Job, plan: Plan) -> str:
        """Write both units and start the timer."""
        for piece in self.pieces(job, plan):
            write_atomic(Path(piece.where), piece.text)
        ask("systemctl", "--user", "daemon-reload")
        ask("systemctl", "--user", "enable", "--now", self._timer.name)
        ask("systemctl", "--user", "restart", self._timer.name)  # a timer already running keeps its old hour
        return LINGER

    def installed(self) -> bool:
        """Whether the timer is there."""
        return self._timer.exists()

    def remove(self) -> bool:
        """Stop the timer and remove both units."""
        if not self._timer.exists() and not self._service.exists():
            return False
        try:
            ask("systemctl", "--user", "disable", "--now", self._timer.name)
        finally:
            self._timer.unlink(missing_ok=True)
            self._service.unlink(missing_ok=True)
        ask("systemctl", "--user", "daemon-reload")
        return True

    @property
    def _service(self) -> Path:
        return self.units / f"{NAME}.service"

    @property
    def _timer(self) -> Path:
        return self.units / f"{NAME}.timer"


def _service(job: Job) -> str:
    environment = [
        f"Environment={_quoted(f'{name}={value}')}" for name, value in sorted(job.environment.items())
    ]
    return "\n".join(
        [
            "[Unit]",
            "Description=Refresh the Spotify playlists of film soundtracks",
            "",
            "[Service]",
            "Type=oneshot",
            *environment,
            f"ExecStart={' '.join(_quoted(word, command=True) for word in job.command)}",
            "Nice=10",
            "TimeoutStartSec=1h",
            "# only 5, Spotify unavailable or quota spent, is worth another try within the day",
            "Restart=on-failure",
            "RestartPreventExitStatus=1 2 3 4",
            "RestartSec=1h",
            "",
        ]
    )


def _timer(plan: Plan) -> str:
    return "\n".join(
        [
            "[Unit]",
            "Description=When to refresh the Spotify playlists of film soundtracks",
            "",
            "[Timer]",
            f"OnCalendar={_calendar(plan)}",
            f"RandomizedDelaySec={JITTER_MINUTES}min",
            "# a run missed while the machine was off is made up for",
            "Persistent=true",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        ]
    )


def _calendar(plan: Plan) -> str:
    at = f"{plan.at:%H:%M}:00"
    if plan.every == 1:
        return f"*-*-* {at}"
    if plan.every == WEEK:
        return f"{calendar.day_abbr[plan.weekday]} *-*-* {at}"
    return f"*-*-{plan.day_of_month:02} {at}"


def _quoted(word: str, *, command: bool = False) -> str:
    if "\n" in word:
        raise SoundtrackError(
            f"{shown(word)} holds a line break, which no unit file can.",
            "Move the program or its home to a plainer path.",
        )
    if _PLAIN.fullmatch(word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped.replace("$", "$$") if command else escaped}"'

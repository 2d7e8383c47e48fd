"""launchd: an agent of the user's on macOS. Source: launchd.plist(5), launchctl(1)."""

from __future__ import annotations

import os
import plistlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from soundtrack_playlists.files import write_atomic
from soundtrack_playlists.schedule.plan import WEEK
from soundtrack_playlists.schedule.scheduler import NAME, Kind, Piece, ask

if TYPE_CHECKING:
    from soundtrack_playlists.schedule.job import Job
    from soundtrack_playlists.schedule.plan import Plan

LABEL = f"{NAME}.refresh"
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Launchd:
    """The folder of the user's agents, and where ours leaves what it says."""

    agents: Path
    log: Path
    kind: ClassVar[Kind] = Kind.LAUNCHD

    def pieces(self, job: Job, plan: Plan) -> tuple[Piece, ...]:
        """Spell the property list."""
        return (Piece(str(self._plist), plistlib.dumps(self._agent(job, plan)).decode()),)

    def install(self, job: Job, plan: Plan) -> str:
        """Write the property list and load it, in place of one loaded before."""
        self.remove()
        (piece,) = self.pieces(job, plan)
        write_atomic(Path(piece.where), piece.text)
        self.log.mkdir(parents=True, exist_ok=True)
        ask("launchctl", "bootstrap", _domain(), str(self._plist))
        return "It runs while you are logged in; a run missed is made up for at the next login."

    def installed(self) -> bool:
        """Whether the property list is there."""
        return self._plist.exists()

    def remove(self) -> bool:
        """Unload the agent and remove its property list."""
        if not self._plist.exists():
            return False
        try:
            ask("launchctl", "bootout", f"{_domain()}/{LABEL}")
        finally:
            self._plist.unlink(missing_ok=True)
        return True

    @property
    def _plist(self) -> Path:
        return self.agents / f"{LABEL}.plist"

    def _agent(self, job: Job, plan: Plan) -> dict[str, Any]:
        at = plan.delayed
        when = {"Hour": at.hour, "Minute": at.minute}
        if plan.every == WEEK:
            when["Weekday"] = 0 if plan.weekday == SUNDAY else plan.weekday + 1
        elif plan.every != 1:
            when["Day"] = plan.day_of_month
        return {
            "Label": LABEL,
            "ProgramArguments": list(job.command),
            "EnvironmentVariables": dict(job.environment),
            "StartCalendarInterval": when,
            "RunAtLoad": True,  # after a day switched off; --due does nothing where nothing is due
            "ProcessType": "Background",
            "StandardErrorPath": str(self.log / "launchd.log"),
        }


def _domain() -> str:
    return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"

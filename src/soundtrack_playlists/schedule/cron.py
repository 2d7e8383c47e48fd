"""cron: one line in the user's table, between two comments that say whose it is. Source: crontab(5)."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from soundtrack_playlists.errors import SoundtrackError
from soundtrack_playlists.schedule.scheduler import NAME, Kind, Piece, ask

if TYPE_CHECKING:
    from soundtrack_playlists.schedule.job import Job
    from soundtrack_playlists.schedule.plan import Plan

BEGIN = f"# {NAME}: begin (made by `{NAME} schedule install`, taken out by `{NAME} schedule remove`)"
END = f"# {NAME}: end"
_BLOCK = re.compile(rf"^{re.escape(BEGIN)}\n.*?^{re.escape(END)}\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cron:
    """The user's table of jobs, read and written by crontab(1)."""

    kind: ClassVar[Kind] = Kind.CRON

    def pieces(self, job: Job, plan: Plan) -> tuple[Piece, ...]:
        """Spell the lines."""
        return (Piece("your crontab", _block(job, plan)),)

    def install(self, job: Job, plan: Plan) -> str:
        """Put our lines at the end of the table; every other line stays as it is, byte for byte."""
        others = _BLOCK.sub("", _table())
        separator = "" if not others or others.endswith("\n") else "\n"
        ask("crontab", "-", given=f"{others}{separator}{_block(job, plan)}")
        return "cron looks every hour from then until midnight, and does what is due: a run missed is made up for."

    def installed(self) -> bool:
        """Whether our lines are in the table."""
        return bool(_BLOCK.search(_table()))

    def remove(self) -> bool:
        """Take our lines out of the table; a table left empty goes altogether."""
        table = _table()
        others = _BLOCK.sub("", table)
        if others == table:
            return False
        if others:
            ask("crontab", "-", given=others)
        else:
            ask("crontab", "-r")
        return True


def _table() -> str:
    try:
        return ask("crontab", "-l")
    except SoundtrackError as error:
        if "no crontab for" in error.what:
            return ""
        raise


def _block(job: Job, plan: Plan) -> str:
    at = plan.delayed
    variables = [f"{name}={value}" for name, value in sorted(job.environment.items())]
    words = ["env", *variables, *job.command] if variables else list(job.command)
    if any("\n" in word for word in words):
        raise SoundtrackError(
            "A path or variable holds a line break, which no crontab can.",
            "Move the program or its home to a plainer path.",
        )
    # cron starts no missed job: so it looks every hour of the rest of the day, and --due does a thing once.
    # It makes line breaks of percent signs, even quoted ones, unless they are escaped.
    command = shlex.join(words).replace("%", "\\%")
    return f"{BEGIN}\n{at.minute} {at.hour}-23 * * * {command}\n{END}\n"

"""When the job runs: every day, week or month at a time of day, a little later on each machine. Pure."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime, time, timedelta

EVERY_DAYS = (1, 7, 30)
"""Days between runs a scheduler can be asked for: day, week, month."""

JITTER_MINUTES = 15
"""A run starts up to this many minutes late, so that not every machine calls Spotify at six sharp."""

LAST_DAY_OF_ALL_MONTHS = 28
WEEK = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """Days between runs, the time of day, and the day a week or month is counted from.

    `anchor` is the date of installation: a weekly job keeps its weekday, a monthly one its day of the month
    (at most the 28th). `jitter` is this machine's delay in minutes, for schedulers that have none of their own.
    """

    every: int
    at: time
    anchor: datetime
    jitter: int = 0

    @property
    def weekday(self) -> int:
        """Day of the week of a weekly job, Monday 0."""
        return self.anchor.weekday()

    @property
    def day_of_month(self) -> int:
        """Day of a monthly job, one that every month has."""
        return min(self.anchor.day, LAST_DAY_OF_ALL_MONTHS)

    @property
    def delayed(self) -> time:
        """Time of day with this machine's delay; never past midnight."""
        minutes = min(self.at.hour * 60 + self.at.minute + self.jitter, 24 * 60 - 1)
        return time(minutes // 60, minutes % 60)

    def next_run(self, now: datetime) -> datetime:
        """Return the next moment the job is planned for, without any scheduler's own delay."""
        moment = datetime.combine(now.date(), self.at, tzinfo=now.tzinfo)
        while moment <= now or not self._falls_on(moment):
            moment += timedelta(days=1)
        return moment

    def latest(self, now: datetime) -> datetime:
        """Return the last moment the job was planned for, at most `now`; like `next_run` without any delay."""
        moment = datetime.combine(now.date(), self.at, tzinfo=now.tzinfo)
        while moment > now or not self._falls_on(moment):
            moment -= timedelta(days=1)
        return moment

    def __str__(self) -> str:
        at = f"{self.at:%H:%M}"
        if self.every == 1:
            return f"every day at {at}"
        if self.every == WEEK:
            return f"every {calendar.day_name[self.weekday]} at {at}"
        return f"on day {self.day_of_month} of every month at {at}"

    def _falls_on(self, moment: datetime) -> bool:
        if self.every == 1:
            return True
        if self.every == WEEK:
            return moment.weekday() == self.weekday
        return moment.day == self.day_of_month

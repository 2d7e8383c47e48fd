"""When a scheduled refresh runs."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.schedule.plan import EVERY_DAYS, Plan

A_MONDAY = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive


@given(st.sampled_from(EVERY_DAYS), st.times(), moments, moments)
def test_the_next_run_is_ahead_and_no_further_than_one_interval(
    every: int, at: time, anchor: datetime, now: datetime
) -> None:
    """The next run lies ahead, at the time asked for, at most a day, a week or a month away."""
    coming = Plan(every, at.replace(tzinfo=None), anchor).next_run(now)

    assert now < coming <= now + timedelta(days=31 if every == 30 else every)
    assert coming.time() == at.replace(tzinfo=None)


@given(st.sampled_from(EVERY_DAYS), st.times(), moments, moments)
def test_between_the_latest_and_the_next_run_none_is_planned(
    every: int, at: time, anchor: datetime, now: datetime
) -> None:
    """The latest run is not ahead, and the one after it is the next one."""
    plan = Plan(every, at.replace(tzinfo=None), anchor)
    assert plan.latest(now) <= now < plan.next_run(now)
    assert plan.next_run(plan.latest(now)) == plan.next_run(now)


@pytest.mark.parametrize(
    ("every", "words"),
    [(1, "every day at 06:00"), (7, "every Monday at 06:00"), (30, "on day 23 of every month at 06:00")],
)
def test_a_plan_reads_as_a_person_would_say_it(every: int, words: str) -> None:
    """The plan is printed in words."""
    assert str(Plan(every, time(6), A_MONDAY)) == words


def test_a_monthly_job_installed_on_the_31st_runs_in_february_too() -> None:
    """The day of the month is one that every month has."""
    assert Plan(30, time(6), datetime(2026, 1, 31, tzinfo=UTC)).day_of_month == 28


def test_a_delay_never_moves_a_run_past_midnight() -> None:
    """A late evening stays on its day however long this machine's delay."""
    assert Plan(1, time(23, 55), A_MONDAY, jitter=14).delayed == time(23, 59)

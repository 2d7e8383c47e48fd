"""The request ledger of 24 hours."""

from __future__ import annotations

import contextlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.errors import DataProblem, ServiceUnavailable, SoundtrackError
from soundtrack_playlists.spotify.limits import Limits, local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

START = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Limits]]:
    """Opens the same ledger again and again, as run after run does."""
    made: list[Limits] = []

    def opened(app: str = "app", budget: int = 3) -> Limits:
        made.append(Limits(tmp_path / "state" / "requests.sqlite", app, budget, clock))
        return made[-1]

    yield opened
    for limits in made:
        limits.close()


def test_requests_are_counted_by_kind_across_runs(opened: Callable[..., Limits]) -> None:
    """A later run knows what an earlier one sent."""
    for kind in ("search", "search", "catalogue"):
        opened().admit(kind)
    assert opened().sent == {"catalogue": 1, "search": 2}


def test_requests_leave_the_window_after_a_day(opened: Callable[..., Limits], clock: Clock) -> None:
    """The window rolls: it is no calendar day."""
    limits = opened()
    limits.admit("search")
    clock.now += timedelta(hours=23, minutes=59)
    assert limits.sent == {"search": 1}
    clock.now += timedelta(minutes=1)
    assert limits.sent == {}
    assert opened().sent == {}


def test_a_spent_budget_says_when_the_oldest_search_leaves_the_window(
    opened: Callable[..., Limits], clock: Clock
) -> None:
    """Searches stop before Spotify stops them; other requests go on."""
    limits = opened()
    for _ in range(3):
        limits.admit("search")
        clock.now += timedelta(hours=1)
    with pytest.raises(ServiceUnavailable, match="budget of 3 searches") as stopped:
        limits.admit("search")
    assert stopped.value.until == START + timedelta(hours=24)
    limits.admit("catalogue")
    clock.now = START + timedelta(hours=24)
    limits.admit("search")
    assert limits.searches_left == 0


def test_a_budget_of_nothing_allows_no_search(opened: Callable[..., Limits]) -> None:
    """Zero means: never search."""
    with pytest.raises(ServiceUnavailable, match="search_budget") as stopped:
        opened(budget=0).admit("search")
    assert stopped.value.until is None


def test_a_block_outlives_the_run_and_ends_by_itself(opened: Callable[..., Limits], clock: Clock) -> None:
    """Later runs refuse before anything is sent or counted, until the moment has come."""
    until = START + timedelta(hours=5)
    opened().block(until)
    later = opened()
    with pytest.raises(ServiceUnavailable, match="wants no requests before") as stopped:
        later.admit("account")
    assert stopped.value.until == later.blocked_until == until
    assert later.sent == {}
    clock.now = until
    later.admit("account")
    assert later.blocked_until is None


def test_a_block_noted_by_a_wrong_clock_is_not_believed(opened: Callable[..., Limits]) -> None:
    """A machine whose clock once ran a year ahead is not shut out for a year."""
    limits = opened()
    limits.block(START + timedelta(days=365))
    assert limits.blocked_until is None


def test_another_app_has_a_budget_of_its_own(opened: Callable[..., Limits]) -> None:
    """Counts and blocks belong to a client id."""
    mine = opened("mine")
    mine.admit("search")
    mine.block(START + timedelta(hours=1))
    other = opened("other")
    assert (other.sent, other.blocked_until) == ({}, None)


def test_a_shorter_block_does_not_end_a_longer_one(opened: Callable[..., Limits], clock: Clock) -> None:
    """Two processes may be told different moments."""
    opened().block(START + timedelta(hours=5))
    opened().block(START + timedelta(minutes=1))
    clock.now += timedelta(hours=4)
    assert opened().blocked_until == START + timedelta(hours=5)


def test_several_processes_together_do_not_send_more_than_the_budget(tmp_path: Path) -> None:
    """Counting and noting are one step: of many at once only as many as allowed are let through."""
    path = tmp_path / "state" / "requests.sqlite"
    Limits(path, "app", 10).close()

    def admitted() -> int:
        limits, count = Limits(path, "app", 10), 0
        with closing(limits), contextlib.suppress(ServiceUnavailable):
            while True:
                limits.admit("search")
                count += 1
        return count

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: admitted(), range(8))) == 10


def test_a_file_that_cannot_be_understood_is_set_aside(opened: Callable[..., Limits], tmp_path: Path) -> None:
    """It costs a day's memory, not the run; the old file is kept under another name."""
    path = tmp_path / "state" / "requests.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"not a database, but long enough to be looked at" * 10)
    limits = opened()
    limits.admit("search")
    assert limits.set_aside is not None
    assert limits.set_aside.exists()
    assert limits.sent == {"search": 1}


def test_a_file_of_a_later_version_is_left_alone(opened: Callable[..., Limits], tmp_path: Path) -> None:
    """It may hold a block: going on without it would ask when Spotify wants nothing."""
    path = tmp_path / "state" / "requests.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version=99")
    with pytest.raises(DataProblem, match="later version"):
        opened()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """The reason and the way out are named."""
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(SoundtrackError, match="cannot be used"):
        Limits(tmp_path / "state" / "requests.sqlite", "app", 3)


def test_a_moment_names_its_day_unless_it_is_today() -> None:
    """A bare 14:05 must not mean tomorrow's."""
    noon = datetime(2026, 11, 23, 12).astimezone()
    assert local(noon + timedelta(hours=2), noon) == "14:00"
    assert local(noon + timedelta(hours=2, seconds=1), noon) == "14:01"
    assert local(noon + timedelta(hours=24), noon) == "Tue 24 Nov 12:00"

"""Several runs at once, over the same files and the same playlists."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from faults.stage import stage
from faults.test_kill import CONFIG, made, nothing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from faults.machine import Machine


@pytest.mark.parametrize("many", [2, 8])
@pytest.mark.parametrize("prepare", [nothing, made])
def test_of_many_refreshes_at_once_the_others_say_who_is_at_work(
    tmp_path: Path, prepare: Callable[[Machine], None], many: int
) -> None:
    """The end is that of one refresh, whoever came first and however they interleaved."""
    with stage(tmp_path, CONFIG.format(limit=5), prepare) as at:
        assert at.run("refresh").status == 0
        expected = at.shown()
        at.reset()
        at.fake.weather.slow_seconds = 0.02
        running = [at.start("refresh", output=str(number)) for number in range(many)]
        outcomes = [each.end() for each in running]
        statuses = Counter(outcome.status for outcome in outcomes)
        assert at.shown() == expected
        assert statuses[0] >= 1
        assert statuses[0] + statuses[1] == many
        assert all("Another run is writing playlists" in each.stderr for each in outcomes if each.status)
        at.fake.forget()
        assert at.run("refresh").status == 0
        assert {call.method for call in at.fake.log} == {"GET"}

"""The mission, from an empty home to a playlist that stays right: see `faults/mission.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faults.mission import accomplish

if TYPE_CHECKING:
    from pathlib import Path


def test_every_playlist_ends_right_to_the_item(tmp_path: Path) -> None:
    """All films, decades and themes; a third edited by hand; a storm, an undo and the scheduler's own line."""
    mission = accomplish(tmp_path / "home")
    assert mission.mistakes == []
    idle = [step for step in mission.steps if "nothing to do" in step.name or "an hour later" in step.name]
    assert [step.writes for step in idle] == [0, 0, 0]
    assert (idle[0].requests, idle[-1].requests) == (2, 0)

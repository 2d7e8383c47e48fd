"""`undo` takes back one run, all of it and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faults.stage import stage
from faults.test_kill import CONFIG

if TYPE_CHECKING:
    from pathlib import Path

    from faults.machine import Machine


def three_runs(at: Machine) -> None:
    """Both playlists made, then both changed, then one alone."""
    for limits in ((5, 4), (6, 3), (7, 3)):
        at.configure(CONFIG.format(limit=limits[0]).replace("limit = 4", f"limit = {limits[1]}"))
        assert at.run("refresh").status == 0


def held(at: Machine) -> dict[str, int]:
    """How many songs each playlist holds."""
    return {key: len(playlist.now.uris) for key, playlist in sorted(at.playlists().items())}


def test_without_a_key_only_what_the_last_run_changed_is_touched(tmp_path: Path) -> None:
    """The other playlist is not even read; the run before takes both back, as of before it."""
    with stage(tmp_path, CONFIG.format(limit=5), three_runs) as at:
        other = at.playlists()["film:cruel-intentions"]
        versions = len(other.history)
        assert at.run("undo").status == 0
        assert held(at) == {"film:cruel-intentions": 3, "film:spawn": 6}
        assert len(other.history) == versions


@pytest.mark.parametrize(("back", "songs"), [(0, 6), (1, 5), (2, 0)])
def test_to_a_run_is_the_state_before_that_run(tmp_path: Path, back: int, songs: int) -> None:
    """However many runs came after it."""
    with stage(tmp_path, CONFIG.format(limit=5), three_runs) as at:
        runs = at.run("history", "film:spawn", "--json").json["runs"]
        assert at.run("undo", "film:spawn", "--to", str(runs[back]["run"])).status == 0
        assert held(at) == {"film:cruel-intentions": 3, "film:spawn": songs}


def test_the_refresh_after_an_undo_takes_nothing_for_the_users_loss_elsewhere(tmp_path: Path) -> None:
    """Playlists that the undo did not touch are unchanged and miss nothing."""
    with stage(tmp_path, CONFIG.format(limit=5), three_runs) as at:
        assert at.run("undo").status == 0
        document = at.run("refresh", "--json").json
        [other] = [each for each in document["playlists"] if each["key"] == "film:cruel-intentions"]
        assert (other["state"], other["away"]) == ("unchanged", [])
        assert held(at)["film:cruel-intentions"] == 3

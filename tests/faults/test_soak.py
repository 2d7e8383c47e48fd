"""Bad weather: 50 lives of a user here, as many as asked for in `benchmarks/soak.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faults.storm import live

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", range(50))
def test_once_the_weather_clears_one_refresh_makes_every_playlist_exactly_right(
    tmp_path: Path, seed: int
) -> None:
    """Three requests in ten fail, some after their work was done; no doubles, nothing of the user's lost or back."""
    life = live(tmp_path / "home", seed)
    assert life.faults > 5
    assert life.mistakes == []

"""What holds for every test: no network beyond this machine, and a home folder of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests share the fake service as `fake`
pytest_plugins = ["fake.fixtures", "small_films"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: config, state and cache of the program under one folder that ends with the test."""
    root = tmp_path / "home"
    root.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(root))
    for name in (
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "XDG_DATA_HOME",
        "SOUNDTRACK_PLAYLISTS_CONFIG",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOUNDTRACK_PLAYLISTS_HOME", str(root / "soundtrack-playlists"))
    return root

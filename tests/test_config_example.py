"""config.example.toml: every setting, and nothing but the truth about its default."""

from __future__ import annotations

import re
from pathlib import Path

import rtoml

from soundtrack_playlists.config import Config, PlaylistEntry, load

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


def test_the_example_is_the_defaults() -> None:
    """Whoever copies the whole file has changed nothing."""
    assert load(EXAMPLE, required=True) == Config()


def test_every_setting_is_in_the_example(tmp_path: Path) -> None:
    """With its commented lines put in, the file names every setting there is, and reads."""
    text = re.sub(r"^# (?=\[\[|\w+ += |\w+ = )", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    assert load(path).playlist[0].name == "nu-metal"
    document = rtoml.loads(text)
    for name, section in Config():
        if name != "playlist":
            assert set(document[name]) == set(type(section).model_fields), name
    assert set(document["playlist"][0]) == set(PlaylistEntry.model_fields)

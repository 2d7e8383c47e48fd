"""The golden corpus: what the judge decides, case by case, and why."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from soundtrack_playlists.matching.judge import judge
from soundtrack_playlists.matching.mills import known_mills
from soundtrack_playlists.matching.sought import Sought
from soundtrack_playlists.models import Credit, Film, Original, Song, Soundtrack, Track, Wanted

CASES = tomllib.loads(Path(__file__).with_name("golden.toml").read_text(encoding="utf-8"))["case"]


def wanted(case: dict[str, Any]) -> Wanted:
    """The song of a case, in its film."""
    told = case["song"]
    film = case.get("film", {"title": "Some Film", "year": 1995})
    soundtracks = (Soundtrack(film["soundtrack"]),) if "soundtrack" in film else ()
    song = Song(
        key="film/song",
        title=told["title"],
        credit=Credit(tuple(told["artists"]), tuple(told.get("featured", ()))),
        cover_of=Original(tuple(told["cover_of"])) if "cover_of" in told else None,
        **{name: told[name] for name in ("version", "isrc", "duration_ms", "first_released") if name in told},
    )
    return Wanted(Film("film", film["title"], film["year"], soundtracks=soundtracks, songs=(song,)), song)


def track(offered: dict[str, Any] | list[str]) -> Track:
    """A track that a case offers."""
    if isinstance(offered, list):
        identity, name, *artists = offered
        return Track(identity, name, tuple(artists))
    fields: dict[str, Any] = {
        name: tuple(told) if isinstance(told, list) else told for name, told in offered.items()
    }
    return Track(**fields)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    """The judge decides every case of the corpus as its entry says, in whichever order tracks are offered."""
    sought = Sought.of(wanted(case), known_mills())
    offered = [track(one) for one in case["offered"]]
    for candidates in (offered, offered[::-1]):
        verdict = judge(sought, candidates)
        assert (verdict.decision, verdict.track and verdict.track.id) == (case["decision"], case.get("track"))


def test_reasons_are_told_once_each() -> None:
    """No two cases of the corpus claim the same reason."""
    reasons = [case["why"] for case in CASES]
    assert len(reasons) == len(set(reasons))

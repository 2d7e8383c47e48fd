"""What there is to review, and how an answer to it is read and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from soundtrack_playlists.cli.pins import today
from soundtrack_playlists.cli.resolving import pins_path, resolver_for
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.matching import pins
from soundtrack_playlists.matching.links import track_id
from soundtrack_playlists.matching.resolution import Status
from soundtrack_playlists.report.candidates import likeliest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.matching.resolver import Resolver
    from soundtrack_playlists.matching.verdict import Judged
    from soundtrack_playlists.models import Track, Wanted

MOST_CANDIDATES = 5
"""Candidates shown for a song: the right one is hardly ever further down, and five fit on a screen."""
_NUMBER = re.compile(r"[1-9]")
_NEVER = re.compile(r"n(?:ever)?\s*([1-9])")


class Step(Enum):
    """What to do with the song on the screen."""

    TAKE = auto()
    NEVER = auto()
    SKIP = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Undecided:
    """A song the program could not decide, with the likeliest candidates."""

    resolution: Resolution
    candidates: tuple[Judged, ...]

    @property
    def key(self) -> str:
        """The song's key."""
        return self.resolution.wanted.song.key

    def known(self, identifier: str) -> Track | None:
        """Return the candidate with this id, if it is one."""
        return next((each.track for each in self.candidates if each.track.id == identifier), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's answer. `track` is the id that is taken or ruled out."""

    step: Step
    track: str = ""


def undecided(app: App, wanted: Sequence[Wanted]) -> list[Undecided]:
    """List the songs that are ambiguous or absent by what is remembered."""
    resolver = resolver_for(app, offline=True)
    return [
        _with_candidates(resolver, each)
        for each in resolver.resolve(wanted)
        if each.status in {Status.AMBIGUOUS, Status.ABSENT}
    ]


def read_choice(text: str, candidates: Sequence[Judged]) -> Choice:
    """Read ``2``, ``n 2``, a link, ``s`` or ``q``. Raises UsageProblem for anything else."""
    text = text.strip()
    word = text.lower()
    if word in {"s", "skip", ""}:
        return Choice(Step.SKIP)
    if word in {"q", "quit", "stop"}:
        return Choice(Step.STOP)
    if found := _NEVER.fullmatch(word):
        return Choice(Step.NEVER, _numbered(int(found[1]), candidates))
    if _NUMBER.fullmatch(word):
        return Choice(Step.TAKE, _numbered(int(word), candidates))
    return Choice(Step.TAKE, track_id(text))


def keep(app: App, song_key: str, *, take: Track | None = None, never: Sequence[str] = ()) -> None:
    """Note what was decided, at once."""
    for identifier in never:
        pins.rule_out(pins_path(app), song_key, identifier)
    if take:
        pins.pin(pins_path(app), song_key, take, noted=today())


def _with_candidates(resolver: Resolver, resolution: Resolution) -> Undecided:
    never = resolver.pins.ruled_out(resolution.wanted.song.key)
    candidates = likeliest(resolver.remembered(resolution.wanted))
    likely = [judged for judged in candidates if judged.track.id not in never]
    return Undecided(resolution, tuple(likely[:MOST_CANDIDATES]))


def _numbered(number: int, candidates: Sequence[Judged]) -> str:
    if number > len(candidates):
        raise UsageProblem(f"There is no candidate {number}.", f"There are {len(candidates)}.")
    return candidates[number - 1].track.id

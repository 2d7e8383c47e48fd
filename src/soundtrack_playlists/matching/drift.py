"""Drift: what would be different today from what is locked – tracks gone, renamed, or a better one there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from soundtrack_playlists.matching.asking import UnansweredError
from soundtrack_playlists.matching.titles import parse_title

if TYPE_CHECKING:
    from soundtrack_playlists.matching.resolver import Resolver
    from soundtrack_playlists.matching.verdict import Verdict
    from soundtrack_playlists.models import Track, Wanted


class Drift(StrEnum):
    """How a locked track stands today."""

    SAME = "same"
    GONE = "gone"  # Spotify no longer knows the id
    UNPLAYABLE = "not playable"  # it is there, but not for this market
    RENAMED = "renamed"  # the id now bears another title
    BETTER = "better"  # the track is there, but another has more to speak for it
    UNCHECKED = "not checked"  # nobody would say


@dataclass(frozen=True, slots=True)
class Drifted:
    """A song with its locked track and what was found today. `better` is what would be taken instead."""

    wanted: Wanted
    locked: Track
    drift: Drift
    reason: str = ""
    better: Track | None = None


def drift_of(resolver: Resolver, wanted: Wanted, locked: Track) -> Drifted:
    """Compare a locked track with what is remembered, asking for the track itself where that is not enough.

    `resolver` has just resolved the song without the lock.
    """
    remembered = resolver.remembered(wanted)
    today = {judged.track.id: judged.track for judged in remembered.judged}
    track = today.get(locked.id)
    if track is None:
        try:
            answer = resolver.track(locked.id)
        except UnansweredError as unanswered:
            return Drifted(wanted, locked, Drift.UNCHECKED, unanswered.reason)
        if not answer.found:
            return Drifted(wanted, locked, Drift.GONE, "Spotify no longer has it.", remembered.track)
        (track,) = answer.found
    return _compared(resolver, wanted, locked, track)


def _compared(resolver: Resolver, wanted: Wanted, locked: Track, today: Track) -> Drifted:
    verdict = resolver.remembered(wanted, also=(today,))
    better = verdict.track if verdict.track and verdict.track.id != locked.id else None
    if today.playable is False:
        return Drifted(wanted, locked, Drift.UNPLAYABLE, "It is not there for your market.", better)
    if parse_title(today.name).core != parse_title(locked.name).core:
        reason = f"It is called {today.name} by {', '.join(today.artists)} now."
        return Drifted(wanted, locked, Drift.RENAMED, reason, better)
    if better and not _as_good(verdict, locked):
        return Drifted(wanted, locked, Drift.BETTER, verdict.rule, better)
    return Drifted(wanted, locked, Drift.SAME)


def _as_good(verdict: Verdict, locked: Track) -> bool:
    """Whether as much speaks for a track as for the one that was taken: two copies are no reason to change."""
    scores = {judged.track.id: judged.score for judged in verdict.judged}
    return verdict.track is not None and scores[locked.id] >= scores[verdict.track.id]

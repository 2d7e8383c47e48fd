"""What a judgement says: the decision, the track, and every candidate with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from soundtrack_playlists.models import Track


class Decision(StrEnum):
    """How a judgement ends. Refusing is a result."""

    MATCH = "match"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class Evidence(NamedTuple):
    """One named, weighed fact about a candidate. `weight` is in points: positive speaks for, negative against."""

    name: str
    weight: float
    detail: str = ""


class Judged(NamedTuple):
    """A candidate after judgement. `refused` says in one phrase why it cannot be the recording, if it cannot."""

    track: Track
    score: float
    evidence: tuple[Evidence, ...] = ()
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome over all candidates.

    `track` is set exactly when `decision` is MATCH. `rule` is the sentence that decided. `judged` holds every
    candidate, best first; `rival` is the best of them that would do as well and is not the same recording.
    """

    decision: Decision
    rule: str
    track: Track | None = None
    judged: tuple[Judged, ...] = ()
    rival: Judged | None = None

    @property
    def gap(self) -> float | None:
        """Points by which the best candidate leads its rival; None without one."""
        return self.judged[0].score - self.rival.score if self.rival else None

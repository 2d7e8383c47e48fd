"""What became of a wanted song: the answer the rest of the program works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soundtrack_playlists.matching.verdict import Verdict
    from soundtrack_playlists.models import Track, Wanted


class Status(StrEnum):
    """How a song ended."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"  # several recordings fit equally well; a person has to say
    ABSENT = "absent"  # Spotify was asked and does not have it
    UNRESOLVED = "unresolved"  # not asked: offline, quota, failure


class Origin(StrEnum):
    """Where an answer comes from, in the order they are tried."""

    PIN = "pin"
    LOCK = "lock"
    LOOKUP = "lookup"
    ALBUM = "album"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A wanted song with its track, or with the reason why it has none.

    `track` is set exactly when `status` is MATCHED. `reason` is one sentence for a person. `verdict` carries
    the evidence where the answer was judged rather than told.
    """

    wanted: Wanted
    status: Status
    reason: str
    origin: Origin | None = None
    track: Track | None = None
    verdict: Verdict | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        assert (self.track is not None) == (self.status is Status.MATCHED)

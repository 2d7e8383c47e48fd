"""How a playlist came out of a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soundtrack_playlists.errors import SoundtrackError
    from soundtrack_playlists.playlists.kept import Item


class State(StrEnum):
    """How it ended, or would end."""

    UNCHANGED = "unchanged"
    CREATED = "created"
    CHANGED = "changed"
    LEFT_ALONE = "left alone"  # deleted, somebody else's, or too much could not be looked up
    FAILED = "failed"
    NOT_TRIED = "not tried"  # Spotify stopped answering before its turn
    NOT_COMPARED = "not compared"  # a dry run could not see what is there


@dataclass(frozen=True, slots=True)
class Outcome:
    """A playlist after a run; `added`, `removed` and `moved` count songs.

    `details` names what else is written: name, description, public (who sees it), cover. `away` is what stays out
    because the user took it out, `dead` the songs whose track Spotify no longer has, `skipped` those whose track would
    not go in though Spotify has it, `warnings` what went wrong beside the songs. `problem` says why it failed or is
    left alone; `told` that an earlier run said so already.
    """

    key: str
    title: str
    state: State
    url: str | None = None
    added: int = 0
    removed: int = 0
    moved: int = 0
    details: tuple[str, ...] = ()
    away: tuple[Item, ...] = ()
    dead: tuple[Item, ...] = ()
    skipped: tuple[Item, ...] = ()
    warnings: tuple[SoundtrackError, ...] = ()
    problem: SoundtrackError | None = None
    told: bool = False

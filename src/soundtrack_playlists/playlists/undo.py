"""Putting a playlist back as it was before a run. An undo counts as the user's own hand.

What it brings back and we no longer want stays as an addition of the user's; what it takes out stays out, until
`refresh --restore`. Otherwise the next refresh would do again what was just undone.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import SoundtrackError, UsageProblem
from soundtrack_playlists.playlists.change import LOCAL, Change, plan
from soundtrack_playlists.playlists.outcome import Outcome, State
from soundtrack_playlists.playlists.songs import Goal, write_songs
from soundtrack_playlists.playlists.wish import LeftAloneError, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.playlists.kept import Kept
    from soundtrack_playlists.playlists.ledger import Ledger, Run
    from soundtrack_playlists.playlists.library import Library
    from soundtrack_playlists.playlists.songs import Means, Slots


def runs_to_undo(ledger: Ledger, kept: Kept, number: int | None) -> list[Run]:
    """List the runs back to the one named, which comes last; where none is named, those of the last command.

    A command that had to write a playlist twice noted two runs, at one moment. Raises UsageProblem for a run that is not remembered.
    """
    runs = ledger.runs(kept.account, kept.key)
    if not runs:
        raise UsageProblem(f"No run is remembered that changed {kept.key}.", "There is nothing to undo.")
    if number is None:
        return list(takewhile(lambda run: run.at == runs[0].at, runs))
    for place, run in enumerate(runs, start=1):
        if number == run.id:
            return runs[:place]
    raise UsageProblem(
        f"Run {number} of {kept.key} is not remembered.",
        f"`history {kept.key}` lists those that are: {', '.join(str(run.id) for run in runs)}.",
    )


def undo(library: Library, means: Means, kept: Kept, runs: Sequence[Run]) -> Outcome:
    """Put order and items back as before the last of `runs` (newest first); what the user added since stays.

    Raises LeftAloneError for a playlist that is deleted or not ours, else what stopped the writing.
    """
    remote = library.find(kept, recreate=False)
    if remote is None:
        raise LeftAloneError("missing", "It is not in your library.", f"`refresh {kept.key}` looks for it.")
    library.check_mine(kept, remote)
    before = runs[-1].before
    now = tuple(item.uri for item in means.account.items(remote.id))
    last = written(kept, now)
    mine = {item.uri for item in last} | {
        uri for run in runs for uri in run.after if uri and uri not in run.before
    }

    def back(
        now: Slots, refused: frozenset[str] = frozenset(), doubtful: frozenset[str] = frozenset()
    ) -> Change:
        there = frozenset(now)
        wanted = [uri for uri in before if uri and (uri in there or _can_go_in(uri, refused))]
        return plan(now, wanted, last=mine, once=doubtful)

    stay = tuple(item for item in last if item.uri in before)
    out = tuple(item for item in last if item.uri not in before)
    kept = kept.but(away=(*kept.away, *out), snapshot=remote.snapshot)
    done = write_songs(means, kept, now, Goal(back, stay, last, kept.recipe), settled=True)
    return Outcome(
        kept.key,
        kept.title,
        State.CHANGED if done.changed else State.UNCHANGED,
        remote.url,
        done.added,
        done.removed,
        done.moved,
        skipped=done.skipped,
        warnings=() if before else (_left_empty(kept),),
    )


def _left_empty(kept: Kept) -> SoundtrackError:
    return SoundtrackError(
        "Its making was undone: it is left in your library without our songs.",
        f"`remove {kept.key}` takes it out.",
    )


def _can_go_in(uri: str, refused: frozenset[str]) -> bool:
    return uri not in refused and not uri.startswith(LOCAL)

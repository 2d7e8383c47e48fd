"""`history` and `undo`: what past runs changed, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.cli.keys import accounts, kept_by
from soundtrack_playlists.cli.writing import desk, open_ledger
from soundtrack_playlists.errors import SoundtrackError, UsageProblem
from soundtrack_playlists.playlists.outcome import Outcome, State

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.writing import Desk
    from soundtrack_playlists.playlists.kept import Kept
    from soundtrack_playlists.playlists.ledger import Run


@click.command()
@click.argument("key", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def history(app: App, key: str | None, *, as_json: bool) -> None:
    """List past runs and what they changed.

    The last 20 of each playlist are kept; `undo` puts back what was there before any of them.
    """
    with open_ledger(app) as ledger:
        kept = (ledger.named(key) or [kept_by(app, ledger, key)]) if key else ledger.all()
        several = len({each.account for each in kept}) > 1
        runs = sorted(
            (run for each in kept for run in ledger.runs(each.account, each.key)),
            key=lambda run: run.id,
            reverse=True,
        )
    if as_json:
        app.console.json({"runs": [_document(run) for run in runs]})
    elif runs:
        account = ("Account",) if several else ()
        app.console.table(
            ("Run", "When", "Command", "Playlist", "Added", "Removed", "Moved", *account),
            [_row(run, several=several) for run in runs],
        )
    else:
        app.console.say("No run has changed a playlist yet.")


@click.command()
@click.argument("key", required=False)
@click.option("--to", "number", type=int, metavar="RUN", help="As it was before this run of `history`.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def undo(app: App, key: str | None, number: int | None, *, as_json: bool) -> None:
    """Put a playlist back as it was before a run.

    Without KEY, every playlist that the last run changed. What was added by hand since stays; what is put back
    or taken out counts as done by hand, so the next refresh leaves it so.
    """
    from soundtrack_playlists.cli.outcomes import conclude, outcomes_document, tell_briefly

    with desk(app, "undo") as at:
        chosen = [(kept.but(undoing=runs[-1].id), runs) for kept, runs in _to_undo(at, key, number)]
        at.ledger.put(*(kept for kept, _ in chosen))  # all of them, before the first is begun
        outcomes = [_undone(at, kept, runs) for kept, runs in chosen]
    if as_json:
        from soundtrack_playlists.cli.filling import Filling

        app.console.json(outcomes_document(app, Filling((), ()), outcomes))
    else:
        tell_briefly(app, outcomes, dry_run=False)
    conclude(outcomes)


def _undone(at: Desk, kept: Kept, runs: list[Run]) -> Outcome:
    from soundtrack_playlists.playlists.undo import undo as put_back
    from soundtrack_playlists.playlists.wish import LeftAloneError

    try:
        return put_back(at.library, at.means, kept, runs)
    except SoundtrackError as error:
        if isinstance(error, LeftAloneError):
            at.ledger.put(kept.but(undoing=None))  # another try would end like this one
        return Outcome(kept.key, kept.title, State.FAILED, kept.url, problem=error)


def _to_undo(at: Desk, key: str | None, number: int | None) -> list[tuple[Kept, list[Run]]]:
    """Pair playlists with the runs to undo; those of one command share its moment.

    An undo that was cut off is finished first.
    """
    from soundtrack_playlists.playlists.undo import runs_to_undo

    ledger = at.ledger
    if key:
        kept = kept_by(at.app, ledger, key)
        return [(kept, runs_to_undo(ledger, kept, kept.undoing if number is None else number))]
    mine = accounts(at.app, ledger)
    runs = {
        kept: ledger.runs(kept.account, kept.key) for kept in ledger.all() if not mine or kept.account in mine
    }
    if number is not None:
        named = [kept for kept, those in runs.items() if any(run.id == number for run in those)]
        if not named:
            raise UsageProblem(f"Run {number} is not remembered.", "`history` lists the runs that are.")
        return [(kept, runs_to_undo(ledger, kept, number)) for kept in named]
    if cut_off := [kept for kept in runs if kept.undoing]:
        return [(kept, runs_to_undo(ledger, kept, kept.undoing)) for kept in cut_off]
    latest = [those[0] for those in runs.values() if those]
    if not latest:
        raise UsageProblem("No run is remembered that changed a playlist.", "There is nothing to undo.")
    last = max(latest, key=lambda run: run.id).at
    return [
        (kept, runs_to_undo(ledger, kept, None))
        for kept, those in runs.items()
        if those and those[0].at == last
    ]


def _row(run: Run, *, several: bool) -> tuple[str, ...]:
    when = f"{run.at.astimezone():%Y-%m-%d %H:%M}"
    counts = (str(run.added), str(run.removed), str(run.moved))
    return (str(run.id), when, run.command, run.key, *counts, *((run.account,) if several else ()))


def _document(run: Run) -> dict[str, Any]:
    return {
        "run": run.id,
        "at": run.at.isoformat(),
        "command": run.command,
        "key": run.key,
        "account": run.account,
        "added": run.added,
        "removed": run.removed,
        "moved": run.moved,
        "before": list(run.before),
        "after": list(run.after),
    }

"""`refresh`: bring the playlists on Spotify up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.declared import declared
from soundtrack_playlists.cli.filling import Filling, fill
from soundtrack_playlists.cli.keys import accounts, chosen
from soundtrack_playlists.cli.outcomes import conclude, outcomes_document, tell_briefly
from soundtrack_playlists.cli.scheduled import scheduled_run
from soundtrack_playlists.cli.writing import Desk, carry_out, desk, now, open_ledger, viewing
from soundtrack_playlists.errors import ExitStatus, SoundtrackError
from soundtrack_playlists.playlists.outcome import Outcome, State
from soundtrack_playlists.playlists.playlist import Recipe
from soundtrack_playlists.playlists.wish import Handling, Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.keys import Entry
    from soundtrack_playlists.playlists.kept import Item
    from soundtrack_playlists.playlists.playlist import Playlist


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of a refresh: the songs, and how each playlist ended."""

    filling: Filling
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What a refresh is to do, as the command line says."""

    keys: tuple[str, ...]
    handling: Handling
    due: bool
    dry_run: bool
    cover: bool
    as_json: bool


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--due", is_flag=True, help="Only what is due by its own `every`.")
@click.option("--restore", is_flag=True, help="Bring back songs that were taken out by hand.")
@click.option("--mirror", is_flag=True, help="Take out what was added by hand.")
@click.option("--force", is_flag=True, help="Let a playlist shrink though songs could not be looked up.")
@click.option("--no-cover", is_flag=True, help="Leave the cover pictures alone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def refresh(
    app: App,
    keys: tuple[str, ...],
    *,
    dry_run: bool,
    due: bool,
    restore: bool,
    mirror: bool,
    force: bool,
    no_cover: bool,
    as_json: bool,
) -> int:
    """Bring the playlists on Spotify up to date.

    Every playlist that was generated or is declared in config.toml, or those named by KEY (theme:nu-metal).
    What was added by hand stays, what was taken out by hand stays out.
    """

    def work(tell: Callable[[str], None]) -> None:
        handling = Handling(mirror or app.config.playlists.mirror, restore, force)
        order = Order(keys, handling, due=due, dry_run=dry_run, cover=not no_cover, as_json=as_json)
        if not due or not nothing_due(app, keys):
            _carry_out(app, order, tell)
        elif as_json:
            app.console.json(outcomes_document(app, Filling((), ()), ()))
        elif app.console.interactive:
            app.console.say("Nothing is due.")

    if due and not dry_run:
        return scheduled_run(app, work)
    work(app.console.result)
    return ExitStatus.DONE


def _carry_out(app: App, order: Order, tell: Callable[[str], None]) -> None:
    """Refresh and report. Raises what kept any playlist from being written."""
    with viewing(app) if order.dry_run else desk(app, "refresh") as at:
        done = refreshed(at, order)
    if order.as_json:
        app.console.json(outcomes_document(app, done.filling, done.outcomes))
    else:
        tell_briefly(app, done.outcomes, dry_run=order.dry_run, tell=tell, watched=not order.due)
    conclude(done.outcomes)
    done.filling.conclude(strict=False)


def nothing_due(app: App, keys: Sequence[str]) -> bool:
    """Whether a scheduled run can end at once: known without asking Spotify, unless the ledger was lost."""
    with open_ledger(app) as ledger:
        return not ledger.blank and not _due(app, chosen(app, ledger, keys))


def refreshed(at: Desk, order: Order) -> Refreshed:
    """Look up the songs of the chosen playlists and write these, or only say what would change."""
    app, library = at.app, at.library
    library.recover(Recipe())
    wanted = chosen(app, at.ledger, order.keys, accounts(app, at.ledger))
    wanted = _due(app, wanted) if order.due else wanted
    playlists, unmade = _assembled(app, wanted)
    if not order.dry_run:
        _tell_greyed(app, at.look_through({playlist.key for playlist in playlists}))
    filling = fill(app, playlists, offline=False)
    owners = {entry.recipe.key: entry.kept.account for entry in wanted if entry.kept and not entry.declared}
    sync = at.sync(library, order.handling, cover=order.cover)
    wishes = [
        Wish.of(filled, owners.get(filled.playlist.key), films=app.dataset.films) for filled in filling.filled
    ]
    outcomes = sync.preview(wishes) if order.dry_run else carry_out(app, sync.run, wishes)
    told = (*outcomes, *unmade)
    return Refreshed(filling, (*told, *_mistaken(app, order, {outcome.key for outcome in told})))


def _mistaken(app: App, order: Order, told: Collection[str]) -> list[Outcome]:
    """Tell of entries of config.toml that stand for no playlist, which stops none of the others."""
    if order.keys:
        return []
    read = declared(app)
    for key in read.doubled:
        app.console.warn(
            f"config.toml declares {key} more than once; the first one counts.", "Take the others out."
        )
    return [outcome for outcome in read.unknown if outcome.key not in told]


def _tell_greyed(app: App, items: Sequence[Item]) -> None:
    if items:
        songs = "1 song" if len(items) == 1 else f"{len(items)} songs"
        app.console.warn(f"{songs} can no longer be played as written and will be looked up anew.")
        for item in items:
            app.console.detail(f"  {item.song}")


def _due(app: App, wanted: Sequence[Entry]) -> list[Entry]:
    from soundtrack_playlists.schedule.record import read

    usual, job = int(app.config.playlists.every.removesuffix("d")), read(app.places.state)
    strictly = job.kind is not None and job.kind.looks_oftener
    return [entry for entry in wanted if entry.due(now(), usual, job.plan, strictly=strictly)]


def _assembled(app: App, wanted: Sequence[Entry]) -> tuple[list[Playlist], list[Outcome]]:
    """Make the playlists; one whose film or theme is no longer in the data does not stop the others."""
    from soundtrack_playlists.playlists.assemble import assemble

    playlists: list[Playlist] = []
    unmade: list[Outcome] = []
    for entry in wanted:
        try:
            playlists.append(assemble(entry.recipe, app.dataset, app.config, today=now().date()))
        except (SoundtrackError, KeyError) as error:
            unmade.append(_unmade(entry, error))
    return playlists, unmade


def _unmade(entry: Entry, error: Exception) -> Outcome:
    key, kept = entry.recipe.key, entry.kept
    problem = error if isinstance(error, SoundtrackError) else SoundtrackError(
        f"The data no longer has {error}.", f"Bring the film back, or say `forget {key}`."
    )  # fmt: skip
    return Outcome(
        key, kept.title if kept else key, State.LEFT_ALONE, kept.url if kept else None, problem=problem
    )

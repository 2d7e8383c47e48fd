"""`schedule`: have the system's own scheduler run `refresh --due`."""

from __future__ import annotations

import os
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.errors import SoundtrackError
from soundtrack_playlists.phrases import shown
from soundtrack_playlists.schedule.plan import EVERY_DAYS, JITTER_MINUTES, Plan
from soundtrack_playlists.schedule.scheduler import Kind, native, scheduler

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.schedule.record import Record
    from soundtrack_playlists.schedule.scheduler import Scheduler

AT = "06:00"


def _time_of_day(ctx: click.Context, param: click.Parameter, value: str) -> time:
    try:
        return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    except ValueError as error:
        message = f"{shown(value)} is not a time of day; write it like 06:00 or 18:30."
        raise click.BadParameter(message, ctx, param) from error


@click.group()
def schedule() -> None:
    """Let this system refresh playlists by itself."""


@schedule.command()
@click.option(
    "--every",
    type=click.Choice([f"{days}d" for days in EVERY_DAYS]),
    default="1d",
    show_default=True,
    help="How often to look.",
)
@click.option(
    "--at", metavar="HH:MM", callback=_time_of_day, default=AT, show_default=True, help="At what time of day."
)
@click.option(
    "--with",
    "kind",
    type=click.Choice([kind.value for kind in Kind]),
    help="Which scheduler; else this system's.",
)
@click.option(
    "--print", "only_print", is_flag=True, help="Show what would be installed, and install nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def install(app: App, every: str, at: time, kind: str | None, only_print: bool, as_json: bool) -> None:
    """Install the job; a job installed before is replaced."""
    from soundtrack_playlists.schedule import record
    from soundtrack_playlists.schedule.job import Job

    chosen = Kind(kind) if kind else native()
    plan = _plan(int(every.removesuffix("d")), at)
    job = Job.of(os.environ)
    system = _scheduler(app, chosen)
    if only_print:
        _print_pieces(app, system, job, plan, as_json=as_json)
        return
    before = record.read(app.places.state)
    if before.kind and before.kind != chosen:
        _scheduler(app, before.kind).remove()
    remark = system.install(job, plan)
    record.note_installed(app.places.state, chosen, plan)
    if as_json:
        app.console.json(_document(app, record.read(app.places.state)))
        return
    app.console.result(f"Installed with {chosen}: refreshes what is due {plan}.")
    if remark:
        app.console.say(remark)
    _remind(app)


@schedule.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def show(app: App, as_json: bool) -> None:
    """Say what is installed, how its last run ended and when the next one comes."""
    from soundtrack_playlists.schedule import journal, record

    noted = record.read(app.places.state)
    document = _document(app, noted)
    if as_json:
        app.console.json(document)
        return
    if noted.kind is None or noted.plan is None:
        app.console.result("Nothing is installed. `soundtrack-playlists schedule install` does it.")
    elif not document["installed"]:
        app.console.result(f"The job was installed with {noted.kind}, but is no longer there.")
        app.console.result(
            "`soundtrack-playlists schedule install` puts it back; `schedule remove` forgets it."
        )
    else:
        app.console.result(f"Installed with {noted.kind}: refreshes what is due {noted.plan}.")
        app.console.result(f"Next run: {document['next']}, or up to {JITTER_MINUTES} minutes later.")
    if last := noted.last:
        app.console.result(
            f"Last run: {_moment(last.began)}, exit status {last.status}. {last.line}".rstrip()
        )
        app.console.result(f"Log: {journal.path(app.places.state)}")
    elif noted.kind:
        app.console.result("It has not run yet.")


@schedule.command()
@click.pass_obj
def remove(app: App) -> None:
    """Remove the job, and nothing else."""
    from soundtrack_playlists.schedule import record

    noted = record.read(app.places.state)
    if noted.kind is None:
        app.console.result("Nothing is installed.")
        return
    there = _scheduler(app, noted.kind).remove()
    record.note_installed(app.places.state, None, None)
    app.console.result(
        f"Removed from {noted.kind}." if there else f"It was no longer in {noted.kind}; forgotten here too."
    )


def _scheduler(app: App, kind: Kind) -> Scheduler:
    return scheduler(kind, home=Path.home(), state=app.places.state, environment=os.environ)


def _plan(every: int, at: time) -> Plan:
    import random

    return Plan(every, at, datetime.now().astimezone(), random.randrange(JITTER_MINUTES))  # noqa: S311 - spreads load, hides nothing


def _print_pieces(app: App, system: Scheduler, job: Any, plan: Plan, *, as_json: bool) -> None:
    pieces = system.pieces(job, plan)
    if as_json:
        app.console.json(
            {"with": system.kind, "pieces": [{"where": piece.where, "text": piece.text} for piece in pieces]}
        )
        return
    for piece in pieces:
        app.console.say(f"# {piece.where}")
        app.console.result(piece.text.rstrip("\n"))
        app.console.say("")


def _document(app: App, noted: Record) -> dict[str, Any]:
    plan, last = noted.plan, noted.last
    there = False
    if noted.kind:
        try:
            there = _scheduler(app, noted.kind).installed()
        except SoundtrackError as error:
            app.console.warn(error.what, error.cure)
    coming = plan.next_run(datetime.now().astimezone()) if plan and there else None
    return {
        "with": noted.kind,
        "installed": there,
        "every": plan and f"{plan.every}d",
        "at": plan and f"{plan.at:%H:%M}",
        "next": coming and _moment(coming),
        "last": last
        and {
            "began": _moment(last.began),
            "ended": _moment(last.ended),
            "status": last.status,
            "line": last.line,
        },
    }


def _remind(app: App) -> None:
    from soundtrack_playlists.cli.service import logged_in

    if not logged_in(app):
        app.console.warn(
            "Nobody is logged in, so there is nothing it could do yet.", "Run `soundtrack-playlists login`."
        )


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"

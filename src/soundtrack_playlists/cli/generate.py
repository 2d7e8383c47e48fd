"""`generate`: playlists on the screen, in files, or on Spotify."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.declared import declared
from soundtrack_playlists.cli.exporting import Target, export_options, write
from soundtrack_playlists.cli.filling import fill
from soundtrack_playlists.cli.selecting import Selection, finding, selecting
from soundtrack_playlists.cli.telling import document
from soundtrack_playlists.errors import LoginNeeded, UsageProblem
from soundtrack_playlists.matching.resolution import Status

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.filling import Filling
    from soundtrack_playlists.playlists.playlist import Playlist


@click.command(short_help="Make playlists by film, decade or theme.")
@selecting
@click.option("--dry-run", is_flag=True, help="Only show what would be made.")
@finding
@export_options
@click.option("--mirror", is_flag=True, help="Remove what was added to a playlist by hand.")
@click.option("--no-cover", is_flag=True, help="Leave the cover picture alone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def generate(
    app: App,
    selection: Selection,
    output: str | None,
    form: str | None,
    *,
    force: bool,
    dry_run: bool,
    offline: bool,
    no_lock: bool,
    mirror: bool,
    no_cover: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Make playlists by film, decade or theme.

    Several films make a playlist each; a film, decade and theme together narrow one another. With --dry-run
    or --output no login is needed.
    """
    if output is None and form:
        raise UsageProblem(
            "--format is for files, and no file is named.", "Add --output FILE, or - for stdout."
        )
    app.load_dataset(strict=strict)
    playlists = _chosen(app, selection)
    target = None
    if output is not None:
        target = Target.of(output, form, playlists, force=force, as_json=as_json)
    elif not dry_run:
        _check_able_to_write(app, offline=offline)
    filling = fill(app, playlists, offline=offline, use_lock=False if no_lock else None)
    if dry_run:
        _show(app, filling, offline=offline, mirror=mirror or None, cover=not no_cover, as_json=as_json)
        for path, _ in target.files if target else ():
            app.console.say(f"Would write {path or 'to stdout'}.")
    elif target:
        write(app, target, filling)
        if as_json:
            app.console.json(document(app, filling.filled))
    else:
        from soundtrack_playlists.cli.writing import write_playlists

        write_playlists(app, filling, mirror=mirror or None, cover=not no_cover, as_json=as_json)
    filling.conclude(strict=strict)


def _chosen(app: App, selection: Selection) -> tuple[Playlist, ...]:
    """Make the playlists chosen; say where options differ from what config.toml declares, for that is what lasts."""
    recipes = declared(app).recipes
    playlists = selection.playlists(app, recipes)
    for each in playlists:
        if recipes.get(each.key, each.recipe) != each.recipe:
            app.console.warn(
                f"config.toml declares {each.key} otherwise, and `refresh` makes it as it says there.",
                "Change its [[playlist]] to keep it as it is made now.",
            )
    return playlists


def _check_able_to_write(app: App, *, offline: bool) -> None:
    from soundtrack_playlists.cli.service import how_to_log_in, logged_in

    if offline:
        raise UsageProblem(
            "--offline asks nothing of Spotify, so no playlist can be written there.",
            "Add --dry-run to see the tracks, or --output FILE to write them to a file.",
        )
    if not logged_in(app):
        raise LoginNeeded(
            "Writing playlists needs a login to Spotify, and there is none.",
            "To see the tracks, add --dry-run; to write them to a file, --output FILE: neither needs an account.\n"
            f"To write them to Spotify: {how_to_log_in(app)}",
        )


def _show(
    app: App, filling: Filling, *, offline: bool, mirror: bool | None, cover: bool, as_json: bool
) -> None:
    from soundtrack_playlists.cli.previewing import show_changes, show_songs
    from soundtrack_playlists.cli.service import how_to_log_in, logged_in

    able = logged_in(app)
    if able and not offline and not filling.interruption:
        show_changes(app, filling, mirror=mirror, cover=cover, as_json=as_json)
        return
    show_songs(app, filling, as_json=as_json)
    if not able and any(each.status is Status.UNRESOLVED for each in filling.resolutions):
        app.console.say(f"With a login the rest is looked up. {how_to_log_in(app)}")

"""`export`: playlists written to files, without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.exporting import STDOUT, Target, export_options, write
from soundtrack_playlists.cli.filling import fill
from soundtrack_playlists.cli.selecting import Selection, finding, selecting
from soundtrack_playlists.cli.telling import document

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App


@click.command(short_help="Write playlists to files.")
@selecting
@export_options
@finding
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
@click.pass_obj
def export(
    app: App,
    selection: Selection,
    output: str | None,
    form: str | None,
    *,
    force: bool,
    offline: bool,
    no_lock: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Write playlists to files that other programs read.

    The form goes by the file's ending or --format: m3u8, xspf, jspf, csv (for Soundiiz and TuneMyMusic),
    uris (to paste into Spotify) or json. Without --output it goes to stdout.
    """
    app.load_dataset(strict=strict)
    playlists = selection.playlists(app)
    target = Target.of(STDOUT if output is None else output, form, playlists, force=force, as_json=as_json)
    filling = fill(app, playlists, offline=offline, use_lock=False if no_lock else None)
    written = write(app, target, filling)
    if as_json:
        files = [{"key": key, "file": str(path)} for path, keys in written for key in keys]
        app.console.json({**document(app, filling.filled), "files": files})
    filling.conclude(strict=strict)

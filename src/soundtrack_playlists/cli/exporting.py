"""Playlists into files: which file each goes to, in which form, and what may be overwritten."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.telling import document
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.files import to_json, write_atomic
from soundtrack_playlists.playlists.exports import Format, render
from soundtrack_playlists.report.resolutions import counts, without_track
from soundtrack_playlists.text import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.filling import Filling
    from soundtrack_playlists.playlists.playlist import Filled, Playlist
    from soundtrack_playlists.report.console import Console

STDOUT = "-"
_FORMS = ", ".join(Format)
_LEFT = {
    Format.M3U8: "left as comments",
    Format.URIS: "left out",
}
"""What a form does with songs that have no track; the others keep them without an address."""


@dataclass(frozen=True, slots=True)
class Target:
    """Which playlists (by key) go to which file, None being stdout, and in which form."""

    form: Format
    files: tuple[tuple[Path | None, tuple[str, ...]], ...]

    @classmethod
    def of(
        cls, output: str, form: str | None, playlists: Sequence[Playlist], *, force: bool, as_json: bool
    ) -> Target:
        """Read --output and --format.

        Raises UsageProblem where they cannot mean so many playlists, would overwrite without `force`, or would
        share stdout with --json.
        """
        if not output:
            raise UsageProblem("--output names no file.", "Give a name, or - for stdout.")
        if as_json and output == STDOUT:
            raise UsageProblem("--json and the export would share stdout.", "Name a file with --output.")
        keys = [playlist.key for playlist in playlists]
        path = Path(output)
        in_folder = output != STDOUT and (path.is_dir() or output.endswith(("/", os.sep)))
        given = Format(form) if form else Format.M3U8 if in_folder or output == STDOUT else _by_name(path)
        files: tuple[tuple[Path | None, tuple[str, ...]], ...]
        if in_folder:
            files = tuple((path / f"{slug(key)}{given.suffix}", (key,)) for key in keys)
        elif len(keys) > 1 and given is not Format.JSON:
            raise UsageProblem(
                f"{len(keys)} playlists do not fit into one {given} file.",
                "Name a folder (ending in /) for one file each, or use --format json, which holds many.",
            )
        else:
            files = ((None if output == STDOUT else path, tuple(keys)),)
        for file, _ in files:
            _check(file, force=force)
        return cls(given, files)


def export_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command --output, --format and --force."""
    for option in (
        click.option("--force", is_flag=True, help="Overwrite files."),
        click.option(
            "--format",
            "form",
            type=click.Choice([form.value for form in Format]),
            help="Form, if not by its ending; m3u8 for folders and stdout.",
        ),
        click.option(
            "-o", "--output", metavar="FILE", help="File, folder ending in / for one each, or - for stdout."
        ),
    ):
        option(command)
    return command


def write(app: App, target: Target, filling: Filling) -> list[tuple[Path, tuple[str, ...]]]:
    """Write playlists to their files and say where; return each file with the keys of what it holds."""
    by_key = {each.playlist.key: each for each in filling.filled}
    for path, keys in target.files:
        those = [by_key[key] for key in keys]
        is_json = target.form is Format.JSON
        content = to_json(document(app, those)) if is_json else render(target.form, those[0])
        if path is None:
            app.console.file(content)
        else:
            write_atomic(path, content)
        _tell(path, target.form, those, app.console)
    return [(path, keys) for path, keys in target.files if path]


def _tell(path: Path | None, form: Format, those: Sequence[Filled], console: Console) -> None:
    resolutions = [resolution for each in those for resolution in each.resolutions]
    missing = without_track(resolutions)
    where = f"Wrote {path}: " if path else ""
    what = f"; those without a track are {_LEFT.get(form, 'kept without an address')}" if missing else ""
    console.say(f"{where}{counts(resolutions)}{what}.")


def _by_name(path: Path) -> Format:
    form = Format.by_suffix(path.suffix)
    if form is None:
        raise UsageProblem(
            f"The ending of {path} does not say which form to write.",
            f"Give --format with one of {_FORMS}, or end the name in one of them.",
        )
    return form


def _check(path: Path | None, *, force: bool) -> None:
    if path is None:
        return
    if path.is_dir():
        raise UsageProblem(f"{path} is a folder.", "Name another file, or end it in / for one file each.")
    around = next(folder for folder in path.absolute().parents if folder.exists())
    if not around.is_dir():
        raise UsageProblem(f"{around} is not a folder.", "Name another file.")
    if path.is_file() and not force:
        raise UsageProblem(
            f"{path} is already there.", "Choose another name, or give --force to overwrite it."
        )

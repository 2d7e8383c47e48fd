"""``dataset``: check data files, begin one for a film of one's own, and the form of them for editors."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.errors import ExitStatus, UsageProblem
from soundtrack_playlists.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.dataset.reading import Library


@click.group()
def dataset() -> None:
    """Check and add films of your own."""


@dataset.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def check(app: App, files: tuple[Path, ...], as_json: bool) -> int:
    """Find every mistake in data files.

    FILE is a film, themes.toml, tags.toml, or a folder of them; without any, the shipped data and your own
    films are checked. Exit status 1 when there are mistakes.
    """
    library = _read(app, files)
    if as_json:
        app.console.json(_document(library))
    else:
        _tell(app, library)
    return int(ExitStatus.ERROR if library.mistakes else ExitStatus.DONE)


@dataset.command()
@click.argument("title")
@click.option("--year", type=int, required=True, help="Year of the film's first release.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where to write it, instead of your films folder."
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def new(app: App, title: str, year: int, folder: Path | None, force: bool, as_json: bool) -> None:
    """Begin the file of a film: a skeleton to fill in."""
    from soundtrack_playlists.dataset.skeleton import file_name, skeleton
    from soundtrack_playlists.files import write_atomic
    from soundtrack_playlists.text import slug

    text = skeleton(title, year, app.dataset.tags)
    known = app.dataset.films.get(slug(title))
    name = file_name(title, year, with_year=known is not None and known.year != year)
    path = (folder or app.places.config / "films") / name
    if path.exists() and not force:
        raise UsageProblem(f"{path} is there already.", "Edit it, or write it anew with --force.")
    write_atomic(path, text)
    if as_json:
        app.console.json({"file": str(path), "key": path.stem})
    else:
        app.console.result(str(path))
    if known is not None and known.year == year:
        app.console.warn(f"{known} is in the dataset already: your file replaces it, songs and all.")
    app.console.say(f'Fill in its songs, then run: soundtrack-playlists dataset check "{path}"')
    if folder and folder.absolute() not in [each.absolute() for each in app.film_folders]:
        app.console.say(
            f'To use it, config.toml must name the folder: [dataset] folders = ["{folder.absolute()}"]'
        )


@dataset.command()
@click.argument("form", type=click.Choice(["film", "themes", "tags"]), default="film")
@click.option("--json", is_flag=True, expose_value=False, help="Nothing else is printed anyway.")
@click.pass_obj
def schema(app: App, form: str) -> None:
    """Print the JSON Schema of a data file.

    Editors that know TOML complete and check a file by it.
    """
    from soundtrack_playlists.dataset.documents import FilmForm, TagsForm, ThemesForm

    forms: dict[str, type[BaseModel]] = {"film": FilmForm, "themes": ThemesForm, "tags": TagsForm}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    app.console.json({"$schema": dialect, **forms[form].model_json_schema()})


def _read(app: App, paths: Sequence[Path]) -> Library:
    from soundtrack_playlists.dataset.load import read_library
    from soundtrack_playlists.dataset.reading import clashing_aliases, read_beside
    from soundtrack_playlists.files import shipped_data

    around = read_library((shipped_data(), *app.film_folders))
    library = read_beside(paths, around) if paths else around
    whole = replace(library, films=around.films | library.films, files=around.files | library.files)
    clashes = clashing_aliases(library.films, whole)
    return replace(library, mistakes=(*library.mistakes, *clashes))


def _tell(app: App, library: Library) -> None:
    for mistake in library.mistakes:
        app.console.result(str(mistake))
    if library.mistakes:
        files = {mistake.file for mistake in library.mistakes}
        app.console.say(f"{plural(len(library.mistakes), 'mistake')} in {plural(len(files), 'file')}")
        return
    films, songs, themes = len(library.films), library.song_count, len(library.themes)
    held = f"{plural(films, 'film')}, {plural(songs, 'song')}, {plural(themes, 'theme')}"
    app.console.result(f"{held}: no mistakes")


def _document(library: Library) -> dict[str, Any]:
    return {
        "films": len(library.films),
        "songs": library.song_count,
        "themes": len(library.themes),
        "mistakes": [{**asdict(mistake), "file": str(mistake.file)} for mistake in library.mistakes],
    }

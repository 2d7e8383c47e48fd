"""What is wrong in config.toml: in the file itself, and in what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.config import Misconfigured
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.files import read_text
from soundtrack_playlists.forms.mistakes import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.config import Config
    from soundtrack_playlists.forms.lines import Location
    from soundtrack_playlists.forms.mistakes import Mistake


def mistakes_of(app: App) -> Sequence[Mistake]:
    """Find what is wrong in the file itself, else what it names that is not there."""
    try:
        settings = app.config
    except Misconfigured as error:
        return error.mistakes
    if not app.places.config_file.exists():
        return ()
    source = parse(app.places.config_file, read_text(app.places.config_file))
    return [
        source.mistake(location, what, cure)
        for location, what, cure in (*_folders(app), *_playlists(app, settings))
    ]


def _folders(app: App) -> Iterator[tuple[Location, str, str]]:
    for number, folder in enumerate(app.named_folders):
        if not folder.is_dir():
            yield ("dataset", "folders", number), f"there is no folder {folder}", "make it, or take it out"


def _playlists(app: App, settings: Config) -> Iterator[tuple[Location, str, str]]:
    from soundtrack_playlists.playlists.assemble import recipe_of, songs_of

    seen: dict[str, int] = {}
    for number, entry in enumerate(settings.playlist):
        place = ("playlist", number)
        try:
            recipe = recipe_of(entry, app.dataset)
        except UsageProblem as error:
            yield (*place, "name"), error.what, error.cure
            continue
        if (first := seen.setdefault(recipe.key, number)) != number:
            yield place, f"is playlist #{first + 1} again ({recipe.key})", "take one out"
        elif not songs_of(recipe, app.dataset, settings):
            yield place, f"has no songs ({recipe.key})", "choose something wider"

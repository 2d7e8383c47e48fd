"""The options that choose songs, shared by every command that works on a selection of them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.models import Wanted
    from soundtrack_playlists.playlists.assemble import Kind
    from soundtrack_playlists.playlists.playlist import DecadeOf, Order, Playlist, Recipe, Songs

_OPTIONS = (
    click.option("--film", "film", multiple=True, metavar="NAME", help="A film; may be given again."),
    click.option("--decade", "decade", multiple=True, metavar="YEARS", help="A decade: 1990s, 90s or 1995."),
    click.option("--theme", "theme", multiple=True, metavar="NAME", help="A theme; may be given again."),
    click.option(
        "--all-by", type=click.Choice(["film", "decade", "theme"]), help="One playlist for each there is."
    ),
    click.option(
        "--decade-of",
        type=click.Choice(["film", "song"]),
        default="film",
        show_default=True,
        help="Whose year makes the decade.",
    ),
    click.option("--songs", type=click.Choice(["standouts", "all"]), help="Which songs of a film."),
    click.option(
        "--order", type=click.Choice(["film", "year", "title", "artist"]), help="Order of the songs."
    ),
    click.option(
        "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many songs a playlist."
    ),
    click.option(
        "--skip-artist", multiple=True, metavar="NAME", help="Leave an artist out; may be repeated."
    ),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the options of one command line choose; None and empty are what was not given."""

    film: tuple[str, ...] = ()
    decade: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    all_by: Kind | None = None
    decade_of: DecadeOf = "film"
    songs: Songs | None = None
    order: Order | None = None
    limit: int | None = None
    skip_artist: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no film, decade or theme is chosen."""
        return not (self.film or self.decade or self.theme or self.all_by)

    def playlists(self, app: App) -> tuple[Playlist, ...]:
        """Make the playlists chosen. Raises UsageProblem where nothing is chosen or a choice has no songs.

        `--all-by` passes over what has no songs: not every decade has every theme.
        """
        from soundtrack_playlists.playlists.assemble import Axes, assemble, recipes

        if self.is_empty:
            raise UsageProblem(
                "Nothing is chosen to make playlists of.",
                "Give --film, --decade or --theme, or --all-by film, decade or theme;"
                " `soundtrack-playlists films` and `themes` list what there is.",
            )
        axes = Axes(self.film, self.decade, self.theme, self.all_by)
        today = datetime.now(tz=UTC).astimezone().date()
        made = [
            assemble(recipe, app.dataset, app.config, today=today)
            for recipe in recipes(axes, app.dataset, self._recipe(app))
        ]
        empty = [playlist.key for playlist in made if not playlist.wanted]
        if empty and (self.all_by is None or len(empty) == len(made)):
            raise UsageProblem(f"There are no songs for {', '.join(empty)}.", self._wider())
        return tuple(playlist for playlist in made if playlist.wanted)

    def wanted(self, app: App) -> tuple[Wanted, ...]:
        """List the songs chosen, each once; all films' where nothing is chosen."""
        chosen = replace(self, all_by="film") if self.is_empty else self
        songs = {each.song.key: each for playlist in chosen.playlists(app) for each in playlist.wanted}
        return tuple(songs.values())

    def _recipe(self, app: App) -> Recipe:
        from soundtrack_playlists.playlists.assemble import usual

        given = usual(app.config)
        return replace(
            given,
            decade_of=self.decade_of,
            songs=self.songs or given.songs,
            order=self.order or given.order,
            limit=self.limit,
            skip_artists=given.skip_artists + self.skip_artist,
        )

    def _wider(self) -> str:
        hints = ["`--songs all`"] if self.songs != "all" else []
        hints += ["without --skip-artist"] if self.skip_artist else []
        return f"Choose something wider, such as {' or '.join([*hints, 'another decade or theme'])}."


def selecting(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give a command the options that choose songs; it gets them as one `selection`."""

    @functools.wraps(command)
    def with_selection(*args: Any, **options: Any) -> int | None:
        chosen = {field.name: options.pop(field.name) for field in fields(Selection)}
        return command(*args, selection=Selection(**chosen), **options)

    for option in reversed(_OPTIONS):
        option(with_selection)
    return with_selection

"""The options that choose songs, shared by every command that works on a selection of them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.phrases import nearest, plural
from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.models import DecadeOf, Kind, Order, Songs, Wanted
    from soundtrack_playlists.playlists.playlist import Playlist, Recipe

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

    def playlists(
        self, app: App, declared: Mapping[str, Recipe] = MappingProxyType({})
    ) -> tuple[Playlist, ...]:
        """Make the playlists chosen. Raises UsageProblem where nothing is chosen or a choice has no songs.

        One whose key is `declared` in config.toml is made as it says there, as far as the options do not. `--all-by` passes over what has no songs: not every decade has every theme.
        """
        from soundtrack_playlists.playlists.assemble import Axes, assemble, recipes

        if self.is_empty:
            raise UsageProblem(
                "Nothing is chosen to make playlists of.",
                "Give --film, --decade or --theme, or --all-by film, decade or theme;"
                " `soundtrack-playlists films` and `themes` list what there is.",
            )
        axes = Axes(self.film, self.decade, self.theme, self.all_by)
        made = recipes(axes, app.dataset, self._recipe())
        made = tuple(self._over(declared[each.key]) if each.key in declared else each for each in made)
        today = datetime.now(tz=UTC).astimezone().date()
        playlists = [assemble(recipe, app.dataset, app.config, today=today) for recipe in made]
        empty = [playlist.key for playlist in playlists if not playlist.wanted]
        if empty and (self.all_by is None or len(empty) == len(playlists)):
            raise UsageProblem(f"There are no songs for {', '.join(empty)}.", _wider(app, made))
        self._tell_left_out(app, made)
        return tuple(playlist for playlist in playlists if playlist.wanted)

    def wanted(self, app: App) -> tuple[Wanted, ...]:
        """List the songs chosen, each once; all films' where nothing is chosen."""
        chosen = replace(self, all_by="film") if self.is_empty else self
        songs = {each.song.key: each for playlist in chosen.playlists(app) for each in playlist.wanted}
        return tuple(songs.values())

    def _recipe(self) -> Recipe:
        from soundtrack_playlists.playlists.playlist import Recipe

        return Recipe(
            decade_of=self.decade_of,
            songs=self.songs,
            order=self.order,
            limit=self.limit,
            skip_artists=self.skip_artist,
        )

    def _over(self, declared: Recipe) -> Recipe:
        """Put what the options say over a recipe that config.toml declares."""
        return replace(
            declared,
            songs=self.songs or declared.songs,
            order=self.order or declared.order,
            limit=self.limit or declared.limit,
            skip_artists=self.skip_artist or declared.skip_artists,
        )

    def _tell_left_out(self, app: App, made: Sequence[Recipe]) -> None:
        """Say which artists to skip are nobody, and how many songs are in no decade."""
        from soundtrack_playlists.playlists.assemble import songs_of

        credits_ = (wanted.song.credit for wanted in app.dataset.songs.values())
        artists = {fold(artist): artist for credit in credits_ for artist in credit.everyone}
        for name in self.skip_artist:
            if fold(name) not in artists:
                near = [artists[each] for each in nearest(fold(name), artists)]
                app.console.warn(f'No song is by "{name}".', f'Did you mean "{near[0]}"?' if near else "")
        if self.decade_of == "song" and any(recipe.decade is not None for recipe in made):
            any_decade = {replace(recipe, decade=None, limit=None) for recipe in made}
            songs = {
                each.song.key: each
                for recipe in any_decade
                for each in songs_of(recipe, app.dataset, app.config)
            }
            if undated := sum(each.year is None for each in songs.values()):
                app.console.say(f"{plural(undated, 'song')} left out: when first released is not known.")


def _wider(app: App, made: Sequence[Recipe]) -> str:
    """Name what would leave songs, if anything of the options does."""
    from soundtrack_playlists.config import Config
    from soundtrack_playlists.playlists.assemble import songs_of

    section = app.config.playlists
    ways: dict[str, dict[str, Any]] = {
        "`--songs all`": {"songs": "all"},
        "skipping no artist": {"skip_artists": ()},
        "another --decade-of": {"decade_of": "film" if made[0].decade_of == "song" else "song"},
    }
    plain = Config()
    spelt_out = [
        replace(
            each, songs=each.songs or section.songs, skip_artists=section.skip_artists + each.skip_artists
        )
        for each in made
    ]
    helping = [
        way
        for way, change in ways.items()
        if any(songs_of(replace(recipe, **change), app.dataset, plain) for recipe in spelt_out)
    ]
    return f"Choose something wider, such as {' or '.join([*helping, 'another film, decade or theme'])}."


def selecting(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give a command the options that choose songs; it gets them as one `selection`."""

    @functools.wraps(command)
    def with_selection(*args: Any, **options: Any) -> int | None:
        chosen = {field.name: options.pop(field.name) for field in fields(Selection)}
        return command(*args, selection=Selection(**chosen), **options)

    for option in reversed(_OPTIONS):
        option(with_selection)
    return with_selection


def finding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --offline, --no-lock and --strict: how tracks are found, and what it means if one is not."""
    for option in (
        click.option(
            "--strict",
            is_flag=True,
            help="Stop at mistakes in films of your own; end with status 3 if a song has no track.",
        ),
        click.option("--no-lock", is_flag=True, help="Find tracks as if none were locked."),
        click.option("--offline", is_flag=True, help="Ask Spotify nothing."),
    ):
        option(command)
    return command

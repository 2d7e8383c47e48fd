"""From choices to playlists: which recipes a selection means, and the title, description and songs of each."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from soundtrack_playlists.dataset.find import find_film, find_theme, parse_decade
from soundtrack_playlists.dataset.select import select
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.models import decade_label
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.playlists.marker import marked
from soundtrack_playlists.playlists.playlist import Playlist, Recipe
from soundtrack_playlists.playlists.wording import DESCRIPTION_LIMIT, TITLE_LIMIT, shorten

if TYPE_CHECKING:
    from datetime import date

    from soundtrack_playlists.config import Config, PlaylistEntry
    from soundtrack_playlists.dataset.load import Dataset
    from soundtrack_playlists.models import Kind, Wanted


@dataclass(frozen=True, slots=True)
class Axes:
    """What to make playlists of: every combination of one film, one decade and one theme given.

    Names are as a person types them. `all_by` stands for every name of its kind.
    """

    films: tuple[str, ...] = ()
    decades: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    all_by: Kind | None = None


def recipes(axes: Axes, dataset: Dataset, like: Recipe) -> tuple[Recipe, ...]:
    """List the recipes that `axes` mean, each once, the rest of each as in `like`.

    Raises UsageProblem for a name that is unknown or could be several, and for names beside all of their kind.
    """
    _check(axes)
    films: list[str | None] = [find_film(dataset, name).key for name in axes.films]
    decades: list[int | None] = [parse_decade(name) for name in axes.decades]
    themes: list[str | None] = [find_theme(dataset, name).key for name in axes.themes]
    match axes.all_by:
        case "film":
            films = list(dataset.films)
        case "decade":
            decades = [*_decades(dataset, like)]
        case "theme":
            themes = list(dataset.themes)
        case None:
            pass
    combinations = itertools.product(films or [None], decades or [None], themes or [None])
    made = (_of(like, film, decade, theme) for film, decade, theme in combinations)
    return tuple({recipe.key: recipe for recipe in made if recipe.key}.values())


def _of(like: Recipe, film: str | None, decade: int | None, theme: str | None) -> Recipe:
    """Make a recipe; whose year makes a decade is part of it only where there is one."""
    decade_of = like.decade_of if decade is not None else "film"
    return replace(like, film=film, decade=decade, theme=theme, decade_of=decade_of)


def _check(axes: Axes) -> None:
    named = {"film": axes.films, "decade": axes.decades, "theme": axes.themes}
    if axes.all_by and named[axes.all_by]:
        raise UsageProblem(
            f"--all-by {axes.all_by} means every {axes.all_by}, and --{axes.all_by} names some.",
            "Leave one of the two out.",
        )


def recipe_of(entry: PlaylistEntry, dataset: Dataset) -> Recipe:
    """Make the recipe that a ``[[playlist]]`` of config.toml declares. Raises UsageProblem for its name."""
    return Recipe(
        film=find_film(dataset, entry.name).key if entry.by == "film" else None,
        decade=parse_decade(entry.name) if entry.by == "decade" else None,
        theme=find_theme(dataset, entry.name).key if entry.by == "theme" else None,
        songs=entry.songs,
        order=entry.order,
        limit=entry.limit,
        title=entry.title,
        description=entry.description,
        public=entry.public,
        every=int(entry.every.removesuffix("d")) if entry.every else None,
    )


def assemble(recipe: Recipe, dataset: Dataset, config: Config, *, today: date) -> Playlist:
    """Make the playlist of a recipe; `wanted` is empty where nothing fits it."""
    wanted = songs_of(recipe, dataset, config)
    words = partial(_words, recipe, dataset, config, today)
    title, description = words(len(wanted))
    public = config.playlists.public if recipe.public is None else recipe.public
    return Playlist(recipe, title, description, wanted, public, words)


def songs_of(recipe: Recipe, dataset: Dataset, config: Config) -> tuple[Wanted, ...]:
    """Pick the songs of a recipe, in its order; as configured where the recipe does not say."""
    section = config.playlists
    return select(
        dataset,
        film=recipe.film,
        decade=recipe.decade,
        theme=recipe.theme,
        decade_of=recipe.decade_of,
        songs=recipe.songs or section.songs,
        order=recipe.order or section.order,
        limit=recipe.limit,
        skip_artists=section.skip_artists + recipe.skip_artists,
    )


def _words(recipe: Recipe, dataset: Dataset, config: Config, today: date, count: int) -> tuple[str, str]:
    """Write title and description of a playlist with so many songs, each as long as it may be."""
    values = _values(recipe, dataset, count, today)
    title = (recipe.title or _usual_title(recipe, dataset, config)).format_map(values)
    template = recipe.description or config.playlists.description
    room = DESCRIPTION_LIMIT - len(marked(template.format_map({**values, "about": ""}), recipe))
    description = template.format_map({**values, "about": shorten(values["about"], max(room - 1, 0))})
    return shorten(title, TITLE_LIMIT) or recipe.key, shorten(description, DESCRIPTION_LIMIT)


def _values(recipe: Recipe, dataset: Dataset, count: int, today: date) -> dict[str, str]:
    """Fill in `config.PLACEHOLDERS`; what a recipe has no value for is empty."""
    names = _names(recipe, dataset)
    film = dataset.films[recipe.film] if recipe.film else None
    return {
        "name": next(iter(names.values())),
        "about": _about(recipe, dataset),
        "film": names.get("film", ""),
        "theme": names.get("theme", ""),
        "decade": names.get("decade", decade_label(film.decade) if film else ""),
        "year": str(film.year) if film else "",
        "director": (film.director or "") if film else "",
        "count": str(count),
        "songs": plural(count, "song"),
        "date": today.isoformat(),
    }


def _about(recipe: Recipe, dataset: Dataset) -> str:
    """Say in a sentence what the songs have in common; nothing of a film without an album."""
    if recipe.film:
        albums = dataset.films[recipe.film].soundtracks
        return f"From “{albums[0].title}”." if albums else ""
    if recipe.theme:
        line = dataset.themes[recipe.theme].description
        return line if line.endswith((".", "!", "?")) else f"{line}."
    decade = decade_label(recipe.decade or 0)
    if recipe.decade_of == "song":
        return f"Recordings of the {decade}, from films of any year."
    return f"What the films of the {decade} left in our ears."


def _usual_title(recipe: Recipe, dataset: Dataset, config: Config) -> str:
    """Choose the configured template by what says most; what else the recipe narrows by stands behind it."""
    (kind, _), *others = _names(recipe, dataset).items()
    template: str = getattr(config.playlists, f"{kind}_title")
    escaped = [name.replace("{", "{{").replace("}", "}}") for _, name in others]
    return " · ".join([template, *escaped])


def _names(recipe: Recipe, dataset: Dataset) -> dict[Kind, str]:
    """Name what a recipe narrows by, what says most about it first."""
    names: dict[Kind, str] = {}
    if recipe.film:
        names["film"] = dataset.films[recipe.film].title
    if recipe.theme:
        names["theme"] = dataset.themes[recipe.theme].title
    if recipe.decade is not None:
        of_songs = "Songs of the " if recipe.decade_of == "song" else ""
        names["decade"] = of_songs + decade_label(recipe.decade)
    return names


def _decades(dataset: Dataset, like: Recipe) -> list[int]:
    """List the decades there are, by the films' years or by the recordings'."""
    if like.decade_of == "film":
        return sorted({film.decade for film in dataset.films.values()})
    return sorted({wanted.decade for wanted in dataset.songs.values() if wanted.decade is not None})

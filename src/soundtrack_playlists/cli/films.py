"""`films`, `themes`, `decades`: what there is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.models import decade_label
from soundtrack_playlists.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.models import Film, Wanted

_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many films, songs and standouts a list of songs has, and for how many songs a track is known."""

    films: int
    songs: int
    standouts: int
    tracks: int

    @classmethod
    def of(cls, wanted: Collection[Wanted], known: Collection[str]) -> Tally:
        """Count songs; `known` holds the keys of those with a track."""
        return cls(
            films=len({each.film.key for each in wanted}),
            songs=len(wanted),
            standouts=sum(each.song.standout is not None for each in wanted),
            tracks=sum(each.song.key in known for each in wanted),
        )


@click.command(short_help="List the films.")
@click.option("--decade", metavar="YEARS", help="Only films of a decade: 1990s, 90s or 1995.")
@click.option("--theme", metavar="NAME", help="Only films with songs of a theme.")
@_JSON
@click.pass_obj
def films(app: App, *, decade: str | None, theme: str | None, as_json: bool) -> None:
    """List the films, oldest first: songs, standouts, and how many tracks are known without asking."""
    chosen = _chosen(app, decade, theme)
    known = _known(app)
    tallies = {film.key: Tally.of(_songs(app, film), known) for film in chosen}
    if as_json:
        app.console.json({"films": [_film_document(film, tallies[film.key]) for film in chosen]})
        return
    app.console.table(
        ("film", "year", "songs", "standouts", "tracks"),
        [(film.title, film.year, *_numbers(tallies[film.key])) for film in chosen],
    )
    app.console.say(_in_all(tallies.values()))


@click.command(short_help="List the themes.")
@_JSON
@click.pass_obj
def themes(app: App, *, as_json: bool) -> None:
    """List the themes with how much each takes; with -v, what it is about."""
    from soundtrack_playlists.dataset.select import select

    known = _known(app)
    rows = [
        (theme, Tally.of(select(app.dataset, theme=theme.key, songs="all"), known))
        for theme in app.dataset.themes.values()
    ]
    if as_json:
        documents = [
            {"key": theme.key, "title": theme.title, "description": theme.description, **asdict(tally)}
            for theme, tally in rows
        ]
        app.console.json({"themes": documents})
        return
    if app.verbosity > 0:
        app.console.table(("key", "about"), [(theme.key, theme.description) for theme, _ in rows])
        return
    app.console.table(
        ("key", "theme", "films", "standouts", "tracks"),
        [(theme.key, theme.title, tally.films, tally.standouts, tally.tracks) for theme, tally in rows],
    )


@click.command(short_help="List the decades.")
@_JSON
@click.pass_obj
def decades(app: App, *, as_json: bool) -> None:
    """List the decades by the films' years."""
    known = _known(app)
    years = sorted({film.decade for film in app.dataset.films.values()})
    rows = [
        (decade, Tally.of([each for each in app.dataset.songs.values() if each.film.decade == decade], known))
        for decade in years
    ]
    if as_json:
        documents = [{"decade": decade_label(decade), **asdict(tally)} for decade, tally in rows]
        app.console.json({"decades": documents})
        return
    app.console.table(
        ("decade", "films", "songs", "standouts", "tracks"),
        [(decade_label(decade), tally.films, *_numbers(tally)) for decade, tally in rows],
    )


def _chosen(app: App, decade: str | None, theme: str | None) -> list[Film]:
    """Narrow the films. Raises UsageProblem for what is unknown."""
    from soundtrack_playlists.dataset.find import find_theme, parse_decade
    from soundtrack_playlists.dataset.select import select

    chosen = list(app.dataset.films.values())
    if decade is not None:
        first = parse_decade(decade)
        chosen = [film for film in chosen if film.decade == first]
    if theme is not None:
        key = find_theme(app.dataset, theme).key
        having = {wanted.film.key for wanted in select(app.dataset, theme=key, songs="all")}
        chosen = [film for film in chosen if film.key in having]
    if not chosen and (decade is not None or theme is not None):
        raise UsageProblem("There is no such film.", "Choose another decade or theme.")
    return chosen


def _known(app: App) -> frozenset[str]:
    """Keys of the songs whose track is known without asking Spotify."""
    from soundtrack_playlists.cli.resolving import resolver_for

    resolved = resolver_for(app, offline=True).resolve(list(app.dataset.songs.values()))
    return frozenset(each.wanted.song.key for each in resolved if each.track)


def _songs(app: App, film: Film) -> Sequence[Wanted]:
    return [app.dataset.songs[song.key] for song in film.songs]


def _numbers(tally: Tally) -> tuple[int, int, int]:
    return tally.songs, tally.standouts, tally.tracks


def _film_document(film: Film, tally: Tally) -> dict[str, Any]:
    return {
        "key": film.key,
        "title": film.title,
        "year": film.year,
        "decade": decade_label(film.decade),
        "director": film.director,
        "tags": sorted(film.tags),
        "songs": tally.songs,
        "standouts": tally.standouts,
        "tracks": tally.tracks,
    }


def _in_all(tallies: Collection[Tally]) -> str:
    counted = [(len(tallies), "film"), (sum(tally.songs for tally in tallies), "song")]
    counted.append((sum(tally.standouts for tally in tallies), "standout"))
    known = plural(sum(tally.tracks for tally in tallies), "track")
    return f"{', '.join(plural(*each) for each in counted)}; {known} known without asking Spotify."

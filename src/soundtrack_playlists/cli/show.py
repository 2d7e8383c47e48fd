"""`show`: one film, its songs, and what each resolves to."""

from __future__ import annotations

import itertools
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.models import Confidence
from soundtrack_playlists.report.console import Style
from soundtrack_playlists.report.resolutions import counts, keyed_document, print_outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.models import Film, Original, Soundtrack, Wanted
    from soundtrack_playlists.report.console import Console

_DOUBTS = {
    Confidence.PARTLY: "confirmed in part",
    Confidence.REMEMBERED: "from memory, not confirmed",
}


@click.command(short_help="Show a film's songs and the track each resolves to.")
@click.argument("film", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def show(app: App, film: tuple[str, ...], *, as_json: bool) -> None:
    """Show a film's songs, which of them stand out and why, and the track each resolves to."""
    from soundtrack_playlists.cli.resolving import resolver_for
    from soundtrack_playlists.dataset.find import find_film

    found = find_film(app.dataset, " ".join(film))
    wanted = [app.dataset.songs[song.key] for song in found.songs]
    resolutions = resolver_for(app, offline=True, silence="No track known yet.").resolve(wanted)
    if as_json:
        app.console.json(_document(found, resolutions))
    else:
        _print(app.console, found, resolutions)


def _print(console: Console, film: Film, resolutions: Sequence[Resolution]) -> None:
    director = f", directed by {film.director}" if film.director else ""
    console.paragraph(f"{film}{director}", style=Style.STRONG)
    if film.note:
        console.paragraph(film.note)
    for part, inside in itertools.groupby(resolutions, key=_part):
        console.result()
        console.paragraph(_heading(film, part, resolutions), style=Style.STRONG)
        if note := _note(film, part):
            console.paragraph(note)
        for resolution in inside:
            _print_song(console, resolution)
    console.result()
    console.result(counts(resolutions))


def _print_song(console: Console, resolution: Resolution) -> None:
    song, indent = resolution.wanted.song, " " * 5
    number = "  " if song.position is None else f"{song.position:>2}"
    console.paragraph(str(song), first=f"{number} {'★' if song.standout else ' '} ", indent=indent)
    for remark in _remarks(resolution.wanted):
        console.paragraph(remark, first=indent, indent=indent)
    print_outcome(console, resolution, indent)


def _part(resolution: Resolution) -> tuple[int, int]:
    """Return the numbers of the soundtrack and disc that hold a song."""
    return resolution.wanted.song.soundtrack, resolution.wanted.song.disc


def _heading(film: Film, part: tuple[int, int], resolutions: Sequence[Resolution]) -> str:
    number, disc = part
    if number == 0 or not film.soundtracks:
        return "Heard in the film"
    discs = {each.wanted.song.disc for each in resolutions if each.wanted.song.soundtrack == number}
    heading = _described(film.soundtracks[number - 1])
    return f"{heading}, disc {disc}" if len(discs) > 1 else heading


def _note(film: Film, part: tuple[int, int]) -> str | None:
    """Return the note on a soundtrack, before its first disc."""
    number, disc = part
    return film.soundtracks[number - 1].note if number and film.soundtracks and disc == 1 else None


def _described(soundtrack: Soundtrack) -> str:
    facts = [fact for fact in (soundtrack.release_date, soundtrack.label) if fact]
    facts += [_DOUBTS[soundtrack.confidence]] if facts and soundtrack.confidence in _DOUBTS else []
    facts += [] if soundtrack.ordered else ["order not confirmed"]
    return f"{soundtrack.title} ({', '.join(facts)})" if facts else soundtrack.title


def _remarks(wanted: Wanted) -> list[str]:
    song = wanted.song
    remarks = [song.standout] if song.standout else []
    if song.cover_of:
        remarks.append(f"Cover of {_original(song.cover_of)}.")
    if song.first_released not in (None, wanted.film.year):
        remarks.append(f"First released {song.first_released}.")
    if song.confidence in _DOUBTS:
        remarks.append(f"({_DOUBTS[song.confidence]})")
    if song.note:
        remarks.append(song.note)
    return remarks


def _original(original: Original) -> str:
    """Name an original: ``"Alfie" by Cilla Black (1966), also by Cher; by Burt Bacharach and Hal David``."""
    by, title = ", ".join(original.artists), f'"{original.title}"' if original.title else ""
    named = " by ".join(filter(None, (title, by))) or original.note or "an older song"
    year = f" ({original.year})" if original.year else ""
    also = f", also by {', '.join(original.also)}" if original.also else ""
    note = f"; {original.note}" if original.note and original.note != named else ""
    return f"{named}{year}{also}{note}"


def _document(film: Film, resolutions: Sequence[Resolution]) -> dict[str, Any]:
    return {
        "key": film.key,
        "title": film.title,
        "year": film.year,
        "director": film.director,
        "aliases": list(film.aliases),
        "tags": sorted(film.tags),
        "note": film.note,
        "soundtracks": [
            {
                "title": each.title,
                "release_date": each.release_date,
                "label": each.label,
                "confidence": each.confidence.value,
                "order": "confirmed" if each.ordered else "unconfirmed",
                "note": each.note,
            }
            for each in film.soundtracks
        ],
        "songs": [_song_document(resolution) for resolution in resolutions],
    }


def _song_document(resolution: Resolution) -> dict[str, Any]:
    song = resolution.wanted.song
    original = song.cover_of
    return {
        **keyed_document(resolution),
        "featured": list(song.credit.featured),
        "version": song.version,
        "first_released": song.first_released,
        "cover_of": asdict(original) if original else None,
        "soundtrack": song.soundtrack,
        "disc": song.disc,
        "position": song.position,
        "standout": song.standout,
        "confidence": song.confidence.value,
        "note": song.note,
    }

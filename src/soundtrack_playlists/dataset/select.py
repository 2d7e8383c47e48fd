"""Picking the songs of a playlist: by film, decade and theme, in an order, no recording twice. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.dataset.find import find_film, find_theme
from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from soundtrack_playlists.dataset.load import Dataset
    from soundtrack_playlists.models import DecadeOf, Order, Songs, Wanted


def select(
    dataset: Dataset,
    *,
    film: str | None = None,
    decade: int | None = None,
    theme: str | None = None,
    decade_of: DecadeOf = "film",
    songs: Songs = "standouts",
    order: Order = "film",
    limit: int | None = None,
    skip_artists: Iterable[str] = (),
) -> tuple[Wanted, ...]:
    """Pick the songs that meet every condition given; none where no song does.

    `decade` is its first year, of the film or of the song's recording: a song whose year is not known is then in
    none. `order` is by film (oldest first, each
    in its album's order), or by the song's year, title or first artist; `limit` cuts after ordering. A song
    with a skipped artist among any of its artists is left out. Raises UsageProblem for an unknown film or theme.
    """
    tests: list[Callable[[Wanted], bool]] = []
    if songs == "standouts":
        tests.append(lambda wanted: wanted.song.standout is not None)
    if decade is not None:
        tests.append(lambda wanted: (wanted.film if decade_of == "film" else wanted).decade == decade)
    if theme is not None:
        tests.append(find_theme(dataset, theme).rule.takes)
    if skipped := {fold(artist) for artist in skip_artists}:
        tests.append(lambda wanted: skipped.isdisjoint(map(fold, wanted.song.credit.everyone)))
    picked = _once(wanted for wanted in _songs_of(dataset, film) if all(test(wanted) for test in tests))
    return tuple(sorted(picked, key=_ORDERS[order]) if order in _ORDERS else picked)[:limit]


def _songs_of(dataset: Dataset, film: str | None) -> Iterable[Wanted]:
    if film is None:
        return dataset.songs.values()
    return [dataset.songs[song.key] for song in find_film(dataset, film).songs]


def _once(songs: Iterable[Wanted]) -> Iterator[Wanted]:
    """Leave out a recording that came before, under another film: same title, artists and version."""
    seen = set()
    for wanted in songs:
        if (recording := wanted.song.recording) not in seen:
            seen.add(recording)
            yield wanted


def _year(wanted: Wanted) -> int:
    return wanted.year or wanted.film.year


def _title(wanted: Wanted) -> tuple[str, str]:
    return fold(wanted.song.title), fold(str(wanted.song.credit))


def _artist(wanted: Wanted) -> tuple[str, str]:
    return fold(wanted.song.credit.main[0]).removeprefix("the "), fold(wanted.song.title)


_ORDERS: dict[str, Callable[[Wanted], tuple[str, str] | int]] = {
    "year": _year,
    "title": _title,
    "artist": _artist,
}

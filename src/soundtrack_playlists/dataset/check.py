"""What a form cannot say about a data file: values that contradict each other or name what is not there. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from soundtrack_playlists.dataset.translate import soundtrack_of, to_rule
from soundtrack_playlists.phrases import did_you_mean, plural, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from soundtrack_playlists.dataset.documents import FilmForm, SongForm, ThemeForm, ThemesForm
    from soundtrack_playlists.forms.lines import Location


class Remark(NamedTuple):
    """Where in the document, what is wrong, and the cure.

    `by` names the values it was concluded from, where these are not all at the place itself: a remark about
    values that are mistakes themselves would be false advice.
    """

    place: Location
    what: str
    cure: str
    by: tuple[Location, ...] = ()


NAMING = ("title", "version", "artists")
"""What a song's key is made of."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may name: tags, and the keys of films and songs.

    `tags` is None when the vocabulary itself could not be read. `unread` are films whose files have mistakes:
    naming them is not one more.
    """

    tags: Collection[str] | None
    films: Collection[str] = ()
    songs: Collection[str] = ()
    unread: Collection[str] = ()


def film_remarks(form: FilmForm, known: Known, this_year: int) -> Iterator[Remark]:
    """Check a film against itself and the vocabulary of tags."""
    yield from _year(form, this_year)
    yield from _dates(form)
    yield from _tags(("tags",), form.tags, known)
    yield from _doubles(form)
    for number in range(len(form.songs)):
        yield from _song(form, number, known)


def theme_remarks(form: ThemesForm, known: Known) -> Iterator[Remark]:
    """Check themes against each other, the films and the vocabulary of tags."""
    seen: dict[str, int] = {}
    for number, theme in enumerate(form.themes):
        place = ("themes", number)
        if (first := seen.setdefault(theme.key, number)) != number:
            yield Remark(
                (*place, "key"), f"{shown(theme.key)} is theme #{first + 1} already", "name it apart"
            )
        yield from _rule((*place, "rule"), theme, known)


def _year(form: FilmForm, this_year: int) -> Iterator[Remark]:
    if form.year > this_year + 1:
        cure = f"films up to {this_year + 1} can be known by now"
        yield Remark(("year",), f"{form.year} is too far ahead", cure)


def _dates(form: FilmForm) -> Iterator[Remark]:
    for number, soundtrack in enumerate(form.soundtracks):
        day = soundtrack.release_date or ""
        if day.count("-") == 2:  # noqa: PLR2004 - a full date: year, month and day
            try:
                date.fromisoformat(day)
            except ValueError:
                place = ("soundtracks", number, "release_date")
                yield Remark(place, f"there is no {day}", "look the day up again")


def _tags(place: Location, tags: list[str], known: Known) -> Iterator[Remark]:
    if known.tags is None:
        return
    for number, tag in enumerate(tags):
        if tag not in known.tags:
            cure = (
                did_you_mean(tag, known.tags)
                or "take one of tags.toml, or add it to a tags.toml beside the films"
            )
            yield Remark((*place, number), f"{shown(tag)} is not in the vocabulary of tags", cure)


def _doubles(form: FilmForm) -> Iterator[Remark]:
    seen: dict[str, int] = {}
    for number, name in enumerate(form.song_names):
        if (first := seen.setdefault(name, number)) != number:
            cure = "take one out, or say in `version` what sets it apart"
            by = tuple(("songs", song, name) for song in (first, number) for name in NAMING)
            yield Remark(("songs", number), f"is song #{first + 1} again", cure, by)


def _song(form: FilmForm, number: int, known: Known) -> Iterator[Remark]:
    song, place = form.songs[number], ("songs", number)
    yield from _tags((*place, "tags"), song.tags, known)
    count = len(form.soundtracks)
    if (song.soundtrack or 0) > count:
        has = f"the film has {plural(count, 'soundtrack')}"
        what, cure = f"there is no soundtrack {song.soundtrack}", f"{has}; 0 is heard in the film only"
        own = (*place, "soundtrack")
        yield Remark(own, what, cure, (own, ("soundtracks", count)))
    yield from _years(form, song, place)


def _years(form: FilmForm, song: SongForm, place: Location) -> Iterator[Remark]:
    number = soundtrack_of(song, form)
    released = form.soundtracks[number - 1].release_date if 0 < number <= len(form.soundtracks) else None
    latest = max(form.year, int(released[:4]) if released else 0) + 1
    if song.first_released and song.first_released > latest:
        cure = f"give the year of the recording's first release, {latest} at the latest"
        what = f"{song.first_released} is after film and soundtrack"
        yield Remark((*place, "first_released"), what, cure, _year_limits(place, number))
    if song.cover_of and (song.cover_of.year or 0) > (song.first_released or latest):
        original, own = (*place, "cover_of", "year"), (*place, "first_released")
        by = (original, own) if song.first_released else (original, *_year_limits(place, number))
        what = f"the original of {song.cover_of.year} is later than its cover"
        yield Remark(original, what, "give the year in which the original was first released", by)


def _year_limits(place: Location, soundtrack: int) -> tuple[Location, ...]:
    """Name the values by which a song can be too late."""
    album = ("soundtracks", soundtrack - 1, "release_date")
    return (*place, "first_released"), (*place, "soundtrack"), ("year",), album


def _rule(place: Location, theme: ThemeForm, known: Known) -> Iterator[Remark]:
    rule = theme.rule
    for name, tags in (("any_tags", rule.any_tags), ("all_tags", rule.all_tags), ("not_tags", rule.not_tags)):
        yield from _tags((*place, name), tags, known)
    for name, keys in (("films", rule.films), ("except_films", rule.except_films)):
        yield from _keys((*place, name), keys, "film", known.films, known.unread)
    for name, keys in (("songs", rule.songs), ("except_songs", rule.except_songs)):
        yield from _keys((*place, name), keys, "song", known.songs, known.unread)
    if not rule.songs and not to_rule(rule).has_conditions:
        yield Remark(place, "takes no song", "give it any_tags, all_tags, films, songs or covers")


def _keys(
    place: Location, keys: list[str], kind: str, known: Collection[str], unread: Collection[str]
) -> Iterator[Remark]:
    for number, key in enumerate(keys):
        if key not in known and key.partition("/")[0] not in unread:
            cure = did_you_mean(key, {*known, *unread}) or f"`{_LISTS[kind]}` lists what there is"
            yield Remark((*place, number), f"there is no {kind} {shown(key)}", cure)


_LISTS = {"film": "soundtrack-playlists films --json", "song": "soundtrack-playlists show FILM --json"}

"""From the forms of the data files to the values everything speaks of. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from soundtrack_playlists.dataset.themes import Rule, Theme
from soundtrack_playlists.models import Confidence, Credit, Film, Original, Song, Soundtrack

if TYPE_CHECKING:
    from soundtrack_playlists.dataset.documents import (
        FilmForm,
        OriginalForm,
        RuleForm,
        SongForm,
        SoundtrackForm,
        ThemeForm,
    )


def to_film(form: FilmForm, key: str) -> Film:
    """Make a film of its form."""
    names = (f"{key}/{name}" for name in form.song_names)
    numbers = (soundtrack_of(song, form) for song in form.songs)
    return Film(
        key=key,
        title=form.title,
        year=form.year,
        director=form.director,
        aliases=tuple(form.aliases),
        tags=frozenset(form.tags),
        soundtracks=tuple(_soundtrack(each) for each in form.soundtracks),
        songs=tuple(map(_song, form.songs, names, numbers, positions(form))),
        note=form.note,
    )


def to_theme(form: ThemeForm) -> Theme:
    """Make a theme of its form."""
    return Theme(form.key, form.title, form.description, to_rule(form.rule))


def to_rule(form: RuleForm) -> Rule:
    """Make a rule of its form."""
    return Rule(
        any_tags=frozenset(form.any_tags),
        all_tags=frozenset(form.all_tags),
        not_tags=frozenset(form.not_tags),
        films=frozenset(form.films),
        songs=frozenset(form.songs),
        except_films=frozenset(form.except_films),
        except_songs=frozenset(form.except_songs),
        covers=form.covers,
    )


def positions(form: FilmForm) -> list[int | None]:
    """Count the songs on each disc of each soundtrack, 1-based; None where the order is not known."""
    seen: Counter[tuple[int, int]] = Counter()
    found: list[int | None] = []
    for song in form.songs:
        number = soundtrack_of(song, form)
        seen[number, song.disc] += 1
        is_known = number > 0 and form.soundtracks[number - 1].order == "confirmed"
        found.append(seen[number, song.disc] if is_known else None)
    return found


def soundtrack_of(song: SongForm, form: FilmForm) -> int:
    """Tell which soundtrack holds a song: the first unless said, 0 where the film has none."""
    if song.soundtrack is None:
        return 1 if form.soundtracks else 0
    return song.soundtrack


def _song(form: SongForm, key: str, soundtrack: int, position: int | None) -> Song:
    return Song(
        key=key,
        title=form.title,
        credit=Credit(tuple(form.artists), tuple(form.featured)),
        version=form.version,
        first_released=form.first_released,
        cover_of=_original(form.cover_of) if form.cover_of else None,
        duration_ms=_milliseconds(form.duration) if form.duration else None,
        isrc=form.isrc,
        soundtrack=soundtrack,
        disc=form.disc,
        position=position,
        standout=form.standout,
        confidence=Confidence(form.confidence),
        tags=frozenset(form.tags),
        note=form.note,
    )


def _original(form: OriginalForm) -> Original:
    return Original(tuple(form.artists), form.year, form.title, form.note, tuple(form.also))


def _soundtrack(form: SoundtrackForm) -> Soundtrack:
    return Soundtrack(
        title=form.title,
        release_date=form.release_date,
        label=form.label,
        note=form.note,
        spotify=tuple(form.spotify),
        confidence=Confidence(form.confidence),
        ordered=form.order == "confirmed",
    )


def _milliseconds(duration: str) -> int:
    minutes, _, seconds = duration.partition(":")
    return (int(minutes) * 60 + int(seconds)) * 1000

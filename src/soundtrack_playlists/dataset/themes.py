"""Themes: songs of several films that belong together, by a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soundtrack_playlists.models import Wanted


@dataclass(frozen=True, slots=True)
class Rule:
    """Which songs a theme takes: those listed in `songs`, and those that meet every condition given.

    Tags are those of the song and its film together. `films`, `any_tags`, `all_tags` and `covers` are
    conditions; `not_tags` and the exceptions only take away. Keys, never titles.
    """

    any_tags: frozenset[str] = frozenset()
    all_tags: frozenset[str] = frozenset()
    not_tags: frozenset[str] = frozenset()
    films: frozenset[str] = frozenset()
    songs: frozenset[str] = frozenset()
    except_films: frozenset[str] = frozenset()
    except_songs: frozenset[str] = frozenset()
    covers: bool = False

    @property
    def has_conditions(self) -> bool:
        """Say whether the rule takes more than the songs it lists."""
        return bool(self.any_tags or self.all_tags or self.films or self.covers)

    def takes(self, wanted: Wanted) -> bool:
        """Decide whether a song belongs to the theme."""
        if wanted.song.key in self.except_songs:
            return False
        return wanted.song.key in self.songs or (self.has_conditions and self._meets(wanted))

    def _meets(self, wanted: Wanted) -> bool:
        film, song = wanted.film, wanted.song
        if film.key in self.except_films or (self.films and film.key not in self.films):
            return False
        if self.covers and song.cover_of is None:
            return False
        tags = film.tags | song.tags
        if self.any_tags and self.any_tags.isdisjoint(tags):
            return False
        return self.all_tags <= tags and self.not_tags.isdisjoint(tags)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as listed and made into a playlist."""

    key: str
    title: str
    description: str
    rule: Rule

    def __str__(self) -> str:
        return self.title

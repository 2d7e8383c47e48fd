"""What a playlist should be: its recipe, which is kept, and the titled list of songs made from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from soundtrack_playlists.models import decade_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.models import DecadeOf, Order, Songs, Wanted


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which songs a playlist takes and how it presents itself: enough to make it again at any refresh.

    `film`, `decade` (its first year) and `theme` narrow one another; at least one is set. What else is None is as
    configured at the time, and artists to skip come on top of the configured ones: a change of the configuration
    reaches the playlists that are kept. `title` and `description` are templates; `every` is in days.
    """

    film: str | None = None
    decade: int | None = None
    theme: str | None = None
    decade_of: DecadeOf = "film"
    songs: Songs | None = None
    order: Order | None = None
    limit: int | None = None
    skip_artists: tuple[str, ...] = ()
    title: str | None = None
    description: str | None = None
    public: bool | None = None
    every: int | None = None

    @property
    def key(self) -> str:
        """Stable name of the playlist: ``film:batman-forever``, ``decade:1990s+theme:hip-hop``.

        A decade of songs is another playlist than the decade of their films: ``decade:1990s-songs``.
        """
        of_songs = "-songs" if self.decade_of == "song" else ""
        parts = (
            ("film", self.film),
            ("decade", None if self.decade is None else f"{decade_label(self.decade)}{of_songs}"),
            ("theme", self.theme),
        )
        return "+".join(f"{kind}:{name}" for kind, name in parts if name)


@dataclass(frozen=True, slots=True)
class Playlist:
    """A playlist as it should be. `title` and `description` are finished text; `wanted` is in order.

    `words` makes title and description anew for another number of songs.
    """

    recipe: Recipe
    title: str
    description: str
    wanted: tuple[Wanted, ...]
    public: bool = False
    words: Callable[[int], tuple[str, str]] | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        """Stable name of the playlist."""
        return self.recipe.key

    def counting(self, songs: int) -> Playlist:
        """Say in its words how many songs are in it: not every song that is wanted has a track."""
        if self.words is None:
            return self
        title, description = self.words(songs)
        return replace(self, title=title, description=description)


@dataclass(frozen=True, slots=True)
class Filled:
    """A playlist with what became of each of its songs, in its order."""

    playlist: Playlist
    resolutions: tuple[Resolution, ...]

"""Searching as crudely as Spotify does: words in common rank, field filters miss, nonsense still finds something."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from fake.catalogue import Offer, Release
from fake.ids import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fake.catalogue import Catalogue

Found = TypeVar("Found", Offer, Release)
FIELD = re.compile(
    r'\b(track|artist|album|year|isrc):(?:"([^"]*)"|((?:(?!\b(?:track|artist|album|year|isrc):).)*))'
)
MISSED_ON = re.compile(r"['’‘\":/]|^\+")
"""What makes a field filter find nothing."""
GIBBERISH_FINDS = 3


def words(text: str) -> frozenset[str]:
    """Cut into words without case and diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    return frozenset(re.findall(r"\w+", "".join(each for each in plain if not unicodedata.combining(each))))


class Index:
    """The words of every track and album of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.tracks = _Shelf(catalogue.tracks.values(), track_words)
        self.albums = _Shelf(catalogue.albums.values(), album_words)

    def search_tracks(self, query: str) -> list[Offer]:
        """Find tracks, most words in common first."""
        plain, filters = take_apart(query)
        if "isrc" in filters:
            return list(self.catalogue.by_isrc.get(filters["isrc"].upper(), []))
        return [each for each in self.tracks.find(plain, filters) if passes_track(each, filters)]

    def search_albums(self, query: str) -> list[Release]:
        """Find albums, most words in common first."""
        plain, filters = take_apart(query)
        return [each for each in self.albums.find(plain, filters) if passes_album(each, filters)]


class _Shelf(Generic[Found]):
    """Things found by their words: in the name they weigh 3, in the artists 2, elsewhere 1."""

    def __init__(
        self, things: Iterable[Found], words_of: Callable[[Found], tuple[frozenset[str], ...]]
    ) -> None:
        self.things: list[Found] = sorted(things, key=lambda thing: thing.id)
        self.weights: dict[str, dict[int, int]] = defaultdict(dict)
        for place, thing in enumerate(self.things):
            for weight, found in zip((1, 2, 3), reversed(words_of(thing)), strict=True):
                for word in found:
                    self.weights[word][place] = weight
        self.length = [len(words_of(thing)[0]) for thing in self.things]

    def find(self, plain: str, filters: dict[str, str]) -> list[Found]:
        """Rank by weight of the words in common; ties by how short the name is, then by popularity."""
        asked = words(" ".join([plain, *(value for name, value in filters.items() if name != "year")]))
        scores: dict[int, int] = defaultdict(int)
        for word in asked:
            for place, weight in self.weights.get(word, {}).items():
                scores[place] += weight
        if not scores:
            return self._anything(plain)
        best = max(scores.values())
        good = [place for place, score in scores.items() if score * 2 >= best]
        good.sort(key=lambda place: (-scores[place], self.length[place], number(self.things[place].id)))
        return [self.things[place] for place in good]

    def _anything(self, plain: str) -> list[Found]:
        if not self.things:
            return []
        start = number("gibberish", plain) % len(self.things)
        return [self.things[(start + step) % len(self.things)] for step in range(GIBBERISH_FINDS)]


def track_words(track: Offer) -> tuple[frozenset[str], ...]:
    """Words of a track's name, artists and album."""
    return words(track.name), words(" ".join(track.artists)), words(track.release.name)


def album_words(album: Release) -> tuple[frozenset[str], ...]:
    """Words of an album's name, artists and tracks' names."""
    return words(album.name), words(" ".join(album.artists)), frozenset()


def take_apart(query: str) -> tuple[str, dict[str, str]]:
    """Cut a query into its plain words and its field filters."""
    filters = {name: (quoted or bare).strip() for name, quoted, bare in FIELD.findall(query)}
    return FIELD.sub(" ", query).strip(), filters


def passes_track(track: Offer, filters: dict[str, str]) -> bool:
    """Whether a track passes the field filters of a query."""
    return (
        _passes(filters.get("track"), track.name)
        and _passes(filters.get("artist"), " ".join(track.artists))
        and _passes(filters.get("album"), track.release.name)
        and _in_years(filters.get("year"), track.release.date)
    )


def passes_album(album: Release, filters: dict[str, str]) -> bool:
    """Whether an album passes the field filters of a query."""
    return (
        _passes(filters.get("album"), album.name)
        and _passes(filters.get("artist"), " ".join(album.artists))
        and _in_years(filters.get("year"), album.date)
    )


def _passes(asked: str | None, text: str) -> bool:
    return asked is None or (not MISSED_ON.search(asked) and words(asked) <= words(text))


def _in_years(asked: str | None, date: str) -> bool:
    if asked is None:
        return True
    first, _, last = asked.partition("-")
    return first <= date[:4] <= (last or first)

"""Finding a film, theme, song or decade by what a person types: forgiving, but never a guess between two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.phrases import nearest, plural
from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from soundtrack_playlists.dataset.load import Dataset
    from soundtrack_playlists.dataset.themes import Theme
    from soundtrack_playlists.models import Film, Wanted

LETTERS_PER_TYPO = 6
"""One typo is forgiven for so many letters: titles of five letters are one typo from another film's."""
CLEAR_LEAD = 2
"""So many typos further away must the next best be, or it is a guess between two."""
SHORTEST_PART = 3
"""A word may be cut short to so many letters."""
LONGEST_LIST = 8
_ARTICLES = frozenset({"a", "an", "the"})
_WORDS = {
    "twenties": 2020,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
    "noughties": 2000,
    "two thousands": 2000,
    "tens": 2010,
}
_FIRST_OF_THIS_CENTURY = 30  # '30s are the 1930s, '20s the 2020s: soundtracks to buy began in between


class Named(NamedTuple):
    """A thing that can be found: how to ask for it without doubt, how to show it, what it answers to."""

    key: str
    label: str
    titles: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Titles, then the aliases they come before."""
        return self.titles + self.aliases


def find_film(dataset: Dataset, text: str) -> Film:
    """Find the film that is meant. Raises UsageProblem for none (with the nearest) and for several (with all)."""
    if film := dataset.films.get(text):
        return film
    named = (
        Named(key, str(film), (key, film.title, str(film)), film.aliases)
        for key, film in dataset.films.items()
    )
    cure = "`soundtrack-playlists films` lists them all."
    return dataset.films[_find("film", text, list(named), cure)]


def find_theme(dataset: Dataset, text: str) -> Theme:
    """Find the theme that is meant. Raises UsageProblem for none and for several."""
    if theme := dataset.themes.get(text):
        return theme
    named = [Named(key, key, (key, theme.title)) for key, theme in dataset.themes.items()]
    return dataset.themes[_find("theme", text, named, "`soundtrack-playlists themes` lists them all.")]


def find_song(dataset: Dataset, text: str) -> Wanted:
    """Find the song meant by its key, its title (with artist or version), or ``film/title``.

    Raises UsageProblem for none and for several.
    """
    if wanted := dataset.songs.get(text):
        return wanted
    songs, title = _in_film(dataset, text)
    named = [Named(key, key, tuple(_song_names(wanted))) for key, wanted in songs.items()]
    return songs[_find("song", title, named, "`soundtrack-playlists show FILM` lists a film's songs.")]


def parse_decade(text: str) -> int:
    """Read a decade as people write it: ``1990s``, ``90s``, ``'90s``, ``1995``, ``nineties`` are all 1990."""
    folded = fold(text).removeprefix("the ")
    if folded in _WORDS:
        return _WORDS[folded]
    if found := re.fullmatch(r"((?:18|19|20)?[0-9]{2})s?", folded, re.ASCII):
        year = int(found[1])
        if len(found[1]) == len("90"):
            year += 2000 if year < _FIRST_OF_THIS_CENTURY else 1900
        return year // 10 * 10
    raise UsageProblem(f'"{text}" is not a decade.', "Write it like 1990s, 90s, nineties or 1995.")


def _song_names(wanted: Wanted) -> Iterator[str]:
    song = wanted.song
    yield from (
        song.key,
        song.title,
        f"{song.title} {song.credit.main[0]}",
        f"{song.credit.main[0]} {song.title}",
    )
    yield f"{song.title} {song.credit}"
    if song.version:
        yield f"{song.title} {song.version}"


def _in_film(dataset: Dataset, text: str) -> tuple[Mapping[str, Wanted], str]:
    film_text, slash, title = text.partition("/")
    if not slash:
        return dataset.songs, text
    try:
        film = find_film(dataset, film_text)
    except UsageProblem:
        return dataset.songs, text  # a title with a slash of its own
    return {song.key: dataset.songs[song.key] for song in film.songs}, title


def _find(kind: str, text: str, named: list[Named], cure: str) -> str:
    if not fold(text):
        raise UsageProblem(f"The name of a {kind} is empty.", cure)
    for step in (_same_title, _same, _same_letters, _same_words, _nearly_same):
        found = step(text, named)
        if len(found) == 1:
            return found[0].key
        if found:
            raise _several(kind, text, found)
    raise _none(kind, text, named, cure)


def _same_title(text: str, named: Iterable[Named]) -> list[Named]:
    return [each for each in named if fold(text) in map(fold, each.titles)]


def _same(text: str, named: Iterable[Named]) -> list[Named]:
    return _answering(named, lambda name: fold(name) == wanted) if (wanted := fold(text)) else []


def _same_letters(text: str, named: Iterable[Named]) -> list[Named]:
    wanted = "".join(_tokens(text))
    return _answering(named, lambda name: "".join(_tokens(name)) == wanted) if wanted else []


def _same_words(text: str, named: Iterable[Named]) -> list[Named]:
    """Find what has all the words; the last may be cut short."""
    *whole, last = _tokens(text) or [""]
    if not last:
        return []

    def has_them(name: str) -> bool:
        words = _tokens(name)
        begun = len(last) >= SHORTEST_PART and any(word.startswith(last) for word in words)
        return (last in words or begun) and set(whole) <= set(words)

    return _answering(named, has_them)


def _nearly_same(text: str, named: Iterable[Named]) -> list[Named]:
    """Find what is a few typos away; numbers must agree, they tell a sequel from the first film."""
    from rapidfuzz.distance import OSA

    wanted = _tokens(text)
    spelled = " ".join(wanted)
    allowed = len(spelled) // LETTERS_PER_TYPO

    def typos(each: Named) -> int:
        words = (_tokens(name) for name in each.names)
        alike = [
            " ".join(name)
            for name in words
            if len(name) == len(wanted) and _numbers(name) == _numbers(wanted)
        ]
        return min((OSA.distance(spelled, name) for name in alike), default=len(spelled))

    counted = sorted(((typos(each), each) for each in named), key=lambda pair: pair[0])
    if not counted or counted[0][0] > allowed:
        return []
    return [each for count, each in counted if count < counted[0][0] + CLEAR_LEAD and count <= allowed + 1]


def _answering(named: Iterable[Named], fits: Callable[[str], bool]) -> list[Named]:
    return [each for each in named if any(fits(name) for name in each.names)]


def _tokens(text: str) -> list[str]:
    words = fold(text).split()
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if any(letter.isdigit() for letter in word)]


def _several(kind: str, text: str, found: list[Named]) -> UsageProblem:
    labels = [each.label for each in found[:LONGEST_LIST]]
    rest = f" and {len(found) - LONGEST_LIST} more" if len(found) > LONGEST_LIST else ""
    listed = "; ".join(labels) + rest
    return UsageProblem(
        f'"{text}" could be {plural(len(found), kind)}: {listed}.', "Say more of the one you mean."
    )


def _none(kind: str, text: str, named: list[Named], cure: str) -> UsageProblem:
    labels = {fold(name): each.label for each in named for name in each.names}
    best = nearest(fold(text), labels, limit=LONGEST_LIST, partly=True)
    likeliest = list(dict.fromkeys(labels[name] for name in best))[:3]
    hint = f"Did you mean {' or '.join(likeliest)}? " if likeliest else ""
    return UsageProblem(f'There is no {kind} "{text}".', f"{hint}{cure[0].upper()}{cure[1:]}")

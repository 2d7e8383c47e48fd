"""Reading data files: which there are, one after the other, every mistake of every file noted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from soundtrack_playlists.dataset.check import Known, film_remarks, theme_remarks
from soundtrack_playlists.dataset.documents import FilmForm, TagsForm, ThemesForm
from soundtrack_playlists.dataset.mend import mended, touches
from soundtrack_playlists.dataset.translate import to_film, to_theme
from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.files import read_text
from soundtrack_playlists.forms.mistakes import Mistake, Mistaken, Source, location_of, parse
from soundtrack_playlists.phrases import shown
from soundtrack_playlists.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from soundtrack_playlists.dataset.check import Remark
    from soundtrack_playlists.dataset.themes import Theme
    from soundtrack_playlists.models import Film

TAGS_FILE = "tags.toml"
THEMES_FILE = "themes.toml"
SPECIAL_FILES = (TAGS_FILE, THEMES_FILE)
"""Files beside the films that are none."""
Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True)
class Library:
    """What has been read: films and themes by key, the films' files, the meaning of tags, and what is wrong."""

    films: dict[str, Film] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()

    @property
    def song_count(self) -> int:
        """How many songs the films have together."""
        return sum(len(film.songs) for film in self.films.values())


def files_in(folder: Path) -> list[Path]:
    """List the data files of a folder: its films (in `films/` where there is one), themes and tags."""
    films = folder / "films" if (folder / "films").is_dir() else folder
    special = [folder / TAGS_FILE, folder / THEMES_FILE]
    found = [path for path in sorted(films.glob("[!.]*.toml")) if path not in special]
    return found + [path for path in special if path.exists()]


def read(paths: Iterable[Path], before: Library) -> Library:
    """Read files into a library: they add to what it holds or replace it, key by key.

    A file with mistakes is left out; the mistakes are in the library that is returned.
    """
    paths = list(paths)
    mistakes: list[Mistake] = []
    tags, known = _read_tags([path for path in paths if path.name == TAGS_FILE], before, mistakes)
    films, files, unread = _read_films(
        [path for path in paths if path.name not in SPECIAL_FILES], known, mistakes
    )
    library = replace(before, films=before.films | films, files=before.files | files, tags=tags)
    known = replace(
        known,
        films=library.films.keys(),
        songs={song.key for film in library.films.values() for song in film.songs},
        unread=unread,
    )
    themes = _read_themes([path for path in paths if path.name == THEMES_FILE], known, mistakes)
    return replace(library, themes=library.themes | themes, mistakes=(*before.mistakes, *mistakes))


def read_beside(paths: Iterable[Path], around: Library) -> Library:
    """Read files or folders by themselves: what only they hold, and only their mistakes.

    They may name what is in the library around them, and the tags of a vocabulary in the same folder.
    """
    files = [file for path in paths for file in (files_in(path) if path.is_dir() else [path])]
    vocabularies = {file.with_name(TAGS_FILE) for file in files} - set(files)
    around = read(sorted(path for path in vocabularies if path.exists()), around)
    together = read(files, replace(around, mistakes=()))
    return replace(
        together,
        films={key: film for key, film in together.films.items() if around.films.get(key) is not film},
        themes={key: theme for key, theme in together.themes.items() if around.themes.get(key) is not theme},
    )


def clashing_aliases(films: Mapping[str, Film], library: Library) -> Iterator[Mistake]:
    """Find aliases of `films` that are titles of other films of the library, which they can never find."""
    titles = {fold(film.title): film for film in library.films.values()}
    for key, film in films.items():
        for number, alias in enumerate(film.aliases):
            other = titles.get(fold(alias), film)
            if other.key != key:
                source, cure = _open(library.files[key]), "take it out: a title comes before an alias"
                yield source.mistake(("aliases", number), f"{shown(alias)} is the title of {other}", cure)


def _read_tags(
    paths: Sequence[Path], before: Library, mistakes: list[Mistake]
) -> tuple[dict[str, str], Known]:
    tags, readable = dict(before.tags), True
    for path in paths:
        try:
            tags |= _parse(_open(path), TagsForm, lambda _: ()).tags
        except Mistaken as error:
            mistakes += error.mistakes
            readable = False  # else every tag it would have named became a mistake of its film
    return tags, Known(tags if readable else None)


def _read_films(
    paths: Sequence[Path], known: Known, mistakes: list[Mistake]
) -> tuple[dict[str, Film], dict[str, Path], set[str]]:
    films: dict[str, Film] = {}
    origins: dict[str, Path] = {}
    unread: set[str] = set()
    this_year = datetime.now(UTC).year
    for path in paths:
        try:
            source = _open(path)
            film = read_film(source, known, this_year)
        except Mistaken as error:
            mistakes += error.mistakes
            unread.add(path.stem)
            continue
        if (first := origins.setdefault(film.key, path)) == path:
            films[film.key] = film
        else:
            mistakes.append(_doubled(source, film, first))
    return films, origins, unread


def _read_themes(paths: Sequence[Path], known: Known, mistakes: list[Mistake]) -> dict[str, Theme]:
    themes: dict[str, Theme] = {}
    for path in paths:
        try:
            themes |= {theme.key: theme for theme in _themes(_open(path), known)}
        except Mistaken as error:
            mistakes += error.mistakes
    return themes


def _themes(source: Source, known: Known) -> list[Theme]:
    form = _parse(source, ThemesForm, lambda form: theme_remarks(form, known))
    return [to_theme(theme) for theme in form.themes]


def read_film(source: Source, known: Known, this_year: int) -> Film:
    """Make a film of a file. Raises Mistaken with every mistake of it."""
    form = _parse(source, FilmForm, lambda form: film_remarks(form, known, this_year))
    return to_film(form, _film_key(form, source.path.stem))


def _film_key(form: FilmForm, stem: str) -> str:
    """Take the title's slug; with the year where the file's name has it, for another film of that title."""
    key = slug(form.title)
    return stem if stem == f"{key}-{form.year}" else key


def _doubled(source: Source, film: Film, first: Path) -> Mistake:
    return source.mistake(
        ("title",),
        f"{first.name} holds {film.key} already",
        f"remove one; another film of that title goes into {film.key}-{film.year}.toml",
    )


def _open(path: Path) -> Source:
    try:
        text = read_text(path)
    except DataProblem as error:
        what = error.what.removeprefix(f"{path} ").removesuffix(".")
        raise Mistaken([Mistake(path, None, "", what, _lowered(error.cure))]) from error
    return parse(path, text)


def _parse(source: Source, form: type[Form], check: Callable[[Form], Iterable[Remark]]) -> Form:
    """Read a document into its form and check what the form cannot say. Raises Mistaken with everything."""
    try:
        parsed = form.model_validate(source.document)
    except ValidationError as error:
        details = error.errors()
        found = [source.explain(detail, form) for detail in details]
        around = [location_of(detail) for detail in details]
        if rest := mended(source.document, form, details):
            found += [
                source.mistake(place, what, cure)
                for place, what, cure, by in check(rest)
                if not any(touches(each, around) for each in by or (place,))
            ]
        raise Mistaken(sorted(found, key=_line)) from error
    if found := [source.mistake(*remark[:3]) for remark in check(parsed)]:
        raise Mistaken(sorted(found, key=_line))
    return parsed


def _line(mistake: Mistake) -> int:
    return mistake.line or 0


def _lowered(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:].removesuffix('.')}"

"""The dataset: the films that come with the program and the user's own, as one."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from soundtrack_playlists.dataset.reading import Library, files_in, read
from soundtrack_playlists.files import reason_of, shipped_data
from soundtrack_playlists.forms.mistakes import Mistake, Mistaken
from soundtrack_playlists.models import Wanted
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from soundtrack_playlists.dataset.themes import Theme
    from soundtrack_playlists.models import Film


@dataclass(frozen=True)
class Dataset:
    """Films by key, oldest first, and themes by key.

    `problems` names the user's files that were left out; `tags` says what each tag of the vocabulary means.
    """

    films: Mapping[str, Film]
    themes: Mapping[str, Theme]
    problems: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def songs(self) -> Mapping[str, Wanted]:
        """Every song by key, film after film, in the order of the albums."""
        return {song.key: Wanted(film, song) for film in self.films.values() for song in film.songs}


def load(folders: Sequence[Path] = (), *, strict: bool = False, shipped: Path | None = None) -> Dataset:
    """Load the shipped data, then each folder of the user's: its films and themes add to or replace what is there.

    Raises DataProblem with every mistake for broken shipped data; for a broken file of the user's only when
    `strict`, else the file is left out and named in `problems`.
    """
    root = shipped or shipped_data()
    library = read_library((root, *folders))
    grave = [each for each in library.mistakes if strict or each.file.is_relative_to(root)]
    if grave:
        raise Mistaken(grave)
    films = sorted(library.films.values(), key=lambda film: (film.year, fold(film.title), film.key))
    problems = tuple(_problems(library.mistakes))
    return Dataset({film.key: film for film in films}, library.themes, problems, library.tags)


def read_library(folders: Iterable[Path]) -> Library:
    """Read folders one after the other, each adding to or replacing what was there, with every mistake."""
    library = Library()
    with _no_garbage():
        for folder in folders:
            library = _with(folder, library)
    return library


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Keep the collector from walking films that all stay: of ten thousand it takes a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor need it walk them later
        if was_enabled:
            gc.enable()


def _with(folder: Path, before: Library) -> Library:
    try:
        if folder.is_dir():
            return read(files_in(folder), before)
        what, cure = (
            "there is no such folder",
            "make it, or take it out of `[dataset] folders` in config.toml",
        )
    except OSError as error:  # it may not be entered, or its name is too long
        what, cure = f"cannot be read: {reason_of(error)}", "see to its name and permissions"
    return replace(before, mistakes=(*before.mistakes, Mistake(folder, None, "", what, cure)))


def _problems(mistakes: Sequence[Mistake]) -> Iterator[str]:
    for file, group in groupby(mistakes, key=lambda mistake: mistake.file):
        first, *others = group
        more = f" ({plural(len(others), 'more mistake')})" if others else ""
        yield f"{file} is left out: {first.inside}{more}"

"""What every command works with: places, configuration, films, and where output goes. Made lazily."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from soundtrack_playlists.files import CONFIG_VARIABLE, Places, expanded

if TYPE_CHECKING:
    from pathlib import Path

    from soundtrack_playlists.config import Config
    from soundtrack_playlists.dataset.load import Dataset
    from soundtrack_playlists.report.console import Console
    from soundtrack_playlists.spotify.session import Session


@dataclass
class App:
    """One run of the program. `verbosity` is -1 for quiet, 0 as usual, 1 to 3 for more detail.

    `told_of_login_end` is whether this run has said that the login ends soon.
    """

    verbosity: int = 0
    told_of_login_end: bool = False

    @cached_property
    def places(self) -> Places:
        """Folders of this user."""
        return Places.of(os.environ)

    @cached_property
    def config(self) -> Config:
        """The user's configuration. Raises ConfigProblem."""
        from soundtrack_playlists import config

        return config.load(self.places.config_file, required=bool(os.environ.get(CONFIG_VARIABLE)))

    @cached_property
    def console(self) -> Console:
        """Where this run prints."""
        from soundtrack_playlists.report.console import Console

        return Console(self.verbosity)

    @property
    def film_folders(self) -> tuple[Path, ...]:
        """The user's own films: beside the configuration, where that folder is there, and where it says."""
        own = self.places.config / "films"
        return (*((own,) if own.is_dir() else ()), *self.named_folders)

    @property
    def named_folders(self) -> tuple[Path, ...]:
        """The folders of films that the configuration names, from where it is."""
        base = self.places.config_file.parent
        return tuple(
            base / (expanded(folder, "[dataset] folders") if str(folder).startswith("~") else folder)
            for folder in self.config.dataset.folders
        )

    @cached_property
    def dataset(self) -> Dataset:
        """All films, the user's own among them; says which of the user's files are left out. Raises DataProblem."""
        return self.load_dataset()

    def load_dataset(self, *, strict: bool = False) -> Dataset:
        """Load `dataset` anew; when `strict`, mistakes in the user's own files raise DataProblem."""
        from soundtrack_playlists.dataset.load import load

        self.dataset = load(self.film_folders, strict=strict)
        for number, problem in enumerate(self.dataset.problems, 1):
            last = number == len(self.dataset.problems)
            self.console.warn(
                problem, "`soundtrack-playlists dataset check` lists every mistake." if last else ""
            )
        return self.dataset

    @cached_property
    def session(self) -> Session:
        """Spotify, ready to be asked; `cli.service.connect` is the way to it. Raises LoginNeeded, ServiceUnavailable."""
        from soundtrack_playlists.cli.service import open_session

        return open_session(self)

"""What every command works with: places, configuration, films, and where output goes. Made lazily."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from soundtrack_playlists.files import CONFIG_VARIABLE, Places

if TYPE_CHECKING:
    from soundtrack_playlists.config import Config
    from soundtrack_playlists.report.console import Console


@dataclass
class App:
    """One run of the program. `verbosity` is -1 for quiet, 0 as usual, 1 to 3 for more detail."""

    verbosity: int = 0

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

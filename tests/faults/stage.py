"""A machine that can be set back: the same home and the same Spotify, as often as something is to go wrong with it."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest import mock

from fake.fixtures import login, shipped_fake
from fake.server import serve
from fake.state import dump, restore
from faults.machine import Machine
from faults.process import Started, start
from soundtrack_playlists.files import HOME_VARIABLE
from soundtrack_playlists.playlists.marker import undated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fake.wire import Request


@dataclass
class Stage(Machine):
    """A machine whose state was kept; `reset` brings it back."""

    folder: Path
    _kept: dict[str, Any] = field(default_factory=dict)

    def keep(self) -> None:
        """Remember how everything is now."""
        self._kept = dump(self.fake)
        shutil.copytree(self.home, self.folder / "kept", dirs_exist_ok=True)

    def reset(self) -> None:
        """Bring everything back to how it was when it was kept."""
        url, self.fake = self.fake.url, shipped_fake()
        self.fake.url = url
        restore(self.fake, self._kept)
        shutil.rmtree(self.home)
        shutil.copytree(self.folder / "kept", self.home)

    def start(self, *arguments: str, **more: Any) -> Started:
        """Run the program in a process of its own."""
        return start(self.folder / "output", self.home, *arguments, **more)

    def kill_at(self, number: int, side: str, *arguments: str) -> bool:
        """Run until the n-th request (from 0) and kill before or after its work; return whether it came."""
        running: list[Started] = []

        def hook(_: Request) -> None:
            if self.fake_requests() == number + (side == "after"):
                running[0].kill()
                if side == "before":
                    raise ConnectionAbortedError

        setattr(self.fake, side, hook)
        self.fake.forget()
        running.append(self.start(*arguments))
        outcome = running[0].end()
        self.fake.before = self.fake.after = None
        return outcome.status < 0

    def fake_requests(self) -> int:
        """How many requests came, those for tokens included."""
        return len(self.fake.log)

    def shown(self) -> dict[str, tuple[str, str, list[str | None]]]:
        """Name, description without its date and contents of each playlist, by key."""
        return {
            key: (playlist.now.name, undated(playlist.now.description), playlist.now.uris)
            for key, playlist in self.playlists().items()
        }


@contextlib.contextmanager
def stage(folder: Path, more: str, prepare: Callable[[Machine], None]) -> Iterator[Stage]:
    """Set up a machine, log in, prepare it and keep that."""
    home = folder / "home"
    with mock.patch.dict(os.environ, {HOME_VARIABLE: str(home)}), mock.patch("time.sleep", lambda _: None):
        made = Stage(shipped_fake(), home, folder)
        with serve(made.fake, answer=lambda request: made.fake.answer(request)):
            made.configure(more)
            outcome = login()
            assert outcome.status == 0, outcome.stderr
            prepare(made)
            made.keep()
            yield made

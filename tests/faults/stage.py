"""A machine that can be set back: the same home and the same Spotify, as often as something is to go wrong with it."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING, Any
from unittest import mock

from fake.fixtures import shipped_fake
from fake.server import serve
from fake.state import dump, restore
from faults.machine import Machine
from faults.process import WAIT, start
from soundtrack_playlists.files import HOME_VARIABLE
from soundtrack_playlists.playlists.marker import undated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fake.wire import Request, Response
    from faults.process import Started


@dataclass
class Stage(Machine):
    """A machine whose state was kept; `reset` brings it back."""

    folder: Path
    _kept: dict[str, Any] = field(default_factory=dict)

    def answer(self, request: Request) -> Response:
        """Answer as the Spotify of the moment: a reset brings another one."""
        return self.fake.answer(request)

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

    def start(self, *arguments: str, output: str = "one", **more: Any) -> Started:
        """Run the program in a process of its own."""
        return start(self.folder / "output" / output, self.home, *arguments, **more)

    def kill_at(self, number: int, side: str, *arguments: str) -> bool:
        """Run until the n-th request (from 0) and kill before or after its work; return whether it came."""
        running: SimpleQueue[Started] = SimpleQueue()
        gone = Event()

        def hook(_: Request) -> None:
            if len(self.fake.log) == number + (side == "after"):
                running.get().kill()
                gone.wait(WAIT)
                if side == "before":
                    raise ConnectionAbortedError

        self.fake.forget()
        setattr(self.fake, side, hook)
        started = self.start(*arguments)
        running.put(started)
        outcome = started.end()
        gone.set()
        self.fake.before = self.fake.after = None
        return outcome.status < 0

    def kill_after(self, seconds: float, *arguments: str) -> bool:
        """Run and kill at that instant; return whether it was still at work."""
        running = self.start(*arguments)
        running.process.join(seconds)
        running.kill()
        return running.end().status < 0

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
    with mock.patch.dict(os.environ, {HOME_VARIABLE: str(home)}), mock.patch("time.sleep", return_value=None):
        made = Stage(shipped_fake(), home, folder)
        with serve(made.fake, answer=made.answer):
            made.configure(more)
            made.log_in()
            prepare(made)
            made.keep()
            yield made

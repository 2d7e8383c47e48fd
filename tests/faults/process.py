"""The program in a process of its own that can be killed at any moment; forked from a warm server, so it starts fast."""

from __future__ import annotations

import multiprocessing
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fake.fixtures import Outcome, login
from soundtrack_playlists.files import HOME_VARIABLE

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from pathlib import Path

PRELOADED = ["soundtrack_playlists.cli.refresh", "soundtrack_playlists.spotify.session", "faults.process"]
WAIT = 60
"""Seconds after which a process hangs."""


@dataclass(frozen=True)
class Started:
    """A process at work. Its output goes to files in a folder."""

    process: BaseProcess
    folder: Path

    def kill(self) -> None:
        """End it at once, as the system does when memory runs out; `end` tells when it has."""
        self.process.kill()

    def end(self) -> Outcome:
        """Wait until it has ended; its status is negative if it was killed."""
        self.process.join(WAIT)
        assert self.process.exitcode is not None, "it hangs"
        streams = [(self.folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr")]
        return Outcome(self.process.exitcode, *streams)


def start(folder: Path, home: Path, *arguments: str, most_bytes: int | None = None) -> Started:
    """Start the program; ``login`` with a person who agrees. `most_bytes` is how long a file may get before the disk counts as full."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("stdout", "stderr"):
        (folder / name).touch()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    process = context.Process(target=_run, args=(folder, home, arguments, most_bytes))
    process.start()
    return Started(process, folder)


def _run(folder: Path, home: Path, arguments: tuple[str, ...], most_bytes: int | None) -> None:
    from soundtrack_playlists.cli.main import run

    os.environ[HOME_VARIABLE] = str(home)
    time.sleep = lambda _: None  # pauses are not what is tested
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_TRUNC), descriptor)
    if most_bytes is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    status = login().status if arguments == ("login",) else run(arguments)
    os._exit(status)

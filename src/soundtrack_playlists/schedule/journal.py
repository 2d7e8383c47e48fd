"""The log of scheduled runs: one file in the state folder that never grows for ever."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from soundtrack_playlists.files import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILE = "refresh.log"
BYTES = 256 * 1024
"""Size at which a log is put aside: about a year of daily runs."""

KEPT = 4
"""Logs put aside that are kept."""


def path(state: Path) -> Path:
    """Return where the log is."""
    return state / "log" / FILE


@contextmanager
def journal(state: Path) -> Iterator[Callable[[str], None]]:
    """Open the log for one run; yields a function that writes a line with the time before it.

    Raises SoundtrackError where the folder cannot be used; a full disk later on loses lines, never the run.
    """
    from logging.handlers import RotatingFileHandler

    folder = private_folder(state / "log")
    handler = RotatingFileHandler(
        folder / FILE, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s  %(message)s", "%Y-%m-%d %H:%M:%S%z"))
    handler.handleError = lambda record: None  # type: ignore[method-assign]  # noqa: ARG005 - logging's signature

    def write(line: str) -> None:
        text = line.replace("\n", " ")
        handler.handle(logging.LogRecord("refresh", logging.INFO, __file__, 0, text, None, None))

    try:
        yield write
    finally:
        handler.close()

"""Where output goes: results on stdout, everything else on stderr, colours and tables only on a terminal."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TextIO

from soundtrack_playlists.errors import SoundtrackError
from soundtrack_playlists.files import reason_of
from soundtrack_playlists.phrases import printable
from soundtrack_playlists.report.columns import aligned, rich_table, wrapped

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from rich.progress import Progress

    from soundtrack_playlists.report.columns import Cell

PATIENCE = 1.0
"""Seconds."""


class Style(StrEnum):
    """How text stands out on a terminal (ANSI codes)."""

    STRONG = "1"
    FAINT = "2"
    WARNING = "33"


class Advance(Protocol):
    """What a progress bar hands out."""

    def __call__(self, n: int = 1) -> None:
        """Say that `n` more are done."""


@dataclass
class Console:
    """The two streams of one run.

    `verbosity` is -1 for quiet, 0 as usual, 1 to 3 for more detail; `patience` is how many seconds a work may
    take before a progress bar is worth looking at.
    """

    verbosity: int = 0
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    patience: float = PATIENCE
    warned: list[str] = field(default_factory=list, init=False)
    """What was warned of, for those who read it later."""
    holding: bool = field(default=False, init=False)
    """Whether warnings are kept back, for somebody to `release` those that are news."""
    _held: list[tuple[str, str]] = field(default_factory=list, init=False, repr=False)
    _bar: Progress | None = field(default=None, init=False, repr=False)

    @property
    def interactive(self) -> bool:
        """Whether a person is there to be asked: stdin and stderr are terminals."""
        return sys.stdin is not None and sys.stdin.isatty() and self.stderr.isatty()

    @property
    def width(self) -> int | None:
        """Columns to wrap results at; None in a pipe, where nothing is wrapped."""
        return shutil.get_terminal_size().columns if self.stdout.isatty() else None

    def result(self, text: str = "") -> None:
        """Print what was asked for. Raises SoundtrackError where stdout takes nothing more."""
        self._out(_plain(text))

    def say(self, text: str) -> None:
        """Tell what goes on, unless quiet."""
        self.detail(text, level=0)

    def detail(self, text: str, level: int = 1) -> None:
        """Tell more, for those who gave as many -v as `level`."""
        if self.verbosity >= level:
            self._aside(_plain(text))

    def warn(self, text: str, cure: str = "") -> None:
        """Say what a person must know though the run goes on, and what to do about it."""
        self.warned.append(text)
        if self.holding:
            self._held.append((text, cure))
        else:
            self._warn(text, cure)

    def release(self, news: Container[str]) -> None:
        """Say the warnings kept back whose text is among the news, and keep back no more."""
        held, self._held, self.holding = self._held, [], False
        for text, cure in held:
            if text in news:
                self._warn(text, cure)

    def json(self, document: object) -> None:
        """Print one JSON document; as ASCII where the stream could not spell the rest."""
        ascii_only = not (self.stdout.encoding or "utf-8").lower().startswith("utf")
        self.result(json.dumps(document, ensure_ascii=ascii_only, indent=2))

    def file(self, content: str) -> None:
        """Print what a file would hold, byte for byte: UTF-8 and its own line ends, whatever the stream's are."""
        with _told():
            self.stdout.flush()
            if buffer := getattr(self.stdout, "buffer", None):
                buffer.write(content.encode())
            else:  # no bytes behind it, as in a notebook
                self.stdout.write(content)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Print rows under column names: drawn on a terminal, aligned plain text in a pipe."""
        if not self.stdout.isatty():
            self.result("\n".join(aligned(columns, rows)))
            return
        from rich.console import Console as RichConsole

        terminal = RichConsole(file=self.stdout, color_system="auto" if _colours(self.stdout) else None)
        terminal.print(rich_table(columns, rows))

    def paragraph(self, text: str, *, first: str = "", indent: str = "", style: Style | None = None) -> None:
        """Print a result that is wrapped on a terminal: `first` leads in, `indent` before the lines after."""
        lines = wrapped(_plain(text), self.width, first=first, indent=indent)
        self._out(_styled(lines, style, self.stdout) if style else lines)

    @contextlib.contextmanager
    def progress(self, label: str, total: int) -> Iterator[Advance]:
        """Show how far a longer work is, on a terminal and once it takes longer than a second.

        Yields a function to call with how many more are done (1 if not said).
        """
        began = time.monotonic()
        done = 0
        wanted = self.stderr.isatty() and self.verbosity >= 0

        def advance(n: int = 1) -> None:
            nonlocal done
            done += n
            if wanted and self._bar is None and time.monotonic() - began > self.patience:
                self._bar = _bar(self.stderr)
                self._bar.add_task(label, total=total)
                self._bar.start()
            if self._bar is not None:
                self._bar.update(self._bar.task_ids[0], completed=done)

        try:
            yield advance
        finally:
            if self._bar is not None:
                self._bar.stop()
                self._bar = None

    def _warn(self, text: str, cure: str) -> None:
        label = _styled("Warning:", Style.WARNING, self.stderr)
        said = _plain(f"{text}\n  {cure}" if cure else text)
        self._aside(f"{label} {said}")

    def _out(self, text: str) -> None:
        with _told():
            self._print(self.stdout, text)

    def _aside(self, text: str) -> None:
        if self._bar is not None:  # a line printed past a live bar would tear it
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            with contextlib.suppress(OSError):  # that nobody listens must not stop the work
                self._print(self.stderr, text)

    @staticmethod
    def _print(stream: TextIO, text: str) -> None:
        encoding = stream.encoding or "utf-8"
        if not encoding.lower().startswith("utf"):
            text = text.encode(encoding, "replace").decode(encoding)
        stream.write(f"{text}\n")


def _plain(text: str) -> str:
    """Take control characters out of lines: they may come from a file or from Spotify."""
    return "\n".join(map(printable, text.split("\n")))


def no_output(error: OSError) -> SoundtrackError:
    """Say that results could not be printed, and why."""
    return SoundtrackError(
        f"stdout cannot be written: {reason_of(error)}.", "Make room there, or print elsewhere."
    )


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # whoever reads has seen enough
        raise
    except OSError as error:
        raise no_output(error) from error


def _styled(text: str, style: Style, stream: TextIO) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if _colours(stream) else text


def _colours(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _bar(stream: TextIO) -> Progress:
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=RichConsole(file=stream), transient=True)

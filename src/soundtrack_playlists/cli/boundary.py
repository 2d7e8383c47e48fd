"""The one boundary: whatever ends a run becomes a sentence on stderr and an exit status."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

import click

from soundtrack_playlists.errors import INTERRUPTED, ExitStatus, SoundtrackError
from soundtrack_playlists.phrases import printable


def open_missing_streams() -> None:
    """Give a run started without stdin, stdout or stderr (``>&-``, a window without a console) empty ones."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run


def tell(error: BaseException) -> int:
    """Say on stderr what ended the run; return its exit status."""
    lost = lost_output(sys.stdout)
    status: int = ExitStatus.ERROR
    match error:
        case SoundtrackError():
            _say(f"Error: {error}")
            status = error.status
        case click.ClickException():
            with contextlib.suppress(OSError):
                error.show()
            status = ExitStatus.USAGE if isinstance(error, click.UsageError) else ExitStatus.ERROR
        case click.Abort() | EOFError() | KeyboardInterrupt():
            _say("\nStopped.")
            status = INTERRUPTED
        case BrokenPipeError() | SystemExit():  # click leaves by SystemExit once a pipe has closed
            status = ExitStatus.DONE
        case OSError() if error.filename is not None:
            _say(
                f"Error: {error.filename} cannot be used: {error.strerror}.\nCheck its name and permissions."
            )
        case OSError() if lost:
            return tell(_no_output(lost))
        case OSError() if error.strerror:
            _say(f"Error: The system refused to read or write: {error.strerror}.")
        case _:
            from soundtrack_playlists.cli.crash import note_crash

            _say(note_crash(error))
    return status


def print_the_rest() -> None:
    """Flush stdout. Raises SoundtrackError where it takes nothing more, unless whoever reads has seen enough."""
    lost = lost_output(sys.stdout)
    if lost and not isinstance(lost, BrokenPipeError):
        raise _no_output(lost)


def lost_output(stream: TextIO) -> OSError | None:
    """Flush a stream; where that fails, say why, and send the rest nowhere so that the end of the run is quiet."""
    try:
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None


def _no_output(lost: OSError) -> SoundtrackError:
    from soundtrack_playlists.report.console import no_output

    return no_output(lost)


def _say(text: str) -> None:
    with contextlib.suppress(OSError):  # nobody listens
        click.echo("\n".join(map(printable, text.split("\n"))), err=True)

"""A run that nobody watches: logged, its end noted for `schedule show`, and a person called where one is needed."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from soundtrack_playlists.cli.writing import now
from soundtrack_playlists.errors import ExitStatus, SoundtrackError
from soundtrack_playlists.schedule.journal import journal
from soundtrack_playlists.schedule.notify import notify
from soundtrack_playlists.schedule.record import Run, note_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from soundtrack_playlists.cli.app import App


@contextmanager
def scheduled_run(app: App) -> Iterator[Callable[[str], None]]:
    """Log until the block ends; yields a function that tells a line to the log, and to a terminal if there is one.

    Scheduled output is mailed or kept by some systems, so only what a person must know reaches stderr.
    """
    began, state = now(), app.places.state
    line = "It was stopped."
    with journal(state) as write:

        def tell(text: str) -> None:
            nonlocal line
            line = text
            write(text)
            if app.console.stdout.isatty():
                app.console.result(text)

        needed: list[str] = []
        status = ExitStatus.ERROR
        try:
            yield tell
            status = ExitStatus.DONE
        except SoundtrackError as error:
            status, line = error.status, error.what
            needed.append(str(error))
            raise
        except Exception as error:
            line = f"A mistake in the program itself: {type(error).__name__}."
            needed.append(line)
            raise
        finally:
            with suppress(SoundtrackError):  # a full disk must not hide how the run itself ended
                note_run(state, Run(began, now(), int(status), line))
            _call_for_a_person(app, needed, write)


def _call_for_a_person(app: App, errors: Sequence[str], write: Callable[[str], None]) -> None:
    """Log and send word of what somebody must know; sent where the configuration says how (and can be read)."""
    for kind, texts in (("Error", errors), ("Warning", app.console.warned)):
        for text in texts:
            write(f"{kind}: {text}")
    needed = [*app.console.warned, *errors]
    with suppress(SoundtrackError):
        if needed and (trouble := notify(app.config.schedule.on_problem, "\n".join(needed))):
            write(f"Warning: {trouble}")

"""A run that nobody watches: logged, its end noted for `schedule show`, and a person called where one is needed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soundtrack_playlists.cli.writing import now
from soundtrack_playlists.errors import ExitStatus, SoundtrackError
from soundtrack_playlists.schedule.journal import journal
from soundtrack_playlists.schedule.notify import notify
from soundtrack_playlists.schedule.record import Run, note_run, read

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from soundtrack_playlists.cli.app import App

    Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended: its exit status, its last line, and what ended it before its time."""

    status: int
    line: str
    error: Exception | None = None

    @property
    def problem(self) -> str:
        """What a person should know of the error; empty where there is none."""
        return str(self.error) if isinstance(self.error, SoundtrackError) else self.line if self.error else ""


def scheduled_run(app: App, work: Callable[[Tell], None]) -> int:
    """Do the work, which gets a function to tell lines to the log (and to a terminal if there is one).

    Scheduled output is mailed or kept by some systems, so only what a person must know reaches stderr, and the
    same problem once a day, however often a scheduler looks. Returns the exit status, or raises what is news.
    """
    began, ending = now(), Ending(ExitStatus.ERROR, "It was stopped.")
    lines: list[str] = []
    app.console.holding = True
    with journal(app.places.state) as write:

        def tell(text: str) -> None:
            lines.append(text)
            write(text)
            if app.console.stdout.isatty():
                app.console.result(text)

        try:
            ending = _carried_out(work, tell, lines)
        finally:
            news = _tell_a_person(app, ending, write)
            if lines or news or ending.status != _last_status(app):
                _note(app, Run(began, now(), int(ending.status), ending.line), news)
    if ending.error and ending.problem in news:
        raise ending.error
    return ending.status


def _carried_out(work: Callable[[Tell], None], tell: Tell, lines: list[str]) -> Ending:
    try:
        work(tell)
    except SoundtrackError as error:
        return Ending(error.status, error.what, error)
    except Exception as error:  # noqa: BLE001 - raised again by the caller, once it is noted
        return Ending(ExitStatus.ERROR, f"A mistake in the program itself: {type(error).__name__}.", error)
    return Ending(ExitStatus.DONE, lines[-1] if lines else "Nothing was due.")


def _tell_a_person(app: App, ending: Ending, write: Tell) -> Collection[str]:
    """Log every problem; say those that are news, and send them where the configuration says how; return these."""
    warned = list(dict.fromkeys(app.console.warned))
    for text in warned:
        write(f"Warning: {text}")
    if ending.problem:
        write(f"Error: {ending.problem}")
    told = () if app.console.interactive else _told_today(app)
    news = [text for text in (*warned, ending.problem) if text and text not in told]
    app.console.release(news)
    with suppress(SoundtrackError):
        if news and (trouble := notify(app.config.schedule.on_problem, "\n".join(news))):
            write(f"Warning: {trouble}")
    return news


def _told_today(app: App) -> dict[str, datetime]:
    today = now().date()
    told = read(app.places.state).told
    return {problem: at for problem, at in told.items() if at.astimezone().date() == today}


def _last_status(app: App) -> int:
    last = read(app.places.state).last
    return last.status if last else ExitStatus.DONE


def _note(app: App, run: Run, news: Collection[str]) -> None:
    told = _told_today(app) | dict.fromkeys(news, run.ended)
    with suppress(SoundtrackError):  # a full disk must not hide how the run itself ended
        note_run(app.places.state, run, told)

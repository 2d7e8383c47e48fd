"""`review`: decide what the program could not, one by one on a terminal, else in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.pins import named
from soundtrack_playlists.cli.review_file import read_review, write_review
from soundtrack_playlists.cli.reviewing import Choice, Step, keep, read_choice, undecided
from soundtrack_playlists.cli.selecting import Selection, selecting
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.report.candidates import print_candidates
from soundtrack_playlists.report.console import Style

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.reviewing import Undecided

FILE = Path("review.toml")


@click.command(short_help="Decide the songs the program could not.")
@selecting
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the songs to a file to edit."
)
@click.option("--force", is_flag=True, help="Overwrite that file if it is there.")
@click.option("--apply", type=click.Path(path_type=Path), help="Take over what was written into such a file.")
@click.pass_obj
def review(app: App, selection: Selection, *, output: Path | None, force: bool, apply: Path | None) -> None:
    """Decide the songs that are ambiguous or were not found, by what is remembered.

    On a terminal they come one by one, and every answer is kept at once. Without one, they are written to
    review.toml, to be edited and taken over with --apply. Answers are pins: `unpin` takes one back.
    """
    if apply:
        _apply(app, apply)
        return
    wanted = replace(selection, songs=selection.songs or "all").wanted(app)
    songs = undecided(app, wanted)
    if not songs:
        app.console.result("There is nothing to review; `soundtrack-playlists resolve` looks songs up.")
    elif output or not app.console.interactive:
        _write(app, output or FILE, songs, force=force)
    else:
        _walk(app, songs)


def _apply(app: App, path: Path) -> None:
    decisions = read_review(path, app.dataset.songs)
    for each in decisions:
        take = (each.candidates.get(each.take) or named(app, each.take)) if each.take else None
        keep(app, each.song_key, take=take, never=each.never)
    app.console.result(f"{plural(len(decisions), 'song')} decided from {path}.")


def _write(app: App, path: Path, songs: list[Undecided], *, force: bool) -> None:
    if path.exists() and not force:
        raise UsageProblem(f"{path} is there already.", "Name another with --output, or add --force.")
    write_review(path, songs)
    app.console.result(f"{path} lists {plural(len(songs), 'song')} to decide.")
    app.console.say(f"Edit it, then run `soundtrack-playlists review --apply {path}`.")


def _walk(app: App, songs: list[Undecided]) -> None:
    for number, song in enumerate(songs, 1):
        app.console.paragraph(f"[{number}/{len(songs)}] {song.resolution.wanted.song}", style=Style.STRONG)
        if not _decide(app, song):
            break
        app.console.result()


def _decide(app: App, song: Undecided) -> bool:
    """Ask about one song until it is decided or skipped; return whether to go on with the next."""
    _show(app, song)
    choice = _ask(song)
    if choice.step is Step.TAKE:
        track = song.known(choice.track) or named(app, choice.track)
        keep(app, song.key, take=track)
        app.console.result(f"Pinned: {track.url}")
    elif choice.step is Step.NEVER:
        keep(app, song.key, never=(choice.track,))
        (again,) = undecided(app, [song.resolution.wanted]) or (None,)
        if again is None:
            app.console.result("That decides it.")
            return True
        return _decide(app, again)
    return choice.step is not Step.STOP


def _show(app: App, song: Undecided) -> None:
    wanted = song.resolution.wanted
    app.console.paragraph(f"{wanted.film} · {song.key}", style=Style.FAINT)
    app.console.paragraph(song.resolution.reason)
    print_candidates(app.console, song.candidates)


def _ask(song: Undecided) -> Choice:
    numbers = (
        f"1-{len(song.candidates)} take · n 1-{len(song.candidates)} never · " if song.candidates else ""
    )
    while True:
        text = click.prompt(f"{numbers}link of another · s skip · q stop", default="s", err=True)
        try:
            return read_choice(text, song.candidates)
        except UsageProblem as problem:
            click.echo(str(problem), err=True)

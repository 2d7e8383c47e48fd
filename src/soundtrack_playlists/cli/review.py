"""`review`: decide what the program could not, one by one on a terminal, else in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.pins import named
from soundtrack_playlists.cli.review_file import cannot_be_applied, read_review, write_review
from soundtrack_playlists.cli.reviewing import Choice, Step, keep, read_choice, undecided
from soundtrack_playlists.cli.selecting import Selection, selecting
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.report.candidates import print_candidates
from soundtrack_playlists.report.console import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.review_file import Decided
    from soundtrack_playlists.cli.reviewing import Undecided
    from soundtrack_playlists.models import Track

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
    taken = _taken(app, path, decisions)
    for each in decisions:
        keep(app, each.song_key, take=taken.get(each.place), never=each.never)
    app.console.result(f"{plural(len(decisions), 'song')} decided from {path}.")


def _taken(app: App, path: Path, decisions: Sequence[Decided]) -> dict[str, Track]:
    """Learn the tracks that are taken, by place in the file, before anything is kept. Raises DataProblem naming every mistake."""
    taken, mistakes = {}, []
    for each in decisions:
        if each.take:
            try:
                taken[each.place] = each.candidates.get(each.take) or named(app, each.take)
            except UsageProblem as problem:
                mistakes.append(f"{each.place} › track: {problem.what}")
    if mistakes:
        raise cannot_be_applied(path, mistakes)
    return taken


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
    choice, track = _ask(app, song)
    if track:
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


def _ask(app: App, song: Undecided) -> tuple[Choice, Track | None]:
    """Ask until there is an answer that can be carried out; return it, with the track if one is to be taken."""
    numbers = (
        f"1-{len(song.candidates)} take · n 1-{len(song.candidates)} never · " if song.candidates else ""
    )
    while True:
        text = click.prompt(f"{numbers}link of another · s skip · q stop", default="s", err=True)
        try:
            choice = read_choice(text, song.candidates)
            if choice.step is not Step.TAKE:
                return choice, None
            return choice, song.known(choice.track) or named(app, choice.track)
        except UsageProblem as problem:
            click.echo(str(problem), err=True)

"""What became of playlists on Spotify: told in words, as JSON, and as the status a run ends with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.cli.telling import document, total
from soundtrack_playlists.errors import LoginNeeded, ServiceUnavailable, SoundtrackError
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.playlists.outcome import State
from soundtrack_playlists.report.console import Style
from soundtrack_playlists.report.resolutions import print_songs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.filling import Filling
    from soundtrack_playlists.playlists.outcome import Outcome

_DONE = {
    State.UNCHANGED: "nothing to do",
    State.CREATED: "created",
    State.CHANGED: "changed",
    State.LEFT_ALONE: "left alone",
    State.FAILED: "failed",
    State.NOT_TRIED: "not tried",
    State.NOT_COMPARED: "not compared with what is on Spotify",
}
_DETAILS = {"name": "title", "description": "description", "public": "who sees it", "cover": "cover"}
_WOULD = _DONE | {State.CREATED: "would be created", State.CHANGED: "would be changed"}


def change_of(outcome: Outcome) -> dict[str, Any]:
    """Describe a change for a program, with the playlist's address."""
    return {
        "create": outcome.state is State.CREATED,
        "add": outcome.added,
        "remove": outcome.removed,
        "move": outcome.moved,
        "url": outcome.url,
    }


def outcomes_document(app: App, filling: Filling, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Make the JSON document of `generate`, and with each playlist how it ended and what went wrong."""
    by_key = {outcome.key: outcome for outcome in outcomes}
    made = document(app, filling.filled, {outcome.key: change_of(outcome) for outcome in outcomes})
    playlists = [{**each, **_ending(by_key.pop(each["key"]))} for each in made["playlists"]]
    rest = [
        {"key": each.key, "title": each.title, "url": each.url, "songs": [], **_ending(each)}
        for each in by_key.values()
    ]
    return {**made, "playlists": [*playlists, *rest]}


def tell_songs(app: App, filling: Filling, outcomes: Sequence[Outcome], *, dry_run: bool = False) -> None:
    """Print playlists song by song with what became (or would become) of each, then one line of counts."""
    by_key = {outcome.key: outcome for outcome in outcomes}
    for each in filling.filled:
        outcome = by_key[each.playlist.key]
        app.console.paragraph(outcome.title, style=Style.STRONG)
        app.console.paragraph(each.playlist.key, style=Style.FAINT)
        print_songs(app.console, each.resolutions, films=each.playlist.recipe.film is None)
        app.console.result(f"→ {_phrase(outcome, _WOULD if dry_run else _DONE)}")
        if outcome.url:
            app.console.result(f"  {outcome.url}")
        app.console.result()
    app.console.result(total(filling))
    tell_problems(app, outcomes)
    app.console.result(summary(outcomes, dry_run=dry_run))


def tell_briefly(
    app: App,
    outcomes: Sequence[Outcome],
    *,
    dry_run: bool = False,
    tell: Callable[[str], None] | None = None,
    watched: bool = True,
) -> None:
    """Tell each playlist's end, with its address where there is something to see; then problems; then the counts.

    Where nobody has `watched`, what an earlier run said already is not said again.
    """
    tell = tell or app.console.result
    for outcome in outcomes:
        tell(f"{outcome.title}: {_phrase(outcome, _WOULD if dry_run else _DONE)}")
        if outcome.url and outcome.state is not State.UNCHANGED:
            tell(f"  {outcome.url}")
        for item in outcome.away:
            app.console.detail(f"  kept out (`refresh --restore` brings it back): {item.song}")
    tell_problems(app, outcomes, watched=watched)
    tell(summary(outcomes, dry_run=dry_run))


def tell_problems(app: App, outcomes: Sequence[Outcome], *, watched: bool = True) -> None:
    """Say on stderr what a person must know: once where it concerns several playlists, and not what ends the run."""
    warned: dict[tuple[str, str], list[str]] = {}
    last = ending(outcomes)
    for outcome in outcomes:
        silent = outcome.state is State.NOT_TRIED or (outcome.told and not watched)
        problem = outcome.problem
        if problem and not silent and str(problem) != str(last):
            key = f" ({outcome.key})" * (outcome.key != outcome.title)
            app.console.warn(f"{outcome.title}{key}: {problem.what}", problem.cure)
        for item in outcome.dead:
            app.console.warn(
                f"{outcome.title}: Spotify no longer has the track of {item.song}.",
                "It was left out; the song is looked up anew at the next refresh.",
            )
        for item in outcome.skipped:
            app.console.warn(
                f"{outcome.title}: Spotify has the track of {item.song}, but does not let it in.",
                "It was left out; the next refresh tries again.",
            )
        for warning in outcome.warnings:
            warned.setdefault((warning.what, warning.cure), []).append(outcome.title)
    for (what, cure), titles in warned.items():
        others = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
        app.console.warn(f"{titles[0]}{others}: {what}", cure)


def summary(outcomes: Sequence[Outcome], *, dry_run: bool = False) -> str:
    """Count in one line how playlists ended: ``9 playlists: 1 created, 2 changed, 6 unchanged``."""
    words = (_WOULD if dry_run else _DONE) | {State.UNCHANGED: "unchanged"}
    ended = Counter(outcome.state for outcome in outcomes)
    parts = [f"{ended[state]} {words[state]}" for state in State if ended[state]]
    playlists = plural(len(outcomes), "playlist")
    return f"{playlists}: {', '.join(parts)}." if parts else "No playlists."


def conclude(outcomes: Sequence[Outcome]) -> None:
    """End the run as it deserves: raise what kept playlists from being written."""
    if problem := ending(outcomes):
        raise problem


def ending(outcomes: Sequence[Outcome]) -> SoundtrackError | None:
    """Choose what a run ends with; None where every playlist was seen to."""
    failed = [outcome for outcome in outcomes if outcome.state is State.FAILED and outcome.problem]
    if not failed:
        return None
    problems = [outcome.problem for outcome in failed if outcome.problem]
    for kind in (LoginNeeded, ServiceUnavailable):
        shut = [problem for problem in problems if isinstance(problem, kind)]
        if shut and (kind is LoginNeeded or len(shut) == len(problems)):
            return shut[-1]
    if len(problems) == 1:
        return problems[0]
    return SoundtrackError(
        f"{len(problems)} of {len(outcomes)} playlists could not be written.",
        "What was wrong with each is said above; run it again for those that may go now.",
    )


def _ending(outcome: Outcome) -> dict[str, Any]:
    problem = outcome.problem
    return {
        "state": outcome.state.value,
        "away": [item.song for item in outcome.away],
        "details": list(outcome.details),
        "dead": [item.song for item in outcome.dead],
        "skipped": [item.song for item in outcome.skipped],
        "warnings": [str(warning) for warning in outcome.warnings],
        "problem": {"what": problem.what, "cure": problem.cure} if problem else None,
    }


def _phrase(outcome: Outcome, words: dict[State, str]) -> str:
    counted = (
        (outcome.added, "added"),
        (outcome.removed, "removed"),
        (outcome.moved, "moved"),
        (len(outcome.dead) + len(outcome.skipped), "left out"),
        (len(outcome.away), "kept out, as you took them out"),
    )
    counts = [f"{number} {what}" for number, what in counted if number]
    told = ", ".join([*counts, *(_DETAILS[name] for name in outcome.details)])
    return f"{words[outcome.state]} ({told})" if told else words[outcome.state]

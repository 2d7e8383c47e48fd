"""What a run would change on Spotify: everything is asked and compared, nothing is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.filling import Filling
    from soundtrack_playlists.errors import SoundtrackError
    from soundtrack_playlists.playlists.outcome import Outcome
    from soundtrack_playlists.playlists.wish import Handling


def show_songs(app: App, filling: Filling, *, as_json: bool) -> None:
    """Show playlists as they would be made, where nothing on Spotify is to be compared with."""
    from soundtrack_playlists.cli.telling import document, tell

    if as_json:
        app.console.json(document(app, filling.filled))
    else:
        tell(app, filling)


def show_changes(app: App, filling: Filling, *, mirror: bool | None, cover: bool, as_json: bool) -> None:
    """Show playlists and what would change on Spotify.

    Spotify is asked only where one of them is kept there, or may be: that of a ledger that was lost.

    What cannot be compared is said, and is no reason to end as a failure: nothing was to be written.
    """
    from soundtrack_playlists.cli.outcomes import outcomes_document, tell_songs
    from soundtrack_playlists.playlists.wish import Handling

    handling = Handling(mirror=app.config.playlists.mirror if mirror is None else mirror)
    outcomes = _uncompared_marked(app, _compared(app, filling, handling, cover=cover))
    if as_json:
        app.console.json(outcomes_document(app, filling, outcomes))
    else:
        tell_songs(app, filling, outcomes, dry_run=True)


def _compared(app: App, filling: Filling, handling: Handling, *, cover: bool) -> list[Outcome]:
    from soundtrack_playlists.cli.writing import open_ledger, viewing
    from soundtrack_playlists.errors import SoundtrackError
    from soundtrack_playlists.playlists.outcome import Outcome, State
    from soundtrack_playlists.playlists.playlist import Recipe
    from soundtrack_playlists.playlists.sync import preview_new
    from soundtrack_playlists.playlists.turn import had_a_turn
    from soundtrack_playlists.playlists.wish import Wish

    wishes = [Wish.of(filled, films=app.dataset.films) for filled in filling.filled]
    with open_ledger(app) as ledger:
        lost = ledger.blank and had_a_turn(app.places.state)
        if not lost and not any(ledger.named(wish.playlist.key) for wish in wishes):
            return [preview_new(wish, handling) for wish in wishes]
    try:
        with viewing(app) as at:
            at.library.recover(Recipe())
            return at.sync(at.library, handling, cover=cover).preview(wishes)
    except SoundtrackError as error:  # Spotify wants no requests, or the login is no longer there
        return [
            Outcome(each.playlist.key, each.playlist.title, State.FAILED, problem=error) for each in wishes
        ]


def _uncompared_marked(app: App, outcomes: list[Outcome]) -> list[Outcome]:
    """Tell playlists that could not be compared from those that could; say why, once for each reason."""
    from soundtrack_playlists.playlists.outcome import State

    failed = {State.FAILED, State.NOT_TRIED}
    reasons = {str(each.problem): each.problem for each in outcomes if each.state in failed and each.problem}
    for problem in reasons.values():
        _warn(app, problem)
    return [
        replace(each, state=State.NOT_COMPARED, problem=None) if each.state in failed else each
        for each in outcomes
    ]


def _warn(app: App, problem: SoundtrackError) -> None:
    app.console.warn(f"Not compared with what is on Spotify: {problem.what}", problem.cure)

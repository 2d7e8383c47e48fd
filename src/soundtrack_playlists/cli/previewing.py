"""What a run would change on Spotify: everything is asked and compared, nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.filling import Filling
    from soundtrack_playlists.playlists.outcome import Outcome


def show_songs(app: App, filling: Filling, *, as_json: bool) -> None:
    """Show playlists as they would be made, where nothing on Spotify is to be compared with."""
    from soundtrack_playlists.cli.telling import document, tell

    if as_json:
        app.console.json(document(app, filling.filled))
    else:
        tell(app, filling)


def show_changes(app: App, filling: Filling, *, mirror: bool | None, as_json: bool) -> None:
    """Show playlists and what would change on Spotify.

    Raises, after all is shown that could be, what would keep a playlist from being written, or kept us from
    comparing.
    """
    from soundtrack_playlists.cli.outcomes import conclude, outcomes_document, tell_songs
    from soundtrack_playlists.errors import SoundtrackError

    try:
        outcomes = _compared(app, filling, mirror)
    except SoundtrackError:
        show_songs(app, filling, as_json=as_json)
        raise
    if as_json:
        app.console.json(outcomes_document(app, filling, outcomes))
    else:
        tell_songs(app, filling, outcomes, dry_run=True)
    conclude(outcomes)


def _compared(app: App, filling: Filling, mirror: bool | None) -> list[Outcome]:
    from soundtrack_playlists.cli.service import connect
    from soundtrack_playlists.cli.writing import Desk, now, open_ledger
    from soundtrack_playlists.playlists.wish import Handling, Wish

    handling = Handling(mirror=app.config.playlists.mirror if mirror is None else mirror)
    wishes = [Wish.of(filled) for filled in filling.filled]
    with open_ledger(app) as ledger:
        at = Desk(app, connect(app), ledger, "preview", now())
        return at.sync(at.library, handling, cover=False).preview(wishes)

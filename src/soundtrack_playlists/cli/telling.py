"""What a run over playlists tells: on the screen, or as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soundtrack_playlists.report.console import Style
from soundtrack_playlists.report.resolutions import counts, playlist_document, print_songs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.cli.filling import Filling
    from soundtrack_playlists.playlists.playlist import Filled


def document(
    app: App, filled: Sequence[Filled], changes: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Make the JSON document of `generate`; `changes` by playlist key, where Spotify was asked for them."""
    changes = changes or {}
    return {
        "playlists": [
            playlist_document(each, **_change(each, changes.get(each.playlist.key))) for each in filled
        ],
        "requests": request_counts(app),
    }


def tell(app: App, filling: Filling) -> None:
    """Print playlists song by song, then one line of counts."""
    for each in filling.filled:
        playlist = each.playlist
        app.console.paragraph(playlist.title, style=Style.STRONG)
        app.console.paragraph(playlist.key, style=Style.FAINT)
        print_songs(app.console, each.resolutions, films=playlist.recipe.film is None)
        app.console.result()
    app.console.result(total(filling))


def total(filling: Filling) -> str:
    """Count playlists and songs in one line; a song in two playlists is one song."""
    many = len(filling.filled)
    playlists = f"{many} playlists, " if many > 1 else ""
    return f"{playlists}{counts(filling.resolutions)}"


def _change(filled: Filled, change: Mapping[str, Any] | None) -> dict[str, Any]:
    if change is None:
        change = {"create": True, "add": sum(each.track is not None for each in filled.resolutions)}
    numbers = {"create": False, "add": 0, "remove": 0, "move": 0, **change}
    return {"url": numbers.pop("url", None), "change": numbers}


def request_counts(app: App) -> dict[str, int]:
    """Count the requests of this run, all of them and the searches among them."""
    session = vars(app).get("session")  # there only once something had to be asked
    if session is None:
        return {"total": 0, "search": 0}
    return {"total": session.requests.total, "search": session.requests.search}

"""`cache`: what is remembered of Spotify's answers, and forgetting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.resolving import lookups_of
from soundtrack_playlists.phrases import plural

if TYPE_CHECKING:
    from datetime import datetime

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.matching.lookups import Lookups, Tally

WORDS = {
    "tracks": "searches for songs",
    "albums": "searches for albums",
    "album": "albums read",
    "track": "tracks checked",
}


@click.group()
def cache() -> None:
    """Show or clear remembered lookups."""


@cache.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def show(app: App, *, as_json: bool) -> None:
    """Count what is remembered, and how old it is."""
    lookups = lookups_of(app)
    tallies = lookups.tallies()
    if as_json:
        kinds = [
            {
                "kind": tally.kind.value,
                "hits": tally.hits,
                "misses": tally.misses,
                "oldest": tally.oldest.isoformat(),
                "newest": tally.newest.isoformat(),
            }
            for tally in tallies
        ]
        app.console.json({"path": str(lookups.path), "bytes": _size(lookups), "kinds": kinds})
    elif tallies:
        rows = [_row(tally, lookups.clock()) for tally in tallies]
        app.console.table(("what", "helped", "did not", "oldest", "newest"), rows)
        app.console.result(f"{lookups.path}, {_size(lookups) / 1024:.0f} KB")
    else:
        app.console.result(f"Nothing is remembered yet; {lookups.path} is made by the first answer.")


@cache.command()
@click.option("--misses", is_flag=True, help="Only answers that did not help.")
@click.pass_obj
def clear(app: App, *, misses: bool) -> None:
    """Forget what is remembered. Pins, locks and playlists stay; songs are asked about again."""
    went = lookups_of(app).clear(misses_only=misses)
    which = " that did not help" if misses else ""
    app.console.result(f"{plural(went, 'answer')}{which} forgotten.")


def _row(tally: Tally, now: datetime) -> tuple[str, int, int, str, str]:
    return (
        WORDS[tally.kind],
        tally.hits,
        tally.misses,
        _age(now, tally.oldest),
        _age(now, tally.newest),
    )


def _age(now: datetime, moment: datetime) -> str:
    days = (now - moment).days
    return "today" if days < 1 else f"{plural(days, 'day')} ago"


def _size(lookups: Lookups) -> int:
    """Bytes on disk, what is not merged yet included."""
    files = (lookups.path.with_name(lookups.path.name + suffix) for suffix in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())

"""How commands get a resolver: pins, locks, memory and, with a login, the service."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.files import shipped_data
from soundtrack_playlists.matching import lock, pins
from soundtrack_playlists.matching.asking import Asking
from soundtrack_playlists.matching.lookups import Lookups
from soundtrack_playlists.matching.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.matching.catalogue import Catalogue
    from soundtrack_playlists.matching.lock import Lock
    from soundtrack_playlists.matching.pins import Pins


def resolver_for(app: App, *, offline: bool, use_lock: bool | None = None, silence: str = "") -> Resolver:
    """Make a resolver; without the service when `offline` or not logged in.

    `use_lock` None is as configured. `silence` says in other words why nothing is asked. Raises DataProblem
    for a mistaken lock or pins file.
    """
    settings = app.config.matching
    connect, usual_silence = _service(app, offline=offline)
    return Resolver(
        pinned(app),
        locks(app) if (settings.use_lock if use_lock is None else use_lock) else lock.Lock(),
        lookups_of(app),
        connect,
        silence=silence or usual_silence,
        recheck_after=timedelta(days=settings.recheck_lock_after) if settings.recheck_lock_after else None,
    )


def asking_for(app: App) -> Asking:
    """Make what asks a single question: memory first, then the service where there is a login."""
    return Asking(lookups_of(app), *_service(app, offline=False))


def lookups_of(app: App) -> Lookups:
    """Open the memory of this user's market."""
    lookups = Lookups(app.places.cache / "lookups.sqlite", app.config.spotify.market, warn=app.console.warn)
    if context := click.get_current_context(silent=True):
        context.find_root().call_on_close(lookups.close)
    return lookups


def pins_path(app: App) -> Path:
    """Where the user's pins are."""
    return app.places.config / "pins.toml"


def pinned(app: App) -> Pins:
    """Read the pins; say which belong to no song: written by hand, or left from a film that is no more."""
    known = pins.read(pins_path(app))
    if strangers := sorted(known.keys - app.dataset.songs.keys()):
        more = f" and {len(strangers) - 1} more" if len(strangers) > 1 else ""
        app.console.warn(
            f"{pins_path(app)} names a song that is not there: {strangers[0]}{more}.",
            "`soundtrack-playlists unpin KEY` takes it out; `show FILM --json` prints the keys of a film's songs.",
        )
    return known


def own_lock_path(app: App) -> Path:
    """Where the user's own lock is."""
    return app.places.config / "lock.json"


def locks(app: App) -> Lock:
    """Read the shipped lock and the user's own, which wins.

    Entries of songs that are no more, or that the user's films made other recordings, do not count.
    """
    own = lock.read(own_lock_path(app))
    if mistakes := lock.mistakes_against(own, app.dataset.songs):
        more = f" ({len(mistakes) - 1} more like that)" if len(mistakes) > 1 else ""
        app.console.warn(f"{own_lock_path(app)}: {mistakes[0]}{more}.", "`lock write` writes it anew.")
    shipped = lock.read(shipped_data() / "lock.json")  # held against the shipped films by a test
    return shipped.fitting(app.dataset.songs).merged(own.fitting(app.dataset.songs))


def _service(app: App, *, offline: bool) -> tuple[Callable[[], Catalogue] | None, str]:
    if offline:
        return None, "Not looked up: --offline."
    from soundtrack_playlists.cli.service import connect, logged_in

    if not logged_in(app):
        return None, "Not looked up: not logged in to Spotify."
    return lambda: connect(app), "Not looked up."

"""`forget` and `remove`: stop keeping a playlist, or take it out of the library as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.declared import declared
from soundtrack_playlists.cli.keys import kept_by
from soundtrack_playlists.cli.writing import desk, now, open_ledger
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.playlists.turn import our_turn

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.playlists.kept import Kept


@click.command()
@click.argument("key")
@click.pass_obj
def forget(app: App, key: str) -> None:
    """Stop keeping a playlist; leave it on Spotify.

    Its history goes too. A `[[playlist]]` in config.toml would keep it again, so take that out as well.
    """
    with our_turn(app.places.state, "forget", now()), open_ledger(app) as ledger:
        kept = kept_by(app, ledger, key)
        ledger.forget(kept.account, kept.key)
    where = f"; it stays at {kept.url}" if kept.url else ""
    app.console.result(f"{_name(kept)} is no longer kept{where}.")
    _say_declared(app, key)


@click.command()
@click.argument("key")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def remove(app: App, key: str, *, yes: bool) -> None:
    """Take a playlist out of your Spotify library.

    Spotify cannot truly delete one: who has the link still finds it, and you can bring it back in your
    account's "recover playlists". It is no longer kept either.
    """
    with open_ledger(app) as ledger:
        kept = kept_by(app, ledger, key)
    if not yes:
        _ask(app, kept)
    with desk(app, "remove") as at:
        at.library.check_account(kept)
        if kept.playlist and at.session.in_library(kept.playlist):
            at.session.drop(kept.playlist)
        at.ledger.forget(kept.account, kept.key)
    app.console.result(
        f"{_name(kept)} is out of your library. Spotify cannot truly delete it: {kept.url} still answers."
    )
    _say_declared(app, key)


def _ask(app: App, kept: Kept) -> None:
    if not app.console.interactive:
        raise UsageProblem(
            "Taking a playlist out of the library has to be confirmed.", "Say --yes to do it without asking."
        )
    click.confirm(f"Take {_name(kept)} ({kept.url}) out of your library?", abort=True, err=True)


def _name(kept: Kept) -> str:
    return f'"{kept.title}" ({kept.key})' if kept.title else kept.key


def _say_declared(app: App, key: str) -> None:
    """Warn where config.toml would bring a playlist back."""
    if app.config.playlist and key in declared(app).recipes:
        app.console.warn(
            "config.toml declares it, so the next refresh makes it again.", "Take its [[playlist]] out."
        )

"""The way from a command to Spotify: a session ready to use, or the reason why there is none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import LoginNeeded, ServiceUnavailable
from soundtrack_playlists.phrases import plural

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.spotify.accounts import Accounts
    from soundtrack_playlists.spotify.limits import Limits
    from soundtrack_playlists.spotify.session import Session
    from soundtrack_playlists.spotify.token import Token, TokenFile

MAX_WAIT_WATCHED = 60
MAX_WAIT_ALONE = 300
"""Seconds to be kept waiting by Spotify: with somebody at the terminal, and without."""

LOGIN_FILE = "token.json"


def connect(app: App) -> Session:
    """Open Spotify for this run, without asking anybody anything; the same session each time.

    Raises LoginNeeded, and ServiceUnavailable while Spotify wants no requests; nothing is sent for it.
    """
    return app.session


def logged_in(app: App) -> bool:
    """Whether there is a login for the configured app. Asks nobody and imports nothing of Spotify's.

    Says when it ends soon: a run that has nothing to ask is no reason to keep silent about that.
    """
    try:
        read_token(app)
    except LoginNeeded:
        return False
    return True


def open_session(app: App) -> Session:
    """Make the session `connect` hands out."""
    import click

    read_token(app)
    session = make_session(app)
    try:
        session.wire.limits.require_open()
    except ServiceUnavailable:
        session.close()
        raise
    if context := click.get_current_context(silent=True):
        context.find_root().call_on_close(session.close)
    return session


def read_token(app: App) -> Token:
    """Read the login; say, once a run, when it ends soon. Raises LoginNeeded."""
    token, now = token_file(app).read(), datetime.now(UTC)
    if token.ends_soon(now) and not app.told_of_login_end:
        app.told_of_login_end = True
        _warn_of_the_end(app, token, now)
    return token


def make_session(app: App) -> Session:
    """Put a session together. Nothing is read or sent yet but the request ledger."""
    from soundtrack_playlists.spotify.login import Login
    from soundtrack_playlists.spotify.patience import Patience
    from soundtrack_playlists.spotify.session import Session
    from soundtrack_playlists.spotify.wire import Wire

    spotify = app.config.spotify
    login = Login(token_file(app), accounts(app))
    limits = request_limits(app)  # last, as it opens a file that only the session closes
    alone = MAX_WAIT_WATCHED if app.console.interactive else MAX_WAIT_ALONE
    return Session(
        wire=Wire(spotify.api_url, login, limits, app.console),
        patience=Patience(limits, app.console, alone if spotify.max_wait is None else spotify.max_wait),
        market=spotify.market,
        timeout=spotify.timeout,
    )


def accounts(app: App) -> Accounts:
    """Spotify's accounts service for the configured app."""
    from soundtrack_playlists.spotify.accounts import Accounts

    spotify = app.config.spotify
    return Accounts(spotify.accounts_url, spotify.client_id, spotify.redirect_uri, spotify.timeout)


def token_file(app: App) -> TokenFile:
    """Where the login is kept. Raises LoginNeeded when no app is configured that one could log in to."""
    from soundtrack_playlists.spotify.token import TokenFile

    spotify = app.config.spotify
    if not spotify.client_id:
        raise LoginNeeded(
            "No Spotify app is configured: client_id is missing under [spotify] in config.toml.",
            how_to_log_in(app),
        )
    return TokenFile(app.places.state / LOGIN_FILE, spotify.client_id, spotify.accounts_url)


def how_to_log_in(app: App) -> str:
    """Say what somebody without a login is to do: with an app configured, only log in."""
    if app.config.spotify.client_id:
        return "Run `soundtrack-playlists login`."
    return "Run `soundtrack-playlists config init`, which explains how to make an app, then `soundtrack-playlists login`."


def request_limits(app: App) -> Limits:
    """Open the request ledger of the configured app; say so where a damaged one was set aside."""
    from soundtrack_playlists.spotify.limits import Limits

    spotify = app.config.spotify
    limits = Limits(app.places.state / "requests.sqlite", spotify.client_id, spotify.search_budget)
    if limits.set_aside:
        app.console.warn(
            f"The count of requests was damaged and begins anew; the old file is {limits.set_aside}."
        )
    return limits


def _warn_of_the_end(app: App, token: Token, now: datetime) -> None:
    """Say that Spotify will end the login, in time to do something about it."""
    day, left = f"{token.ends_at.astimezone():%Y-%m-%d}", plural(token.days_left(now), "day")
    ends = f"ends in {left}, on {day}" if now < token.ends_at else f"has probably ended on {day}"
    app.console.warn(
        f"Your Spotify login {ends}: Spotify ends every login after six months.",
        "Run `soundtrack-playlists login` before then." if now < token.ends_at else how_to_log_in(app),
    )

"""`login` and `logout`."""

from __future__ import annotations

import sys
import webbrowser
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.service import LOGIN_FILE, accounts, connect, token_file
from soundtrack_playlists.errors import LoginNeeded, ServiceUnavailable

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.spotify.accounts import Accounts, Attempt
    from soundtrack_playlists.spotify.token import Token

PASTES = 3
"""How often an address that is not the right one may be pasted."""


@click.command()
@click.option(
    "--no-browser", is_flag=True, help="Print the address, and read where it led: for SSH and containers."
)
@click.pass_obj
def login(app: App, *, no_browser: bool) -> None:
    """Log in to Spotify."""
    from soundtrack_playlists.spotify.accounts import Attempt

    file = token_file(app)
    service, attempt = accounts(app), Attempt.new()
    code = (_pasted if no_browser else _landed)(app, service, attempt)
    token = service.exchange(code, attempt)
    with file.alone():
        file.write(token)
    _introduce(app, token)


@click.command()
@click.pass_obj
def logout(app: App) -> None:
    """Forget the login."""
    from soundtrack_playlists.spotify.token import TokenFile

    file = TokenFile(app.places.state / LOGIN_FILE, "", "")  # whichever app it was made for
    with file.alone():
        there = file.remove()
    app.console.say("Logged out: the login on this machine is gone." if there else "You were not logged in.")
    if there:
        app.console.say("To take the app's access away for good, visit https://www.spotify.com/account/apps/")


def _landed(app: App, service: Accounts, attempt: Attempt) -> str:
    """Open the browser and wait until it comes back with the code."""
    from soundtrack_playlists.spotify.landing import LandingPlace

    address = service.authorize_url(attempt)
    with LandingPlace(service.redirect_uri, attempt.state) as place:
        app.console.say("Your browser opens Spotify: press Agree there. If it does not open, visit")
        app.console.say(f"\n{address}\n")
        app.console.say("(If the browser is on another machine, press Ctrl-C and run `login --no-browser`.)")
        if not webbrowser.open(address):
            app.console.warn(f"No browser could be opened here. The address is\n{address}")
        return place.wait()


def _pasted(app: App, service: Accounts, attempt: Attempt) -> str:
    """Print the address to visit and read, line by line, where it led."""
    from soundtrack_playlists.spotify.landing import Elsewhere, code_of

    app.console.say("Open this address in any browser, on any machine, and press Agree:\n")
    app.console.result(service.authorize_url(attempt))
    sys.stdout.flush()
    app.console.say(
        "\nThe browser then lands on a page that it may not be able to show; that is all right.\n"
        f"Copy the address it landed at (it begins with {service.redirect_uri}) and paste it here:"
    )
    for remaining in reversed(range(PASTES)):
        try:
            return code_of(_line(), attempt.state)
        except Elsewhere as error:
            if not remaining:
                raise
            app.console.warn(error.what, error.cure)
    raise AssertionError("the last paste either counts or raises")


def _line() -> str:
    """Read the next line that says something. Raises LoginNeeded at the end of input."""
    for line in sys.stdin:
        if line.strip():
            return line.strip()
    raise LoginNeeded(
        "The login was not finished: no address was pasted.",
        "Run `soundtrack-playlists login --no-browser` again and paste where the browser landed.",
    )


def _introduce(app: App, token: Token) -> None:
    until = f"{token.ends_at.astimezone():%Y-%m-%d}"
    try:
        owner = connect(app).owner()
        app.console.say(f"Logged in as {owner.name or owner.id}, until {until}.")
    except ServiceUnavailable as error:  # the login itself is good and kept
        app.console.say(f"Logged in, until {until}.")
        app.console.warn(error.what, error.cure)
    if token.missing_scopes:
        app.console.warn(
            f"Spotify did not grant {', '.join(token.missing_scopes)}: some commands will not work.",
            "Run `soundtrack-playlists login` again and agree to everything on the page.",
        )

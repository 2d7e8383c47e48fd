"""`config`: make, find and check the configuration."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.config_mistakes import mistakes_of
from soundtrack_playlists.config import Misconfigured
from soundtrack_playlists.errors import ExitStatus, UsageProblem
from soundtrack_playlists.files import read_text, set_aside, shipped_data, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable

    from soundtrack_playlists.cli.app import App

STEPS = """\
To write playlists, Spotify wants every user to have an app of their own. It is made once, in five minutes:

  1. Have Spotify Premium on the account that makes the app; without it Spotify serves none.
  2. Open https://developer.spotify.com/dashboard, log in, and press "Create app".
  3. Any name and description will do. As redirect URI add exactly
         {redirect}
     ("localhost" is refused). Under "Which API/SDKs" tick "Web API". Save.
  4. Under Settings > User Management add the name and email of every account that will log in (five at most).
  5. Under Settings > Basic Information copy the Client ID. The client secret is not needed.
"""
HEADER = "# Your settings. A line that begins with # shows one with its default.\n"
EXAMPLES = {
    "client_id": "5fe01282e44241328a84e7c5cc169165",
    "redirect_uri": "http://127.0.0.1:8974/callback",
    "market": "GB",
}


@click.group()
def config() -> None:
    """Make, find and check the configuration."""


@config.command()
@click.option("--client-id", help="Client ID of your Spotify app.")
@click.option("--market", help="Your country, such as GB, DE or US.")
@click.option("--redirect-uri", help="Where the login lands; must be in the app's settings.")
@click.option("--force", is_flag=True, help="Replace a config.toml that is already there.")
@click.pass_obj
def init(
    app: App, *, client_id: str | None, market: str | None, redirect_uri: str | None, force: bool
) -> None:
    """Ask for what is needed and write config.toml."""
    from soundtrack_playlists.config import DEFAULT_REDIRECT

    path = app.places.config_file
    if path.exists() and not force:
        raise UsageProblem(f"{path} is already there.", "Edit it, or replace it with `config init --force`.")
    redirect = redirect_uri or DEFAULT_REDIRECT
    if client_id is None:
        app.console.say(STEPS.format(redirect=redirect))
    chosen = {
        "client_id": client_id or _asked(app, "Client ID", partial(_fits, "client_id")),
        "redirect_uri": redirect,
        "market": (
            market or _asked(app, "Your country", partial(_fits, "market"), default=_country())
        ).upper(),
    }
    for name, value in chosen.items():
        if not _fits(name, value):
            why = " Spotify refuses localhost; an address in numbers is the same place." * (
                "localhost" in value
            )
            raise UsageProblem(
                f'{name} cannot be "{value}".{why}', f"Spotify's form of it is like {EXAMPLES[name]}."
            )
    if path.exists():
        app.console.say(f"The old configuration is kept as {set_aside(path, 'old')}.")
    write_atomic(path, _document(chosen))
    app.console.say(f"Written: {path}\nNext: `soundtrack-playlists login`.")


@config.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, with the other places.")
@click.pass_obj
def path(app: App, *, as_json: bool) -> None:
    """Print where config.toml is, or would be."""
    if as_json:
        app.console.json({name: str(place) for name, place in asdict(app.places).items()})
    else:
        app.console.result(str(app.places.config_file))


@config.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def check(app: App, *, as_json: bool) -> int:
    """Find every mistake in config.toml, in its folders and its playlists.

    Exit status 1 when there are mistakes.
    """
    file = app.places.config_file
    mistakes = mistakes_of(app)
    if as_json:
        listed = [{**asdict(mistake), "file": str(mistake.file)} for mistake in mistakes]
        app.console.json({"file": str(file), "exists": file.exists(), "mistakes": listed})
    elif mistakes:
        raise Misconfigured(file, mistakes)
    else:
        _tell_fine(app)
    return int(ExitStatus.ERROR if mistakes else ExitStatus.DONE)


def _tell_fine(app: App) -> None:
    file = app.places.config_file
    if not file.exists():
        app.console.say(f"There is no {file}: everything is as it comes. `config init` makes one.")
        return
    app.console.say(f"{file} is fine.")
    if not app.config.spotify.client_id:
        app.console.warn(
            "client_id under [spotify] is not set: nothing can be written to Spotify.",
            "Write the Client ID of your app there; https://developer.spotify.com/dashboard shows it.",
        )


def _asked(app: App, question: str, fits: Callable[[str], bool], *, default: str = "") -> str:
    """Ask on stderr and read lines until one fits; an empty one, or the end of input, means the default."""
    hint = f" [{default}]" if default else ""
    while True:
        sys.stderr.write(f"{question}{hint}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = line.strip() or default
        if answer and fits(answer):
            return answer
        if not line:
            raise UsageProblem(
                f"{question}: nobody answered.", "See `soundtrack-playlists config init --help` for options."
            )
        app.console.warn(f'"{answer}" cannot be it.')


def _fits(name: str, value: str) -> bool:
    """Ask the configuration itself, so that what is written can be read."""
    from pydantic import ValidationError

    from soundtrack_playlists.config import SpotifySection

    try:
        SpotifySection.model_validate({name: value.upper() if name == "market" else value})
    except ValidationError:
        return False
    return bool(value)


def _country() -> str:
    """Guess the country from the language this system speaks: ``de_AT`` is spoken in AT."""
    import locale

    language = locale.getlocale()[0] or ""
    country = language.partition("_")[2]
    return country if _fits("market", country) else "US"


def _document(chosen: dict[str, str]) -> str:
    """Write the example with what was chosen; every other setting stays a comment, so that better defaults arrive."""
    import tomlkit

    example = read_text(shipped_data().with_name("config.example.toml"))
    settings = example[example.index("[spotify]") :]
    quiet = re.sub(
        r"^(\w+) = .*",
        lambda line: line[0] if line[1] in chosen else "# " + line[0].replace("   #", " #", 1),
        settings,
        flags=re.MULTILINE,
    )
    document = tomlkit.parse(f"{HEADER}\n{quiet}")
    section = document["spotify"]
    assert isinstance(section, tomlkit.items.Table)
    section.update(chosen)
    return tomlkit.dumps(document)

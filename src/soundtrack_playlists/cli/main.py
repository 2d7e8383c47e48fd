"""The command itself: which commands there are, and how one runs.

A command's module is imported only when it runs, so that `--help` costs nothing; its line of help therefore
stands here (a test holds it against the command's own).
"""

from __future__ import annotations

import functools
import importlib
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from soundtrack_playlists import __version__
from soundtrack_playlists.cli.app import App
from soundtrack_playlists.cli.boundary import lost_output, open_missing_streams, print_the_rest, tell
from soundtrack_playlists.errors import ExitStatus
from soundtrack_playlists.phrases import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


class Entry(NamedTuple):
    """Where a command lives (module in this package, function) and its line of help."""

    module: str
    function: str
    help: str


COMMANDS: dict[str, Entry] = {
    "films": Entry("films", "films", "List the films."),
    "themes": Entry("films", "themes", "List the themes."),
    "decades": Entry("films", "decades", "List the decades."),
    "show": Entry("show", "show", "Show a film's songs and the track each resolves to."),
    "generate": Entry("generate", "generate", "Make playlists by film, decade or theme."),
    "export": Entry("export", "export", "Write playlists to files."),
    "refresh": Entry("refresh", "refresh", "Bring the playlists on Spotify up to date."),
    "undo": Entry("history", "undo", "Put a playlist back as it was before a run."),
    "history": Entry("history", "history", "List past runs and what they changed."),
    "forget": Entry("keeping", "forget", "Stop keeping a playlist; leave it on Spotify."),
    "remove": Entry("keeping", "remove", "Take a playlist out of your Spotify library."),
    "schedule": Entry("schedule", "schedule", "Let this system refresh playlists by itself."),
    "resolve": Entry("resolve", "resolve", "Find the track for every song."),
    "explain": Entry("explain", "explain", "Say why a song resolves to its track."),
    "review": Entry("review", "review", "Decide the songs the program could not."),
    "pin": Entry("pins", "pin", "Fix a song's track, or rule one out."),
    "unpin": Entry("pins", "unpin", "Take a pin back."),
    "lock": Entry("lock", "lock", "Write and check the locked tracks."),
    "cache": Entry("cache", "cache", "Show or clear remembered lookups."),
    "login": Entry("login", "login", "Log in to Spotify."),
    "logout": Entry("login", "logout", "Forget the login."),
    "doctor": Entry("doctor", "doctor", "Check configuration, login and connection."),
    "status": Entry("status", "status", "Show login, requests and playlists at a glance."),
    "dataset": Entry("dataset", "dataset", "Check and add films of your own."),
    "config": Entry("config", "config", "Make, find and check the configuration."),
}


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order of the table: as a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, None where there is none of that name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"soundtrack_playlists.cli.{entry.module}")
        command: click.Command = getattr(module, entry.function)
        _listen_to_verbosity(command, ctx)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command meant; name the nearest for one that is not there."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = "".join(f' Did you mean "{name}"?' for name in nearest(args[0], COMMANDS))
            ctx.fail(f'There is no command "{args[0]}".{hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


def _set_verbosity(ctx: click.Context, parameter: click.Parameter, value: int) -> None:
    """Take -v and -q wherever they stand: before the command or among its own options."""
    app = ctx.ensure_object(App)
    if value:
        app.verbosity = -1 if parameter.name == "quiet" else value


def _verbosity() -> list[click.Parameter]:
    option = functools.partial(click.Option, expose_value=False, callback=_set_verbosity)
    return [
        option(["-v", "--verbose"], count=True, help="Say more; up to three times."),
        option(["-q", "--quiet"], is_flag=True, help="Say only results, warnings and errors."),
    ]


def _listen_to_verbosity(command: click.Command, ctx: click.Context) -> None:
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            if inner := command.get_command(ctx, name):
                _listen_to_verbosity(inner, ctx)
    elif not any(parameter.name == "verbose" for parameter in command.params):
        command.params += _verbosity()


@click.group(cls=LazyGroup, params=_verbosity(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Turn curated film soundtracks into Spotify playlists that stay right."""
    ctx.ensure_object(App)


def run(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit status. Never raises, never shows a traceback."""
    open_missing_streams()
    try:
        status = cli.main(args=list(arguments), prog_name="soundtrack-playlists", standalone_mode=False)
        print_the_rest()
    except BaseException as error:  # noqa: BLE001 - the one boundary: whatever happens ends in a sentence
        return tell(error)
    finally:
        lost_output(sys.stderr)
    return status if isinstance(status, int) else ExitStatus.DONE

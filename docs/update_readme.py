"""Renew what is printed in README.md: the real output of each command there, and the figures of figures.json.

Usage: python docs/update_readme.py

Writes docs/commands.md as well: the help of every command.

A block counts when the line before it is the marker and it begins with ``$ soundtrack-playlists …``.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

README = Path(__file__).parents[1] / "README.md"
MARKER = "<!-- printed by the program -->"
COMMANDS = Path(__file__).with_name("commands.md")
COMMANDS_HEAD = """\
# Commands

What `--help` prints for each; written by `docs/update_readme.py`.
"""
FIGURES = Path(__file__).with_name("figures.json")
TABLE = re.compile(r"(?P<head><!-- printed from docs/figures.json -->\n)(\|[^\n]*\n)*")
BLOCK = re.compile(
    rf"(?P<head>{re.escape(MARKER)}\n```console\n\$ soundtrack-playlists (?P<arguments>[^\n]*)\n).*?(?=```\n)",
    re.DOTALL,
)


def printed(arguments: str) -> str:
    """Run the program as a newcomer would, with an empty home and into a pipe; return its stdout."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(  # noqa: S603 - our own program, arguments from our own README
            [sys.executable, "-m", "soundtrack_playlists", *shlex.split(arguments)],
            env={**os.environ, "SOUNDTRACK_PLAYLISTS_HOME": home, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    return done.stdout.rstrip("\n") + "\n"


def figures() -> str:
    """Put what the benchmarks measured into a table."""
    known = json.loads(FIGURES.read_text(encoding="utf-8"))
    startup, matching = known["startup"]["ratio"], known["matching"]
    whole = known["requests"]["cold, every album there and whole"]
    partly = known["requests"]["cold, films whose album is there"]
    rows = [
        ("`startup.py`", '`--help`, beside `python -c "import spotipy"`', f"{startup['--help']:.2f} ×"),
        ("", "offline dry run of all films, beside the same", f"{startup['dry run of all films']:.2f} ×"),
        *(
            (
                "" if number else "`dataset.py`",
                f"load {each['films']:,} films and select twice, time a film; memory in all",
                f"{each['ms_per_film']:.2f} ms; {each['peak_mb']:.0f} MB",
            )
            for number, each in enumerate(known["dataset"]["measures"])
        ),
        (
            "`matching.py`",
            f"right recording, where it is among the candidates ({matching['cases']:,} searches)",
            f"{matching['right_rate']:.1%}",
        ),
        ("", "precision of all answers", f"{matching['precision']:.1%}"),
        ("", "refused, where it is not among them", f"{matching['absent_refused']:.1%}"),
        ("", "judge ten candidates", f"{matching['us_per_10_candidates']:.0f} µs"),
        (
            "`requests.py`",
            "requests a film, first run, all songs on its album on Spotify",
            f"{whole['requests'] / whole['films']:.1f}",
        ),
        ("", "the same, some of them searched for", f"{partly['requests'] / partly['films']:.1f}"),
        ("", "requests, second run of all films", str(known["requests"]["warm"]["requests"])),
    ]
    lines = ["| benchmark | what | measured |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines) + "\n"


def renewed(text: str) -> str:
    """Return the page with the output and the figures of today."""
    text = BLOCK.sub(lambda block: block["head"] + printed(block["arguments"]), text)
    return TABLE.sub(lambda table: table["head"] + figures(), text)


def commands() -> str:
    """Write the page of every command's help, groups followed by their commands."""
    from soundtrack_playlists.cli.main import cli

    parts = [COMMANDS_HEAD]
    context = click.Context(cli, info_name="soundtrack-playlists", terminal_width=80, **cli.context_settings)
    for name in cli.list_commands(context):
        parts += _helped(cli, name, context)
    return "\n".join(parts)


def _helped(group: click.Group, name: str, around: click.Context) -> Iterator[str]:
    command = group.get_command(around, name)
    assert command
    context = click.Context(command, info_name=name, parent=around, terminal_width=80)
    level = "##" if around.parent is None else "###"
    yield f"{level} {context.command_path.partition(' ')[2]}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _helped(command, inner, context)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
    COMMANDS.write_text(commands(), encoding="utf-8")

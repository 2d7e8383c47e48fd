"""Renew what the program prints in README.md: run each command there and put its real output below it.

Usage: python docs/update_readme.py

A block counts when the line before it is the marker and it begins with ``$ soundtrack-playlists …``.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
MARKER = "<!-- printed by the program -->"
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


def renewed(text: str) -> str:
    """Return the page with the output of today."""
    return BLOCK.sub(lambda block: block["head"] + printed(block["arguments"]), text)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")

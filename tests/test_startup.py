"""What is not needed is not imported: `--help` and a dry run start quickly because of what they leave out."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "PIL",
    "pydantic",
    "rapidfuzz",
    "requests",
    "rich",
    "rtoml",
    "spotipy",
    "sqlite3",
    "tenacity",
    "tomlkit",
}

PROBE = """
import sys
from soundtrack_playlists.cli.main import run
status = run(sys.argv[1:])
print("\\nimported:", *sorted({name.split(".")[0] for name in sys.modules}))
sys.exit(status)
"""


def imported_by(*arguments: str) -> set[str]:
    """Top-level modules in memory after the program ran with these arguments, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return set(done.stdout.rpartition("imported:")[2].split())


def test_help_imports_nothing_but_click() -> None:
    """The help of the program and its version need none of the libraries."""
    for arguments in (["--help"], ["--version"]):
        imported = imported_by(*arguments)
        assert "click" in imported
        assert not imported & HEAVY


def test_the_help_of_a_command_imports_nothing_heavy() -> None:
    """To read what generate can do, no data and no library is loaded."""
    assert not imported_by("generate", "--help") & HEAVY


def test_a_dry_run_in_a_pipe_leaves_out_what_asks_and_draws() -> None:
    """Offline and piped, neither Spotify's client nor tables nor pictures are needed."""
    imported = imported_by("generate", "--all-by", "film", "--dry-run")
    assert not imported & {"PIL", "requests", "rich", "spotipy", "tenacity"}

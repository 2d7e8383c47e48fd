"""Installing, showing and removing a schedule, against stand-ins for the schedulers' own programs."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from soundtrack_playlists.cli.main import cli
from soundtrack_playlists.errors import SoundtrackError

if TYPE_CHECKING:
    from pathlib import Path

CRONTAB = """#!/bin/sh
table="$(dirname "$0")/table"
case "$1" in
  -l) if [ -e "$table" ]; then cat "$table"; else echo "no crontab for me" >&2; exit 1; fi ;;
  -r) rm "$table" ;;
  -) cat > "$table" ;;
esac
"""
NOTED = '#!/bin/sh\necho "$(basename "$0") $*" >> "$(dirname "$0")/calls"\n'


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first in PATH, with stand-ins that keep a table or note how they were called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in (
        ("crontab", CRONTAB),
        ("systemctl", NOTED),
        ("launchctl", NOTED),
        ("schtasks", NOTED),
    ):
        (folder / name).write_text(script)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def schedule(*words: str) -> Result:
    return CliRunner().invoke(cli, ["schedule", *words], catch_exceptions=False)


def test_cron_keeps_every_other_line_to_the_byte(programs: Path) -> None:
    """Installing twice and removing once leaves the table as it was."""
    others = "MAILTO=me\n# mine\n0 5 * * * backup 100\\%"  # no line break at the end
    (programs / "table").write_text(others)

    schedule("install", "--with", "cron", "--at", "05:00")
    schedule("install", "--with", "cron", "--at", "07:00")
    installed = (programs / "table").read_text()
    schedule("remove")

    assert installed.startswith(others + "\n")
    assert installed.count("refresh --due") == 1
    assert sys.executable in installed
    assert (programs / "table").read_text() == others + "\n"


def test_an_empty_table_goes_altogether(programs: Path) -> None:
    """A table that held nothing but our lines is removed with them."""
    schedule("install", "--with", "cron")

    assert schedule("remove").output == "Removed from cron.\n"
    assert not (programs / "table").exists()


def test_another_scheduler_takes_the_place_of_the_first(programs: Path, home: Path) -> None:
    """Choosing another scheduler removes the job from the one before: nothing runs twice."""
    schedule("install", "--with", "cron")
    schedule("install", "--with", "systemd")

    assert not (programs / "table").exists()
    assert (home / ".config/systemd/user/soundtrack-playlists.timer").exists()
    assert "systemctl --user enable --now soundtrack-playlists.timer" in (programs / "calls").read_text()


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        (
            "systemd",
            [
                ".config/systemd/user/soundtrack-playlists.service",
                ".config/systemd/user/soundtrack-playlists.timer",
            ],
        ),
        ("launchd", ["Library/LaunchAgents/soundtrack-playlists.refresh.plist"]),
        ("task-scheduler", ["soundtrack-playlists/state/refresh.cmd"]),
    ],
)
@pytest.mark.usefixtures("programs")
def test_what_install_makes_remove_takes_away(home: Path, kind: str, files: list[str]) -> None:
    """Every file written is removed, and show says so at each step."""
    schedule("install", "--with", kind, "--every", "7d")
    there = [(home / file).exists() for file in files]
    shown = json.loads(schedule("show", "--json").output)
    schedule("remove")

    assert all(there)
    assert (shown["with"], shown["installed"], shown["every"]) == (kind, True, "7d")
    assert not any((home / file).exists() for file in files)
    assert json.loads(schedule("show", "--json").output)["installed"] is False


@pytest.mark.usefixtures("programs")
def test_a_job_that_vanished_is_said_to_have_vanished(programs: Path) -> None:
    """`show` looks at the scheduler itself, not only at what was noted."""
    schedule("install", "--with", "cron")
    (programs / "table").write_text("")

    assert "no longer there" in schedule("show").output


@pytest.mark.usefixtures("programs")
def test_printing_installs_nothing(programs: Path) -> None:
    """`--print` shows the lines and touches no table."""
    assert "refresh --due" in schedule("install", "--with", "cron", "--print").stdout
    assert not (programs / "table").exists()


@pytest.mark.usefixtures("programs")
def test_a_scheduler_that_refuses_is_quoted(programs: Path) -> None:
    """The words of the system's own program reach the user, with a way on."""
    (programs / "crontab").write_text(
        '#!/bin/sh\necho "you are not allowed to use this program" >&2\nexit 1\n'
    )

    with pytest.raises(SoundtrackError, match="not allowed to use this program") as refused:
        schedule("install", "--with", "cron")
    assert "--with" in refused.value.cure


def test_a_time_that_is_none_is_a_usage_error() -> None:
    """The message shows how a time of day is written."""
    result = schedule("install", "--at", "25:00")

    assert result.exit_code == 2
    assert "write it like 06:00" in result.output


def test_show_says_how_to_install_when_nothing_is() -> None:
    """A newcomer is told the command."""
    assert "schedule install" in schedule("show").output

"""The README says what is: its transcripts are the program's output, its commands and links are there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.cli.main import COMMANDS
from soundtrack_playlists.errors import ExitStatus

if TYPE_CHECKING:
    from types import ModuleType

CHECKOUT = Path(__file__).parents[1]
TEXT = (CHECKOUT / "README.md").read_text(encoding="utf-8")
TEST_LINE = re.compile(r"^python3 -m venv .*&& \.venv/bin/pytest$", re.MULTILINE)


@pytest.fixture
def update() -> ModuleType:
    """The script that renews the page."""
    spec = importlib.util.spec_from_file_location("update_readme", CHECKOUT / "docs" / "update_readme.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_program_prints_is_what_the_page_shows(update: ModuleType) -> None:
    """The transcript and the help are today's; `python docs/update_readme.py` renews them."""
    assert len(update.BLOCK.findall(TEXT)) == TEXT.count(update.MARKER) == 2
    assert update.renewed(TEXT) == TEXT


def test_the_check_runs_the_very_test_command_of_the_page() -> None:
    """What a stranger pastes is what is checked: .ci/run takes the line from the README."""
    (line,) = TEST_LINE.findall(TEXT)
    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]'")
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"grep -m1 '([^']+)' README\.md", script)
    assert [found for found in TEXT.splitlines() if re.search(pattern, found)] == [line]


def test_the_first_screen_holds_what_a_stranger_needs() -> None:
    """Sentence, transcript, the two commands and what Spotify does not allow come before the first section."""
    first = TEXT[: TEXT.index("\n## ")]
    assert "https://open.spotify.com/track/" in first
    assert "generate --all-by theme --dry-run" in first
    assert "What Spotify does not allow" in first


def test_commands_and_options_on_the_page_are_there(update: ModuleType) -> None:
    """Whatever follows the program's name on the page is a command of it, and its long options are in its help."""
    lines = re.findall(r"soundtrack-playlists ([a-z]+)((?: [^#\n`]*)?)", TEXT)
    assert len(lines) > 8
    for command, rest in lines:
        assert command in COMMANDS
        inner = re.findall(r"^ ([a-z]+)", rest) if command in {"config", "dataset", "schedule"} else []
        helped = update.printed(" ".join([command, *inner, "--help"]))
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in helped, f"{command} {option}"


def test_every_exit_status_is_explained() -> None:
    """Scripts find each status in the table."""
    assert [int(status) for status in re.findall(r"^\| (\d) \|", TEXT, re.MULTILINE)] == list(ExitStatus)


def test_links_to_files_lead_somewhere() -> None:
    """No link of the page points at a file that is not there."""
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (CHECKOUT / target).exists(), target


def test_the_figures_on_the_page_are_the_measured_ones(update: ModuleType) -> None:
    """What the benchmarks noted in docs/figures.json, and no number typed by hand."""
    assert update.figures() in TEXT


def test_every_command_is_on_its_page_with_the_help_of_today(update: ModuleType) -> None:
    """Options are looked up where the program prints them from; `python docs/update_readme.py` renews the page."""
    page = update.COMMANDS.read_text(encoding="utf-8")
    assert page == update.commands()
    assert {f"## {name}\n" for name in COMMANDS} <= set(page.splitlines(keepends=True))

"""The rooms of the house: who may import whom, which library lives where, and what stays pure."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

import soundtrack_playlists

PACKAGE = "soundtrack_playlists"
SOURCE = Path(soundtrack_playlists.__file__).parent
DOCS = Path(__file__).parents[1] / "docs"
MODULES = sorted(SOURCE.rglob("*.py"))

ROOMS = (
    *("errors", "text", "phrases", "models", "files", "forms", "config"),
    *("dataset", "matching", "playlists", "spotify", "schedule", "report", "cli"),
)
"""A room imports from itself and from those before it."""

ROW = re.compile(r"^\| `([a-z]+)/?` \|[^|]*\|([^|]*)\|$", re.MULTILINE)
TABLE = {
    room: {library.strip() for library in libraries.split(",") if library.strip()}
    for room, libraries in ROW.findall((DOCS / "architecture.md").read_text(encoding="utf-8"))
}
"""Which libraries each room may import, as the map says."""
LIBRARIES = {library for libraries in TABLE.values() for library in libraries}

IMPURE = {"os", "pathlib", "random", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "time"}
PURE_BY_NATURE = {"text.py", "phrases.py", "matching/judge.py", "playlists/change.py", "playlists/exports.py"}
"""These have to say in their docstring that they are pure; any other that says so is held to it as well."""


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports_of(path: Path, *, for_types: bool = True) -> set[str]:
    """Every module a file imports anywhere in it, as dotted names; without those for type checkers if asked."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    if not for_types:
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.If)
                and isinstance(node.test, ast.Name)
                and node.test.id == "TYPE_CHECKING"
            ):
                skipped |= set(ast.walk(node))
    found = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_from_rooms_before_it(path: Path) -> None:
    """Whoever reads the rooms in order never meets a word that is explained later."""
    room = room_of(path)
    if room.startswith("__"):
        return
    own = {name for name in imports_of(path) if name.startswith(f"{PACKAGE}.")}
    used = {name.split(".")[1] for name in own} - {"__version__"}
    assert room in ROOMS
    assert used <= set(ROOMS[: ROOMS.index(room) + 1])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_only_where_the_map_says(path: Path) -> None:
    """Exchanging a library is the work of the rooms that name it, and of no other."""
    imported = {name.split(".")[0] for name in imports_of(path)}
    named = TABLE.get(room_of(path), set())
    assert imported & LIBRARIES <= named
    at_run_time = {name.split(".")[0] for name in imports_of(path, for_types=False)}
    assert at_run_time <= named | set(sys.stdlib_module_names) | {PACKAGE}


def test_the_map_names_every_room_and_no_library_too_many() -> None:
    """What a room no longer imports does not stay in its row."""
    assert list(TABLE) == list(ROOMS)
    for room, libraries in TABLE.items():
        inside = [imports_of(path) for path in MODULES if room_of(path) == room]
        assert libraries <= {name.split(".")[0] for names in inside for name in names}, room


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_calls_itself_pure_reads_no_clock_file_or_setting(path: Path) -> None:
    """A pure module imports nothing at run time that could bring in the world."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    if not docstring.split("\n\n")[0].endswith("Pure."):
        assert name_of(path) not in PURE_BY_NATURE
        return
    used = imports_of(path, for_types=False)
    assert not {name.split(".")[0] for name in used} & IMPURE
    assert not any(name.startswith((f"{PACKAGE}.files", f"{PACKAGE}.config")) for name in used)


def test_the_lists_here_name_what_is_there() -> None:
    """A room or file that is gone does not stay in these lists."""
    assert {room_of(path) for path in MODULES} - {"__init__", "__main__"} == set(ROOMS)
    assert {name_of(path) for path in MODULES} >= PURE_BY_NATURE

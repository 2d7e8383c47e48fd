"""Files of ours: where they live, how they are written whole or not at all, how versions are told apart."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import ConfigProblem, DataProblem, SoundtrackError

if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "soundtrack-playlists"
HOME_VARIABLE = "SOUNDTRACK_PLAYLISTS_HOME"
CONFIG_VARIABLE = "SOUNDTRACK_PLAYLISTS_CONFIG"
CONFIG_FILE = "config.toml"
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
NEW_FILE = 0o666
"""Less what the user's umask takes away."""
_LONGEST_START = 100
"""Letters of a name that its temporary file keeps: names end at 255 bytes."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the program keeps things on this machine.

    `config` holds what the user writes (config.toml, pins.toml, films/), `state` what must not be lost
    (login, ledger, request counts, logs), `cache` what may be deleted at any time (lookups).
    """

    config_file: Path
    config: Path
    state: Path
    cache: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Places:
        """Find the places from the environment, by the conventions of the system where it says nothing."""
        if home := environment.get(HOME_VARIABLE):
            root = expanded(home, HOME_VARIABLE)
            config, state, cache = root / "config", root / "state", root / "cache"
        else:
            import platformdirs

            config = platformdirs.user_config_path(APP, appauthor=False)
            state = platformdirs.user_state_path(APP, appauthor=False)
            cache = platformdirs.user_cache_path(APP, appauthor=False)
        return cls(_config_file(environment, config), config, state, cache)


def _config_file(environment: Mapping[str, str], config: Path) -> Path:
    """Find config.toml: where the user says; else in its folder or, under one home for all, beside that."""
    if named := environment.get(CONFIG_VARIABLE):
        return expanded(named, CONFIG_VARIABLE)
    beside = config.parent / CONFIG_FILE
    if environment.get(HOME_VARIABLE) and not (config / CONFIG_FILE).exists() and beside.exists():
        return beside
    return config / CONFIG_FILE


def expanded(path: str | Path, said_by: str) -> Path:
    """Make a path absolute, ``~`` and ``~name`` being home folders. Raises ConfigProblem for one there is not."""
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError as error:
        raise ConfigProblem(
            f'{said_by} says "{path}", and this system knows no such home folder.', "Write the path in full."
        ) from error


def shipped_data() -> Path:
    """Folder of the data that comes with the program: inside the package once installed, else the checkout's."""
    package = Path(__file__).parent / "data"
    if package.is_dir():
        return package
    return Path(__file__).parents[2] / "data"


def read_text(path: Path) -> str:
    """Read a UTF-8 file. Raises DataProblem naming the byte that is not UTF-8, or why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataProblem(
            f"{path} is not UTF-8 text (byte {error.start + 1} is {error.object[error.start]:#04x}).",
            "Save it as UTF-8 and try again.",
        ) from error
    except OSError as error:
        raise DataProblem(
            f"{path} cannot be read: {reason_of(error)}.", "Check its name and permissions."
        ) from error


def write_atomic(path: Path, content: str | bytes, *, mode: int | None = None) -> None:
    """Write a file whole or not at all: beside it first, then renamed over it.

    The file has `mode` from its first byte; without one, the mode it had, or a new file's. A link stays a link to
    what is written; a pipe or device is written to as it is. Missing folders are made. Raises SoundtrackError
    saying why it cannot be written; what was there before is then still there.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, data, mode)
    except OSError as error:
        raise SoundtrackError(
            f"{path} cannot be written: {reason_of(error)}.",
            "Choose another place, or make room there, and try again.",
        ) from error


def _replace(path: Path, data: bytes, mode: int | None) -> None:
    if mode is None and path.exists():
        mode = path.stat().st_mode & 0o777
    beside = path.with_name(f".{path.name[:_LONGEST_START]}.{secrets.token_hex(4)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # O_BINARY: on Windows only
    try:
        with os.fdopen(os.open(beside, flags, NEW_FILE if mode is None else mode), "wb") as file:
            if mode is not None:
                beside.chmod(mode)  # whatever the umask
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def private_folder(path: Path) -> Path:
    """Make sure a folder exists that only its owner may enter."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        path.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise SoundtrackError(
            f"The folder {path} cannot be used: {reason_of(error)}.",
            f"Make it writable, or set {HOME_VARIABLE} to a folder that is.",
        ) from error
    return path


def set_aside(path: Path, why: str) -> Path:
    """Rename a damaged file so that it is kept but no longer read; return its new path (``name.damaged-1``).

    What SQLite keeps beside a database goes with it.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.{why}-{number}")).exists():
        number += 1
    path.replace(aside)
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).replace(aside.with_name(aside.name + suffix))
    return aside


def read_document(path: Path, kind: str, version: int) -> dict[str, Any]:
    """Read a JSON document of ours: an object that names its `kind` and `version`.

    Raises DataProblem for anything else, saying whether it is damaged, something else or from a later version.
    """
    try:
        document = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else error
        raise DataProblem(f"{path} is not JSON: {why}.", "Restore it from a copy, or remove it.") from error
    if not isinstance(document, dict) or document.get("kind") != kind:
        raise DataProblem(f"{path} is not a {kind} file.", "Restore it from a copy, or remove it.")
    found = document.get("version")
    if type(found) is not int or found < 1:  # True is an int
        raise DataProblem(
            f"{path} does not say which version of the {kind} form it has.", "Restore it from a copy."
        )
    if found > version:
        raise DataProblem(
            f"{path} was written by a later version of this program (form {found}, known up to {version}).",
            "Upgrade soundtrack-playlists, or remove the file.",
        )
    return document


def write_document(
    path: Path, kind: str, version: int, body: Mapping[str, Any], *, mode: int | None = None
) -> None:
    """Write a JSON document of ours, sorted and indented so that it is the same bytes for the same content."""
    write_atomic(path, to_json({"kind": kind, "version": version, **body}), mode=mode)


def to_json(value: object) -> str:
    """Spell a value as JSON for people and version control: indented, unescaped, with a final newline."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def reason_of(error: OSError) -> str:
    """Say in the system's words why it refused: ``Permission denied``."""
    return error.strerror or str(error)

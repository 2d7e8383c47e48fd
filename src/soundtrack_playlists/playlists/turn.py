"""One run at a time: two that write the same playlists would undo each other's work."""

from __future__ import annotations

import contextlib
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import SoundtrackError
from soundtrack_playlists.files import private_folder, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

FILE = "writing.lock"


@contextmanager
def our_turn(state: Path, command: str, now: datetime) -> Iterator[None]:
    """Be the only run that writes playlists of this state folder, until the block ends.

    The system lets go of the lock when a process ends, however it ends: a stale one cannot be. Raises
    SoundtrackError saying which run is at work.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(private_folder(state) / FILE, timeout=0)
    note = state / f"{FILE}.json"
    try:
        lock.acquire()
    except Timeout:
        raise SoundtrackError(
            f"Another run is writing playlists: {_who(note)}.", "Wait until it ends, then try again."
        ) from None
    except OSError as error:
        raise SoundtrackError(
            f"{lock.lock_file} cannot be used: {error.strerror}.", "Check the folder's permissions."
        ) from error
    try:
        write_atomic(note, json.dumps({"pid": os.getpid(), "command": command, "since": now.isoformat()}))
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()


def had_a_turn(state: Path) -> bool:
    """Whether any run ever was about to write playlists of this state folder."""
    return (state / FILE).exists()


def _who(note: Path) -> str:
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        return f"`{said['command']}`, process {said['pid']}, since {said['since'][:16].replace('T', ' ')}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has not said which yet"

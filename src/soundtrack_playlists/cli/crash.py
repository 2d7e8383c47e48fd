"""What nobody foresaw: one sentence on the screen, the traceback in a file without secrets."""

from __future__ import annotations

import os
import platform
import re
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from soundtrack_playlists import __version__
from soundtrack_playlists.files import PRIVATE_FILE, Places, private_folder, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

_SECRETS = re.compile(r"[A-Za-z0-9_.~+-]{40,}={0,2}")
"""Tokens, codes and verifiers are long runs without a blank or a slash; no word of ours is."""


def note_crash(error: BaseException) -> str:
    """Write the traceback of an unforeseen error to the state folder; return what to tell the user."""
    what = f"Error: This is a mistake in soundtrack-playlists itself ({type(error).__name__})."
    try:
        path = _write(error)
    except Exception:  # noqa: BLE001 - this is where trouble with trouble ends
        return f"{what}\nWhere it happened could not be written to a file; nothing else is lost."
    return f"{what}\nWhere it happened is in {path}, without secrets: please report it with that file."


def without_secrets(text: str) -> str:
    """Strike out whatever could be a token."""
    return _SECRETS.sub("[…]", text)


def _write(error: BaseException) -> Path:
    now = datetime.now(tz=UTC)
    folder = private_folder(Places.of(os.environ).state / "log")
    path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    about = (
        f"soundtrack-playlists {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    )
    trace = "".join(traceback.format_exception(error))
    write_atomic(path, about + without_secrets(trace), mode=PRIVATE_FILE)
    return path

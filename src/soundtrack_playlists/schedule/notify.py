"""Telling a person who is not watching: a notification on the desktop, or a command of the user's."""

from __future__ import annotations

import shlex
import subprocess
import sys

TITLE = "soundtrack-playlists"
PATIENCE_SECONDS = 30
"""How long a notification may take before the refresh goes on without it."""


def notify(how: str, message: str) -> str | None:
    """Hand a message to ``desktop`` or ``command …`` (the message becomes its last argument).

    Returns why it could not be delivered, None where it was: a lost notification never fails a refresh.
    """
    if not how:
        return None
    try:
        command = (
            _desktop(message) if how == "desktop" else [*shlex.split(how.removeprefix("command ")), message]
        )
        done = subprocess.run(  # noqa: S603 - the user's own command from the user's own config, no shell
            command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"the notification could not be sent: {error}"
    if done.returncode:
        return f"the notification command ended with status {done.returncode}: {done.stderr.strip()}"
    return None


def _desktop(message: str) -> list[str]:
    if sys.platform == "darwin":
        script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
        return ["osascript", "-e", script, TITLE, message]
    if sys.platform == "win32":
        return ["msg", "*", f"{TITLE}: {message}"]
    return ["notify-send", "--app-name", TITLE, TITLE, message]

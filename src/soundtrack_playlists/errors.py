"""What can go wrong for a user: what happened, why, what to do next, and the exit status."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells give it: 128 and the number of the signal."""


class ExitStatus(IntEnum):
    """Exit statuses of the command, relied upon by scripts."""

    DONE = 0
    ERROR = 1
    USAGE = 2
    SONGS_MISSING = 3
    LOGIN_NEEDED = 4
    UNAVAILABLE = 5


class SoundtrackError(Exception):
    """Anything a user should read: one sentence of what and why, one of what to do next.

    `what` is a full sentence; `cure` says what to do next and may be empty only where `what` already does.
    """

    status = ExitStatus.ERROR

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.what}\n{self.cure}" if self.cure else self.what


class UsageProblem(SoundtrackError):
    """The command line, a file name or a choice on it cannot be meant like this."""

    status = ExitStatus.USAGE


class ConfigProblem(SoundtrackError):
    """The configuration file cannot be read or means nothing."""


class DataProblem(SoundtrackError):
    """A data file (films, themes, lock, pins) is not as it should be."""


class SongsMissing(SoundtrackError):
    """Some songs ended without a track and the user asked to be strict about it."""

    status = ExitStatus.SONGS_MISSING


class LoginNeeded(SoundtrackError):
    """Spotify has to be asked and no usable login is there."""

    status = ExitStatus.LOGIN_NEEDED


class ServiceUnavailable(SoundtrackError):
    """Spotify cannot be reached, is failing, or refuses more requests for now.

    `until` is the moment (timezone-aware) from which asking again makes sense, where it is known. `one_request`
    tells that perhaps only this request fails, and another is answered.
    """

    status = ExitStatus.UNAVAILABLE

    def __init__(
        self, what: str, cure: str = "", *, until: datetime | None = None, one_request: bool = False
    ) -> None:
        super().__init__(what, cure)
        self.until = until
        self.one_request = one_request


class ServiceRefused(SoundtrackError):
    """Spotify understood the request and will not do it: repeating it changes nothing."""


class AccessRefused(ServiceRefused):
    """Spotify refuses everything to this account or app, whatever is asked."""

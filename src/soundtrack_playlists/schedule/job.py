"""What the scheduler runs: this very program with this interpreter, and the environment it needs to be itself."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from soundtrack_playlists.files import CONFIG_VARIABLE, HOME_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

ARGUMENTS = ("-m", "soundtrack_playlists", "refresh", "--due")

PLACES = (HOME_VARIABLE, CONFIG_VARIABLE, "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
"""Variables that decide where the program finds its files."""

NETWORK = ("HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
"""Variables without which some networks do not let it reach Spotify."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command (first the interpreter's absolute path) and the variables to set for it."""

    command: tuple[str, ...]
    environment: Mapping[str, str]

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Job:
        """Describe a refresh by the program that is running now.

        Variables holding a password (a proxy address with one) are left out: schedules are readable files.
        """
        kept = {name: environment[name] for name in (*PLACES, *NETWORK) if environment.get(name)}
        harmless = {name: value for name, value in kept.items() if not urlsplit(value).password}
        return cls((sys.executable, *ARGUMENTS), harmless)

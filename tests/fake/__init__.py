"""A faithful fake of Spotify: what an app in Development Mode meets late in 2026, on a real socket.

`FakeSpotify` is the service, `serve` puts it on the wire, `fake.fixtures` hands both to tests, and
``python -m fake`` (from `tests/`) runs it as a program of its own.
"""

from __future__ import annotations

from fake.catalogue import Catalogue
from fake.server import serve
from fake.service import FakeSpotify
from fake.weather import Fault

__all__ = ["Catalogue", "FakeSpotify", "Fault", "serve"]

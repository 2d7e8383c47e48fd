"""A person before a browser: opens the address that the program prints, and pastes back where it landed."""

from __future__ import annotations

import io
import re
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

ADDRESS = re.compile(r"https?://\S+/authorize\?\S+")


class _StaysWhereItLands(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def land(address: str) -> str:
    """Open the consent page, consent, and tell where the browser was sent."""
    try:
        build_opener(_StaysWhereItLands).open(Request(address), timeout=10)
    except HTTPError as answer:
        with answer:
            return str(answer.headers.get("Location", ""))
    raise AssertionError(f"{address} did not redirect")


class Person(io.TextIOBase):
    """Standard input that answers a login: reads the address off the screen when asked, and pastes the landing."""

    def __init__(self, screen: io.StringIO) -> None:
        self.screen = screen

    def readable(self) -> bool:
        """It is an input."""
        return True

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]  # the size is never given
        """Paste the landing of the last address shown; an empty line where there is none."""
        shown = ADDRESS.findall(self.screen.getvalue())
        return f"{land(shown[-1])}\n" if shown else "\n"

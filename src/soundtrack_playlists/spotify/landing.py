"""Where the browser lands after the user agreed: read from an address, or caught by a small server of our own."""

from __future__ import annotations

import hmac
import http.server
import os
import socket
import threading
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from soundtrack_playlists.errors import LoginNeeded, ServiceUnavailable, SoundtrackError, UsageProblem
from soundtrack_playlists.files import reason_of

PATIENCE = 180.0
"""Seconds to wait for the browser."""
REQUEST_PATIENCE = 10.0
"""Seconds a connection may stay silent: browsers open some ahead and say nothing."""
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>soundtrack-playlists</title>
<style>
  body {{ font: 18px/1.6 system-ui, sans-serif; max-width: 32rem; margin: 18vh auto; padding: 0 1.5rem;
         color: #222; background: #fafafa; }}
  h1 {{ font-size: 1.5rem; }}
  @media (prefers-color-scheme: dark) {{ body {{ color: #eee; background: #161616; }} }}
</style>
<h1>{title}</h1><p>{text}</p></html>
"""


class Elsewhere(UsageProblem):
    """An address that is not where this attempt at logging in lands; the right one may still come."""


def code_of(address: str, state: str) -> str:
    """Read the code from the address the browser landed at (its query alone will do).

    Raises Elsewhere for an address of something else or of another attempt, LoginNeeded when the user said no.
    """
    query = address.strip().partition("?")[2] or address.strip()
    fields = {name: values[0] for name, values in parse_qs(query.partition("#")[0]).items()}
    if not fields.keys() & {"code", "error"}:
        raise Elsewhere(
            "That is not the address the browser landed at: it holds no code.",
            "Copy the whole address from the browser's address bar, after you agreed; it begins with your redirect URI.",
        )
    if not hmac.compare_digest(fields.get("state", "").encode(), state.encode()):
        raise Elsewhere(
            "That address belongs to another attempt at logging in (its state differs).",
            "Open the address printed last, agree, and copy where the browser lands, whole.",
        )
    if fields.get("error") == "access_denied":
        raise LoginNeeded(
            "Spotify was told not to allow it: nothing has changed.",
            "Run `soundtrack-playlists login` again and press Agree.",
        )
    if "code" not in fields:
        raise ServiceUnavailable(
            "Spotify could not finish the login.", "Try `soundtrack-playlists login` again."
        )
    return fields["code"]


@dataclass
class LandingPlace:
    """A server on this machine that waits for the browser; everything else that knocks is sent away.

    A context manager: listening when it is entered, gone when it is left.
    """

    redirect_uri: str
    state: str
    _server: http.server.ThreadingHTTPServer = field(init=False, repr=False)
    _landed: threading.Event = field(default_factory=threading.Event, init=False, repr=False)
    _code: str | SoundtrackError | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        parts = urlsplit(self.redirect_uri)
        try:
            self._server = _Server((parts.hostname or "", parts.port or 0), self._handler())
        except OSError as error:
            raise SoundtrackError(
                f"The login cannot listen at {parts.netloc}: {reason_of(error)}.",
                "Another program (or another login) may be using the port: end it, or give redirect_uri under [spotify] in "
                "config.toml another port, in the app too; or run `soundtrack-playlists login --no-browser`.",
            ) from error
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wait(self, seconds: float = PATIENCE) -> str:
        """Wait for the browser; return the code it brings. Raises LoginNeeded when it does not come in time."""
        if not self._landed.wait(seconds):
            raise LoginNeeded(
                f"Nobody agreed in the browser within {seconds:.0f} seconds.",
                "Run `soundtrack-playlists login` again, or with --no-browser if the browser is on another machine.",
            )
        if isinstance(self._code, SoundtrackError):
            raise self._code
        return self._code or ""

    def land(self, address: str) -> tuple[int, str, str]:
        """Take a visit; return the status, title and text of the page to show for it."""
        if _path(address) != _path(self.redirect_uri):
            return 404, "Nothing here", "This page only waits for Spotify."
        try:
            self._code = code_of(address, self.state)
        except Elsewhere as error:
            return 400, "Not this one", f"{error.what} {error.cure}"
        except SoundtrackError as error:
            self._code = error
        self._landed.set()
        if isinstance(self._code, SoundtrackError):
            return 200, "Not logged in", f"{self._code.what} You can close this page."
        return 200, "Thank you", "You can close this page and go back to the terminal."

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        land = self.land

        class Visit(http.server.BaseHTTPRequestHandler):
            timeout = REQUEST_PATIENCE

            def do_GET(self) -> None:
                status, title, text = land(self.path)
                page = PAGE.format(title=title, text=text).encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(page)))
                self.send_header("Cache-Control", "no-store")
                self.send_header("Referrer-Policy", "no-referrer")
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_: Any) -> None:
                """Say nothing: the address of the visit holds the code."""

        return Visit


def _path(address: str) -> str:
    """Return the path of an address; browsers ask for ``/`` where there is none."""
    return urlsplit(address).path or "/"


class _Server(http.server.ThreadingHTTPServer):
    allow_reuse_address = os.name == "posix"  # on Windows it would let two programs listen at one port

    def __init__(self, address: tuple[str, int], handler: type[http.server.BaseHTTPRequestHandler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, handler)

    def handle_error(self, *_: Any) -> None:
        """Say nothing of visits that broke off."""

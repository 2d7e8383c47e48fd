"""The wire itself: a threaded HTTP server on this machine that hands every request to the fake."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from fake.wire import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fake.clock import Clock
    from fake.service import FakeSpotify

BREAK_AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends RST, not FIN


class Server(ThreadingHTTPServer):
    """Keeps the function that answers; closes connections without good-bye, so that a reset is one."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, answer: Callable[[Request], Response], clock: Clock) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.answer = answer
        self.clock = clock
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember a connection while it lasts."""
        self._open.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        """Close a connection, and forget it."""
        self._open.discard(request)
        super().close_request(request)

    def hang_up(self) -> None:
        """End the connections that clients keep: each holds a thread, and that the whole fake."""
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def shutdown_request(self, request: Any) -> None:
        """Close as the handler left the socket."""
        self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up or are killed."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        parts = urlsplit(self.path)
        request = Request(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(length),
        )
        self._send(self.server.answer(request))

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - names http.server looks for

    def _send(self, response: Response) -> None:
        if response.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, BREAK_AT_ONCE)
            self.close_connection = True
            return
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        self.wfile.write(response.body)
        self.wfile.flush()

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Spell the moment of the fake's clock for the Date header."""
        return super().date_time_string(timestamp or self.server.clock.now().timestamp())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's signature
        """Keep quiet: the fake has a log of its own."""


@contextlib.contextmanager
def serve(
    fake: FakeSpotify, port: int = 0, answer: Callable[[Request], Response] | None = None
) -> Iterator[FakeSpotify]:
    """Listen on 127.0.0.1 until the block ends; port 0 is any free one. `fake.url` says where.

    That address is both the accounts service and the API, the latter under ``/v1``. `answer` stands before
    the fake where something else is to be answered as well.
    """
    with Server(port, answer or fake.answer, fake.clock) as server:
        fake.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield fake
        finally:
            server.shutdown()
            server.hang_up()
            thread.join()

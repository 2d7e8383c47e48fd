"""What goes over the wire: a request as it came, an answer as it leaves, and a refusal."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came. Names of headers are in lower case."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def json(self) -> Any:
        """Read the body as JSON. Raises Refused."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise Refused(400, "Error parsing JSON.") from None


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as it leaves. `reset` breaks the connection instead of sending anything."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    reset: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the log: a request and what it was answered. `operation` is None where there is none."""

    method: str
    path: str
    query: dict[str, str]
    status: int
    operation: str | None
    fault: str | None = None


class Refused(Exception):
    """The service says no.

    `violation` tells that the request itself is malformed, by the reference, whatever the state it meets; the
    fake keeps these, since a well-made client never sends one.
    """

    def __init__(self, status: int, message: str, *, reason: str = "", violation: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason
        self.violation = violation

    def response(self) -> Response:
        """Say it as Spotify does."""
        error: dict[str, Any] = {"status": self.status, "message": self.message}
        if self.reason:
            error["reason"] = self.reason
        return as_json({"error": error}, self.status)


def malformed(message: str) -> Refused:
    """Refuse a request that no state of the service would make right."""
    return Refused(400, message, violation=True)


def as_json(document: object, status: int = 200) -> Response:
    """Answer with a document."""
    return Response(
        status, json.dumps(document).encode(), {"Content-Type": "application/json; charset=utf-8"}
    )


def as_text(text: str, status: int, kind: str = "text/plain; charset=utf-8") -> Response:
    """Answer with bare text."""
    return Response(status, text.encode(), {"Content-Type": kind})

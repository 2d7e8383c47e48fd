"""Tokens, codes and verifiers are in the token file and nowhere else, however much is said."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from fake.fixtures import login
from fake.weather import STORM, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Run
    from fake.service import FakeSpotify
    from fake.wire import Request

SECRET_FIELDS = ("code", "code_verifier", "refresh_token")
COMMANDS = (
    ("doctor",),
    ("status", "--json"),
    ("resolve", "--no-lock", "--film", "judgment night"),
    ("generate", "--film", "spawn"),
    ("refresh", "--dry-run"),
    ("logout",),
    ("doctor",),
)


class Overheard:
    """Every secret that goes over the wire, either way."""

    def __init__(self, spotify: FakeSpotify) -> None:
        self.accounts = spotify.accounts
        self.secrets: set[str] = set()
        spotify.before = spotify.after = self.listen

    def listen(self, request: Request) -> None:
        self.secrets |= self.accounts.access.keys() | self.accounts.refresh.keys()
        if request.path == "/api/token":
            form = parse_qs(request.body.decode())
            self.secrets.update(value for name in SECRET_FIELDS for value in form.get(name, []))


@pytest.mark.usefixtures("config_file")
def test_no_secret_is_said_logged_or_written_at_the_highest_verbosity(
    spotify: FakeSpotify, run: Run, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Through fine weather, storms, renewals, refusals and the end of the login, with every library at DEBUG."""
    caplog.set_level(logging.DEBUG)
    overheard = Overheard(spotify)
    outcome = login()
    said = [outcome.stderr, outcome.stdout]
    spotify.weather.on("token", Fault.BAD_GATEWAY, None, Fault.HTML)
    spotify.weather.storm(0.3, kinds=[*STORM, Fault.HTML], seed=7)
    for command in COMMANDS[:4]:
        outcome = run("-vvv", *command)
        said += [outcome.stdout, outcome.stderr]
    spotify.weather.clear()
    spotify.accounts.revoke()
    for command in COMMANDS[4:]:
        outcome = run("-vvv", *command)
        said += [outcome.stdout, outcome.stderr]
    written = [path.read_bytes() for path in home.rglob("*") if path.is_file() and path.name != "token.json"]
    everything = "\n".join(said).encode() + caplog.text.encode() + b"".join(written)
    assert {secret.partition("-")[0] for secret in overheard.secrets} >= {"code", "access", "refresh"}
    assert "GET /search" in "".join(said)
    assert [secret for secret in overheard.secrets if secret.encode() in everything] == []

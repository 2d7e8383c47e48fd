"""Fixtures: the running fake, the program run against it, and a user who is logged in."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from unittest import mock

import pytest

from fake.accounts import CLIENT_ID
from fake.browser import Person
from fake.client import Client
from fake.search import Index
from fake.server import serve
from fake.service import FakeSpotify
from fake.small import FILMS, LOCK
from fake.stock import Stock
from soundtrack_playlists.files import Places, shipped_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fake.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of the program ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """The document on stdout."""
        return json.loads(self.stdout)


class Run(Protocol):
    """Runs the program in this process with these arguments, and with `stdin` as what is typed."""

    def __call__(self, *arguments: str, stdin: str = "") -> Outcome: ...


class Spawn(Protocol):
    """Starts the program as a process of its own, to be killed or run beside others."""

    def __call__(self, *arguments: str) -> subprocess.Popen[str]: ...


@functools.cache
def shipped_stock() -> Stock:
    """The films that ship with the program and what the fake has of them. Never changed, so made once."""
    from soundtrack_playlists.dataset.load import load

    lock = json.loads((shipped_data() / "lock.json").read_text(encoding="utf-8"))
    stock = Stock(load().films.values(), lock["songs"])
    stock.fill()
    return stock


@functools.cache
def shipped_catalogue() -> tuple[Catalogue, Index]:
    """The catalogue of the shipped films, with its words."""
    catalogue = shipped_stock().catalogue
    return catalogue, Index(catalogue)


def shipped_fake() -> FakeSpotify:
    """A fresh fake over the shipped films, without its server."""
    return FakeSpotify(*shipped_catalogue())


@pytest.fixture
def fake() -> Iterator[FakeSpotify]:
    """A fake with a small catalogue, to be mistreated: what it thinks of that is not held against the test."""
    with serve(FakeSpotify(Stock(FILMS, LOCK).fill())) as running:
        yield running


@pytest.fixture
def client(fake: FakeSpotify) -> Iterator[Client]:
    """A plain client of `fake`, not logged in."""
    with contextlib.closing(Client(fake.url)) as client:
        yield client


@pytest.fixture
def spotify() -> Iterator[FakeSpotify]:
    """The fake, running; at the end it must not have met a request that Spotify's own description forbids."""
    fake = shipped_fake()
    with serve(fake):
        yield fake
    assert fake.violations == []


@pytest.fixture
def config_file(spotify: FakeSpotify, home: Path) -> Path:  # noqa: ARG001 - the home must be there first
    """A configuration that points at the fake, as `config init` would write it, and nobody logged in."""
    path = Places.of(os.environ).config_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(config_for(spotify.url), encoding="utf-8")
    return path


@pytest.fixture
def run() -> Run:
    """The program in this process: arguments in, status and output out."""
    return run_program


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """The program as processes of its own; what still runs at the end of the test is killed."""
    with contextlib.ExitStack() as processes:

        def start(*arguments: str) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [sys.executable, "-m", "soundtrack_playlists", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            processes.enter_context(process)
            processes.callback(process.kill)
            return process

        yield start


@pytest.fixture
def logged_in(spotify: FakeSpotify, config_file: Path) -> FakeSpotify:  # noqa: ARG001 - login reads it
    """A user who has just logged in to the fake through the program's own command; counting begins anew."""
    outcome = login()
    assert outcome.status == 0, outcome.stderr
    spotify.forget()
    return spotify


def config_for(url: str) -> str:
    """Spell a configuration for a fake at an address."""
    return f'[spotify]\nclient_id = "{CLIENT_ID}"\napi_url = "{url}/v1"\naccounts_url = "{url}"\n'


def login(*options: str) -> Outcome:
    """Log in as a person does who has no browser on this machine."""
    stdout = io.StringIO()
    return _with_streams(("login", "--no-browser", *options), Person(stdout), stdout)


def run_program(*arguments: str, stdin: str = "") -> Outcome:
    """Run the program in this process."""
    return _with_streams(arguments, io.StringIO(stdin), io.StringIO())


def _with_streams(arguments: tuple[str, ...], stdin: io.TextIOBase, stdout: io.StringIO) -> Outcome:
    from soundtrack_playlists.cli import main

    stderr = io.StringIO()
    with (
        contextlib.redirect_stdout(stdout),
        contextlib.redirect_stderr(stderr),
        mock.patch.object(sys, "stdin", stdin),
    ):
        status = main.run(arguments)
    return Outcome(status, stdout.getvalue(), stderr.getvalue())

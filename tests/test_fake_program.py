"""The fake as a program of its own: other processes can look into it, and it survives being stopped."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from fake.client import Client
from fake.fixtures import shipped_fake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fake import FakeSpotify
    from fake.fixtures import Spawn
    from fake.wire import Request


@contextlib.contextmanager
def program(state: Path) -> Iterator[Client]:
    """Run the fake with a state file; stop it without warning at the end."""
    command = [sys.executable, "-m", "fake", "--state", str(state)]
    with subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        client = Client(process.stdout.readline().strip())
        try:
            yield client
        finally:
            client.close()
            process.kill()


def door(client: Client, which: str, /, **told: Any) -> Any:
    """Use the back door; return what it answers."""
    address = f"{client.url}/_fake/{which}"
    answer = requests.post(address, json=told, timeout=10) if told else requests.get(address, timeout=10)
    assert answer.ok, answer.text
    return answer.json()


def test_a_stopped_fake_goes_on_where_it_was(tmp_path: Path) -> None:
    """Playlists, library, snapshots and logins are as they were."""
    uri = next(iter(shipped_fake().catalogue.tracks.values())).uri
    with program(tmp_path / "state.json") as client:
        token = client.log_in()["access_token"]
        made = client.send("POST", "/me/playlists", {"name": "Mine"}).json()["id"]
        client.send("POST", f"/playlists/{made}/items", {"uris": [uri]})
        before = client.get(f"/playlists/{made}").json()
    with program(tmp_path / "state.json") as client:
        client.bear(token)
        assert client.get(f"/playlists/{made}").json() == before
        assert [each["id"] for each in client.get("/me/playlists").json()["items"]] == [made]
        assert door(client, "state")["counts"] == {"playlist": 1, "playlists": 1}


def test_weather_clock_and_hand_work_from_outside(tmp_path: Path) -> None:
    """As they do for a test in the same process."""
    with program(tmp_path / "state.json") as client:
        client.log_in()
        made = door(client, "hand", do="make", name="By hand")
        door(client, "hand", do="rename", playlist_id=made, name="Renamed")
        assert door(client, "state")["playlists"][made]["name"] == "Renamed"
        door(client, "weather", on={"me": ["503"]})
        assert [client.get("/me").status_code for _ in range(2)] == [503, 200]
        door(client, "clock", hours=1)
        assert client.get("/me").status_code == 401


def test_the_program_can_be_killed_between_two_requests(logged_in: FakeSpotify, spawn: Spawn) -> None:
    """Before the work of its third request: two were answered, the third was not even begun."""
    processes: list[subprocess.Popen[str]] = []

    def kill_at_third(_: Request) -> None:
        if logged_in.requests == 2:
            processes[0].kill()
            processes[0].wait()
            raise ConnectionAbortedError

    logged_in.before = kill_at_third
    processes.append(spawn("resolve", "--no-lock"))
    assert processes[0].wait(timeout=60) == -signal.SIGKILL
    assert logged_in.requests == 2

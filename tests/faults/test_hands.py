"""The user edits a playlist in Spotify's app at the very moment at which the program writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faults.expectation import Expectation
from faults.machine import machine

if TYPE_CHECKING:
    from pathlib import Path

    from fake.wire import Request
    from faults.machine import Machine

CONFIG = """
[playlists]
covers = false
order = "{order}"
[[playlist]]
by = "film"
name = "spawn"
limit = {limit}
"""
KEY = "film:spawn"
LOCAL = "spotify:local:me:mine:song:100"


def between(at: Machine, number: int, side: str, what: str, hopes: Expectation) -> list[bool]:
    """Let the user's hand come in before or after the n-th write; tell what came of it once it has."""
    seen: list[bool] = []

    def hook(request: Request) -> None:
        if request.method == "GET" or "/items" not in request.path:
            return
        seen.append(len(seen) == number)
        if seen[-1]:
            edit(at, what, hopes)

    setattr(at.fake, side, hook)
    return seen


def edit(at: Machine, what: str, hopes: Expectation) -> None:
    """Add, take out or drag one song."""
    playlist = at.playlists()[KEY]
    if what == "add":
        at.fake.hand.add(playlist.id, LOCAL, 3)
        hopes.added.append(LOCAL)
    elif what == "drag":
        at.fake.hand.move(playlist.id, 1, 3)
    else:
        uri = at.fake.hand.remove(playlist.id, 2)
        hopes.removed.add(str(uri))


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("what", ["add", "drag", "take out"])
def test_an_edit_between_two_writes_is_neither_lost_nor_undone(tmp_path: Path, what: str, side: str) -> None:
    """Whichever write it falls beside; the songs end in order all the same."""
    for number in range(9):
        with machine(tmp_path / str(number), CONFIG.format(limit=7, order="film")) as at:
            assert at.run("refresh").status == 0
            at.configure(CONFIG.format(limit=9, order="title"))
            shown = at.run("refresh", "--dry-run", "--json").json["playlists"][0]["songs"]
            hopes = Expectation([song["track"]["uri"] for song in shown])
            seen = between(at, number, side, what, hopes)
            assert at.run("refresh").status == 0
            at.fake.before = at.fake.after = None
            if not any(seen):
                break
            assert at.run("refresh").status == 0
            held = at.playlists()[KEY].now.uris
            hopes.beside = held  # beside what it stands is anybody's guess while both move things
            assert hopes.mistakes(held) == [], f"{what} {side} write {number}"
    assert number > 2

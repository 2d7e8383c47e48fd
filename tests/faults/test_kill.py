"""SIGKILL at every request and at random instants; then the same command again: the same end, nothing lost."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from fake.fixtures import login
from faults.stage import Stage, stage

if TYPE_CHECKING:
    from pathlib import Path

    from faults.machine import Machine

CONFIG = """
[playlists]
covers = false
[[playlist]]
by = "film"
name = "spawn"
limit = {limit}
[[playlist]]
by = "film"
name = "cruel-intentions"
limit = 4
"""
LOCAL = "spotify:local:me:mine:song:100"


def nothing(at: Machine) -> None:
    """A first run: nothing is there, nor declared."""
    at.configure("[playlists]\ncovers = false\n")


def made(at: Machine) -> None:
    """Two playlists, edited by hand, and a new limit: the next refresh moves, adds and takes out."""
    assert at.run("refresh").status == 0
    playlists = at.playlists()
    first, second = (playlists[key].id for key in ("film:spawn", "film:cruel-intentions"))
    at.fake.hand.add(first, LOCAL, 2)
    at.fake.hand.move(first, 0, 4)
    at.fake.hand.remove(first, 0)
    at.fake.hand.add(second, LOCAL, 0)
    at.configure(CONFIG.format(limit=7).replace("limit = 4", "limit = 2"))


def refreshed(at: Machine) -> None:
    """As above, and refreshed: there is a run of both playlists to undo."""
    made(at)
    assert at.run("refresh").status == 0


SCENES = {
    "generate": (("generate", "--film", "spawn", "--film", "cruel-intentions"), nothing),
    "refresh": (("refresh",), made),
    "undo": (("undo",), refreshed),
}


def ends(at: Stage, command: tuple[str, ...]) -> list[object]:
    """Run the command and a refresh, which must find everything readable; tell what there is after each."""
    seen: list[object] = []
    at.let_time_pass()
    for words in (command, ("refresh",)):
        at.fake.forget()
        outcome = at.run(*words)
        assert (outcome.status, "set aside" in outcome.stderr) == (0, False), outcome.stderr
        seen.append(at.shown())
    methods = {call.method for call in at.fake.log}
    assert methods == {"GET"} or command == (
        "undo",
    )  # songs that an undo moved back go to their places again
    return seen


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("scene", SCENES)
def test_a_run_killed_at_any_request_is_made_good_by_the_next(tmp_path: Path, scene: str, side: str) -> None:
    """Before every request it sends, and after the work of each that changes something."""
    command, prepare = SCENES[scene]
    with stage(tmp_path, CONFIG.format(limit=5), prepare) as at:
        at.fake.forget()
        assert at.run(*command).status == 0
        methods = [call.method for call in at.fake.log]
        at.reset()
        expected = ends(at, command)
        for number, method in enumerate(methods):
            if side == "before" or method != "GET":
                at.reset()
                assert at.kill_at(number, side, *command)
                assert ends(at, command) == expected, f"killed {side} request {number}, a {method}"
        assert len(methods) > 6


@pytest.mark.parametrize("scene", SCENES)
def test_a_run_killed_at_any_instant_is_made_good_by_the_next(tmp_path: Path, scene: str) -> None:
    """Not only beside requests: while files are written, too."""
    command, prepare = SCENES[scene]
    draw = random.Random(scene)
    with stage(tmp_path, CONFIG.format(limit=5), prepare) as at:
        expected = ends(at, command)
        for _ in range(8):
            at.reset()
            at.kill_after(draw.uniform(0, 0.5), *command)
            again = command if command != ("undo",) or at.shown() != expected[0] else ("refresh",)
            assert ends(at, again)[-1] == expected[-1]


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_login_killed_at_any_request_leaves_the_old_one_or_the_new(tmp_path: Path, side: str) -> None:
    """The token file is whole whenever the process ends; logging in again works."""
    with stage(tmp_path, CONFIG.format(limit=5), nothing) as at:
        for number in range(9):
            at.reset()
            if not at.kill_at(number, side, "login"):
                break
            assert at.run("refresh", "--dry-run").status == 0
            assert login().status == 0
            assert at.run("refresh", "--dry-run").status == 0
        assert number == 2  # the token, and who it is

"""Live as many lives in bad weather as asked for, or kill the program as often; one line of figures at the end.

Each seed makes, edits, changes and refreshes playlists against the fake of Spotify while a share of all requests
fails; when the weather clears, one refresh must make every playlist exactly right (tests/faults/storm.py). With
--kill, a refresh, a first run and an undo are killed at random instants and run again (tests/faults/stage.py).

    python benchmarks/soak.py [--seeds N] [--first N] [--rate SHARE] [--json]
    python benchmarks/soak.py --kill N [--json]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path = [str(HERE.parent / "tests"), *(each for each in sys.path if Path(each).resolve() != HERE)]
# This folder goes from the path because requests.py in it would stand there as the module `requests`.

from faults.stage import stage  # noqa: E402 - the path first
from faults.storm import live  # noqa: E402
from faults.test_kill import CONFIG, SCENES, ends  # noqa: E402


def soak(first: int, seeds: int, rate: float) -> dict[str, float]:
    """Live through the seeds; tell of each that did not end right on stderr."""
    total: dict[str, float] = dict.fromkeys(
        ("seeds", "runs", "edits", "requests", "faults", "failed_runs", "wrong"), 0
    )
    for seed in range(first, first + seeds):
        with tempfile.TemporaryDirectory() as home:
            life = live(Path(home) / "home", seed, rate)
        for mistake in life.mistakes:
            print(f"seed {seed}: {mistake}", file=sys.stderr)
        numbers = (1, life.runs, life.edits, life.requests, life.faults, life.failed, bool(life.mistakes))
        total = {name: total[name] + number for name, number in zip(total, numbers, strict=True)}
    return total


def kill(times: int) -> dict[str, float]:
    """Kill each command so many times, at any instant of its life; tell of each end that was not the same."""
    total: dict[str, float] = {"kills": 0, "at_work": 0, "wrong": 0}
    for scene, (command, prepare) in SCENES.items():
        draw = random.Random(scene)
        with (
            tempfile.TemporaryDirectory() as folder,
            stage(Path(folder), CONFIG.format(limit=5), prepare) as at,
        ):
            expected = ends(at, command)
            for _ in range(times):
                at.reset()
                total["kills"] += 1
                total["at_work"] += at.kill_after(draw.uniform(0, 0.6), *command)
                again = command if command != ("undo",) or at.shown() != expected[0] else ("refresh",)
                if ends(at, again)[-1] != expected[-1]:
                    total["wrong"] += 1
                    print(f"{scene}: {at.shown()} instead of {expected[-1]}", file=sys.stderr)
    return total


def main() -> None:
    """Run what was asked for and print its figures; fail where anything did not end right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="seed to begin with")
    parser.add_argument("--rate", type=float, default=0.3, help="share of requests that fail")
    parser.add_argument("--kill", type=int, metavar="N", help="kill each command N times instead")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    began = time.monotonic()
    figures = kill(asked.kill) if asked.kill else soak(asked.first, asked.seeds, asked.rate)
    figures["seconds"] = round(time.monotonic() - began)
    line = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in figures.items())
    print(json.dumps(figures) if asked.json else line)
    sys.exit(bool(figures["wrong"]))


if __name__ == "__main__":
    main()

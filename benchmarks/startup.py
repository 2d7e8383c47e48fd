"""How long the program takes to start, as a ratio to `python -c "import spotipy"` in the same environment.

Usage: python benchmarks/startup.py [--rounds N] [--json]

The runs are interleaved, so that a machine that grows slower does so for all of them; the medians are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

BASE = "import spotipy"
PROGRAM = [sys.executable, "-m", "soundtrack_playlists"]
RUNS = {
    BASE: [sys.executable, "-c", BASE],
    "--help": [*PROGRAM, "--help"],
    "dry run of all films": [*PROGRAM, "-q", "generate", "--all-by", "film", "--dry-run"],
}
GOALS = {"--help": 0.6, "dry run of all films": 2.0}


def measure(rounds: int) -> dict[str, float]:
    """Run each command `rounds` times in turn, offline and from an empty home; return median milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in RUNS}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SOUNDTRACK_PLAYLISTS_HOME": home}
        for _ in range(rounds + 1):
            for name, command in RUNS.items():
                began = time.perf_counter()
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
                times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}  # the first round warms up


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15, metavar="N")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    medians = measure(options.rounds)
    ratios = {name: medians[name] / medians[BASE] for name in GOALS}
    if options.json:
        print(json.dumps({"ms": medians, "ratio": ratios, "goal": GOALS}))
        return
    print(f"{BASE}: {medians[BASE]:.0f} ms")
    for name, ratio in ratios.items():
        print(f"{name}: {medians[name]:.0f} ms, {ratio:.2f} x (goal {GOALS[name]} x)")


if __name__ == "__main__":
    main()

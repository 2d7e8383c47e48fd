"""Fulfil the whole mission against the fake of Spotify and count its requests beside the fewest that could do.

All films, decades and themes are generated from an empty home, a third is edited by hand, a film is rewritten,
everything is refreshed while three requests in ten fail, undone and left to the schedule. See tests/faults/mission.py.

    python benchmarks/mission.py [--json]
"""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path = [str(HERE.parent / "tests"), *(each for each in sys.path if Path(each).resolve() != HERE)]
# This folder goes from the path because requests.py in it would stand there as the module `requests`.

from faults.mission import accomplish  # noqa: E402 - the path first


def main() -> None:
    """Print a line for each step, or with --json the numbers; fail where anything did not end right."""
    with tempfile.TemporaryDirectory() as home:
        mission = accomplish(Path(home) / "home")
    if "--json" in sys.argv[1:]:
        steps = [dataclasses.asdict(step) for step in mission.steps]
        print(json.dumps({"steps": steps, "mistakes": mission.mistakes}, indent=2))
    else:
        print(f"{'':36}{'requests':>9}{'writes':>8}{'fewest':>8}")
        for step in mission.steps:
            print(f"{step.name:36}{step.requests:>9}{step.writes:>8}{step.least:>8}")
        print("\n".join(mission.mistakes) or "Every playlist ended right, to the item.")
    sys.exit(bool(mission.mistakes))


if __name__ == "__main__":
    main()

"""Run the benchmarks and note their figures in figures.json, from which update_readme.py prints them.

Usage: python docs/measure.py [--cases CASES.jsonl.gz] && python docs/update_readme.py

Run by hand, on a machine that does nothing else. The cases of benchmarks/matching.py do not come with the project;
without them the last figures of matching stay.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).with_name("figures.json")
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def measured(name: str, *arguments: str) -> Any:
    """Run one benchmark; return its document."""
    command = [sys.executable, str(BENCHMARKS / f"{name}.py"), *arguments, "--json"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own
    return json.loads(done.stdout)


def main() -> None:
    """Measure, and note the figures."""
    parser = argparse.ArgumentParser(description="Run the benchmarks and note their figures.")
    parser.add_argument("--cases", help="recorded searches for benchmarks/matching.py")
    options = parser.parse_args()
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    figures |= {name: measured(name) for name in ("startup", "dataset", "requests")}
    if options.cases:
        figures["matching"] = measured("matching", options.cases)
    FIGURES.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

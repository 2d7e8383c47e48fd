"""The benchmark of ten thousand films runs, with few."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_the_benchmark_measures_what_it_generates() -> None:
    """Films are counted, memory is measured; how long it takes is not judged here."""
    script = Path(__file__).parents[2] / "benchmarks" / "dataset.py"
    done = subprocess.run(
        [sys.executable, script, "--films", "3", "6", "--repeat", "1", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    document = json.loads(done.stdout)
    assert [(each["films"], each["songs"]) for each in document["measures"]] == [(3, 42), (6, 84)]
    assert all(each["peak_mb"] > 1 for each in document["measures"])
    assert document["growth_per_film"] > 0

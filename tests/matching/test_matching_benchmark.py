"""The benchmark of the judge: what it counts."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "matching.py"


def line(title: str, candidates: list[tuple[str, str]], right: list[str]) -> str:
    """One case of the file's form: a song of Band's, candidates as (id, title)."""
    tracks = [
        {"id": identity, "name": name, "artists": ["Band"], "album": None, "album_type": "album"}
        | {"release_date": None, "duration_ms": None, "isrc": None}
        for identity, name in candidates
    ]
    return json.dumps(
        {"query": {"title": title, "artists": ["Band"], "year": None}, "candidates": tracks, "right": right}
    )


def test_it_counts_answers_and_refusals(tmp_path: Path) -> None:
    """Right, wrong and refused cases are told apart, absent songs included."""
    cases = tmp_path / "cases.jsonl.gz"
    lines = [
        line("One Song", [("a", "One Song")], ["a"]),  # right
        line("One Song", [("a", "One Song")], ["b"]),  # wrong
        line("One Song", [("a", "One Song")], []),  # absent and answered: wrong
        line("One Song", [("a", "Another")], []),  # absent and refused
        line("One Song", [("a", "One Song (Live)")], ["a"]),  # there and refused
    ]
    cases.write_bytes(gzip.compress("\n".join(lines).encode()))
    done = subprocess.run(
        [sys.executable, BENCHMARK, cases, "--json"], capture_output=True, text=True, check=True
    )
    numbers = json.loads(done.stdout)
    assert numbers.pop("us_per_query") > 0
    assert numbers.pop("us_per_10_candidates") > 0
    assert numbers == {
        "cases": 5,
        "right": 1,
        "wrong": 2,
        "none": 1,
        "right_rate": 0.33333,
        "absent_refused": 0.5,
        "precision": 0.33333,
    }

"""Judge recorded searches whose right answers are known, with the very judge that the resolver uses.

    python benchmarks/matching.py CASES.jsonl[.gz] [--json] [--mistakes]

A case is one line of JSON: ``{"query": {"title", "artists", "year"}, "candidates": [{"id", "name", "artists",
"album", "album_type", "release_date", "duration_ms", "isrc"}], "right": [ids]}``. No id in ``right`` means that the
song is not among the candidates.

- ``right``: cases answered with an id of ``right``; ``wrong``: cases answered with any other id, those of absent
  songs included; ``none``: cases where some id is right and the judge refused (an ambiguous verdict is a refusal).
- ``right_rate``: ``right`` over the cases where some id is right.
- ``absent_refused``: refused cases over those without a right id. ``precision``: ``right`` over all answers.
- ``us_per_query``: microseconds of processor time to make the query ready and judge its candidates, the median over passes of each
  pass's mean; nothing is remembered from one pass to the next. ``us_per_10_candidates`` is the same for each ten
  candidates judged.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.matching.credits import name_words, parse_credit
from soundtrack_playlists.matching.judge import judge
from soundtrack_playlists.matching.mills import known_mills
from soundtrack_playlists.matching.qualifiers import read_qualifier
from soundtrack_playlists.matching.releases import parse_release
from soundtrack_playlists.matching.sought import Sought
from soundtrack_playlists.matching.titles import parse_title
from soundtrack_playlists.models import Track

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soundtrack_playlists.matching.verdict import Verdict

PASSES = 7
"""Timed passes over all cases: odd, so that the median is one of them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A query, its candidates as the judge takes them, and the ids that are right."""

    title: str
    artists: tuple[str, ...]
    year: int | None
    candidates: tuple[Track, ...]
    right: frozenset[str]

    @classmethod
    def of(cls, case: dict[str, Any]) -> Case:
        """Read a case from its JSON."""
        query = case["query"]
        tracks = tuple(
            Track(**{**candidate, "artists": tuple(candidate["artists"])}) for candidate in case["candidates"]
        )
        return cls(query["title"], tuple(query["artists"]), query["year"], tracks, frozenset(case["right"]))

    def verdict(self) -> Verdict:
        """Judge the case from nothing but its text."""
        sought = Sought.query(self.title, self.artists, year=self.year, mills=known_mills())
        return judge(sought, self.candidates)


def read(path: Path) -> Iterator[Case]:
    """Read cases from a file of JSON lines, gzipped or not."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return (Case.of(json.loads(line)) for line in text.splitlines() if line.strip())


def timed(cases: Sequence[Case]) -> float:
    """Time one pass over all cases with empty memories; microseconds a case."""
    parse_title.cache_clear()
    parse_credit.cache_clear()
    name_words.cache_clear()
    read_qualifier.cache_clear()
    parse_release.cache_clear()
    start = time.process_time()  # what else runs on the machine is not the judge's time
    for case in cases:
        case.verdict()
    return (time.process_time() - start) / len(cases) * 1e6


def measure(cases: Sequence[Case]) -> dict[str, float]:
    """Judge and time all cases."""
    answers = [(case, case.verdict().track) for case in cases]
    right = sum(track is not None and track.id in case.right for case, track in answers)
    answered = sum(track is not None for _, track in answers)
    present = sum(bool(case.right) for case in cases)
    refused = sum(track is None and not case.right for case, track in answers)
    gc.disable()  # as timeit does: walking through all cases is not the judge's work, and it makes no cycles
    per_query = statistics.median(timed(cases) for _ in range(PASSES))
    per_case = sum(len(case.candidates) for case in cases) / len(cases)
    return {
        "cases": len(cases),
        "right": right,
        "wrong": answered - right,
        "none": sum(track is None and bool(case.right) for case, track in answers),
        "right_rate": round(right / present, 5) if present else 1.0,
        "absent_refused": round(refused / (len(cases) - present), 5) if present < len(cases) else 1.0,
        "precision": round(right / answered, 5) if answered else 1.0,
        "us_per_query": round(per_query, 1),
        "us_per_10_candidates": round(per_query / per_case * 10, 1) if per_case else 0.0,
    }


def mistakes(cases: Sequence[Case]) -> Iterator[str]:
    """Describe every case that did not end right."""
    for case in cases:
        verdict = case.verdict()
        if (verdict.track.id in case.right) if verdict.track else not case.right:
            continue
        yield f"\n{case.title!r} {case.artists} {case.year or ''}: {verdict.decision}, {verdict.rule}"
        for judged in verdict.judged:
            track = judged.track
            mark = ("*" if track.id in case.right else " ") + (">" if track is verdict.track else " ")
            yield f" {mark} {judged.score:5.1f} {track.name} | {list(track.artists)} | {track.album} | {judged.refused or ''}"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--mistakes", action="store_true", help="describe every case that did not end right")
    arguments = parser.parse_args()
    if not arguments.cases.is_file():
        parser.error(f"{arguments.cases} is not a file")
    cases = list(read(arguments.cases))
    if not cases:
        parser.error(f"{arguments.cases} holds no cases")
    if arguments.mistakes:
        print(*mistakes(cases), sep="\n")
        return
    numbers = measure(cases)
    if arguments.json:
        print(json.dumps(numbers))
        return
    for name, number in numbers.items():
        print(f"{name:21}{number:>10}")


if __name__ == "__main__":
    main()

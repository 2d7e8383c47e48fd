"""Time and memory of loading and selecting, by number of films: is it linear, is it little.

    python benchmarks/dataset.py [--films 1000 10000] [--repeat 3] [--json]

Films are generated into a folder that ends with the run, each as long as a shipped one on average. Every
number of films is measured in processes of its own, so that memory is that of this load alone; the quickest
counts, as the others were only disturbed more.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypedDict

SONGS_A_FILM = 14  # the shipped films have 13.5 on average
TAGS = tuple(f"tag-{number}" for number in range(30))
WORDS = (
    "night",
    "love",
    "city",
    "angel",
    "fire",
    "river",
    "heart",
    "machine",
    "golden",
    "Édith",
    "stranger",
    "road",
)


class Measure(TypedDict):
    """What one number of films takes. Seconds of this process (others do not count), megabytes of resident memory at the peak."""

    films: int
    songs: int
    load_s: float
    select_s: float
    ms_per_film: float
    peak_mb: float


def generate(folder: Path, films: int) -> None:
    """Write a data folder of so many films, the same for every run."""
    chance = random.Random(1995)
    (folder / "films").mkdir()
    tags = "\n".join(f'{tag} = "number {tag}"' for tag in TAGS)
    (folder / "tags.toml").write_text(f"[tags]\n{tags}\n", encoding="utf-8")
    themes = "\n".join(_theme(tag) for tag in TAGS[:16])
    (folder / "themes.toml").write_text(themes, encoding="utf-8")
    for number in range(films):
        (folder / "films" / f"film-{number}.toml").write_text(_film(chance, number), encoding="utf-8")


def measure(folder: Path) -> Measure:
    """Load a data folder and select from it, in this process."""
    import resource  # not on Windows; only this needs it

    from soundtrack_playlists.dataset.load import load
    from soundtrack_playlists.dataset.select import select

    began = time.process_time()
    dataset = load(shipped=folder)
    loaded = time.process_time()
    select(dataset, theme=TAGS[0])
    select(dataset, decade=1990, songs="all", order="title")
    ended = time.process_time()
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # getrusage counts bytes there, kilobytes here
    return {
        "films": len(dataset.films),
        "songs": len(dataset.songs),
        "load_s": loaded - began,
        "select_s": ended - loaded,
        "ms_per_film": (ended - began) * 1000 / len(dataset.films),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
    }


def measured_apart(films: int, repeat: int) -> Measure:
    """Measure so many films in processes of their own; return the quickest."""
    with tempfile.TemporaryDirectory() as name:
        generate(Path(name), films)
        command = [sys.executable, __file__, "--measure", name]
        runs = (subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(repeat))
        measures: list[Measure] = [json.loads(run.stdout) for run in runs]
    return min(measures, key=lambda each: each["ms_per_film"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time and memory of loading and selecting films.")
    parser.add_argument("--films", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--repeat", type=int, default=3, help="processes for each number of films")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    measures = [measured_apart(films, options.repeat) for films in options.films]
    growth = measures[-1]["ms_per_film"] / measures[0]["ms_per_film"]
    if options.json:
        print(json.dumps({"measures": measures, "growth_per_film": growth}, indent=2))
        return
    for each in measures:
        print(
            f"{each['films']:6} films, {each['songs']:6} songs: load {each['load_s']:.2f} s, "
            f"select {each['select_s']:.2f} s, {each['ms_per_film']:.3f} ms a film, {each['peak_mb']:.0f} MB"
        )
    print(f"a film costs {growth:.2f} times as much in the largest as in the smallest (1 is linear)")


def _theme(tag: str) -> str:
    return f'[[themes]]\nkey = "{tag}"\ntitle = "All {tag}"\ndescription = "So."\nrule.any_tags = ["{tag}"]\n'


def _film(chance: random.Random, number: int) -> str:
    year = chance.randint(1960, 2020)
    head = f"""\
title = "Film {number}"
year = {year}
director = "{_words(chance, 2)}"
aliases = ["{_words(chance, 3)}"]
tags = ["{chance.choice(TAGS)}", "{chance.choice(TAGS)}"]

[[soundtracks]]
title = "Film {number}: Music from the Motion Picture"
release_date = "{year}-06-06"
label = "{_words(chance, 1)}"
"""
    return head + "".join(_song(chance, track, year) for track in range(SONGS_A_FILM))


def _song(chance: random.Random, track: int, year: int) -> str:
    standout = f'standout = "{_words(chance, 8)}"\n' if track % 2 else ""
    return f"""
[[songs]]
title = "{_words(chance, 3)} {track}"
artists = ["{_words(chance, 2)}"]
first_released = {year}
duration = "{chance.randint(2, 6)}:{chance.randint(10, 59)}"
{standout}"""


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


if __name__ == "__main__":
    main()

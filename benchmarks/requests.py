"""Count the requests that resolving all films costs: cold, half-warm and warm, beside one search a song.

Runs the program itself, through its command line, against the fake of Spotify in tests/ (a real HTTP server on this
machine), from an empty home folder and without the shipped lock. Some of the films' albums are missing there, some
songs are absent, and the search is as careless as Spotify's.

    python benchmarks/requests.py [--json]

Status 1 when a number misses its goal: see `misses`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path = [str(HERE.parent / "tests"), *(each for each in sys.path if Path(each).resolve() != HERE)]
# This folder goes from the path because this file would stand there as the module `requests`.

from fake.fixtures import Outcome, config_for, login, run_program, shipped_fake  # noqa: E402 - the path first
from fake.server import serve  # noqa: E402
from fake.service import FakeSpotify  # noqa: E402
from fake.stock import Presence, Stock  # noqa: E402
from soundtrack_playlists.dataset.load import load  # noqa: E402
from soundtrack_playlists.files import HOME_VARIABLE, Places  # noqa: E402

if TYPE_CHECKING:
    from soundtrack_playlists.models import Film, Song

RESOLVE = ("resolve", "--no-lock", "--json")
GOAL = 2.2
"""Requests at most, by film, for the first resolve of films whose album is there and has their songs."""
COUNTS = "cold, every album there and whole"
"""The case the goal is measured by: one search and one read for an album, fewer where its id is known."""
PATCHY = "cold, films whose album is there"
"""Beside it: the fake leaves songs out of these albums, and each costs a search or two of its own."""
WARM = "warm"


class WholeAlbums(Stock):
    """A shelf on which every film's album stands, and nothing is missing from it."""

    def has_album(self, film: Film) -> bool:
        """Whether the album is there: wherever there is one."""
        return bool(film.soundtracks)

    def presence(self, film: Film, song: Song) -> Presence:
        """Where the song is: on the album, else on a release of its artist's."""
        return Presence.ALBUM if film.soundtracks and song.soundtrack else Presence.OWN


def measure() -> dict[str, dict[str, float]]:
    """Run each case on its own fake; return its numbers by name."""
    there = [option for key in _films_with_album() for option in ("--film", key)]
    whole = [option for film in load().films.values() if film.soundtracks for option in ("--film", film.key)]
    return {
        "cold": _case(shipped_fake(), (), RESOLVE),
        "half-warm (the nineties are known)": _case(shipped_fake(), (*RESOLVE, "--decade", "1990s"), RESOLVE),
        WARM: _case(shipped_fake(), RESOLVE, RESOLVE),
        "cold, with the shipped lock": _case(shipped_fake(), (), ("resolve", "--json")),
        PATCHY: _case(shipped_fake(), (), (*RESOLVE, *there)),
        COUNTS: _case(_whole_fake(), (), (*RESOLVE, *whole)),
    }


def misses(results: dict[str, dict[str, float]]) -> list[str]:
    """Say which goals were missed: requests by film, nothing asked when warm, every answer right."""
    found = [
        f"{name}: {case['songs'] - case['right']} answers are wrong"
        for name, case in results.items()
        if case["right"] < case["songs"]
    ]
    if results[COUNTS]["requests"] > GOAL * results[COUNTS]["films"]:
        found.append(f"{COUNTS}: more than {GOAL} requests a film")
    if results[WARM]["requests"]:
        found.append(f"{WARM}: {results[WARM]['requests']} requests where everything is known")
    return found


def _case(fake: FakeSpotify, before: tuple[str, ...], measured: tuple[str, ...]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home, serve(fake):
        os.environ[HOME_VARIABLE] = home
        config = Places.of(os.environ).config_file
        config.parent.mkdir(parents=True)
        config.write_text(config_for(fake.url), encoding="utf-8")
        _must(login())
        if before:
            _must(run_program(*before))
        fake.forget()
        songs = json.loads(_must(run_program(*measured)).stdout)["songs"]
        assert fake.violations == [], fake.violations
        return {
            "films": len({song["film"] for song in songs}),
            "songs": len(songs),
            "requests": fake.requests,
            "searches": fake.searches,
            "right": sum(_is_right(song, fake.truth[song["key"]]) for song in songs),
        }


def _films_with_album() -> list[str]:
    films = load().films.values()
    stock = Stock(films, {})
    return [film.key for film in films if stock.has_album(film)]


def _whole_fake() -> FakeSpotify:
    return FakeSpotify(WholeAlbums(load().films.values(), {}).fill())


def _is_right(song: dict[str, object], truth: frozenset[str]) -> bool:
    track = song["track"]
    return track["id"] in truth if isinstance(track, dict) else not truth


def _must(outcome: Outcome) -> Outcome:
    if outcome.status:
        raise SystemExit(f"The run ended with {outcome.status}:\n{outcome.stderr}")
    return outcome


def main() -> None:
    """Print the table, or with --json the numbers; end with status 1 when a goal is missed."""
    results = measure()
    if "--json" in sys.argv[1:]:
        print(json.dumps(results, indent=2))
    else:
        _print(results)
    if missed := misses(results):
        raise SystemExit("\n".join(missed))


def _print(results: dict[str, dict[str, float]]) -> None:
    print(
        f"{'':36}{'films':>6}{'songs':>7}{'requests':>10}{'searches':>10}{'a film':>8}{'right':>7}  one search a song"
    )
    for name, case in results.items():
        a_film = case["requests"] / case["films"]
        print(
            f"{name:36}{case['films']:>6}{case['songs']:>7}{case['requests']:>10}{case['searches']:>10}"
            f"{a_film:>8.2f}{case['right']:>7}{case['songs']:>11} searches"
        )
    print(f"Goal: at most {GOAL} requests a film ({COUNTS!r}), none when warm, every answer right.")
    print(f"{PATCHY!r} is above it: songs that are missing from those albums are searched for one by one.")


if __name__ == "__main__":
    main()

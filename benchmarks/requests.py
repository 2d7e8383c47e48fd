"""Count the requests that resolving all films costs: cold, half-warm and warm, beside one search a song.

Runs the program itself, through its command line, against the fake of Spotify in tests/ (a real HTTP server on this
machine), from an empty home folder and without the shipped lock. Some of the films' albums are missing there, some
songs are absent, and the search is as careless as Spotify's.

    python benchmarks/requests.py [--json]
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
"""Requests at most for the first resolve of a film whose album is there."""


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
        "warm": _case(shipped_fake(), RESOLVE, RESOLVE),
        "cold, with the shipped lock": _case(shipped_fake(), (), ("resolve", "--json")),
        "cold, films whose album is there": _case(shipped_fake(), (), (*RESOLVE, *there)),
        "cold, every album there and whole": _case(_whole_fake(), (), (*RESOLVE, *whole)),
    }


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
    """Print the table, or with --json the numbers."""
    results = measure()
    if "--json" in sys.argv[1:]:
        print(json.dumps(results, indent=2))
        return
    print(
        f"{'':36}{'films':>6}{'songs':>7}{'requests':>10}{'searches':>10}{'a film':>8}{'right':>7}  one search a song"
    )
    for name, case in results.items():
        a_film = case["requests"] / case["films"]
        print(
            f"{name:36}{case['films']:>6}{case['songs']:>7}{case['requests']:>10}{case['searches']:>10}"
            f"{a_film:>8.2f}{case['right']:>7}{case['songs']:>11} searches"
        )
    print(f"Goal: at most {GOAL} requests a film whose album is there, none when warm.")


if __name__ == "__main__":
    main()

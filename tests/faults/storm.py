"""A life under bad weather: playlists made, edited by hand, their data changed, refreshed; all drawn by a seed."""

from __future__ import annotations

import contextlib
import functools
import json
import random
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fake.playlists import Delay
from fake.weather import STORM
from faults.expectation import Expectation
from faults.machine import machine

if TYPE_CHECKING:
    from fake.fixtures import Outcome
    from fake.playlists import Kept
    from faults.machine import Machine

DECLARED = """
[playlists]
covers = {covers}
[[playlist]]
by = "film"
name = "spawn"
[[playlist]]
by = "film"
name = "vanilla-sky"
[[playlist]]
by = "theme"
name = "nu-metal"
[[playlist]]
by = "film"
name = "cruel-intentions"
limit = {limit}
"""
SPAWN_AGAIN = """
title = "Spawn"
year = 1997
[[songs]]
title = "Iris"
artists = ["Goo Goo Dolls"]
standout = "new, and to be looked up"
[[songs]]
title = "One Man Army"
artists = ["The Prodigy", "Tom Morello"]
standout = "was seventh"
[[songs]]
title = "Satan"
artists = ["Orbital", "Kirk Hammett"]
standout = "stays third"
[[songs]]
title = "Familiar"
artists = ["Incubus", "DJ Greyboy"]
standout = "was eighth"
[[songs]]
title = "Long Hard Road Out of Hell"
artists = ["Marilyn Manson", "Sneaker Pimps"]
standout = "was second"
[[songs]]
title = "Tiny Rubberband"
artists = ["Butthole Surfers", "Moby"]
standout = "stays"
[[songs]]
title = "Kick the P.A."
artists = ["Korn", "The Dust Brothers"]
standout = "was fourth"
[[songs]]
title = "No Remorse (I Wanna Die)"
artists = ["Slayer", "Atari Teenage Riot"]
standout = "stays the last"
"""
"""The film as the user rewrites it: two songs fewer, one more, in another order."""
UNSURE = {"failed", "not tried", "left alone"}
"""Endings after which nobody can know whether a song had arrived before the user took it out."""


@dataclass(frozen=True, slots=True)
class World:
    """What playlists are made from: with the film rewritten or not, and how long the limited one is."""

    rewritten: bool
    limit: int
    covers: bool = False

    @property
    def declared(self) -> str:
        """What config.toml says besides the service."""
        return DECLARED.format(covers=str(self.covers).lower(), limit=self.limit)

    def settle(self, at: Machine) -> None:
        """Bring a machine's configuration and films to this."""
        at.configure(self.declared)
        if self.rewritten:
            at.own_film("spawn", SPAWN_AGAIN)


@dataclass
class Life:
    """What happened. `requests` and `faults` count all runs; `mistakes` is empty if all ended right."""

    seed: int
    runs: int = 0
    requests: int = 0
    faults: int = 0
    edits: int = 0
    failed: int = 0
    mistakes: list[str] = field(default_factory=list)


@functools.cache
def in_fine_weather(world: World) -> dict[str, tuple[str, ...]]:
    """Key → URIs of the songs, as a fresh machine finds them while nothing goes wrong."""
    with tempfile.TemporaryDirectory() as home, machine(Path(home)) as at:
        world.settle(at)
        outcome = at.run("refresh", "--dry-run", "--json")
        assert outcome.status == 0, outcome.stderr
        songs = {each["key"]: [song["track"] for song in each["songs"]] for each in outcome.json["playlists"]}
        return {
            key: tuple(dict.fromkeys(track["uri"] for track in tracks if track))
            for key, tracks in songs.items()
        }


def live(home: Path, seed: int, rate: float = 0.3) -> Life:
    """Live through a seed; say what was wrong in the end."""
    draw = random.Random(seed)
    before, after = World(False, draw.choice((4, 8))), World(draw.random() < 0.5, draw.choice((3, 8)))
    life = Life(seed)
    expected = {key: Expectation(songs) for key, songs in in_fine_weather(after).items()}
    with machine(home, before.declared) as at:
        if seed % 3 == 1:
            at.fake.library.delay = Delay(reads=draw.randrange(3))
            at.fake.library.snapshot_delay = Delay(reads=draw.randrange(4))
        at.fake.weather.slow_seconds = 0
        at.fake.weather.storm(rate, seed=seed, kinds=STORM)
        _run(at, life, "generate", "--film", "spawn", "--film", "vanilla-sky", "--json")
        sure = _sure(_run(at, life, "refresh", "--json"))
        changing = draw.randrange(3)
        for turn in range(3):
            _edit(at, life, draw, expected, sure)
            _let_settle(at)
            if turn == changing:
                after.settle(at)
            at.fake.clock.advance(hours=draw.choice((0, 0, 2)))  # a token lives for one
            sure = set()
            for _ in range(draw.choice((1, 1, 2))):
                sure |= _sure(_run(at, life, "refresh", "--json"))
        at.fake.weather.clear()
        at.fake.library.delay = at.fake.library.snapshot_delay = Delay()
        _let_settle(at)
        life.mistakes = _judged(at, life, expected)
    return life


def _run(at: Machine, life: Life, *arguments: str) -> Outcome:
    at.fake.forget()
    outcome = at.run(*arguments)
    _let_settle(at)
    life.runs += 1
    life.requests += at.fake.requests
    life.faults += sum(call.fault is not None for call in at.fake.log)
    life.failed += outcome.status != 0
    if "mistake in soundtrack-playlists" in outcome.stderr:
        life.mistakes.append(outcome.stderr)
    return outcome


def _let_settle(at: Machine) -> None:
    """Let the time pass that lies between two runs: everything written is seen."""
    at.let_time_pass()
    for playlist in at.fake.library.playlists.values():
        playlist.reads += 9


def _sure(outcome: Outcome) -> set[str]:
    """Name the playlists that a run says are as they should be."""
    with contextlib.suppress(ValueError):
        return {
            each["key"]
            for each in json.loads(outcome.stdout)["playlists"]
            if each.get("state", "failed") not in UNSURE
        }
    return set()


def _edit(
    at: Machine, life: Life, draw: random.Random, expected: dict[str, Expectation], sure: set[str]
) -> None:
    """Let the user's hand do some things to half of the playlists."""
    for key, playlist in at.playlists().items():
        hopes = expected.get(key)
        if hopes is None or draw.random() < 0.5:
            continue
        for _ in range(draw.randint(1, 4)):
            life.edits += 1
            _once(at, draw, playlist, hopes, sure=key in sure)
    for key, playlist in at.playlists().items():
        if key in expected:
            expected[key].beside = playlist.now.uris


def _once(at: Machine, draw: random.Random, playlist: Kept, hopes: Expectation, *, sure: bool) -> None:
    slots = playlist.now.uris
    what = draw.choice(("add", "move", "remove"))
    if what == "add" or not slots:
        number = len(hopes.added)
        uri = draw.choice((f"spotify:local:me:{playlist.id}:{number}:100", _stranger(at, draw, hopes)))
        at.fake.hand.add(playlist.id, uri, draw.randint(0, len(slots)))
        hopes.added.append(uri)
    elif what == "move":
        at.fake.hand.move(playlist.id, draw.randrange(len(slots)), draw.randrange(len(slots)))
    else:
        at_slot = draw.randrange(len(slots))
        uri = str(slots[at_slot])
        if uri in hopes.added:
            hopes.added.remove(uri)
        elif sure:
            hopes.removed.add(uri)
        else:
            return
        at.fake.hand.remove(playlist.id, at_slot)


def _stranger(at: Machine, draw: random.Random, hopes: Expectation) -> str:
    """Choose a track that nobody wants in this playlist and that is not in it yet."""
    wanted = {uri for world in (False, True) for uri in _all_songs(world)}
    while True:
        uri = draw.choice(list(at.fake.catalogue.tracks.values())).uri
        if uri not in wanted and uri not in hopes.added:
            return uri


@functools.cache
def _all_songs(rewritten: bool) -> frozenset[str]:
    songs = in_fine_weather(World(rewritten, 10))
    return frozenset(uri for uris in songs.values() for uri in uris)


def _judged(at: Machine, life: Life, expected: dict[str, Expectation]) -> list[str]:
    """Refresh once more, now that the weather is fine; say what is wrong."""
    wrong = list(life.mistakes)
    outcome = _run(at, life, "refresh", "--json")
    if outcome.status != 0:
        wrong.append(f"the last refresh ended with {outcome.status}: {outcome.stderr}")
    playlists = at.playlists()
    if playlists.keys() != expected.keys():
        wrong.append(f"there are {sorted(playlists)}")
    for key in playlists.keys() & expected.keys():
        wrong += [f"{key}: {what}" for what in expected[key].mistakes(playlists[key].now.uris)]
    _run(at, life, "refresh")
    if {call.method for call in at.fake.log} != {"GET"}:
        wrong.append(f"nothing was left to do, and yet it sent {dict(at.fake.counts)}")
    return wrong

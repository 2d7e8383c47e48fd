"""The whole mission in one life: everything generated, edited, changed, refreshed in a storm, undone and scheduled."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fake.playlists import Version
from faults.expectation import Expectation
from faults.machine import Machine, locked, machine
from soundtrack_playlists.dataset.load import load
from soundtrack_playlists.files import shipped_data

if TYPE_CHECKING:
    from collections.abc import Iterator

Contents = dict[str, list[str | None]]
KINDS = ("film", "decade", "theme")
SONGS_A_CALL = 100
PAGE = 50
NEW_SONG = """[[songs]]
title = "Iris"
artists = ["Goo Goo Dolls"]
standout = "new, and to be looked up"
"""
CRON_LINE = re.compile(r"^\d+ \d+-23 \* \* \* (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step cost: all requests, the writes among them, and how few could have done."""

    name: str
    requests: int
    writes: int
    least: int


@dataclass
class Mission:
    """A machine on its mission. `steps` is what each cost, `mistakes` what was wrong at any point."""

    at: Machine
    steps: list[Step] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    @property
    def held(self) -> Contents:
        """What each playlist holds, by key."""
        return {key: playlist.now.uris for key, playlist in self.at.playlists().items()}

    def run(self, name: str, *words: str, lookups: int = 0, ends: int | None = 0) -> None:
        """Run a command and note what it cost; `lookups` is how many it needs at least."""
        with self.noted(name, lookups):
            outcome = self.at.run(*words)
        if ends is not None and outcome.status != ends:
            self.mistakes.append(f"{name} ended with {outcome.status}: {outcome.stderr}")

    @contextlib.contextmanager
    def noted(self, name: str, lookups: int = 0, *, listing: bool = True) -> Iterator[None]:
        """Note what the requests of the block cost, beside the fewest that could have had the same effect."""
        self.at.fake.forget()
        before = {key: playlist.now for key, playlist in self.at.playlists().items()}
        pages = max(1, -(-len(before) // PAGE)) if listing else 0
        yield
        log = [call for call in self.at.fake.log if call.operation != "token"]
        after = {key: playlist.now for key, playlist in self.at.playlists().items()}
        fewest = sum(_fewest(before.get(key), version) for key, version in after.items())
        writes = sum(call.method != "GET" for call in log)
        self.steps.append(Step(name, len(log), writes, pages + lookups + fewest))

    def compare(self, name: str, expected: dict[str, Expectation]) -> None:
        """Note every difference from what is expected, to the item and its place."""
        if self.held.keys() != expected.keys():
            self.mistakes.append(f"{name}: {sorted(self.held.keys() ^ expected.keys())} too many or missing")
        self.mistakes += [
            f"{name}, {key}: {what}"
            for key, held in self.held.items()
            if key in expected
            for what in expected[key].mistakes(held)
        ]

    def compare_contents(self, name: str, expected: Contents) -> None:
        """Note every difference from what is expected, wherever it stands."""
        self.mistakes += [
            f"{name}, {key}: {held} instead of {expected.get(key)}"
            for key, held in self.held.items()
            if Counter(held) != Counter(expected.get(key, []))
        ]


def _fewest(before: Version | None, after: Version) -> int:
    """Count the calls without which a playlist cannot have become what it is."""
    old = before or Version("")
    details = (old.name, old.description, old.public) != (after.name, after.description, after.public)
    came = [uri not in old.uris for uri in after.uris]
    blocks = sum(came[place] and not (place and came[place - 1]) for place in range(len(came)))
    went = any(uri not in after.uris for uri in old.uris)
    stayed = [[uri for uri in one.uris if uri in other.uris] for one, other in ((old, after), (after, old))]
    parts = (before is None, details, old.cover != after.cover, went, stayed[0] != stayed[1])
    return sum(parts) + max(blocks, -(-sum(came) // SONGS_A_CALL))


def accomplish(home: Path) -> Mission:
    """Fulfil the mission from an empty home."""
    as_shipped, changed = in_fine_weather()
    with machine(home) as at:
        mission = Mission(at)
        _generate(mission, as_shipped)
        hopes = _edit_a_third(mission, changed)
        _refresh_in_a_storm(mission, hopes)
        _change_and_undo(mission)
        _let_the_schedule_run(mission)
    return mission


def in_fine_weather() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Key → URIs of all playlists, by the films as shipped and with one rewritten, on a machine of its own."""
    with tempfile.TemporaryDirectory() as home, machine(Path(home)) as at:
        as_shipped = _all_songs(at)
        at.own_film("spawn", rewritten("spawn"))
        return as_shipped, _all_songs(at)


def rewritten(key: str) -> str:
    """Write a film anew: the first and third song gone, the second last, one more."""
    text = (shipped_data() / "films" / f"{key}.toml").read_text(encoding="utf-8")
    head, _, second, _, *rest = text.split("[[songs]]")
    return "[[songs]]".join([head, *rest, second]) + NEW_SONG


def _all_songs(at: Machine) -> dict[str, list[str]]:
    songs: dict[str, list[str]] = {}
    for kind in KINDS:
        for each in at.run("generate", "--all-by", kind, "--dry-run", "--json").json["playlists"]:
            tracks = [song["track"]["uri"] for song in each["songs"] if song["track"]]
            songs[each["key"]] = list(dict.fromkeys(tracks))
    return {key: uris for key, uris in songs.items() if uris}


def _generate(mission: Mission, wanted: dict[str, list[str]]) -> None:
    to_look_up = {song.split("/")[0] for song in load().songs if song not in locked()}
    for kind in KINDS:
        lookups = len(to_look_up) if kind == "film" else 0
        mission.run(f"generate --all-by {kind}", "generate", "--all-by", kind, lookups=lookups)
    mission.compare("generated", {key: Expectation(uris) for key, uris in wanted.items()})
    mission.run("refresh, nothing to do", "refresh")


def _edit_a_third(mission: Mission, wanted: dict[str, list[str]]) -> dict[str, Expectation]:
    """Edit every third playlist by hand: one thing in, one out, one dragged, one playlist renamed."""
    hopes = {key: Expectation(uris) for key, uris in wanted.items()}
    hand = mission.at.fake.hand
    for number, (key, playlist) in enumerate(sorted(mission.at.playlists().items())):
        if number % 3:
            continue
        mine = f"spotify:local:me:{number}:song:100"
        hand.add(playlist.id, mine, number % 5)
        hopes[key].added.append(mine)
        hand.move(playlist.id, 0, len(playlist.now.uris) // 2)
        last = len(playlist.now.uris) - 1
        if playlist.now.uris[last] != mine:
            hopes[key].removed.add(str(hand.remove(playlist.id, last)))
    for key, held in mission.held.items():
        hopes[key].beside = held
    return hopes


def _refresh_in_a_storm(mission: Mission, hopes: dict[str, Expectation]) -> None:
    at = mission.at
    at.own_film("spawn", rewritten("spawn"))
    at.fake.weather.slow_seconds = 0
    at.fake.weather.storm(0.3, seed=4)
    mission.run("refresh, 3 in 10 requests fail", "refresh", ends=None)
    at.fake.weather.clear()
    mission.run("refresh, the weather is fine again", "refresh")
    mission.compare("after the storm", hopes)
    mission.run("refresh, nothing to do", "refresh")


def _change_and_undo(mission: Mission) -> None:
    """Shorten a film, refresh, undo: as before, and it stays so."""
    before = mission.held
    mission.at.own_film("super-fly", rewritten("super-fly"))
    mission.run("refresh, a film changed", "refresh")
    changed = {key for key, held in mission.held.items() if held != before[key]}
    if "film:super-fly" not in changed or len(changed) < 3:
        mission.mistakes.append(f"the film changed only {changed}")
    mission.run("undo", "undo")
    if mission.held != before:
        mission.mistakes.append("undo did not put everything back")
    mission.run("refresh, what was undone stays so", "refresh")
    mission.compare_contents("after undo and refresh", before)


def _let_the_schedule_run(mission: Mission) -> None:
    """Have the line that cron gets run as cron runs it, when everything is due and a film is back as shipped."""
    at = mission.at
    before = mission.held
    (at.places.config / "films" / "spawn.toml").unlink()
    with contextlib.closing(sqlite3.connect(at.ledger)) as database, database:
        database.execute(
            "UPDATE playlists SET body = json_set(body, '$.refreshed', '2026-01-01T06:00:00+01:00')"
        )
    printed = at.run("schedule", "install", "--with", "cron", "--print").stdout
    line = CRON_LINE.search(printed)
    assert line, printed
    with mission.noted("the line that cron gets"):
        done = _as_cron(line[1], at.home)
    if done.returncode or done.stdout or done.stderr:
        mission.mistakes.append(f"the scheduled run ended with {done.returncode}: {done.stdout}{done.stderr}")
    changed = {key for key, held in mission.held.items() if held != before[key]}
    if "film:spawn" not in changed:
        mission.mistakes.append(f"the scheduled run changed only {changed}")
    with mission.noted("the same line an hour later", listing=False):
        _as_cron(line[1], at.home)


def _as_cron(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of a crontab as cron does: by the shell, with next to no environment."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home)}
    words = ["/bin/sh", "-c", command.replace("\\%", "%")]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)

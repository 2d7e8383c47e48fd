"""`review`: a person decides what the program could not, on a terminal or in a file."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import rtoml
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.cli.app import App
from soundtrack_playlists.cli.review_file import read_review
from soundtrack_playlists.cli.reviewing import Choice, Step, read_choice
from soundtrack_playlists.errors import DataProblem, UsageProblem
from soundtrack_playlists.matching import pins
from soundtrack_playlists.matching.verdict import Judged
from soundtrack_playlists.models import Track

if TYPE_CHECKING:
    from pathlib import Path

    from fake import FakeSpotify
    from fake.fixtures import Run

ID = "4YKptz29AsOlm7WAVnztBh"
CANDIDATES = [Judged(Track(f"{number}" * 22, "x", ("y",)), 50.0) for number in (1, 2)]


@pytest.fixture
def absent(logged_in: FakeSpotify, run: Run) -> str:
    """A song that was looked up in vain."""
    key = next(key for key, ids in logged_in.truth.items() if not ids)
    outcome = run("resolve", "--no-lock", "--film", key.partition("/")[0])
    assert outcome.status == 0, outcome.stderr
    return key


def film_of(key: str) -> str:
    """The film of a song's key."""
    return key.partition("/")[0]


def kept() -> pins.Pins:
    """What was decided so far."""
    return pins.read(App().places.config / "pins.toml")


def written(run: Run, path: Path, film: str) -> list[dict[str, Any]]:
    """Let the file to edit be written for a film, and read its songs."""
    outcome = run("review", "--film", film, "--output", str(path))
    assert outcome.status == 0, outcome.stderr
    songs: list[dict[str, Any]] = rtoml.load(path)["songs"]
    return songs


def fill_in(path: Path, key: str, **answers: object) -> None:
    """Edit the file as a person would."""
    document = rtoml.loads(path.read_text(encoding="utf-8"))
    for song in document["songs"]:
        if song["song"] == key:
            song.update(answers)
    path.write_text(rtoml.dumps(document), encoding="utf-8")


def test_with_nothing_to_decide_nothing_is_written(run: Run, tmp_path: Path) -> None:
    """What was never asked is not for a person to decide."""
    outcome = run("review", "--output", str(tmp_path / "review.toml"))
    assert outcome.status == 0
    assert "nothing to review" in outcome.stdout
    assert not (tmp_path / "review.toml").exists()


def test_without_a_terminal_a_file_is_written_to_edit(
    absent: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the working folder, with the candidates and why none was taken; twice only when forced."""
    monkeypatch.chdir(tmp_path)
    outcome = run("review", "--film", film_of(absent))
    assert outcome.status == 0
    assert "review.toml lists" in outcome.stdout
    songs = {song["song"]: song for song in rtoml.load(tmp_path / "review.toml")["songs"]}
    assert songs[absent]["why"].startswith("Not found on Spotify: ")
    assert songs[absent]["candidates"][0]["link"].startswith("https://open.spotify.com/track/")
    assert songs[absent]["candidates"][0]["evidence"]
    again = run("review", "--film", film_of(absent))
    assert (again.status, "is there already" in again.stderr) == (2, True)
    assert run("review", "--film", film_of(absent), "--force").status == 0


def test_a_file_left_as_it_is_decides_nothing(absent: str, run: Run, tmp_path: Path) -> None:
    """Only what was filled in counts."""
    path = tmp_path / "review.toml"
    written(run, path, film_of(absent))
    outcome = run("review", "--apply", str(path))
    assert (outcome.status, outcome.stdout) == (0, f"0 songs decided from {path}.\n")
    assert kept().keys == frozenset()


def test_what_was_filled_in_becomes_pins(absent: str, run: Run, tmp_path: Path) -> None:
    """A candidate's link is taken with its name, and others are ruled out."""
    path = tmp_path / "review.toml"
    (song,) = [each for each in written(run, path, film_of(absent)) if each["song"] == absent]
    first, second = song["candidates"][:2]
    fill_in(path, absent, track=first["link"], never=[second["link"]])
    outcome = run("review", "--apply", str(path))
    assert (outcome.status, outcome.stdout) == (0, f"1 song decided from {path}.\n")
    pinned = kept().get(absent)
    assert pinned
    assert (pinned.url, pinned.name) == (first["link"], first["name"])
    assert {f"https://open.spotify.com/track/{each}" for each in kept().ruled_out(absent)} == {second["link"]}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"track": "https://open.spotify.com/album/" + ID}, "is an album, not a track"),
        ({"track": 3}, "must be a link (found 3)"),
        ({"never": ID}, "never: must be a list of links"),
        ({"never": ["x"]}, '"x" is not the id of a track'),
        ({"song": "film/nobody"}, 'there is no song "film/nobody"'),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(
    absent: str, run: Run, tmp_path: Path, answers: dict[str, object], said: str
) -> None:
    """Every mistake is named with its place; the good entries wait."""
    path = tmp_path / "review.toml"
    written(run, path, film_of(absent))
    fill_in(path, absent, **({"track": ID} | answers))
    outcome = run("review", "--apply", str(path))
    assert outcome.status == 1
    assert said in outcome.stderr
    assert re.search(r"line \d+, songs #\d+", outcome.stderr)
    assert kept().keys == frozenset()


def test_a_track_spotify_does_not_know_is_found_before_anything_is_kept(
    absent: str, run: Run, tmp_path: Path
) -> None:
    """Half a file taken over would be harder to mend than none."""
    path = tmp_path / "review.toml"
    songs = written(run, path, film_of(absent))
    first, *_ = [each["song"] for each in songs if each["song"] != absent] or [absent]
    fill_in(path, first, never=["5" * 22])
    fill_in(path, absent, track="6" * 22)
    number = 1 + [each["song"] for each in songs].index(absent)
    outcome = run("review", "--apply", str(path))
    assert outcome.status == 1
    assert re.search(
        rf"line \d+, songs #{number} \({absent}\) › track: Spotify does not know a track {'6' * 22}",
        outcome.stderr,
    )
    assert kept().keys == frozenset()


@pytest.mark.parametrize(("text", "said"), [("[[songs", "is not TOML"), ("songs = 3", "has no [[songs]]")])
def test_a_file_that_is_none_is_refused(run: Run, tmp_path: Path, text: str, said: str) -> None:
    """With what is wrong about it."""
    path = tmp_path / "review.toml"
    path.write_text(text, encoding="utf-8")
    outcome = run("review", "--apply", str(path))
    assert outcome.status == 1
    assert said in outcome.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_on_a_terminal_songs_come_one_by_one(absent: str, run: Run, tmp_path: Path) -> None:
    """A slip is asked again, a candidate is ruled out, the next is taken; what was answered before `q` is kept."""
    first = written(run, tmp_path / "review.toml", film_of(absent))[0]
    links = [candidate["link"].rpartition("/")[2] for candidate in first["candidates"]]
    output = on_terminal("review", "--film", film_of(absent), typed="9\nn 1\n1\nq\n")
    assert "[1/" in output
    assert "There is no candidate 9." in output
    assert kept().ruled_out(first["song"]) == {links[0]}
    pinned = kept().get(first["song"])
    assert pinned
    assert pinned.id == links[1]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_a_link_to_nothing_is_asked_again(absent: str) -> None:
    """A typing error does not end the review."""
    output = on_terminal("review", "--film", film_of(absent), typed=f"{'6' * 22}\nq\n")
    assert f"Spotify does not know a track {'6' * 22}" in output
    assert kept().keys == frozenset()


def on_terminal(*arguments: str, typed: str) -> str:
    """Run the program at a terminal of its own where this is typed; return what it showed."""
    ours, theirs = os.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "soundtrack_playlists", *arguments], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    with contextlib.suppress(OSError):  # the terminal is gone once the program has ended
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    assert program.wait(timeout=30) == 0
    return shown.decode()


def test_answers_are_read_as_people_type_them() -> None:
    """Numbers, links and words, in any case."""
    assert read_choice("2", CANDIDATES) == Choice(Step.TAKE, "2" * 22)
    assert read_choice(" N 1 ", CANDIDATES) == Choice(Step.NEVER, "1" * 22)
    assert read_choice("never 2", CANDIDATES) == Choice(Step.NEVER, "2" * 22)
    assert read_choice(f"https://open.spotify.com/track/{ID}", CANDIDATES) == Choice(Step.TAKE, ID)
    assert {read_choice(text, CANDIDATES).step for text in ("s", "", "SKIP")} == {Step.SKIP}
    assert {read_choice(text, CANDIDATES).step for text in ("q", "stop")} == {Step.STOP}


@pytest.mark.parametrize("text", ["3", "n 3", "n", "yes", "0", f"spotify:album:{ID}"])
def test_any_other_answer_is_asked_again(text: str) -> None:
    """Nothing is guessed from a slip of the finger."""
    with pytest.raises(UsageProblem):
        read_choice(text, CANDIDATES)


_ANYTHING = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text(max_size=5) | st.sampled_from([ID, "film/song"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["link", "name", "artists"]), inner)
    ),
)


@given(st.dictionaries(st.sampled_from(["song", "track", "never", "candidates"]), _ANYTHING))
def test_any_file_is_read_or_explained(
    tmp_path_factory: pytest.TempPathFactory, song: dict[str, Any]
) -> None:
    """People edit files in unexpected ways."""
    path = tmp_path_factory.mktemp("review") / "review.toml"
    path.write_text(tomlkit.dumps({"songs": [song]}), encoding="utf-8")
    with contextlib.suppress(DataProblem):
        for decided in read_review(path, {"film/song"}):
            assert decided.song_key == "film/song"
            assert decided.take or decided.never

"""`export` and `generate --output`: files written whole, where they were asked for, and never over others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.playlists.exports import Format

if TYPE_CHECKING:
    from fake.fixtures import Run


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.JSON], ids=str)
def test_the_ending_says_the_form(run: Run, tmp_path: Path, form: Format) -> None:
    """Each form is chosen by the file's ending and is the same as asked for on stdout."""
    path = tmp_path / f"belly{form.suffix}"
    assert run("export", "--film", "belly", "--output", str(path)).status == 0
    outcome = run("export", "--film", "belly", "--format", form.value)
    assert path.read_bytes().decode() == outcome.stdout
    assert outcome.stdout.count("spotify") > 5


def test_json_holds_what_generate_prints(run: Run, tmp_path: Path) -> None:
    """The form json is the document of `generate --json`, several playlists in it."""
    path = tmp_path / "all.json"
    options = ("--film", "belly", "--film", "spawn")
    assert run("generate", *options, "--output", str(path)).status == 0
    assert (
        json.loads(path.read_text(encoding="utf-8")) == run("generate", *options, "--dry-run", "--json").json
    )


def test_a_folder_gets_a_file_for_each_playlist(run: Run, tmp_path: Path) -> None:
    """Files in a folder are named by the keys of their playlists, and --json lists them."""
    folder = tmp_path / "lists"
    outcome = run("export", "--all-by", "decade", "--format", "csv", "-o", f"{folder}/", "--json")
    assert min(path.name for path in folder.iterdir()) == "decade-1970s.csv"
    assert [each["key"] for each in outcome.json["files"]] == [
        playlist["key"] for playlist in outcome.json["playlists"]
    ]


def test_several_playlists_do_not_go_into_one_file(run: Run, tmp_path: Path) -> None:
    """A form that holds one list refuses two, and says what to do."""
    path = tmp_path / "both.m3u8"
    outcome = run("export", "--film", "belly", "--film", "spawn", "-o", str(path))
    assert outcome.status == 2
    assert "folder" in outcome.stderr
    assert not path.exists()


def test_a_file_that_is_there_is_not_overwritten_without_force(run: Run, tmp_path: Path) -> None:
    """What was there stays, and not one of several files is written where one is in the way."""
    path = tmp_path / "film-belly.m3u8"
    path.write_text("mine", encoding="utf-8")
    options = ("export", "--film", "spawn", "--film", "belly", "-o", str(tmp_path), "--format", "m3u8")
    outcome = run(*options)
    assert outcome.status == 2
    assert "--force" in outcome.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "film-spawn.m3u8").exists()
    assert run(*options, "--force").status == 0
    assert path.read_text(encoding="utf-8").startswith("#EXTM3U")


def test_what_is_not_a_file_is_never_replaced(run: Run) -> None:
    """Not even --force puts a playlist in the place of a device."""
    outcome = run("export", "--film", "belly", "-o", "/dev/null", "--format", "csv", "--force")
    assert outcome.status == 2
    assert Path("/dev/null").is_char_device()


def test_a_place_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    """A file where a folder should be ends in one sentence, nothing half-written."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    outcome = run("export", "--film", "belly", "-o", str(tmp_path / "taken" / "belly.csv"))
    assert outcome.status == 1
    assert "cannot be written" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_an_ending_that_says_nothing_is_a_usage_problem(run: Run, tmp_path: Path) -> None:
    """The forms there are stand in the message."""
    outcome = run("export", "--film", "belly", "-o", str(tmp_path / "belly.doc"))
    assert outcome.status == 2
    assert "m3u8" in outcome.stderr


def test_songs_without_track_are_counted_on_stderr(run: Run) -> None:
    """Stdout is the file and nothing else; what is missing is said beside it."""
    outcome = run("export", "--film", "belly", "--format", "uris")
    assert all(line.startswith("spotify:track:") for line in outcome.stdout.splitlines())
    assert "not looked up; those without a track are left out." in outcome.stderr
    assert run("-q", "export", "--film", "belly", "--format", "uris").stderr == ""


@pytest.mark.parametrize("command", ["export", "generate"])
def test_json_and_the_file_cannot_both_be_stdout(run: Run, command: str) -> None:
    """Two documents on one stream would be none."""
    outcome = run(command, "--film", "belly", "--output", "-", "--json")
    assert outcome.status == 2
    assert outcome.stdout == ""


def test_a_dry_run_writes_no_file(run: Run, tmp_path: Path) -> None:
    """With --dry-run the file is only talked about."""
    path = tmp_path / "belly.csv"
    outcome = run("generate", "--film", "belly", "--output", str(path), "--dry-run")
    assert outcome.status == 0
    assert not path.exists()
    assert f"Would write {path}" in outcome.stderr

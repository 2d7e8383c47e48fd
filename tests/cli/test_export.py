"""`export` and `generate --output`: files written whole, where they were asked for, and never over others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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
    """Not even --force puts a playlist in the place of a device: it is written to."""
    outcome = run("export", "--film", "belly", "-o", "/dev/null", "--format", "csv", "--force")
    assert outcome.status == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_a_place_that_cannot_be_written_is_said(run: Run) -> None:
    """A place without room ends in one sentence."""
    outcome = run("export", "--film", "belly", "-o", "/dev/full", "--format", "csv")
    assert outcome.status == 1
    assert "/dev/full cannot be written: No space left on device." in outcome.stderr


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


@pytest.mark.parametrize("form", ["csv", "m3u8"])
def test_stdout_gets_the_bytes_of_the_file(run: Run, tmp_path: Path, form: str) -> None:
    """Whatever the terminal speaks, an export is UTF-8 with the line ends of its form."""
    path = tmp_path / f"list.{form}"
    options = ["--film", "marie antoinette", "--songs", "all", "--format", form]
    assert run("export", *options, "--output", str(path)).status == 0
    done = subprocess.run(
        [sys.executable, "-m", "soundtrack_playlists", "export", *options],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == path.read_bytes()
    assert not done.stdout.isascii()


@pytest.mark.parametrize("command", [("export",), ("generate", "--dry-run"), ("generate",)])
def test_an_empty_name_is_no_file(run: Run, command: tuple[str, ...]) -> None:
    """An unset variable on the command line must not mean stdout, or Spotify."""
    outcome = run(*command, "--film", "belly", "--output", "")
    assert (outcome.status, outcome.stdout) == (2, "")
    assert "names no file" in outcome.stderr


def test_a_form_without_a_file_is_said(run: Run) -> None:
    """`generate --format csv` would write to Spotify, which is not what it sounds like."""
    outcome = run("generate", "--film", "belly", "--format", "csv", "--dry-run")
    assert outcome.status == 2
    assert "Add --output FILE" in outcome.stderr


def test_a_file_where_a_folder_must_be_is_said(run: Run, tmp_path: Path) -> None:
    """The message names the part of the path that is wrong."""
    (tmp_path / "ma.csv").touch()
    outcome = run("export", "--film", "belly", "-o", str(tmp_path / "ma.csv" / "x.csv"))
    assert outcome.status == 2
    assert f"{tmp_path / 'ma.csv'} is not a folder." in outcome.stderr


@pytest.mark.skipif(os.name == "nt", reason="modes and links are POSIX's")
def test_files_are_written_as_others_write_them(run: Run, tmp_path: Path) -> None:
    """A new file follows the umask, one that is there keeps its mode, a link leads to what is written."""
    before = os.umask(0o027)
    try:
        fresh, kept, link = (tmp_path / name for name in ("fresh.csv", "kept.csv", "link.csv"))
        kept.touch()
        kept.chmod(0o604)
        link.symlink_to(kept)
        assert run("export", "--film", "belly", "-o", str(fresh)).status == 0
        assert run("export", "--film", "belly", "-o", str(link), "--force").status == 0
    finally:
        os.umask(before)
    assert link.is_symlink()
    assert kept.read_bytes() == fresh.read_bytes()
    assert (fresh.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o640, 0o604)


@pytest.mark.skipif(os.name == "nt", reason="pipes with names are POSIX's")
def test_a_pipe_or_device_is_written_to(run: Run, tmp_path: Path) -> None:
    """What is no file is not replaced by one: /dev/stdout and named pipes get the content."""
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    reader = subprocess.Popen(["cat", str(path)], stdout=subprocess.PIPE)
    assert run("export", "--film", "belly", "-o", str(path)).status == 0
    assert reader.communicate()[0].startswith(b"title,artist")
    assert path.is_fifo()


def test_the_longest_name_there_can_be_is_written(run: Run, tmp_path: Path) -> None:
    """The file written beside it first does not need a longer name than the system allows."""
    path = tmp_path / f"{'x' * 251}.csv"
    assert run("export", "--film", "belly", "-o", str(path)).status == 0
    assert path.stat().st_size > 0

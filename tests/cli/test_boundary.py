"""The one boundary: whatever happens inside ends in a sentence, a status, and nothing half-said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from soundtrack_playlists.cli import main
from soundtrack_playlists.cli.crash import without_secrets
from soundtrack_playlists.files import CONFIG_VARIABLE, Places

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Run

SECRET = "BQD" + "x1Y2z3" * 20


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("flims",), "Did you mean 'films'?"),
        (("genrate", "--film", "belly"), "Did you mean 'generate'?"),
        (("sing",), "There is no command 'sing'."),
        (("films", "--jsn"), "--json"),
    ],
)
def test_a_mistyped_word_gets_the_nearest(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """A slip of the keys costs one line that says what was probably meant."""
    outcome = run(*arguments)
    assert outcome.status == 2
    assert said in outcome.stderr
    assert outcome.stdout == ""


def test_every_line_of_help_in_the_table_is_the_commands_own(run: Run) -> None:
    """The table says the same as the command, which is imported only when it runs."""
    context = click.Context(main.cli, info_name="soundtrack-playlists")
    for name, entry in main.COMMANDS.items():
        command = main.cli.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.get_short_help_str(limit=200) == entry.help
    assert run("--help").status == 0


@pytest.mark.parametrize("arguments", [("-q", "films"), ("films", "-q"), ("films", "--quiet")])
def test_quiet_may_stand_before_or_after_the_command(run: Run, arguments: tuple[str, ...]) -> None:
    """Wherever -q stands, only results are left."""
    outcome = run(*arguments)
    assert outcome.status == 0
    assert outcome.stderr == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"[playlists\n", "is not TOML"),
        (b"[playlist]\nsongs = 1\n", "playlist"),
        (b'[playlists]\nsnogs = "all"\n', 'did you mean "songs"?'),
        (b'[playlists]\npublic = "yes"\n', "playlists › public"),
        (b'[playlists]\nfilm_title = "{flim}"\n', "{film}"),
        (b"title = '\xff'\n", "not UTF-8"),
    ],
)
def test_a_mistaken_configuration_is_named(run: Run, text: bytes, said: str) -> None:
    """The file, the place and the cure stand in the message, and nothing is done."""
    path = Places.of(os.environ).config_file
    path.parent.mkdir(parents=True)
    path.write_bytes(text)
    outcome = run("generate", "--film", "belly", "--dry-run")
    assert outcome.status == 1
    assert str(path) in outcome.stderr
    assert said in outcome.stderr
    assert outcome.stdout == ""


def test_a_named_configuration_has_to_be_there(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file asked for by name and missing is a mistake, not a default."""
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "elsewhere.toml"))
    outcome = run("generate", "--film", "belly", "--dry-run")
    assert outcome.status == 1
    assert "elsewhere.toml" in outcome.stderr


def test_what_nobody_foresaw_is_one_line_and_a_file_without_secrets(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours shows no traceback; the file that tells of it is private and holds no token."""

    @click.command()
    def broken() -> None:
        raise RuntimeError(f"Bearer {SECRET}")

    monkeypatch.setitem(main.COMMANDS, "films", main.Entry("films", "broken", "Break."))
    monkeypatch.setattr("soundtrack_playlists.cli.films.broken", broken, raising=False)
    outcome = run("films")
    assert outcome.status == 1
    assert "Traceback" not in outcome.stderr
    assert "RuntimeError" in outcome.stderr
    (log,) = (Places.of(os.environ).state / "log").iterdir()
    assert str(log) in outcome.stderr
    assert "Bearer […]" in log.read_text(encoding="utf-8")
    assert SECRET not in log.read_text(encoding="utf-8") + outcome.stderr
    assert log.stat().st_mode & 0o077 == 0


def test_striking_out_secrets_leaves_what_helps() -> None:
    """Tokens go; track ids, file names and words stay."""
    text = 'File "/usr/lib/python3/json.py", line 1\nspotify:track:3YKptz29AsOlm7WAVnztBh'
    assert without_secrets(text) == text
    assert SECRET not in without_secrets(f"refresh_token={SECRET}&x=1")


def test_a_pipe_that_closes_ends_the_run_in_silence() -> None:
    """`… | head -1` is no mistake of anybody's."""
    command = f'"{sys.executable}" -m soundtrack_playlists generate --all-by film --dry-run | head -n 1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_ctrl_c_stops_without_a_traceback() -> None:
    """Ctrl-C ends with 130, as shells expect, and one word."""
    program = (
        "import os, signal, sys\n"
        "from soundtrack_playlists.cli import films, main\n"
        "films.films.callback = lambda **options: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.exit(main.run(['films']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (128 + signal.SIGINT, "Stopped.")

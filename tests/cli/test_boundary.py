"""The one boundary: whatever happens inside ends in a sentence, a status, and nothing half-said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from soundtrack_playlists.cli import main
from soundtrack_playlists.cli.crash import without_secrets
from soundtrack_playlists.files import CONFIG_VARIABLE, HOME_VARIABLE, Places

if TYPE_CHECKING:
    from fake.fixtures import Run

SECRET = "BQD" + "x1Y2z3" * 20
FULL = Path("/dev/full")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("flims",), 'Did you mean "films"?'),
        (("genrate", "--film", "belly"), 'Did you mean "generate"?'),
        (("sing",), 'There is no command "sing".'),
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
        (b"[playlists\n", "line 1: not TOML"),
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


def test_ctrl_c_counts_from_the_first_import_on(tmp_path: Path) -> None:
    """Whoever stops the program while it still starts sees no traceback either."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "soundtrack_playlists", "films"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (128 + signal.SIGINT, "Stopped.")


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full is Linux's")
@pytest.mark.parametrize(
    "arguments", ["films", "show belly", "generate --all-by film --dry-run", "export --film belly", "--help"]
)
def test_a_full_stdout_is_said(arguments: str) -> None:
    """What could not be printed is not passed off as done."""
    done = shell(f"{arguments} > {FULL}")
    assert done.returncode == 1
    assert "Error: stdout cannot be written: No space left on device." in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="shells are POSIX's")
@pytest.mark.parametrize("streams", [">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full"])
@pytest.mark.parametrize("arguments", ["films", "generate --film belly --dry-run", "export --film belly"])
def test_closed_streams_do_no_harm(streams: str, arguments: str) -> None:
    """A scheduler or a window without a console may start the program without them."""
    done = shell(f"{arguments} {streams}")
    assert done.returncode == 0
    assert "Error" not in done.stderr


@pytest.mark.parametrize("variable", [HOME_VARIABLE, CONFIG_VARIABLE])
def test_a_home_folder_there_is_not_is_said(run: Run, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """Nobody's ~ is a mistake of the setting, named with its variable."""
    monkeypatch.setenv(variable, "~nosuch/x")
    outcome = run("films")
    assert outcome.status == 1
    assert f'{variable} says "~nosuch/x"' in outcome.stderr


def test_where_nothing_can_be_noted_a_crash_is_still_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trouble with writing down trouble is not a second traceback."""

    @click.command()
    def broken() -> None:
        os.environ[HOME_VARIABLE] = "~nosuch/x"
        raise RuntimeError("oops")

    monkeypatch.setenv(HOME_VARIABLE, os.environ[HOME_VARIABLE])
    monkeypatch.setitem(main.COMMANDS, "films", main.Entry("films", "broken", "Break."))
    monkeypatch.setattr("soundtrack_playlists.cli.films.broken", broken, raising=False)
    assert "could not be written to a file" in run("films").stderr


@pytest.mark.parametrize("name", ["x" * 300, "a-file/config.toml"])
def test_a_name_the_system_refuses_is_a_message(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """Too long, or inside a file: the reason is the system's, the blame is not ours."""
    (tmp_path / "a-file").touch()
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / name))
    outcome = run("generate", "--film", "belly", "--dry-run")
    assert outcome.status == 1
    assert name in outcome.stderr
    assert "mistake in soundtrack-playlists" not in outcome.stderr


def shell(rest: str) -> subprocess.CompletedProcess[str]:
    """Run the program from a shell, with redirections among its arguments."""
    command = f'"{sys.executable}" -m soundtrack_playlists {rest}'
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(["bash", "-c", command], env=buffered, capture_output=True, text=True, check=False)

"""What each scheduler would be given: every form read back by something that is not ours."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from defusedxml import ElementTree

from soundtrack_playlists.errors import SoundtrackError
from soundtrack_playlists.schedule.cron import Cron
from soundtrack_playlists.schedule.job import Job
from soundtrack_playlists.schedule.launchd import Launchd
from soundtrack_playlists.schedule.plan import Plan
from soundtrack_playlists.schedule.systemd import Systemd
from soundtrack_playlists.schedule.tasks import TaskScheduler

AWKWARD = '/home/a b/100% "sure" $HOME/python'
JOB = Job(
    (AWKWARD, "-m", "soundtrack_playlists", "refresh", "--due"), {"SOUNDTRACK_PLAYLISTS_HOME": "/x y/50%"}
)
A_MONDAY = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def plan(every: int) -> Plan:
    return Plan(every, time(6, 30), A_MONDAY, jitter=7)


@pytest.mark.parametrize("every", [1, 7, 30])
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_itself_finds_nothing_wrong_with_the_units(tmp_path: Path, every: int) -> None:
    """`systemd-analyze verify` accepts the service and the timer as they are written."""
    interpreter = tmp_path / "a b 50%" / "python"
    interpreter.parent.mkdir()
    interpreter.write_text("#!/bin/sh\n")
    interpreter.chmod(0o755)
    job = Job((str(interpreter), *JOB.command[1:]), JOB.environment)
    for piece in Systemd(tmp_path).pieces(job, plan(every)):
        Path(piece.where).write_text(piece.text)

    verdict = subprocess.run(
        ["systemd-analyze", "verify", "--user", *map(str, tmp_path.glob("soundtrack-playlists.*"))],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)},
    )

    assert verdict.returncode == 0, verdict.stderr
    assert "soundtrack-playlists" not in verdict.stderr


def test_systemd_makes_up_for_missed_runs_and_spreads_them() -> None:
    """The timer is persistent and has a random delay."""
    timer = Systemd(Path("/units")).pieces(JOB, plan(7))[1].text

    assert "OnCalendar=Mon *-*-* 06:30:00" in timer
    assert "Persistent=true" in timer
    assert "RandomizedDelaySec=15min" in timer


def test_a_line_of_cron_means_the_same_words_to_the_shell() -> None:
    """After cron has taken its backslashes out, a shell reads back the very command and variables."""
    _, line, _ = Cron().pieces(JOB, plan(1))[0].text.splitlines()
    minute, hours, day, month, weekday, command = line.split(" ", 5)

    assert (minute, hours, day, month, weekday) == ("37", "6-23", "*", "*", "*")
    assert "%" not in command.replace("\\%", "")
    assert shlex.split(command.replace("\\%", "%")) == [
        "env",
        "SOUNDTRACK_PLAYLISTS_HOME=/x y/50%",
        *JOB.command,
    ]


@pytest.mark.parametrize(
    ("every", "when"),
    [
        (1, {"Hour": 6, "Minute": 37}),
        (7, {"Hour": 6, "Minute": 37, "Weekday": 1}),
        (30, {"Hour": 6, "Minute": 37, "Day": 23}),
    ],
)
def test_launchd_gets_the_command_word_by_word(every: int, when: dict[str, int]) -> None:
    """The property list holds the words unquoted and the time in launchd's terms."""
    agent = plistlib.loads(Launchd(Path("/agents"), Path("/log")).pieces(JOB, plan(every))[0].text.encode())

    assert agent["ProgramArguments"] == list(JOB.command)
    assert agent["EnvironmentVariables"] == JOB.environment
    assert agent["StartCalendarInterval"] == when
    assert agent["RunAtLoad"] is True


def test_a_weekly_agent_installed_on_a_sunday_runs_on_sundays() -> None:
    """Launchd counts Sunday as day 0."""
    sunday = Plan(7, time(6), datetime(2026, 11, 22, tzinfo=UTC))

    agent = plistlib.loads(Launchd(Path("/agents"), Path("/log")).pieces(JOB, sunday)[0].text.encode())

    assert agent["StartCalendarInterval"]["Weekday"] == 0


def test_windows_runs_a_script_that_sets_the_variables() -> None:
    """The task starts the script; the script escapes percent signs and names the command."""
    script, task = TaskScheduler(Path("C:/state")).pieces(JOB, plan(7))
    form = ElementTree.fromstring(task.text.replace("UTF-16", "UTF-8"))

    assert 'set "SOUNDTRACK_PLAYLISTS_HOME=/x y/50%%"' in script.text
    assert script.text.rstrip().endswith("-m soundtrack_playlists refresh --due")
    assert form.findtext(f".//{TASK}Command") == str(Path("C:/state/refresh.cmd"))
    assert form.findtext(f".//{TASK}StartWhenAvailable") == "true"
    assert form.findtext(f".//{TASK}DaysInterval") == "7"


def test_the_script_for_windows_is_read_as_it_is_written() -> None:
    """It is UTF-8, which cmd takes for its own code page until it is told: before anything with a letter like é."""
    job = Job(JOB.command, {"SOUNDTRACK_PLAYLISTS_HOME": "C:/Users/Zoé"})
    script, _ = TaskScheduler(Path("C:/state")).pieces(job, plan(7))
    lines = script.text.split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert "Zoé" in lines[2]


def test_a_monthly_task_of_windows_names_its_day_and_every_month() -> None:
    """Task Scheduler wants the months spelled out."""
    form = ElementTree.fromstring(
        TaskScheduler(Path("C:/state")).pieces(JOB, plan(30))[1].text.replace("UTF-16", "UTF-8")
    )

    months = form.find(f".//{TASK}Months")
    assert months is not None
    assert len(months) == 12
    assert form.findtext(f".//{TASK}Day") == "23"


def test_a_path_with_a_line_break_is_refused_where_it_cannot_be_written() -> None:
    """Neither a unit file nor a crontab can hold a line break."""
    job = Job(("/a\nb/python",), {})

    for system in (Systemd(Path("/units")), Cron()):
        with pytest.raises(SoundtrackError, match="line break"):
            system.pieces(job, plan(1))


def test_a_proxy_address_with_a_password_stays_out_of_the_schedule() -> None:
    """Schedules are readable files: secrets of the environment do not go in."""
    job = Job.of(
        {"HTTPS_PROXY": "http://me:secret@127.0.0.1:1", "SOUNDTRACK_PLAYLISTS_HOME": "/h", "PATH": "/bin"}
    )

    assert job.environment == {"SOUNDTRACK_PLAYLISTS_HOME": "/h"}

"""Task Scheduler: a task of the user's on Windows. Source: Task Scheduler schema 1.2, schtasks."""

from __future__ import annotations

import calendar
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from xml.etree import ElementTree as ET

from soundtrack_playlists.errors import SoundtrackError
from soundtrack_playlists.files import write_atomic
from soundtrack_playlists.schedule.plan import JITTER_MINUTES
from soundtrack_playlists.schedule.scheduler import NAME, Kind, Piece, ask

if TYPE_CHECKING:
    from soundtrack_playlists.schedule.job import Job
    from soundtrack_playlists.schedule.plan import Plan

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
MONTHS = tuple(calendar.month_name)[1:]


@dataclass(frozen=True, slots=True)
class TaskScheduler:
    """The user's tasks, and the folder for the script that sets the variables a task cannot."""

    state: Path
    kind: ClassVar[Kind] = Kind.TASK_SCHEDULER

    def pieces(self, job: Job, plan: Plan) -> tuple[Piece, ...]:
        """Spell the script and the task that runs it."""
        return (Piece(str(self._script), _script(job)), Piece(f"task {NAME}", _task(self._script, plan)))

    def install(self, job: Job, plan: Plan) -> str:
        """Write the script and register the task, in place of one registered before."""
        script, task = self.pieces(job, plan)
        write_atomic(self._script, script.text)
        with tempfile.TemporaryDirectory() as folder:
            form = Path(folder) / "task.xml"
            form.write_text(task.text, encoding="utf-16")  # the one encoding schtasks surely reads
            ask("schtasks", "/Create", "/F", "/TN", NAME, "/XML", str(form))
        return "It runs while you are logged in; a run missed is made up for as soon as it can be."

    def installed(self) -> bool:
        """Whether the task is registered."""
        try:
            ask("schtasks", "/Query", "/TN", NAME)
        except SoundtrackError:
            return False
        return True

    def remove(self) -> bool:
        """Unregister the task and remove its script."""
        there = self.installed()
        if there:
            ask("schtasks", "/Delete", "/F", "/TN", NAME)
        self._script.unlink(missing_ok=True)
        return there

    @property
    def _script(self) -> Path:
        return self.state / "refresh.cmd"


def _script(job: Job) -> str:
    def literal(text: str) -> str:
        return text.replace("%", "%%")

    variables = [f'set "{name}={literal(value)}"' for name, value in sorted(job.environment.items())]
    utf_8 = "chcp 65001 >nul"  # cmd reads a script in the console's own code page, and this one is UTF-8
    return "\r\n".join(["@echo off", utf_8, *variables, literal(subprocess.list2cmdline(job.command)), ""])


def _task(script: Path, plan: Plan) -> str:
    task = ET.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    trigger = ET.SubElement(ET.SubElement(task, "Triggers"), "CalendarTrigger")
    start = datetime.combine(plan.anchor.date(), plan.at)
    ET.SubElement(trigger, "StartBoundary").text = start.isoformat()
    ET.SubElement(trigger, "RandomDelay").text = f"PT{JITTER_MINUTES}M"
    _days(trigger, plan)
    settings = ET.SubElement(task, "Settings")
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true"),
        ("RunOnlyIfNetworkAvailable", "true"),
        ("ExecutionTimeLimit", "PT1H"),
    ):
        ET.SubElement(settings, name).text = value
    command = ET.SubElement(ET.SubElement(task, "Actions"), "Exec")
    ET.SubElement(command, "Command").text = str(script)
    ET.indent(task)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ET.tostring(task, encoding="unicode")}\n'


def _days(trigger: ET.Element, plan: Plan) -> None:
    if plan.every in (1, 7):
        by_day = ET.SubElement(trigger, "ScheduleByDay")
        ET.SubElement(by_day, "DaysInterval").text = str(plan.every)
        return
    by_month = ET.SubElement(trigger, "ScheduleByMonth")
    ET.SubElement(ET.SubElement(by_month, "DaysOfMonth"), "Day").text = str(plan.day_of_month)
    months = ET.SubElement(by_month, "Months")
    for month in MONTHS:
        ET.SubElement(months, month)

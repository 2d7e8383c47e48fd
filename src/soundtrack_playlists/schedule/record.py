"""What is installed and how its last run ended: a small document in the state folder."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.files import read_document, write_document
from soundtrack_playlists.schedule.plan import Plan
from soundtrack_playlists.schedule.scheduler import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KIND = "schedule"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `refresh --due`: when it began and ended, its exit status and its last line."""

    began: datetime
    ended: datetime
    status: int
    line: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was installed, if anything, the last run, if any, and when each problem was last told to a person."""

    kind: Kind | None = None
    plan: Plan | None = None
    last: Run | None = None
    told: Mapping[str, datetime] = field(default_factory=dict)


def read(state: Path) -> Record:
    """Read the record; an empty one where there is none, or none that can be read (it is noted anew)."""
    path = _path(state)
    if not path.exists():
        return Record()
    try:
        document = read_document(path, KIND, VERSION)
        return Record(
            Kind(document["with"]) if document.get("with") else None,
            _plan(document["plan"]) if document.get("plan") else None,
            _run(document["last"]) if document.get("last") else None,
            {problem: datetime.fromisoformat(at) for problem, at in document.get("told", {}).items()},
        )
    except (DataProblem, KeyError, TypeError, ValueError):
        return Record()


def note_installed(state: Path, kind: Kind | None, plan: Plan | None) -> None:
    """Note what is installed now: None for nothing."""
    _write(state, replace(read(state), kind=kind, plan=plan))


def note_run(state: Path, run: Run, told: Mapping[str, datetime]) -> None:
    """Note how a run ended, and which problems were told by then."""
    _write(state, replace(read(state), last=run, told=told))


def _write(state: Path, record: Record) -> None:
    plan, last = record.plan, record.last
    body: dict[str, Any] = {
        "with": record.kind,
        "plan": plan
        and {
            "every": plan.every,
            "at": plan.at.isoformat("minutes"),
            "anchor": plan.anchor.isoformat(),
            "jitter": plan.jitter,
        },
        "last": last
        and {
            "began": last.began.isoformat(),
            "ended": last.ended.isoformat(),
            "status": last.status,
            "line": last.line,
        },
        "told": {problem: at.isoformat() for problem, at in record.told.items()},
    }
    write_document(_path(state), KIND, VERSION, body)


def _path(state: Path) -> Path:
    return state / "schedule.json"


def _plan(body: dict[str, Any]) -> Plan:
    return Plan(
        int(body["every"]),
        time.fromisoformat(body["at"]),
        datetime.fromisoformat(body["anchor"]),
        int(body["jitter"]),
    )


def _run(body: dict[str, Any]) -> Run:
    return Run(
        datetime.fromisoformat(body["began"]),
        datetime.fromisoformat(body["ended"]),
        int(body["status"]),
        str(body["line"]),
    )

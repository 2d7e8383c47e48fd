"""What is wrong in a data file: where, what, and how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import rtoml

from soundtrack_playlists.dataset.documents import form_of
from soundtrack_playlists.dataset.lines import Location, line_of
from soundtrack_playlists.dataset.mend import location_of
from soundtrack_playlists.dataset.values import TEXT_PATTERN
from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.phrases import did_you_mean, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_LONGEST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in one file. `line` is 1-based, None for the file as a whole; `cure` may be empty."""

    file: Path
    line: int | None
    place: str
    what: str
    cure: str = ""

    def __str__(self) -> str:
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.inside}"

    @property
    def inside(self) -> str:
        """The mistake without its file and line."""
        place = f"{self.place}: " if self.place else ""
        cure = f"; {self.cure}" if self.cure else ""
        return f"{place}{self.what}{cure}"


class Mistaken(DataProblem):
    """Data files are not as they should be; `mistakes` holds every one of them, file by file."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        count = plural(len(mistakes), "mistake")
        listed = "\n".join(f"  {mistake}" for mistake in mistakes)
        super().__init__(
            f"The data has {count}:\n{listed}",
            "Mend the files; `soundtrack-playlists dataset check` reads them all.",
        )
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Source:
    """A data file that is TOML: the text to find lines in, the document to name places by."""

    path: Path
    text: str = field(repr=False)
    document: dict[str, Any] = field(repr=False)

    def mistake(self, location: Location, what: str, cure: str = "") -> Mistake:
        """Note a mistake at a location of this file."""
        return Mistake(self.path, line_of(self.text, location), self._place(location), what, cure)

    def explain(self, detail: ErrorDetails, form: type[BaseModel]) -> Mistake:
        """Put into words what the form says about a value."""
        location = location_of(detail)
        what, cure = _explanation(detail, location, form)
        return self.mistake(location, what, cure)

    def _place(self, location: Location) -> str:
        words: list[str] = []
        value: Any = self.document
        for part in location:
            value = _step(value, part)
            if isinstance(part, str):
                words.append(printable(part))
            else:
                words[-1:] = [f"{words[-1] if words else ''} #{part + 1}{_name_of(value)}"]
        return " › ".join(words)


def shown(value: object) -> str:
    """Spell a value that was found, cut where it is long."""
    text = f'"{value}"' if isinstance(value, str) else str(value)
    text = printable(text)
    return text if len(text) <= _LONGEST_FOUND else f"{text[: _LONGEST_FOUND - 1]}…"


def printable(text: str) -> str:
    """Take the control characters out: a file must not write to the terminal as it pleases."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "�", text)


def _name_of(value: Any) -> str:
    name = (value.get("title") or value.get("key")) if isinstance(value, dict) else None
    return f" {shown(name)}" if name else ""


def _step(value: Any, part: int | str) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _explanation(detail: ErrorDetails, location: Location, form: type[BaseModel]) -> tuple[str, str]:
    names = [part for part in location if isinstance(part, str)]
    fields = form_of(names[:-1], form).model_fields
    if detail["type"] == "extra_forbidden":
        return "there is no such key", did_you_mean(names[-1], fields) or f"there are {', '.join(fields)}"
    name = next((each for each in reversed(names) if each in fields), "")
    return _what(detail), _example(name, fields)


def _what(detail: ErrorDetails) -> str:
    kind, found = detail["type"], shown(detail["input"])
    if kind in _MISSING:
        return _MISSING[kind]
    if kind in _EXPECTED:
        return f"must be {_EXPECTED[kind]}, not {found}"
    if kind == "string_pattern_mismatch":
        is_text = detail["ctx"]["pattern"] == TEXT_PATTERN
        blanks = "is empty, or has blanks around it or control characters"
        return f"{found} {blanks if is_text else 'does not have the right form'}"
    return f"{detail['msg'].removeprefix('Input ').removeprefix('String ')}, not {found}"


_MISSING = {"missing": "is missing", "too_short": "must not be empty"}
_EXPECTED = {
    "string_type": "text in quotes",
    "int_type": "a whole number without quotes",
    "bool_type": "true or false",
    "list_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
}


def _example(name: str, fields: Any) -> str:
    if name not in fields:
        return ""
    (example,) = fields[name].examples
    description = fields[name].description.rstrip(".")
    if isinstance(example, dict) or (isinstance(example, list) and isinstance(example[0], dict)):
        return f"{description[0].lower()}{description[1:]}"
    return f"write it like {rtoml.dumps({name: example}).strip()} ({description[0].lower()}{description[1:]})"

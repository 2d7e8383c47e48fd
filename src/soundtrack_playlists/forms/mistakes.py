"""What is wrong in a file people write: where, what, and how to mend it."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

import rtoml
from pydantic import BaseModel

from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.forms.lines import Location, line_of
from soundtrack_playlists.forms.values import TEXT_PATTERN
from soundtrack_playlists.phrases import did_you_mean, plural, printable, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails


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
        joint = " " if self.what.endswith((".", "!", "?")) else "; "
        cure = f"{joint}{self.cure}" if self.cure else ""
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


def parse(path: Path, text: str) -> Source:
    """Read TOML. Raises Mistaken with the line where it ends to be TOML."""
    try:
        return Source(path, text, rtoml.loads(text))
    except rtoml.TomlParsingError as error:
        why, _, line = re.sub(r" column \d+", "", printable(str(error))).rpartition(" at line ")
        number = int(line) if line.isdecimal() else None
        raise Mistaken([Mistake(path, number, "", f"not TOML: {why or error}", "mend that line")]) from error


def form_at(root: type[BaseModel], location: Sequence[int | str]) -> type[BaseModel]:
    """Tell the form of the innermost table on the way to a location, for a document of the form `root`."""
    form = root
    for part in location:
        if part in form.model_fields:
            form = _form_in(form.model_fields[str(part)].annotation) or form
    return form


def _form_in(annotation: Any) -> type[BaseModel] | None:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_form_in, get_args(annotation))), None)


def location_of(detail: ErrorDetails) -> Location:
    """Tell where in the document a value is that the form refuses."""
    return tuple(part for part in detail["loc"] if part != "[key]")


def _name_of(value: Any) -> str:
    names = (value.get(name) for name in ("title", "key", "name")) if isinstance(value, dict) else ()
    name = next(filter(None, names), None)
    return f" {shown(name)}" if name else ""


def _step(value: Any, part: int | str) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _explanation(detail: ErrorDetails, location: Location, form: type[BaseModel]) -> tuple[str, str]:
    names = [part for part in location if isinstance(part, str)]
    fields = form_at(form, names[:-1]).model_fields
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
    if kind == "value_error":
        return printable(detail["msg"].removeprefix("Value error, "))
    return f"{detail['msg'].removeprefix('Input ').removeprefix('String ')}, not {found}"


_MISSING = {"missing": "is missing", "too_short": "must not be empty"}
_EXPECTED = {
    "string_type": "text in quotes",
    "int_type": "a whole number without quotes",
    "bool_type": "true or false",
    "tuple_type": "a list in square brackets",
    "list_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
}


def _example(name: str, fields: Any) -> str:
    if name not in fields:
        return ""
    (example,) = fields[name].examples or [fields[name].default]
    said = fields[name].description or ""
    said = f"{said[:1].lower()}{said[1:].rstrip('.')}"
    if isinstance(example, dict) or (isinstance(example, list) and isinstance(example[0], dict)):
        return said
    if not isinstance(example, str | int | list) or example == "":
        return said
    return f"write it like {rtoml.dumps({name: example}).strip()}" + (f" ({said})" if said else "")

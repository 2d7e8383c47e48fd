"""Where in a TOML text a value stands. The parser does not say; only a message about a mistake needs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Location = tuple[int | str, ...]
"""Way to a value in a document: keys, and 0-based numbers in arrays: ``("songs", 3, "year")``."""

_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_LINE = re.compile(
    rf"\s*(?:\[\[\s*(?P<item>{_NAMES})\s*\]\]|\[\s*(?P<table>{_NAMES})\s*\]|(?P<key>{_NAMES})\s*=)"
)
_LONG_QUOTES = re.compile(r'"""|\'\'\'')


def line_of(text: str, location: Location) -> int:
    """Find the 1-based line of the value at a location, or of the innermost thing around it that is found."""
    lines: dict[Location, int] = {}
    for place, number in _marked(text):
        lines.setdefault(place, number)
    for length in range(len(location), 0, -1):
        if line := lines.get(location[:length]):
            return line
    return 1


def _marked(text: str) -> Iterator[tuple[Location, int]]:
    table: Location = ()
    counts: dict[Location, int] = {}
    for number, line in _outside_long_strings(text):
        if not (found := _LINE.match(line)):
            continue
        if found["key"]:
            names = _names(found["key"])
            yield from ((table + names[:depth], number) for depth in range(1, len(names) + 1))
            continue
        table = _inside(_names(found["item"] or found["table"]), counts, is_item=bool(found["item"]))
        yield table, number


def _inside(names: Location, counts: dict[Location, int], *, is_item: bool) -> Location:
    table: Location = ()
    for depth, name in enumerate(names, start=1):
        table += (name,)
        if is_item and depth == len(names):
            counts[table] = counts.get(table, -1) + 1
        if table in counts:
            table += (counts[table],)
    return table


def _names(dotted: str) -> Location:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside:
            yield number, line
        inside ^= len(_LONG_QUOTES.findall(line)) % 2 == 1

"""Text in columns: tables for pipes and terminals, paragraphs that keep their indent. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from soundtrack_playlists.phrases import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

Cell = str | int | None
"""What a table holds; whole numbers stand to the right, None is blank."""

GAP = "  "
NARROWEST = 20
"""Columns below which wrapping makes nothing more readable."""


def cells_of(text: str) -> int:
    """Count the columns a text takes on a terminal: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def aligned(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Lay out a table as plain lines, the column names first; no tabs, nothing cut off, no trailing blanks."""
    right = _numeric(columns, rows)
    texts = [list(columns), *([_text(cell) for cell in row] for row in rows)]
    widths = [max(cells_of(text) for text in column) for column in zip(*texts, strict=True)]
    return [
        GAP.join(
            " " * (width - cells_of(text)) + text if index in right else text + " " * (width - cells_of(text))
            for index, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in texts
    ]


def rich_table(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    """Draw the same table for a terminal, cells wrapped where it is narrow."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    right = _numeric(columns, rows)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for index, name in enumerate(columns):
        table.add_column(name, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_text(cell)) for cell in row))  # Text: a title may hold [brackets]
    return table


def wrapped(text: str, width: int | None, *, first: str = "", indent: str = "") -> str:
    """Break a paragraph at spaces to fit `width`; words that are longer (links) stay whole.

    `first` stands before the first line and `indent` before the others. None leaves one line.
    """
    lines, line = [], first
    room = None if width is None else max(width, NARROWEST)
    for word in text.split(" "):
        blank = "" if line in (first, indent) else " "
        if room and blank and cells_of(line) + 1 + cells_of(word) > room:
            lines.append(line)
            line, blank = indent, ""
        line += blank + word
    return "\n".join([*lines, line])


def _numeric(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> set[int]:
    return {
        index
        for index in range(len(columns))
        if any(isinstance(row[index], int) for row in rows)
        and all(row[index] is None or isinstance(row[index], int) for row in rows)
    }


def _text(cell: Cell) -> str:
    return "" if cell is None else printable(str(cell))

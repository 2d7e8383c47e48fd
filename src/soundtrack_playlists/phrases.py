"""How counts and near misses are put into words. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ALIKE = 62
"""Percent of letters in common from which a word may be what was meant: one slip in five letters."""

LONGEST_SHOWN = 60
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def plural(count: int, noun: str) -> str:
    """Count things: ``1 song``, ``12 songs``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def nearest(word: str, known: Iterable[str], *, limit: int = 1, partly: bool = False) -> list[str]:
    """List the known words that look most like one, best first; none where nothing does.

    `partly` counts a word that is only a part of the other as alike, as of titles.
    """
    from rapidfuzz import fuzz, process

    scorer = fuzz.WRatio if partly else fuzz.ratio
    found = process.extract(word, sorted(known), scorer=scorer, limit=limit, score_cutoff=ALIKE)
    return [name for name, _, _ in found]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the known word that looks most like one; empty where none does."""
    return "".join(f'did you mean "{name}"?' for name in nearest(word, known))


def printable(text: str) -> str:
    """Take the control characters out: no file or service writes to the terminal as it pleases."""
    return _CONTROLS.sub("�", text)


def shown(value: object) -> str:
    """Spell a value that was found, printable and cut where it is long."""
    text = printable(f'"{value}"' if isinstance(value, str) else str(value))
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"

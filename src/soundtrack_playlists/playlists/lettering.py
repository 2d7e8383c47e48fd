"""Letters on a picture: a typeface that has them, and a size in which they fit."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FINE = 2
"""Drawn so many times larger, then reduced: Pillow's curves have no soft edges of their own."""
LARGEST, SMALLEST = 150, 34
"""Sizes of the name, in pixels."""
LINES = 5
FOOT = range(27, 17, -1)
"""Sizes of the line at the foot, the preferred first."""
FACES = (
    *("HelveticaNeue.ttc", "segoeui.ttf", "Arial.ttf", "NotoSans-Regular.ttf", "DejaVuSans.ttf"),
    *("Arial Unicode.ttf", "YuGothM.ttc", "NotoSansCJK-Regular.ttc"),
)
"""Typefaces of macOS, Windows and Linux, for letters that Pillow's own lacks."""


def fitted(words: str, width: int, height: int) -> tuple[FreeTypeFont, list[str]]:
    """Find the largest type in which words fit a box, and the lines they then make.

    In the smallest type long words are broken, and what is too much ends in dots.
    """
    face, words = drawable(words)
    for size in range(LARGEST, SMALLEST, -4):
        font = typeface(size, face)
        lines = _wrapped(words, font, width)
        fits = len(lines) <= LINES and len(lines) * leading(size) <= height
        if fits and all(font.getlength(line) <= width for line in lines):
            return font, lines
    font = typeface(SMALLEST, face)
    lines = _wrapped(_broken(words, font, width), font, width)
    if len(lines) > LINES:
        lines[LINES - 1 :] = [_cut(f"{lines[LINES - 1]} {lines[LINES]}", font, width)]
    return font, lines


def one_line_fitted(words: str, width: int) -> tuple[FreeTypeFont, str]:
    """Set the line at the foot as large as it fits, at most as large as the kind at the head."""
    face, words = drawable(words)
    for size in FOOT:
        font = typeface(size, face)
        if font.getlength(words) <= width:
            break
    return font, words if font.getlength(words) <= width else _cut(words, font, width)


def _cut(words: str, font: FreeTypeFont, width: int) -> str:
    """Cut words so that they and dots after them fit."""
    while words and font.getlength(f"{words}…") > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _broken(words: str, font: FreeTypeFont, width: int) -> str:
    """Break what is wider than a line between letters."""
    pieces: list[str] = []
    for word in words.split():
        pieces.append("")
        for letter in word:
            if font.getlength(pieces[-1] + letter) > width:
                pieces.append("")
            pieces[-1] += letter
    return " ".join(pieces)


def _wrapped(words: str, font: FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def leading(size: int) -> int:
    """Tell how far apart lines of a size stand, in pixels of the fine drawing."""
    return int(size * FINE * 1.12)


def drawable(words: str) -> tuple[str | None, str]:
    """Choose a typeface that has every letter of some words; None is Pillow's own (Aileron, little but Latin).

    Where no typeface of this machine has them all, accents are left off, and letters that are still missing too.
    """
    for face in (None, *FACES):
        try:
            missing = _missing(words, face)
        except OSError:
            continue
        if not missing:
            return face, words
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter)
    )
    missing = _missing(plain, None)
    return None, " ".join("".join(letter for letter in plain if letter not in missing).split())


def _missing(words: str, face: str | None) -> set[str]:
    """Name the letters that a typeface lacks. Raises OSError where the typeface itself is not there."""
    font = typeface(27, face)
    box = bytes(font.getmask("\uffff"))
    return {letter for letter in set(words) - {" "} if bytes(font.getmask(letter)) == box}


def typeface(size: int, face: str | None = None) -> FreeTypeFont:
    """Load a typeface; Pillow's own is on every machine that has Pillow. Raises OSError for one that is not there."""
    from PIL import ImageFont

    if face:
        return ImageFont.truetype(face, size * FINE)
    font = ImageFont.load_default(size * FINE)
    assert isinstance(font, ImageFont.FreeTypeFont)  # every wheel of Pillow has FreeType
    return font

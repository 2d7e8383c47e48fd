"""Covers: quiet typographic pictures, told apart at a glance by film, decade or theme."""

from __future__ import annotations

import colorsys
import hashlib
import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from soundtrack_playlists.dataset.load import Dataset
    from soundtrack_playlists.playlists.playlist import Recipe

    Colour = tuple[int, int, int]

STYLE = 1
"""Number of the look: a new one draws every cover anew."""
SIDE = 640
FINE = 2
"""Drawn so many times larger, then reduced: Pillow's curves have no soft edges of their own."""
MARGIN = 52
LARGEST, SMALLEST = 150, 34
"""Sizes of the name, in pixels."""
LINES = 5
FACES = ("HelveticaNeue.ttc", "segoeui.ttf", "Arial.ttf", "NotoSans-Regular.ttf", "DejaVuSans.ttf")
"""Typefaces of macOS, Windows and Linux, for letters that Pillow's own lacks."""
BYTES = 190_000
"""What Spotify takes."""
QUALITIES = (92, 80, 60)


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover says: `kind` above (film, decade, theme), the `name` large, a `line` below.

    `seed` chooses the colour: the playlist's key, so that a playlist keeps its own.
    """

    kind: str
    name: str
    line: str
    seed: str

    @property
    def digest(self) -> str:
        """Identify the picture without drawing it."""
        words = "\n".join((str(STYLE), self.kind, self.name, self.line, self.seed))
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    def jpeg(self) -> bytes:
        """Draw it: 640 × 640 pixels, at most 190 KB."""
        image = draw(self)
        for quality in QUALITIES:
            file = io.BytesIO()
            image.save(file, "JPEG", quality=quality, optimize=True)
            if file.tell() <= BYTES:
                break
        return file.getvalue()


@dataclass(frozen=True, slots=True)
class Palette:
    """Three colours that go together."""

    ground: Colour
    ink: Colour
    accent: Colour

    @property
    def quiet(self) -> Colour:
        """Colour of small words: the ink, set back."""
        return _mixed(self.ink, self.ground, 0.3)


def cover_of(recipe: Recipe, dataset: Dataset, count: int) -> Cover:
    """Say what the cover of a recipe's playlist with so many songs shows."""
    from soundtrack_playlists.models import decade_label
    from soundtrack_playlists.phrases import plural

    songs = plural(count, "song")
    decade = "" if recipe.decade is None else decade_label(recipe.decade)
    theme = dataset.themes[recipe.theme].title if recipe.theme else ""
    if recipe.film:
        film = dataset.films[recipe.film]
        return Cover("film", film.title, _line(str(film.year), theme, songs), recipe.key)
    if recipe.theme:
        return Cover("theme", theme, _line(decade, songs), recipe.key)
    return Cover("decade", decade, songs, recipe.key)


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def draw(cover: Cover) -> Image:
    """Draw a cover: a ground and a figure by its kind, the words on top."""
    from PIL import Image, ImageDraw

    palette = palette_of(cover)
    image = Image.new("RGB", (SIDE * FINE, SIDE * FINE), palette.ground)
    pen = ImageDraw.Draw(image)
    {"film": _sprockets, "decade": _bars, "theme": _grooves}[cover.kind](pen, palette, cover)
    _words(pen, cover, palette)
    return image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def palette_of(cover: Cover) -> Palette:
    """Choose colours: light ground for films, strong for decades, dark for themes; the hue by the seed."""
    hue = hashlib.sha256(cover.seed.encode()).digest()[0] / 256
    match cover.kind:
        case "film":
            return Palette(_colour(hue, 0.93, 0.35), _colour(hue, 0.20, 0.45), _colour(hue, 0.48, 0.50))
        case "decade":
            return Palette(
                _colour(hue, 0.36, 0.55), _colour(hue, 0.97, 0.60), _colour(hue + 0.08, 0.46, 0.55)
            )
        case _:
            return Palette(
                _colour(hue, 0.12, 0.35), _colour(hue, 0.94, 0.25), _colour(hue + 0.05, 0.55, 0.45)
            )


def fitted(words: str, width: int, height: int) -> tuple[FreeTypeFont, list[str]]:
    """Find the largest type in which words fit a box, and the lines they then make."""
    face, words = drawable(words)
    size = LARGEST
    while True:
        font = _font(size, face)
        lines = _wrapped(words, font, width)
        fits = len(lines) <= LINES and len(lines) * _leading(size) <= height
        if size <= SMALLEST or (fits and all(font.getlength(line) <= width for line in lines)):
            return font, lines[:LINES]
        size -= 4


def _words(pen: ImageDraw, cover: Cover, palette: Palette) -> None:
    width = (SIDE - 2 * MARGIN) * FINE
    pen.text((MARGIN * FINE, MARGIN * FINE), _spaced(cover.kind), palette.quiet, _font(27), anchor="lt")
    foot = (SIDE - MARGIN) * FINE
    face, line = drawable(cover.line)
    pen.text((MARGIN * FINE, foot), line, palette.quiet, _font(27, face), anchor="ls")
    font, lines = fitted(cover.name, width, 330 * FINE)
    step = _leading(int(font.size) // FINE)
    bottom = foot - 62 * FINE
    for number, line in enumerate(reversed(lines)):
        pen.text((MARGIN * FINE, bottom - number * step), line, palette.ink, font, anchor="ls")


def _sprockets(pen: ImageDraw, palette: Palette, cover: Cover) -> None:
    """Punch holes along the top, as film has them."""
    del cover
    size, gap, top = 30 * FINE, 50 * FINE, 118 * FINE
    for number in range(11):
        left = MARGIN * FINE + number * gap
        pen.rounded_rectangle((left, top, left + size, top + size * 3 // 4), 6 * FINE, palette.accent)


def _bars(pen: ImageDraw, palette: Palette, cover: Cover) -> None:
    """Stack ten years as bars, drawn out by the seed like a level meter."""
    lengths = hashlib.sha256(cover.seed.encode()).digest()[1:11]
    for number, length in enumerate(lengths):
        top = (96 + number * 21) * FINE
        right = (SIDE - 40 - length * 380 // 255) * FINE
        pen.rounded_rectangle((right, top, SIDE * FINE, top + 11 * FINE), 5 * FINE, palette.accent)


def _grooves(pen: ImageDraw, palette: Palette, cover: Cover) -> None:
    """Let a record look in at the corner."""
    del cover
    middle = (SIDE - 110) * FINE, 110 * FINE
    groove = tuple(
        (3 * ground + accent) // 4 for ground, accent in zip(palette.ground, palette.accent, strict=True)
    )
    for radius in range(330, 70, -13):
        pen.ellipse(_round(middle, radius), outline=groove, width=2 * FINE)
    pen.ellipse(_round(middle, 62), fill=palette.accent)
    pen.ellipse(_round(middle, 9), fill=palette.ground)


def _round(middle: tuple[int, int], radius: int) -> tuple[int, int, int, int]:
    x, y = middle
    return x - radius * FINE, y - radius * FINE, x + radius * FINE, y + radius * FINE


def _wrapped(words: str, font: FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _spaced(word: str) -> str:
    return " ".join(word.upper())


def _leading(size: int) -> int:
    return int(size * FINE * 1.12)


def drawable(words: str) -> tuple[str | None, str]:
    """Choose a typeface that has every letter of some words; None is Pillow's own (Aileron, little but Latin).

    Where no typeface of this machine has them all, accents are left off.
    """
    for face in (None, *FACES):
        try:
            font = _font(27, face)
        except OSError:
            continue
        missing = bytes(font.getmask("\uffff"))
        if all(bytes(font.getmask(letter)) != missing for letter in set(words) - {" "}):
            return face, words
    plain = (letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
    return None, "".join(plain)


def _font(size: int, face: str | None = None) -> FreeTypeFont:
    """Load a typeface; Pillow's own is on every machine that has Pillow. Raises OSError for one that is not there."""
    from PIL import ImageFont

    if face:
        return ImageFont.truetype(face, size * FINE)
    font = ImageFont.load_default(size * FINE)
    assert isinstance(font, ImageFont.FreeTypeFont)  # every wheel of Pillow has FreeType
    return font


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _colour(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)

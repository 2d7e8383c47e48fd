"""Covers: quiet typographic pictures, told apart at a glance by film, decade or theme."""

from __future__ import annotations

import colorsys
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soundtrack_playlists.playlists.lettering import (
    FINE,
    drawable,
    fitted,
    leading,
    one_line_fitted,
    typeface,
)

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from soundtrack_playlists.dataset.load import Dataset
    from soundtrack_playlists.playlists.playlist import Playlist, Recipe

    Colour = tuple[int, int, int]

STYLE = 2
"""Number of the look: a new one draws every cover anew."""
SIDE = 640
MARGIN = 52
PASSING = ("count", "songs", "date")
"""Placeholders whose value changes with the songs: a title with one of them is not for a picture."""
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


def cover_of(playlist: Playlist, dataset: Dataset) -> Cover:
    """Say what the cover of a playlist shows: nothing that changes with its songs, so that it is drawn once."""
    recipe = playlist.recipe
    kind, name, line = _shown(recipe, dataset)
    own = recipe.title and not any(f"{{{passing}}}" in recipe.title for passing in PASSING)
    return Cover(kind, playlist.title if own else name, line, recipe.key)


def _shown(recipe: Recipe, dataset: Dataset) -> tuple[str, str, str]:
    """Choose kind, name and line by what says most about a recipe."""
    from soundtrack_playlists.models import decade_label

    decade = "" if recipe.decade is None else decade_label(recipe.decade)
    by_song = recipe.decade_of == "song"
    theme = dataset.themes[recipe.theme].title if recipe.theme else ""
    if recipe.film:
        film = dataset.films[recipe.film]
        return "film", film.title, " · ".join(filter(None, (str(film.year), theme)))
    if recipe.theme:
        return "theme", theme, f"songs of the {decade}" if decade and by_song else decade
    return "decade", decade, "its songs, from films of any year" if by_song else "its films’ soundtracks"


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


def _words(pen: ImageDraw, cover: Cover, palette: Palette) -> None:
    width = (SIDE - 2 * MARGIN) * FINE
    pen.text((MARGIN * FINE, MARGIN * FINE), _spaced(cover.kind), palette.quiet, typeface(27), anchor="lt")
    foot = (SIDE - MARGIN) * FINE
    small, line = one_line_fitted(cover.line, width)
    pen.text((MARGIN * FINE, foot), line, palette.quiet, small, anchor="ls")
    font, lines = fitted(_nameable(cover), width, 330 * FINE)
    step = leading(int(font.size) // FINE)
    bottom = foot - (62 * FINE if line else 0)
    for number, line in enumerate(reversed(lines)):
        pen.text((MARGIN * FINE, bottom - number * step), line, palette.ink, font, anchor="ls")


def _nameable(cover: Cover) -> str:
    """Return the name, or what the playlist's key makes of it where no typeface here has its letters."""
    if drawable(cover.name)[1]:
        return cover.name
    return cover.seed.partition(":")[2].replace("-", " ").title()


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


def _spaced(word: str) -> str:
    return " ".join(word.upper())


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _colour(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)

"""Covers: the right size, told apart, and no title too long for them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from soundtrack_playlists.dataset.load import load
from soundtrack_playlists.playlists.covers import BYTES, FINE, LINES, Cover, cover_of, draw, drawable, fitted
from soundtrack_playlists.playlists.playlist import Recipe

COVERS = (
    Cover("film", "Batman Forever", "1995 · 9 songs", "film:batman-forever"),
    Cover("decade", "1990s", "143 songs", "decade:1990s"),
    Cover("theme", "Trip-hop and electronica after dark", "32 songs", "theme:trip-hop"),
    Cover("film", "Le Fabuleux Destin d’Amélie Poulain", "2001 · 6 songs", "film:amelie"),
    Cover("film", "W" * 80, "2001 · 6 songs", "film:w"),
    Cover("film", "千と千尋の神隠し", "2001 · 6 songs", "film:chihiro"),
    Cover("film", "a very long title of many short words " * 4, "1 song", "film:long"),
)


@pytest.mark.parametrize("cover", COVERS, ids=lambda cover: cover.seed)
def test_a_cover_is_a_square_jpeg_that_spotify_takes(cover: Cover) -> None:
    """640 pixels a side, at most 190 KB, whatever the title."""
    jpeg = cover.jpeg()
    assert len(jpeg) <= BYTES
    with Image.open(io.BytesIO(jpeg)) as image:
        assert (image.format, image.size) == ("JPEG", (640, 640))


def test_films_decades_and_themes_are_told_apart_by_their_ground() -> None:
    """Light, strong and dark, for the same colour."""
    lightness = [
        sum(draw(Cover(kind, "Name", "", "seed")).resize((1, 1)).convert("L").tobytes())
        for kind in ("film", "decade", "theme")
    ]
    assert lightness == sorted(lightness, reverse=True)
    assert lightness[0] - lightness[1] > 50
    assert lightness[1] - lightness[2] > 30


def test_the_digest_changes_with_every_word_and_only_then() -> None:
    """It decides whether a picture is uploaded."""
    cover = Cover("film", "Spawn", "1997 · 9 songs", "film:spawn")
    others = [
        Cover("theme", "Spawn", cover.line, cover.seed),
        Cover("film", "Spawn", "1997 · 8 songs", cover.seed),
    ]
    assert cover.digest == Cover("film", "Spawn", "1997 · 9 songs", "film:spawn").digest
    assert len({cover.digest, *(other.digest for other in others)}) == 3


def test_every_title_we_ship_fits() -> None:
    """No line is wider than the picture, no title higher."""
    dataset = load()
    width = (640 - 104) * FINE
    for name in [film.title for film in dataset.films.values()] + [
        theme.title for theme in dataset.themes.values()
    ]:
        font, lines = fitted(name, width, 330 * FINE)
        assert len(lines) <= LINES
        assert all(font.getlength(line) <= width for line in lines)
        assert " ".join(lines) == drawable(name)[1]


def test_letters_that_no_typeface_has_lose_their_accents_only() -> None:
    """A box in place of a letter would be uglier than a plain letter."""
    _, words = drawable("Amélie")
    assert words in {"Amélie", "Amelie"}


@pytest.mark.parametrize(
    ("recipe", "kind", "line"),
    [
        (Recipe(film="spawn"), "film", "1997 · 9 songs"),
        (Recipe(film="spawn", theme="nu-metal"), "film", "1997 · Nu metal after midnight · 9 songs"),
        (Recipe(decade=1990), "decade", "9 songs"),
    ],
)
def test_a_cover_says_what_its_recipe_narrows_by(recipe: Recipe, kind: str, line: str) -> None:
    """The film first, then what else."""
    cover = cover_of(recipe, load(), 9)
    assert (cover.kind, cover.line.casefold()) == (kind, line.casefold())

"""Covers: the right size, told apart, and no title too long for them."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from soundtrack_playlists.config import Config
from soundtrack_playlists.dataset.load import load
from soundtrack_playlists.playlists.assemble import assemble
from soundtrack_playlists.playlists.covers import BYTES, Cover, cover_of, draw
from soundtrack_playlists.playlists.lettering import FINE, LINES, drawable, fitted
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
    ("recipe", "kind", "name", "line"),
    [
        (Recipe(film="spawn"), "film", "Spawn", "1997"),
        (Recipe(film="spawn", theme="nu-metal"), "film", "Spawn", "1997 · Nu Metal after Midnight"),
        (Recipe(decade=1990), "decade", "1990s", "its films’ soundtracks"),
        (Recipe(decade=1990, decade_of="song"), "decade", "1990s", "its songs, from films of any year"),
        (Recipe(theme="nu-metal", decade=1990), "theme", "Nu Metal after Midnight", "1990s"),
        (Recipe(film="spawn", title="{film}, loud"), "film", "Spawn, loud", "1997"),
        (Recipe(film="spawn", title="{film}: {songs}"), "film", "Spawn", "1997"),
    ],
)
def test_a_cover_says_what_its_recipe_narrows_by(recipe: Recipe, kind: str, name: str, line: str) -> None:
    """The film first, then what else; a title of the user's own, unless it changes with the songs."""
    dataset = load()
    cover = cover_of(assemble(recipe, dataset, Config(), today=date(2026, 11, 23)), dataset)
    assert (cover.kind, cover.name, cover.line) == (kind, name, line)


@pytest.mark.parametrize("name", ["W" * 80, "antidisestablishmentarianism " * 30, "a b c d " * 60])
def test_no_name_runs_over_the_edge(name: str) -> None:
    """Long words are broken, and too many of them end in dots."""
    width = (640 - 104) * FINE
    font, lines = fitted(name, width, 330 * FINE)
    assert len(lines) <= LINES
    assert all(font.getlength(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "") or lines[-1].endswith("…")


@pytest.mark.parametrize("line", ["1997", "1997 · Nu Metal after Midnight and further", "of any year " * 20])
def test_the_line_at_the_foot_stays_within_the_picture(line: str) -> None:
    """Its right margin is as empty as the ground, however much it says."""
    cover = Cover("film", "Spawn", line, "film:spawn")
    picture = draw(cover)
    edge = picture.crop((640 - 40, 560, 640, 640)).convert("L")
    assert len(set(edge.tobytes())) == 1


def test_a_name_in_letters_no_typeface_has_gives_way_to_the_key() -> None:
    """Rather the key's plain words than a row of boxes."""
    unknown = Cover("film", "\U00012000\U00012001", "2001", "film:spirited-away")
    named = Cover("film", "Spirited Away", "2001", "film:spirited-away")
    assert draw(unknown).tobytes() == draw(named).tobytes()

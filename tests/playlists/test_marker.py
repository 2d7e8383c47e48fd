"""The marker: a sentence by which a playlist is found again."""

from __future__ import annotations

import html
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.models import DecadeOf, Order, Songs
from soundtrack_playlists.playlists.marker import key_in, marked, recipe_in, undated
from soundtrack_playlists.playlists.playlist import Recipe

SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda slug: len(slug) < 60)
RECIPES = st.builds(
    Recipe,
    film=st.none() | SLUGS,
    decade=st.none() | st.integers(192, 209).map(lambda tens: tens * 10),
    theme=st.none() | SLUGS,
    decade_of=st.sampled_from(get_args(DecadeOf)),
    songs=st.sampled_from(get_args(Songs)),
    order=st.sampled_from(get_args(Order)),
    limit=st.none() | st.integers(1, 500),
).filter(lambda recipe: bool(recipe.key))


@given(recipe=RECIPES, words=st.text(max_size=400))
def test_a_recipe_survives_the_description_and_spotifys_escaping(recipe: Recipe, words: str) -> None:
    """Whatever stands before it, in 300 characters, escaped and unescaped."""
    description = marked(words, recipe)
    back = html.unescape(html.escape(description, quote=True))
    assert len(description) <= 300
    assert key_in(back) == recipe.key
    assert recipe_in(back, Recipe(songs="all", order="title")) == recipe


@pytest.mark.parametrize(
    "description",
    [
        "",
        "My songs",
        "Kept by soundtrack-playlists as mood:sad",
        "Kept by soundtrack-playlists as film:",
    ],
)
def test_other_descriptions_carry_no_key(description: str) -> None:
    """A playlist of the user's own is never taken for ours."""
    assert key_in(description) is None
    assert recipe_in(description, Recipe()) is None


@pytest.mark.parametrize("rest", [".", ", and by me", " - my favourites", "\n(for the car)"])
def test_words_that_the_user_puts_behind_the_marker_do_not_hide_it(rest: str) -> None:
    """People write at the end of a text, and end sentences with a full stop."""
    description = marked("Mine.", Recipe(theme="nu-metal", decade=1990, limit=20)) + rest
    assert key_in(description) == "decade:1990s+theme:nu-metal"
    assert recipe_in(description, Recipe()) == Recipe(theme="nu-metal", decade=1990, limit=20)


def test_of_several_markers_the_last_counts() -> None:
    """Ours stands at the end; a description may quote another."""
    quoting = marked("Unlike “Kept by soundtrack-playlists as film:x”", Recipe(theme="nu-metal"))
    assert key_in(quoting) == "theme:nu-metal"


def test_a_marker_that_makes_no_recipe_is_passed_over() -> None:
    """A decade that is none cannot be refreshed."""
    assert recipe_in("Kept by soundtrack-playlists as decade:nineties", Recipe()) is None


def test_dates_are_left_out_for_comparing() -> None:
    """Only the dates differ: nothing to write."""
    assert undated("9 songs. Checked 2026-11-23.") == undated("9 songs. Checked 2027-01-02.")

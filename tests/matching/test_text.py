"""Folding, cutting and spelling of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.text import fold, slug, squash, tokens


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is its own fold."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_blank_text_folds_to_nothing(text: str) -> None:
    """Punctuation and pictures keep something to compare."""
    assert bool(fold(text)) == any(not sign.isspace() for sign in text) or not text.isprintable()


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_case_does_not_matter(text: str) -> None:
    """Upper and lower case of European letters fold alike."""
    assert fold(text.lower()) == fold(text.lower().casefold())


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Beyoncé – Crazy’s", "beyonce crazys"),
        ("Me'Shell Ndegéocello", "meshell ndegeocello"),
        ("Rock & Roll", "rock and roll"),
        ("Straße Ærø", "strasse aero"),
        ("Полюшко-поле", "полюшко поле"),
        ("が", "が"),
        ("!!!", "!!!"),
        ("🙂", "🙂"),
        ("snake_case", "snake case"),
    ],
)
def test_folds(printed: str, folded: str) -> None:
    """Accents and punctuation go, letters of every script stay."""
    assert fold(printed) == folded


def test_tokens_are_the_folded_words() -> None:
    """A text is cut at what folding takes away."""
    assert tokens("(Can't You) Trip/Like") == ["cant", "you", "trip", "like"]


def test_squashing_closes_gaps() -> None:
    """Dots and spaces make no difference between names."""
    assert squash("R.E.M.") == squash("REM") == "rem"


@pytest.mark.parametrize(("title", "spelt"), [("Batman & Robin", "batman-and-robin"), ("???", "u3f-u3f-u3f")])
def test_slugs_are_fit_for_file_names(title: str, spelt: str) -> None:
    """A slug holds letters, digits and hyphens even where the title has none."""
    assert slug(title) == spelt

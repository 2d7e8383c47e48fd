"""Credits compared, however they are printed."""

from __future__ import annotations

from random import Random  # noqa: TC003 - hypothesis reads the annotations when it runs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.matching.credits import Sharing, lead_artist, name_key, parse_credit, sharing

NAMES = st.sampled_from(
    ["Prince", "The Revolution", "Earth, Wind & Fire", "R.E.M.", "Kiki Dee", "Elton John", "!!!"]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P!nk", "Pink"),
        ("AC/DC", "AC DC"),
        ("R.E.M.", "REM"),
        ("The Beatles", "Beatles"),
        ("A$AP Rocky", "ASAP Rocky"),
        ("Run-D.M.C.", "Run DMC"),
        ("Guns N' Roses", "Guns & Roses"),
        ("The 4 Seasons", "Four Seasons"),
    ],
)
def test_one_name_has_one_key(one: str, other: str) -> None:
    """Signs, articles, dots and spelt-out numbers make no other artist."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Therapy", "Rapy"), ("!!!", "???"), ("AC/DC", "AC"), ("Fire", "Earth, Wind & Fire")],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    """Comparing loosely does not make different artists one."""
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("wanted", "offered", "expected"),
    [
        (("Elton John & Kiki Dee",), ("Kiki Dee", "Elton John"), Sharing.ALL),
        (("Terror Fabulous Featuring Nadine Sutherland",), ("Terror Fabulous",), Sharing.ALL),
        (("Crosby, Stills, Nash & Young",), ("Crosby\\", "Stills\\", "Nash & Young"), Sharing.ALL),
        (("Prince",), ("Prince", "The Revolution"), Sharing.ONE),
        (("Mr. Probz", "Robin Schulz"), ("Mr. Probz", "T.I."), Sharing.BOTH_MORE),
        (("Big Audio",), ("Big Audio Dynamite",), Sharing.PART),
        (("Earth, Wind & Fire",), ("Fire",), Sharing.NOTHING),
        (("Drowning Pool",), ("Offset", "JID"), Sharing.NOTHING),
    ],
)
def test_how_much_is_shared(wanted: tuple[str, ...], offered: tuple[str, ...], expected: Sharing) -> None:
    """Joints, order and guests do not matter; a word of a name is not the name."""
    assert sharing(parse_credit(wanted), parse_credit(offered)) is expected


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), st.randoms(use_true_random=False))
def test_order_does_not_matter(names: list[str], random: Random) -> None:
    """A credit in any order is the same credit."""
    shuffled = random.sample(names, len(names))
    assert sharing(parse_credit(tuple(names)), parse_credit(tuple(shuffled))) is Sharing.ALL


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_any_text_can_be_a_credit(one: list[str], other: list[str]) -> None:
    """Artists may be printed as anything, nothing included."""
    assert sharing(parse_credit(tuple(one)), parse_credit(tuple(other))) in Sharing


@pytest.mark.parametrize(
    ("printed", "lead"),
    [("Carlos Vives, Ricky Martin", "Carlos Vives"), ("AC/DC", "AC/DC"), ("A feat. B", "A")],
)
def test_the_first_artist_of_a_joined_name_leads(printed: str, lead: str) -> None:
    """A search asks for one artist; slashes are part of names."""
    assert lead_artist(printed) == lead

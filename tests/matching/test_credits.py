"""Credits compared, however they are printed."""

from __future__ import annotations

from random import Random  # noqa: TC003 - hypothesis reads the annotations when it runs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.matching.credits import lead_artist, name_key, parse_credit
from soundtrack_playlists.matching.sharing import Sharing, sharing

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
        ("Jay Z", "JAY-Z"),
        ("Blink 182", "blink-182"),
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
        (("Earth",), ("Earth, Wind & Fire",), Sharing.PART),
        (("Sam",), ("Sam & Dave",), Sharing.PART),
        (("Sam & Dave",), ("Sam",), Sharing.ONE),
        (("AC",), ("AC/DC",), Sharing.PART),
        (("Prince",), ("Prince & The Revolution",), Sharing.ONE),
        (("Kool",), ("Kool & The Gang",), Sharing.PART),
        (("Nas",), ("Nas & Damian Marley",), Sharing.ONE),
        (("Eminem",), ("Eminem, Rihanna",), Sharing.ONE),
        (("U2",), ("Mary J. Blige", "U2"), Sharing.BEHIND),
        (("Boo-Yaa T.R.I.B.E.",), ("Boo-Ya Tribe",), Sharing.NEARLY),
        (("Iron Maiden",), ("The Iron Maidens",), Sharing.NOTHING),
        (("Electric Light Orchestra",), ("Electric Light Orchestra Part II",), Sharing.NOTHING),
        (("blink-182",), ("Blink 183",), Sharing.NOTHING),
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


@given(st.text("BCDFGH", min_size=1), st.text("BCDFGH12 ", min_size=1))
def test_words_added_to_a_name_make_another_act(name: str, added: str) -> None:
    """Whatever stands behind an artist's name, it is at best what a longer name begins with."""
    if name_key(f"{name} {added}") != name_key(name):
        assert sharing(parse_credit((name,)), parse_credit((f"{name} {added}",))) <= Sharing.PART


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

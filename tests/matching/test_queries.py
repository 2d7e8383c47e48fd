"""The ladder of searches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.matching.queries import LONGEST_QUERY, album_queries, ladder, words
from soundtrack_playlists.matching.sought import Sought
from soundtrack_playlists.models import Credit, Film, Song, Soundtrack, Wanted


def test_a_known_isrc_is_asked_for_first() -> None:
    """The ISRC finds the recording itself; words come after it."""
    song = Song("film/song", "Disorder", Credit(("Slayer", "Ice-T")), isrc="USSM19301234")
    assert ladder(Sought.of(Wanted(Film("film", "Film", 1993), song))) == (
        "isrc:USSM19301234",
        "Disorder Slayer",
    )


@pytest.mark.parametrize(
    ("title", "artist", "rungs"),
    [
        ("(Can't You) Trip Like I Do", "Filter", ("Cant You Trip Like I Do Filter", "Trip Like I Do Filter")),
        ("8 Ball (Remix)", "N.W.A", ("8 Ball Remix N.W.A", "8 Ball N.W.A")),
        ('Lift Me Up - From "The Film"', "Moby", ("Lift Me Up Moby",)),
        (
            "Cup of Life",
            "Carlos Vives, Ricky Martin",
            ("Cup of Life Carlos Vives, Ricky Martin", "Cup of Life Carlos Vives"),
        ),
        ("Leviticus: Faggot", "Me'Shell Ndegéocello", ("Leviticus Faggot MeShell Ndegéocello",)),
        ("???", "!!!", ("??? !!!",)),
    ],
)
def test_words_come_cleaned_and_then_barest(title: str, artist: str, rungs: tuple[str, ...]) -> None:
    """Each rung asks for less than the one before, and none is asked twice."""
    assert ladder(Sought.query(title, (artist,))) == rungs


@given(st.text(), st.lists(st.text(), max_size=2))
def test_every_query_is_one_that_the_service_takes(title: str, artists: list[str]) -> None:
    """Queries are different from each other, never blank and never too long."""
    rungs = ladder(Sought.query(title, tuple(artists)))
    assert len(set(rungs)) == len(rungs)
    assert all(rung.strip() and len(rung) <= LONGEST_QUERY for rung in rungs)


def test_long_texts_are_cut_between_words() -> None:
    """A query that is too long ends with a whole word."""
    assert words("word " * 100) == " ".join(["word"] * 50)


def test_an_album_is_asked_for_by_its_title_and_then_by_its_film() -> None:
    """A film's soundtrack may be printed under a title that nobody knows."""
    film = Film("film", "Maximum Overdrive", 1986, soundtracks=(Soundtrack("Who Made Who: The Album"),))
    assert album_queries(film) == ("Who Made Who The Album", "Maximum Overdrive soundtrack")


def test_a_film_without_a_soundtrack_asks_for_no_album() -> None:
    """Songs only heard in a film are searched one by one."""
    assert album_queries(Film("film", "Bio-Dome", 1996)) == ()

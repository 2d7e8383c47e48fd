"""A printed title taken to pieces."""

from __future__ import annotations

import pytest

from soundtrack_playlists.matching.titles import bare_title, parse_title, without_packaging
from soundtrack_playlists.matching.vocabulary import Mark


@pytest.mark.parametrize(
    ("printed", "marks"),
    [
        ("Song - Live at Wembley, 2007", {Mark.LIVE}),
        ("Song (Live)", {Mark.LIVE}),
        ("Song - MTV Unplugged", {Mark.LIVE}),
        ("Song - Live;2002 Remastered Version", {Mark.LIVE}),
        ("Song (Acoustic Live)", {Mark.ACOUSTIC}),
        ("Song - Steve Aoki Remix / Radio Edit", {Mark.REMIX}),
        ("Song (Soulwax Mix)", {Mark.REMIX}),
        ("Song - Early Take", {Mark.DEMO}),
        ("Song (Re-Recorded) [Remastered]", {Mark.RERECORDED}),
        ("Song (Spanish Version)", {Mark.TRANSLATED}),
        ("Song (Extended Mix)", {Mark.EXTENDED}),
        ("Song [Karaoke Version]", {Mark.IMITATION}),
        ("Song (Minecraft Parody)", {Mark.IMITATION}),
        ("Song - MTV Live", {Mark.LIVE}),
        ("Song - Recorded at Spotify Studios NYC", {Mark.LIVE}),
        ("Song (Speed Up)", {Mark.RETIMED}),
        ("Song (TikTok Version)", {Mark.RETIMED}),
        ("Song - Vocal Backing", {Mark.INSTRUMENTAL}),
        ("Song (Minus One)", {Mark.INSTRUMENTAL}),
        ("Song - Bonus Beats", {Mark.REMIX}),
        ("Song - Bass Boosted", {Mark.REMIX}),
        ("Song (Work Tape)", {Mark.DEMO}),
        ("Song - Early Version", {Mark.DEMO}),
        ("Song - Intro", {Mark.FRAGMENT}),
        ("Song (Outro)", {Mark.FRAGMENT}),
        ("Song (with the Royal Philharmonic Orchestra)", {Mark.ARRANGED}),
        ("Song - With Long Lost Guitars", {Mark.ARRANGED}),
    ],
)
def test_versions_are_marked(printed: str, marks: set[Mark]) -> None:
    """Words at the ends of a qualifier say what makes another recording."""
    title = parse_title(printed)
    assert (title.core, title.whole, set(title.marks)) == ("song", "song", marks)


@pytest.mark.parametrize(
    "printed",
    [
        "Song - 2009 Remaster",
        "Song (Remastered 2011)",
        "Song - Single Version / Mono",
        "Song - Original Mix",
        'Song (7" Mix)',
        "Song (Bonus Track)",
        'Song - From "Grease" Original Motion Picture Soundtrack',
        "Song (feat. Somebody)",
        "Song ft. Somebody",
        "Song [Explicit",
    ],
)
def test_packaging_is_no_version(printed: str) -> None:
    """Releases, formats, films and guests leave title and version as they are."""
    title = parse_title(printed)
    assert (title.whole, title.marks) == ("song", frozenset())


@pytest.mark.parametrize(
    "printed",
    [
        "Song (The Way I Live)",
        "Song - The Way I Live",
        "Song (Take My Hand)",
        "Song (From Now On)",
        "Song (Looking Back)",
        "Song (Backing Me Up)",
    ],
)
def test_a_subtitle_is_no_version(printed: str) -> None:
    """A word inside a phrase marks nothing: the phrase belongs to the title."""
    title = parse_title(printed)
    assert (title.core, title.marks) == ("song", frozenset())
    assert title.whole.startswith("song")
    assert title.whole != "song"


@pytest.mark.parametrize(
    ("printed", "core"),
    [("Alive", "alive"), ("Live", "live"), ("(Live)", "live"), ("Live and Let Die", "liveandletdie")],
)
def test_words_of_the_title_itself_mark_nothing(printed: str, core: str) -> None:
    """Only what stands behind a title can qualify it."""
    title = parse_title(printed)
    assert (title.core, title.marks) == (core, frozenset())


def test_parts_have_one_spelling() -> None:
    """Part numbers agree in Roman and Arabic, spelt out or short."""
    assert parse_title("Shout, Pt. II").whole == parse_title("Shout (Part Two)").whole


@pytest.mark.parametrize(
    "printed", ["Song (2008 Version)", "Song - Version 2019", "Song - Recorded at Abbey Road Studios"]
)
def test_another_year_or_studio_may_make_another_recording(printed: str) -> None:
    """A version of a year, and a studio's name, say that the song was made anew, perhaps."""
    title = parse_title(printed)
    assert (title.whole, title.marks, title.anew) == ("song", frozenset(), True)


@pytest.mark.parametrize(
    "printed",
    [
        "Song - 2008 Remastered Version",
        "Song (2008 Remaster)",
        "Song - 1966 Album Version",
        "Song - Single Version",
    ],
)
def test_a_release_in_another_year_makes_no_other_recording(printed: str) -> None:
    """Remasters and formats are packaging, whatever year they bear."""
    assert not parse_title(printed).anew


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Song (Dr. Dre Remix 2002)", "Song - Dr. Dre Remix", True),
        ("Song (Dr. Dre Remix)", "Song (Dr. Luke Remix)", False),
        ("Song (Michael Diamond Remix)", "Song (Michael Jackson Remix)", False),
        ("Song - Live at Wembley", "Song - Live at Wembley Stadium, London, July 1986", True),
        ("Song - Live in London / 1995", "Song - Live in London / 2005", False),
        ("Song - Live in London", "Song - Live in Paris", False),
        ("Song (Remix)", "Song (Soulwax Remix)", True),
    ],
)
def test_makers_places_and_years_are_compared(one: str, other: str, *, alike: bool) -> None:
    """One side may tell less than the other; what both tell agrees."""
    assert parse_title(one).may_be_made_like(parse_title(other)) is alike


def test_films_and_guests_are_kept() -> None:
    """What a qualifier names is there to compare."""
    title = parse_title('Song (feat. A & B) - From "The Film"')
    assert (title.guests, title.films) == (("A & B",), ("the film",))


def test_the_bare_title_leaves_out_all_qualifiers() -> None:
    """A search for the barest words has neither brackets nor what is in them."""
    assert bare_title("(Can't You) Trip Like I Do (Remix) - Edit") == "Trip Like I Do"
    assert bare_title("(Live)") == "(Live)"


def test_without_packaging_versions_stay() -> None:
    """A search keeps the words that make another recording, and subtitles."""
    assert (
        without_packaging("Io (This Time Around) (Orbit Remix) - 2009 Remaster")
        == "Io This Time Around Orbit Remix"
    )

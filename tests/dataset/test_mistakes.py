"""What is wrong in a data file is said with line, place and cure, every mistake in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from soundtrack_playlists.dataset.load import read_library
from soundtrack_playlists.forms.lines import line_of

if TYPE_CHECKING:
    from pathlib import Path

    from small_films import Write

HEAD = 'title = "Film"\nyear = 1995\n'
ALBUM = f'{HEAD}[[soundtracks]]\ntitle = "Album"\n'
SONG = f'{ALBUM}[[songs]]\ntitle = "Song"\nartists = ["A"]\n'
THEME = '[[themes]]\nkey = "t"\ntitle = "T"\ndescription = "T."\n'


class Case(NamedTuple):
    """A file with one mistake, and what its message must say."""

    text: str
    line: int
    place: str
    what: str
    cure: str


FILM_CASES = {
    "missing field": Case('title = "Film"\n', 1, "year", "is missing", "write it like year = 1995"),
    "number in quotes": Case(
        'title = "Film"\nyear = "1995"\n', 2, "year", "whole number", "write it like year = 1995"
    ),
    "year before film": Case('title = "Film"\nyear = 1800\n', 2, "year", "1888", "write it like"),
    "year to come": Case('title = "Film"\nyear = 2999\n', 2, "year", "2999 is too far ahead", "films up to"),
    "text as number": Case("title = 1\nyear = 1995\n", 1, "title", "text in quotes, not 1", 'title = "'),
    "blank title": Case('title = " "\nyear = 1995\n', 1, "title", '" " is empty', 'title = "'),
    "control character": Case(
        'title = "\\u001b[2J"\nyear = 1995\n', 1, "title", '"�[2J" is empty, or', 'title = "'
    ),
    "unknown key": Case(f'{HEAD}direktor = "X"\n', 3, "direktor", "no such key", 'did you mean "director"?'),
    "unlike any key": Case(
        f"{SONG}year = 1995\n", 8, 'songs #1 "Song" › year', "no such key", "first_released"
    ),
    "tag unknown": Case(f'{HEAD}tags = ["superheroo"]\n', 3, "tags #1", "vocabulary", '"superhero"?'),
    "tag unlike any": Case(f'{HEAD}tags = ["zzz"]\n', 3, "tags #1", "vocabulary", "tags.toml"),
    "tag of a song": Case(
        f'{SONG}tags = ["balad"]\n', 8, 'songs #1 "Song" › tags #1', "vocabulary", '"ballad"?'
    ),
    "tags not a list": Case(f'{HEAD}tags = "superhero"\n', 3, "tags", "list in square brackets", 'tags = ["'),
    "no artist": Case(
        f'{HEAD}[[songs]]\ntitle = "S"\nartists = []\n', 5, "artists", "must not be empty", '["Seal"]'
    ),
    "song not a table": Case(
        f'{HEAD}songs = ["S"]\n', 3, "songs #1", "must be a table", "in the order of the album"
    ),
    "doubled song": Case(
        f'{SONG}[[songs]]\ntitle = "SONG!"\nartists = ["a"]\n', 8, "songs #2", "is song #1 again", "`version`"
    ),
    "soundtrack out of range": Case(
        f"{SONG}soundtrack = 2\n", 8, "soundtrack", "no soundtrack 2", "has 1 soundtrack"
    ),
    "soundtrack of none": Case(
        f'{HEAD}[[songs]]\ntitle = "S"\nartists = ["A"]\nsoundtrack = 1\n',
        6,
        "soundtrack",
        "no soundtrack 1",
        "has 0",
    ),
    "album id": Case(
        f'{ALBUM}spotify = ["012345678901234567890"]\n', 5, "spotify #1", "right form", "the 22 characters"
    ),
    "date unquoted": Case(
        f"{ALBUM}release_date = 1995-06-06\n", 5, "release_date", "text in quotes", '"1995-06-06"'
    ),
    "date of no form": Case(
        f'{ALBUM}release_date = "6 June"\n', 5, "release_date", "right form", '"1995-06-06"'
    ),
    "day that is none": Case(
        f'{ALBUM}release_date = "1995-02-30"\n', 5, "release_date", "no 1995-02-30", "look"
    ),
    "duration": Case(f'{SONG}duration = "4.46"\n', 8, "duration", "right form", 'duration = "4:46"'),
    "isrc": Case(f'{SONG}isrc = "GB-XYZ-94-00001"\n', 8, "isrc", "right form", "without hyphens"),
    "confidence": Case(f'{SONG}confidence = "sure"\n', 8, "confidence", "'partly'", 'confidence = "partly"'),
    "released after the film": Case(
        f"{SONG}first_released = 1997\n", 8, "first_released", "after", "1996 at the latest"
    ),
    "cover before original": Case(
        f"{SONG}first_released = 1980\n[songs.cover_of]\nyear = 1990\n",
        10,
        "cover_of › year",
        "later",
        "original",
    ),
    "cover with a slip": Case(
        f"{SONG}cover_of = {{ yeer = 1990 }}\n", 8, "cover_of › yeer", "no such key", '"year"?'
    ),
    "not TOML": Case(f"{HEAD}tags = [\n", 3, "", "not TOML", "mend that line"),
}
THEME_CASES = {
    "unknown film": Case(
        f'{THEME}rule.films = ["batman-forevr"]\n', 5, "films #1", "no film", '"batman-forever"?'
    ),
    "unlike any film": Case(f'{THEME}rule.films = ["zzz"]\n', 5, "films #1", "no film", "films --json"),
    "unknown song": Case(
        f'{THEME}rule.songs = ["super-fly/pushrman"]\n', 5, "songs #1", "no song", '/pusherman"?'
    ),
    "unknown tag": Case(
        f'{THEME}[themes.rule]\nany_tags = ["balad"]\n', 6, "any_tags #1", "vocabulary", '"ballad"?'
    ),
    "rule without conditions": Case(
        f'{THEME}rule.not_tags = ["ballad"]\n', 5, "rule", "takes no song", "any_tags"
    ),
    "doubled theme": Case(
        f"{THEME}rule.covers = true\n{THEME}rule.covers = true\n",
        7,
        "themes #2",
        '"t" is theme #1',
        "name it apart",
    ),
    "key with capitals": Case(
        '[[themes]]\nkey = "Nu Metal"\ntitle = "T"\ndescription = "T."\nrule.covers = true\n',
        2,
        "key",
        "right form",
        "small letters",
    ),
}


@pytest.mark.parametrize("case", FILM_CASES.values(), ids=FILM_CASES.keys())
def test_a_mistake_in_a_film_has_line_place_and_cure(
    case: Case, own: Path, shipped: Path, write: Write
) -> None:
    """One mistake in the file is one mistake in the report, no more and no less."""
    path = write("film.toml", case.text)
    (mistake,) = read_library([shipped, own]).mistakes
    assert (mistake.file, mistake.line) == (path, case.line)
    assert case.place in mistake.place
    assert case.what in mistake.what
    assert case.cure in mistake.cure


@pytest.mark.parametrize("case", THEME_CASES.values(), ids=THEME_CASES.keys())
def test_a_mistake_in_the_themes_has_line_place_and_cure(
    case: Case, own: Path, shipped: Path, write: Write
) -> None:
    """Rules are held against the films, songs and tags there are."""
    write("themes.toml", case.text)
    (mistake,) = read_library([shipped, own]).mistakes
    assert mistake.line == case.line
    assert case.place in mistake.place
    assert case.what in mistake.what
    assert case.cure in mistake.cure


def test_a_file_that_is_not_utf_8_says_which_byte(own: Path, shipped: Path, write: Write) -> None:
    """Latin-1 is the usual accident."""
    path = write("film.toml", b'title = "Am\xe9lie"\n')
    (mistake,) = read_library([shipped, own]).mistakes
    assert str(mistake) == f"{path}: is not UTF-8 text (byte 12 is 0xe9); save it as UTF-8 and try again"


def test_a_tag_with_a_bad_name_is_a_mistake_of_the_vocabulary_alone(
    own: Path, shipped: Path, write: Write
) -> None:
    """Films that use the tag do not get mistakes of their own from a vocabulary that cannot be read."""
    write("tags.toml", '[tags]\n"Big Space" = "in it"\n')
    write("film.toml", f'{HEAD}tags = ["space"]\n')
    (mistake,) = read_library([shipped, own]).mistakes
    assert (mistake.line, mistake.place) == (2, "tags › Big Space")


def test_a_theme_may_name_a_film_whose_file_is_broken(own: Path, shipped: Path, write: Write) -> None:
    """The film's mistake is not also one of the theme."""
    write("film.toml", 'title = "Film"\n')
    write("themes.toml", f'{THEME}rule.films = ["film"]\nrule.songs = ["film/song"]\n')
    library = read_library([shipped, own])
    assert [mistake.place for mistake in library.mistakes] == ["year"]
    assert "t" in library.themes


def test_two_files_of_one_film_in_a_folder_are_a_mistake(own: Path, shipped: Path, write: Write) -> None:
    """Neither file silently wins over the other."""
    write("a.toml", HEAD)
    write("b.toml", HEAD)
    (mistake,) = read_library([shipped, own]).mistakes
    assert mistake.what == "a.toml holds film already"
    assert "film-1995.toml" in mistake.cure


def test_every_mistake_of_a_file_is_found_at_once(own: Path, shipped: Path, write: Write) -> None:
    """What only shows in a file of the right form is found beside what is wrong with the form."""
    text = (
        'title = "Film"\nyear = "1995"\ntags = ["superheroo", 3]\n[[songs]]\ntitle = "S"\nartists = "A"\n'
        'soundtrack = 2\n[[songs]]\ntitle = "T"\nartists = ["A"]\nduration = 3\ntags = ["balad"]\nyear = 1\n'
    )
    write("film.toml", text)
    found = [(mistake.line, mistake.place) for mistake in read_library([shipped, own]).mistakes]
    assert found == [
        (2, "year"),
        (3, "tags #2"),
        (3, "tags #1"),
        (6, 'songs #1 "S" › artists'),
        (7, 'songs #1 "S" › soundtrack'),
        (11, 'songs #2 "T" › duration'),
        (12, 'songs #2 "T" › tags #1'),
        (13, 'songs #2 "T" › year'),
    ]


def test_no_mistake_is_invented_beside_a_real_one(own: Path, shipped: Path, write: Write) -> None:
    """The values put in place of bad ones to look further are not themselves judged."""
    text = f"{ALBUM}[[songs]]\ntitle = 3\nartists = 4\ntags = 5\n[[songs]]\ntitle = 6\nartists = 7\n"
    write("film.toml", text)
    assert len(read_library([shipped, own]).mistakes) == 5


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("title",), 1),
        (("songs", 0), 3),
        (("songs", 0, "artists", 1), 6),
        (("songs", 0, "cover_of", "year"), 9),
        (("songs", 1, "title"), 11),
        (("songs", 1, "cover_of", "year"), 12),
        (("songs", 1, "no such"), 10),
        (("rule", "films"), 14),
        (("nowhere",), 1),
    ],
)
def test_lines_are_found_by_the_way_to_a_value(location: tuple[int | str, ...], line: int) -> None:
    """Headers, dotted and quoted keys count; what looks like a key within a long text does not."""
    text = """title = "a"
# title = "b"
[[songs]]
title = '''
artists = "no"'''
artists = ["a",
  "b"]
[songs.cover_of]
year = 1
[[ "songs" ]]
"title" = "b"
cover_of.year = 2
[rule]
films = []
"""
    assert line_of(text, location) == line


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            'title = "F"\nyear = "2020"\n[[songs]]\ntitle = "S"\nartists = ["A"]\nfirst_released = 2019\n',
            ["year"],
        ),
        (
            f'{HEAD}[[songs]]\ntitle = "S"\nartists = ["A"]\nfirst_released = "x"\ncover_of = {{ year = 1996 }}\n',
            ["first_released"],
        ),
        (
            f'{HEAD}soundtracks = 3\n[[songs]]\ntitle = "S"\nartists = ["A"]\nsoundtrack = 2\n',
            ["soundtracks"],
        ),
        (
            f'{HEAD}[[songs]]\ntitle = "S"\nartists = [1]\n[[songs]]\ntitle = "S"\nartists = ["Seal"]\n',
            ["artists #1"],
        ),
    ],
    ids=["year", "first release", "soundtracks", "artists"],
)
def test_no_advice_rests_on_a_value_that_is_a_mistake_itself(
    own: Path, shipped: Path, write: Write, text: str, places: list[str]
) -> None:
    """What stands in for a bad value while the rest is checked is not taken for what the file says."""
    write("film.toml", text)
    mistakes = read_library((shipped, own)).mistakes
    assert [mistake.place.rpartition("› ")[2] for mistake in mistakes] == places


def test_a_mistake_hides_no_other_that_does_not_rest_on_it(own: Path, shipped: Path, write: Write) -> None:
    """A doubled song with a bad tag, a late first release before a later original: both are said at once."""
    double = '[[songs]]\ntitle = "Song"\nartists = ["A"]\nduration = "x"\nsoundtrack = 7\n'
    write("film.toml", f"{SONG}{double}first_released = 2001\ncover_of = {{ year = 2003 }}\n")
    said = "\n".join(str(mistake) for mistake in read_library((shipped, own)).mistakes)
    for what in (
        "is song #1 again",
        "duration",
        "no soundtrack 7",
        "2001 is after film",
        "later than its cover",
    ):
        assert what in said

"""`films`, `themes`, `decades`, `show`: what there is, read by people and by programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from fake.fixtures import Run

OWN_FILM = """
title = "Night of the Lanterns"
year = 1931
tags = ["crime"]

[[soundtracks]]
title = "Lanterns"
release_date = "1931-02"
confidence = "remembered"
order = "unconfirmed"
note = "Two shellac discs"

[[songs]]
title = "Paper Moonlight"
artists = ["The Harbour Lights"]
standout = "opens the film"
confidence = "remembered"
cover_of = { artists = ["Old Joe Maddox"], year = 1929, also = ["The Two Tones"] }
first_released = 1930

[[songs]]
title = "Lantern Song"
artists = ["The Harbour Lights"]
cover_of = { note = "a sailors' song" }

[[songs]]
title = "Second Lantern Song"
artists = ["The Harbour Lights"]
soundtrack = 0
cover_of = {}
"""


@pytest.fixture
def own_film() -> None:
    """A film of the user's own, older than all others."""
    folder = Places.of(os.environ).config / "films"
    folder.mkdir(parents=True)
    (folder / "night-of-the-lanterns.toml").write_text(OWN_FILM, encoding="utf-8")


def test_films_are_listed_oldest_first_in_plain_columns(run: Run) -> None:
    """In a pipe the list is aligned text on stdout, its summary on stderr."""
    outcome = run("films")
    head, *lines = outcome.stdout.splitlines()
    assert outcome.status == 0
    assert head.split() == ["film", "year", "songs", "standouts", "tracks"]
    assert len(lines) >= 32
    assert "\t" not in outcome.stdout
    years = [int(line[head.index("year") :].split()[0]) for line in lines]
    assert years == sorted(years)
    assert f"{len(lines)} films" in outcome.stderr


@pytest.mark.usefixtures("own_film")
def test_ones_own_films_are_listed_and_shown(run: Run) -> None:
    """A file in the user's folder is a film like any other."""
    films = run("films", "--decade", "1930s", "--json").json["films"]
    assert [(film["title"], film["songs"], film["standouts"], film["tracks"]) for film in films] == [
        ("Night of the Lanterns", 3, 1, 0)
    ]
    shown = run("show", "night", "of", "the", "lanterns").stdout
    assert "★ Paper Moonlight – The Harbour Lights" in shown
    assert "opens the film" in shown
    assert "Lanterns (1931-02, from memory, not confirmed, order not confirmed)\nTwo shellac discs\n" in shown
    assert "Cover of Old Joe Maddox (1929), also by The Two Tones." in shown
    assert "First released 1930." in shown
    assert "Cover of a sailors' song." in shown
    assert "Cover of an older song." in shown
    assert "(from memory, not confirmed)" in shown
    assert "✗ No track known yet." in shown
    document = run("show", "night of the lanterns", "--json").json
    (album,) = document["soundtracks"]
    assert (album["confidence"], album["order"], album["note"]) == (
        "remembered",
        "unconfirmed",
        "Two shellac discs",
    )
    assert [song["cover_of"]["note"] for song in document["songs"]] == [None, "a sailors' song", None]


def test_films_of_a_theme_have_songs_of_it(run: Run) -> None:
    """Narrowing by a theme leaves the films that feed it."""
    every = run("films", "--json").json["films"]
    some = run("films", "--theme", "nu-metal", "--json").json["films"]
    assert 0 < len(some) < len(every)
    assert "queen-of-the-damned" in {film["key"] for film in some}


def test_themes_and_decades_count_alike_for_people_and_programs(run: Run) -> None:
    """The table and the document hold the same numbers."""
    for command in ("themes", "decades"):
        (rows,) = run(command, "--json").json.values()
        lines = run(command).stdout.splitlines()[1:]
        assert len(lines) == len(rows) > 0
        for line, row in zip(lines, rows, strict=True):
            assert line.split()[-1] == str(row["tracks"])
            assert line.split()[-2] == str(row["standouts"])


def test_show_finds_a_film_as_people_spell_it(run: Run) -> None:
    """Spelling is forgiven, and the document says what each song resolves to."""
    film = run("show", "judgement", "night", "--json").json
    assert (film["title"], film["year"]) == ("Judgment Night", 1993)
    assert [song["position"] for song in film["songs"]] == list(range(1, 12))
    assert all((song["track"] is not None) == (song["status"] == "matched") for song in film["songs"])


def test_show_prints_the_track_with_its_link_and_where_it_is_known_from(run: Run) -> None:
    """A locked song shows the track, the address and the lock."""
    shown = run("show", "batman forever").stdout
    assert "Batman Forever (1995), directed by Joel Schumacher" in shown
    after = shown[shown.index("Kiss from a Rose – Seal") :].splitlines()
    assert any(line.strip().startswith("♪ Kiss from a Rose – Seal") for line in after[:5])
    assert "https://open.spotify.com/track/" in shown
    assert "(lock)" in shown


@pytest.mark.parametrize("command", [("films", "--theme", "no such thing"), ("show", "no such thing")])
def test_what_is_not_there_is_said(run: Run, command: tuple[str, ...]) -> None:
    """An unknown name is a usage problem that names it."""
    outcome = run(*command)
    assert outcome.status == 2
    assert "no such thing" in outcome.stderr
    assert outcome.stdout == ""


@pytest.mark.parametrize(
    "options", [("--decade", "1910s"), ("--decade", "1980s", "--theme", "nu-metal"), ("--decade", "")]
)
def test_a_choice_of_no_film_is_said(run: Run, options: tuple[str, ...]) -> None:
    """As for `generate`, a choice that leaves nothing is a mistake of the command line."""
    outcome = run("films", *options)
    assert (outcome.status, outcome.stdout) == (2, "")


def test_themes_count_all_songs_and_the_standouts_among_them(run: Run) -> None:
    """`songs` in the document is what --songs all would take."""
    themes = run("themes", "--json").json["themes"]
    every = run("generate", "--theme", "nu-metal", "--songs", "all", "--dry-run", "--json").json
    (counted,) = [theme["songs"] for theme in themes if theme["key"] == "nu-metal"]
    assert counted == len(every["playlists"][0]["songs"])
    assert any(theme["songs"] > theme["standouts"] for theme in themes)

"""Films of one's own that replace shipped ones: nothing known of the old songs passes to the new."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.dataset.documents import FilmForm, SongForm, SoundtrackForm
from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from fake.fixtures import Run

REPLACED = """\
title = "Batman Forever"
year = 1995

[[soundtracks]]
title = "Batman Forever"

[[songs]]
title = "Kiss from a Rose"
artists = ["{artist}"]
{more}
standout = "mine"
"""


def own_film(text: str, name: str = "batman-forever.toml") -> Path:
    """Put a film into the user's own folder."""
    path = Places.of(os.environ).config / "films" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("artist", "more", "origin"),
    [("Seal", "", "lock"), ("Somebody Else", "", None), ("Seal", 'version = "live"', None)],
)
def test_a_shipped_track_counts_only_for_the_same_recording(
    run: Run, artist: str, more: str, origin: str | None
) -> None:
    """A cover or a live version that the user puts in the place of a song does not get the song's track."""
    own_film(REPLACED.format(artist=artist, more=more))
    document = run("generate", "--film", "batman forever", "--dry-run", "--json").json
    assert [song["origin"] for song in document["playlists"][0]["songs"]] == [origin]


def test_an_alias_that_is_a_title_is_found_by_the_check(run: Run) -> None:
    """The alias could never find the film; the check says so with its line."""
    path = own_film('title = "Mine"\nyear = 2001\naliases = ["Mein", "BELLY"]\n', "mine.toml")
    for arguments in ((), (str(path),)):
        outcome = run("dataset", "check", *arguments)
        assert outcome.status == 1
        assert f'{path}:3: aliases #2: "BELLY" is the title of Belly (1998); take it out' in outcome.stdout


def test_several_broken_films_share_one_line_of_advice(run: Run) -> None:
    """Each file is named; how to see more is said once."""
    for name in ("one.toml", "two.toml"):
        own_film("title = 1\n", name)
    told = run("films").stderr
    assert told.count("is left out") == 2
    assert told.count("dataset check") == 1


@pytest.mark.parametrize("title", ["Tags", "Themes"])
def test_a_film_may_be_called_like_a_file_that_is_none(run: Run, title: str) -> None:
    """The film's file must not be taken for the vocabulary or the themes."""
    path = run("dataset", "new", title, "--year", "2001", "--json").json["file"]
    assert path.endswith(f"{title.lower()}-2001.toml")
    assert run("dataset", "check").status == 0
    assert title in run("films").stdout


def test_the_skeleton_names_every_key_and_breaks_no_word(run: Run) -> None:
    """Whoever fills it in sees all there is, and tags as they are written."""
    path = Path(run("dataset", "new", "Mine", "--year", "2001").stdout.strip())
    text = path.read_text(encoding="utf-8")
    for form in (FilmForm, SoundtrackForm, SongForm):
        for key in form.model_fields:
            assert re.search(rf"^(# )?\[*{key}(\]\]| =)", text, re.MULTILINE), key
    assert not re.search(r"-$", text, re.MULTILINE)


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="whoever may read everything sees no refusal"
)
def test_a_folder_that_may_not_be_entered_is_left_out(run: Run, tmp_path: Path) -> None:
    """The rest still works."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    configuration = Places.of(os.environ).config_file
    configuration.parent.mkdir(parents=True)
    configuration.write_text(f'[dataset]\nfolders = ["{closed}"]\n', encoding="utf-8")
    outcome = run("films")
    assert outcome.status == 0
    assert "Permission denied" in outcome.stderr

"""`generate` without an account: what would be made, on the screen and as a document."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from fake.fixtures import Outcome, Run

LINK = re.compile(r"https://open\.spotify\.com/track/[0-9A-Za-z]{22} \(lock\)$", re.MULTILINE)


def configure(text: str) -> None:
    path = Places.of(os.environ).config_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def titles(outcome: Outcome) -> list[str]:
    (playlist,) = outcome.json["playlists"]
    return [song["title"] for song in playlist["songs"]]


def test_a_dry_run_of_all_themes_shows_real_links(run: Run) -> None:
    """A stranger without an account sees tracks with their addresses, and one line of counts at the end."""
    outcome = run("generate", "--all-by", "theme", "--dry-run")
    assert outcome.status == 0
    assert len(LINK.findall(outcome.stdout)) > 100
    assert re.search(
        r"^\d+ playlists, \d+ songs: \d+ matched \(\d+ lock\), \d+ not looked up$",
        outcome.stdout,
        re.MULTILINE,
    )


def test_every_song_has_its_track_or_its_reason(run: Run) -> None:
    """The document holds each song once with a track, or why it has none; the counts add up."""
    outcome = run("generate", "--film", "batman forever", "--dry-run", "--json")
    (playlist,) = outcome.json["playlists"]
    assert (playlist["key"], playlist["url"]) == ("film:batman-forever", None)
    for song in playlist["songs"]:
        assert song["status"] in {"matched", "unresolved"}
        assert (song["track"] is None) == (song["status"] == "unresolved") == (song["origin"] is None)
        assert song["reason"].endswith(".")
        if song["track"]:
            assert song["track"]["url"].endswith(song["track"]["id"])
            assert song["track"]["uri"] == f"spotify:track:{song['track']['id']}"
    matched = sum(song["status"] == "matched" for song in playlist["songs"])
    assert playlist["change"] == {"create": True, "add": matched, "remove": 0, "move": 0}
    assert outcome.json["requests"] == {"total": 0, "search": 0}


@pytest.mark.parametrize("spelling", ["1990s", "90s", "1995"])
def test_a_decade_is_found_by_any_spelling(run: Run, spelling: str) -> None:
    """The nineties are the nineties."""
    outcome = run("generate", "--decade", spelling, "--dry-run", "--json")
    assert [playlist["key"] for playlist in outcome.json["playlists"]] == ["decade:1990s"]


def test_axes_combine_into_one_playlist_each(run: Run) -> None:
    """Two themes in one decade are two playlists, narrowed."""
    outcome = run(
        "generate", "--decade", "90s", "--theme", "hip-hop", "--theme", "covers", "--dry-run", "--json"
    )
    keys = [playlist["key"] for playlist in outcome.json["playlists"]]
    assert keys == ["decade:1990s+theme:hip-hop", "decade:1990s+theme:covers"]


def test_the_years_of_recordings_can_make_the_decade(run: Run) -> None:
    """By recordings there are songs older than any film of the nineties."""
    options = ("generate", "--theme", "soul-and-funk", "--decade", "1970s", "--dry-run", "--json")
    by_film, by_song = run(*options), run(*options, "--decade-of", "song")
    films = {song["film"] for song in by_song.json["playlists"][0]["songs"]}
    assert "Dead Presidents" in films
    assert "Dead Presidents" not in {song["film"] for song in by_film.json["playlists"][0]["songs"]}


def test_songs_order_limit_and_artists_to_skip_are_options(run: Run) -> None:
    """What the options say holds for the playlist."""
    film = ("generate", "--film", "batman and robin", "--dry-run", "--json")
    every = titles(run(*film, "--songs", "all", "--order", "title"))
    assert "Gotham City" in every
    assert len(every) > len(titles(run(*film)))
    assert every == sorted(every, key=str.casefold)
    assert titles(run(*film, "--songs", "all", "--order", "title", "--limit", "3")) == every[:3]
    assert "Gotham City" not in titles(run(*film, "--songs", "all", "--skip-artist", "R. Kelly"))


def test_the_configuration_says_what_is_usual(run: Run) -> None:
    """[playlists] holds where no option is given, and titles come from its templates."""
    configure(
        '[playlists]\nsongs = "all"\nskip_artists = ["r. kelly"]\nfilm_title = "{film}, {count} songs"\n'
    )
    outcome = run("generate", "--film", "batman and robin", "--dry-run", "--json")
    (playlist,) = outcome.json["playlists"]
    assert "Gotham City" not in titles(outcome)
    found = [song for song in playlist["songs"] if song["track"]]
    assert 0 < len(found) < len(playlist["songs"])
    assert playlist["title"] == f"Batman & Robin, {len(found)} songs"


def test_without_the_lock_nothing_is_known(run: Run) -> None:
    """--no-lock resolves as if no lock were shipped."""
    outcome = run("generate", "--film", "belly", "--dry-run", "--no-lock", "--json")
    assert {song["status"] for song in outcome.json["playlists"][0]["songs"]} == {"unresolved"}


def test_strict_ends_with_status_3_after_showing_everything(run: Run) -> None:
    """A script that wants every song learns that some are missing, and which."""
    outcome = run("generate", "--film", "belly", "--dry-run", "--strict")
    assert outcome.status == 3
    assert "not looked up" in outcome.stdout
    assert "no track" in outcome.stderr


def test_without_a_login_generate_says_what_to_do_next(run: Run) -> None:
    """Status 4, and three ways on: --dry-run, --output, or logging in."""
    outcome = run("generate", "--film", "belly")
    assert outcome.status == 4
    assert outcome.stdout == ""
    for way in ("--dry-run", "--output", "soundtrack-playlists login"):
        assert way in outcome.stderr


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ((), 2, "Nothing is chosen"),
        (("--film", "batman"), 2, "Batman & Robin (1997)"),
        (("--film", ""), 2, "name of a film is empty"),
        (("--film", "belly", "--all-by", "film"), 2, "--film names some"),
        (("--decade", "90s", "--all-by", "decade"), 2, "--decade names some"),
        (("--film", "reality bytes"), 0, ""),
        (("--film", "casablanca"), 2, "casablanca"),
        (("--theme", "nu metla"), 0, ""),
        (("--theme", "polka"), 2, "polka"),
        (("--decade", "soon"), 2, "soon"),
        (("--decade", "1910s"), 2, "no songs for decade:1910s"),
        (("--decade", "1970s", "--theme", "nu-metal"), 2, "no songs for decade:1970s+theme:nu-metal"),
        (("--film", "belly", "--limit", "0"), 2, "--limit"),
        (("--film", "belly", "--songs", "best"), 2, "--songs"),
        (("--film", "belly", "--ordre", "title"), 2, "--order"),
    ],
)
def test_what_cannot_be_meant_is_said(run: Run, options: tuple[str, ...], status: int, said: str) -> None:
    """A mistake ends in one message that names it, login or not; a small slip of the keys is forgiven."""
    if status == 2:
        assert run("generate", *options).status == status
    outcome = run("generate", *options, "--dry-run")
    assert outcome.status == status, outcome.stderr
    assert said in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_all_by_passes_over_what_has_no_songs(run: Run) -> None:
    """Not every theme has songs in every decade; that is no mistake."""
    outcome = run("generate", "--all-by", "theme", "--decade", "1970s", "--dry-run", "--json")
    assert outcome.status == 0
    assert all(playlist["songs"] for playlist in outcome.json["playlists"])


def test_a_broken_film_of_ones_own_is_named_and_the_rest_works(run: Run) -> None:
    """One broken file costs a warning; with --strict it ends the run."""
    folder = Places.of(os.environ).config / "films"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text('title = "Broken"\n', encoding="utf-8")
    outcome = run("generate", "--film", "belly", "--dry-run")
    assert outcome.status == 0
    assert "broken.toml" in outcome.stderr
    strict = run("generate", "--film", "belly", "--dry-run", "--strict")
    assert strict.status == 1
    assert "broken.toml" in strict.stderr
    assert strict.stdout == ""


def test_offline_cannot_write_to_spotify(run: Run) -> None:
    """--offline without --dry-run or --output contradicts itself."""
    outcome = run("generate", "--film", "belly", "--offline")
    assert outcome.status == 2
    assert "--dry-run" in outcome.stderr


def test_a_decade_of_songs_is_another_playlist_than_that_of_films(run: Run) -> None:
    """Both can be kept side by side: their keys and titles differ."""
    options = ("generate", "--decade", "1990s", "--dry-run", "--json")
    (films,) = run(*options).json["playlists"]
    (songs,) = run(*options, "--decade-of", "song").json["playlists"]
    assert (films["key"], songs["key"]) == ("decade:1990s", "decade:1990s-songs")
    assert (films["title"], songs["title"]) == (
        "1990s: soundtracks better than the film",
        "Songs of the 1990s: soundtracks better than the film",
    )


def test_a_song_of_unknown_year_is_in_no_decade_and_that_is_said(run: Run) -> None:
    """The film's year says nothing of a recording: the song is left out, and counted."""
    options = ("generate", "--film", "marie antoinette", "--songs", "all", "--dry-run", "--json")
    every = run(*options, "--all-by", "decade", "--decade-of", "song")
    listed = {song["title"] for playlist in every.json["playlists"] for song in playlist["songs"]}
    assert "Les Barricades Mystérieuses" not in listed
    assert re.search(r"^\d+ songs? left out", every.stderr, re.MULTILINE)


def test_an_artist_to_skip_who_is_nobody_is_said(run: Run) -> None:
    """A slip in a name would otherwise leave the artist in, in silence."""
    outcome = run("generate", "--film", "batman and robin", "--dry-run", "--skip-artist", "R. Kely")
    assert outcome.status == 0
    assert 'No song is by "R. Kely".' in outcome.stderr
    assert 'Did you mean "R. Kelly"?' in outcome.stderr


def test_the_cure_of_an_empty_selection_helps(run: Run) -> None:
    """What would leave songs is offered, and nothing else."""
    assert "--songs all" not in run("generate", "--decade", "1910s", "--dry-run").stderr
    skipping = ("--skip-artist", "Curtis Mayfield")
    outcome = run("generate", "--film", "super fly", *skipping, "--dry-run")
    assert "skipping no artist" in outcome.stderr

"""`config init`, `config path`, `config check`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import tomlkit

from soundtrack_playlists import config
from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Run

CLIENT_ID = "5fe01282e44241328a84e7c5cc169165"


@pytest.fixture
def path(home: Path) -> Path:  # noqa: ARG001 - the home must be there first
    return Places.of(os.environ).config_file


def test_options_are_all_it_takes(run: Run, path: Path) -> None:
    """A script asks nobody; the file can be read back, its comments with it."""
    outcome = run("config", "init", "--client-id", CLIENT_ID, "--market", "de")
    assert outcome.status == 0
    written = config.load(path).spotify
    assert (written.client_id, written.market, written.redirect_uri) == (
        CLIENT_ID,
        "DE",
        config.DEFAULT_REDIRECT,
    )
    assert "# of your own app" in path.read_text()


def test_a_newcomer_is_led_to_an_app_and_asked(run: Run, path: Path) -> None:
    """Dashboard, redirect URI, allow-list and Premium are explained before the question; a slip is asked again."""
    outcome = run("config", "init", stdin=f"not an id\n{CLIENT_ID}\nGB\n")
    assert outcome.status == 0, outcome.stderr
    for word in ("dashboard", config.DEFAULT_REDIRECT, "User Management", "Premium", "cannot be it"):
        assert word in outcome.stderr
    assert config.load(path).spotify.client_id == CLIENT_ID
    assert config.load(path).spotify.market == "GB"


@pytest.mark.parametrize("stdin", ["", "\n", "not an id\n"])
def test_where_nobody_answers_nothing_is_written(run: Run, path: Path, stdin: str) -> None:
    """The end of input is an end."""
    assert run("config", "init", stdin=stdin).status == 2
    assert not path.exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--client-id", "has a blank"),
        ("--client-id", CLIENT_ID, "--market", "Germany"),
        ("--client-id", CLIENT_ID, "--redirect-uri", "http://localhost:8974/callback"),
        ("--client-id", CLIENT_ID, "--redirect-uri", "https://example.com/callback"),
    ],
)
def test_what_could_not_be_read_is_not_written(run: Run, path: Path, options: tuple[str, ...]) -> None:
    """The configuration itself is asked."""
    outcome = run("config", "init", *options)
    assert outcome.status == 2
    assert "cannot be" in outcome.stderr
    assert not path.exists()


def test_localhost_is_refused_with_the_reason(run: Run) -> None:
    """It looks right, works elsewhere, and Spotify answers it with INVALID_CLIENT only."""
    outcome = run("config", "init", "--client-id", CLIENT_ID, "--redirect-uri", "http://localhost")
    assert outcome.status == 2
    assert "Spotify refuses localhost" in outcome.stderr
    assert "http://127.0.0.1:" in outcome.stderr


def test_a_configuration_that_is_there_is_kept(run: Run, path: Path) -> None:
    """Only --force replaces it, and keeps the old one beside it."""
    path.parent.mkdir(parents=True)
    path.write_text("# mine\n")
    assert run("config", "init", "--client-id", CLIENT_ID).status == 2
    assert path.read_text() == "# mine\n"
    assert run("config", "init", "--client-id", CLIENT_ID, "--force").status == 0
    assert CLIENT_ID in path.read_text()
    assert path.with_name("config.toml.old-1").read_text() == "# mine\n"


def test_the_path_is_printed_whether_it_is_there_or_not(run: Run, path: Path) -> None:
    """One line on stdout, for `$EDITOR "$(… config path)"`."""
    assert run("config", "path").stdout == f"{path}\n"


def test_checking_says_fine_or_what_is_wrong(run: Run, path: Path) -> None:
    """No file, a good one, and one with mistakes."""
    assert "config init" in run("config", "check").stderr
    path.parent.mkdir(parents=True)
    path.write_text('[spotify]\nclient_id = "x"\n')
    assert "is fine" in run("config", "check").stderr
    path.write_text('[spotify]\nclientid = "x"\nmarket = "Germany"\n')
    outcome = run("config", "check")
    assert outcome.status == 1
    assert 'did you mean "client_id"?' in outcome.stderr
    assert "spotify › market" in outcome.stderr


def test_every_other_setting_is_there_as_a_comment(run: Run, path: Path) -> None:
    """One can look up what there is in one's own file, and defaults that improve later still arrive."""
    run("config", "init", "--client-id", CLIENT_ID, "--market", "GB")
    text = path.read_text(encoding="utf-8")
    set_here = {section: set(values) for section, values in tomlkit.parse(text).unwrap().items() if values}
    assert set_here == {"spotify": {"client_id", "market", "redirect_uri"}}
    for name in ("search_budget", "use_lock", "mirror", "on_problem"):
        assert f"\n# {name} = " in text
    assert "# of your own app at" in text


def test_checking_looks_at_what_the_file_names(run: Run, path: Path) -> None:
    """Folders that are not there, films nobody has, a playlist declared twice or without songs: each with its line."""
    path.parent.mkdir(parents=True)
    playlists = [("film", "casablanca"), ("theme", "nu-metal"), ("theme", "nu metal"), ("decade", "1910s")]
    path.write_text(
        '[dataset]\nfolders = ["nowhere"]\n'
        + "".join(f'[[playlist]]\nby = "{by}"\nname = "{name}"\n' for by, name in playlists)
    )
    document = run("config", "check", "--json").json
    assert (document["file"], document["exists"]) == (str(path), True)
    assert [(mistake["line"], mistake["what"]) for mistake in document["mistakes"]] == [
        (2, f"there is no folder {path.parent / 'nowhere'}"),
        (5, 'There is no film "casablanca".'),
        (9, "is playlist #2 again (theme:nu-metal)"),
        (12, "has no songs (decade:1910s)"),
    ]
    outcome = run("config", "check")
    assert outcome.status == 1
    assert 'line 5: playlist #1 "casablanca" › name: There is no film "casablanca"' in outcome.stderr


def test_a_client_id_that_is_missing_is_not_cured_by_replacing_everything(run: Run, path: Path) -> None:
    """The advice is to write it in, not to begin the file anew."""
    path.parent.mkdir(parents=True)
    path.write_text('[spotify]\nmarket = "GB"\n')
    outcome = run("config", "check")
    assert outcome.status == 0
    assert "client_id" in outcome.stderr
    assert "--force" not in outcome.stderr


def test_places_are_there_for_programs(run: Run, path: Path) -> None:
    """All places, not only that of the file."""
    places = run("config", "path", "--json").json
    assert places["config_file"] == str(path)
    assert places.keys() == {"config_file", "config", "state", "cache"}

"""`dataset check`, `new` and `schema`, and how every other command meets films of one's own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import rtoml
from jsonschema import Draft202012Validator, ValidationError

from soundtrack_playlists.cli.app import App
from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from pathlib import Path

    from fake.fixtures import Run
    from small_films import Write

BROKEN = 'title = "Film"\nyear = 1995\ntags = ["zzz"]\nlable = "?"\n'


@pytest.fixture
def films() -> Path:
    """Where the user's films are expected; not made yet."""
    return Places.of(os.environ).config / "films"


def test_check_counts_what_is_right(run: Run) -> None:
    """One line says what there is and that nothing is wrong."""
    done = run("dataset", "check")
    assert done.status == 0
    assert done.stdout.startswith("32 films, ")
    assert done.stdout.endswith("themes: no mistakes\n")


def test_check_names_every_mistake_and_ends_with_1(run: Run, write: Write) -> None:
    """A line each, beginning with file and line as editors understand them."""
    path = write("film.toml", BROKEN)
    done = run("dataset", "check", str(path))
    assert done.status == 1
    assert [line.split(": ")[0] for line in done.stdout.splitlines()] == [f"{path}:3", f"{path}:4"]
    assert "2 mistakes in 1 file" in done.stderr


def test_check_of_a_file_is_about_that_file_alone(run: Run, write: Write, films: Path) -> None:
    """Mistakes elsewhere and films elsewhere are not counted."""
    films.mkdir(parents=True)
    (films / "broken.toml").write_text(BROKEN, encoding="utf-8")
    path = write("film.toml", 'title = "Film"\nyear = 1995\ntags = ["ballad"]\n')
    done = run("dataset", "check", str(path))
    assert (done.status, done.stdout) == (0, "1 film, 0 songs, 0 themes: no mistakes\n")


def test_check_of_a_file_knows_the_tags_beside_it(run: Run, write: Write) -> None:
    """A folder that is not configured yet may have its own vocabulary."""
    write("tags.toml", '[tags]\nzzz = "asleep"\n')
    path = write("film.toml", 'title = "Film"\nyear = 1995\ntags = ["zzz"]\n')
    assert run("dataset", "check", str(path)).status == 0


def test_check_takes_folders_and_prints_json(run: Run, write: Write, own: Path) -> None:
    """Programs get the same facts, apart."""
    path = write("film.toml", BROKEN)
    write("good.toml", 'title = "Good"\nyear = 1995\n[[songs]]\ntitle = "S"\nartists = ["A"]\n')
    done = run("dataset", "check", "--json", str(own))
    assert done.status == 1
    assert (done.json["films"], done.json["songs"], done.json["themes"]) == (1, 1, 0)
    first = done.json["mistakes"][0]
    assert (first["file"], first["line"], first["place"]) == (str(path), 3, "tags #1")
    assert set(first) == {"file", "line", "place", "what", "cure"}


def test_check_of_a_file_that_is_not_there_says_so(run: Run, tmp_path: Path) -> None:
    """Not a traceback, and not "no mistakes"."""
    done = run("dataset", "check", str(tmp_path / "nowhere.toml"))
    assert done.status == 1
    assert "cannot be read: No such file" in done.stdout


def test_new_writes_a_film_that_is_right_already(run: Run, films: Path) -> None:
    """The path is the result; the file passes the check and says what the user said."""
    done = run("dataset", "new", 'The "Quiet" Film & I', "--year", "1995")
    path = films / "the-quiet-film-and-i.toml"
    assert (done.status, done.stdout) == (0, f"{path}\n")
    assert rtoml.load(path) == {"title": 'The "Quiet" Film & I', "year": 1995}
    assert run("dataset", "check").stdout.startswith("33 films")


def test_new_is_right_with_every_comment_taken_off(run: Run, films: Path) -> None:
    """What the skeleton offers in comments is the form that is read."""
    run("dataset", "new", "Quiet", "--year", "1995")
    path = films / "quiet.toml"
    offered = [
        line.removeprefix("# ")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# [[") or " = " in line
    ]
    text = "\n".join(offered).replace('spotify = ["…"]', "").replace('tags = ["…"]', 'tags = ["ballad"]')
    path.write_text(text, encoding="utf-8")
    done = run("dataset", "check", str(path))
    assert done.stdout == "1 film, 1 song, 0 themes: no mistakes\n"


def test_new_lists_the_tags_there_are(run: Run, films: Path) -> None:
    """As a comment, to choose from."""
    run("dataset", "new", "Quiet", "--year", "1995")
    assert "ballad" in (films / "quiet.toml").read_text(encoding="utf-8")


def test_new_does_not_overwrite_unless_told(run: Run, films: Path) -> None:
    """The user's work is safe from a second `new`."""
    run("dataset", "new", "Quiet", "--year", "1995")
    path = films / "quiet.toml"
    path.write_text('title = "Quiet"\nyear = 1995\nnote = "mine"\n', encoding="utf-8")
    refused = run("dataset", "new", "Quiet", "--year", "1995")
    assert refused.status == 2
    assert "--force" in refused.stderr
    assert "mine" in path.read_text(encoding="utf-8")
    assert run("dataset", "new", "Quiet", "--year", "1995", "--force").status == 0
    assert "mine" not in path.read_text(encoding="utf-8")


def test_new_keeps_a_remake_apart_from_the_film_of_that_title(run: Run, films: Path) -> None:
    """Another year is another film; the same year would replace it, and that is said."""
    run("dataset", "new", "Spawn", "--year", "2020")
    assert (films / "spawn-2020.toml").exists()
    replaced = run("dataset", "new", "Spawn", "--year", "1997")
    assert "your file replaces it" in replaced.stderr


def test_new_in_another_folder_says_how_to_use_it(run: Run, tmp_path: Path) -> None:
    """A folder the configuration does not name is not read."""
    done = run("dataset", "new", "Quiet", "--year", "1995", "--folder", str(tmp_path / "more"))
    assert (tmp_path / "more" / "quiet.toml").exists()
    assert "[dataset] folders" in done.stderr


@pytest.mark.parametrize(
    ("title", "year"), [("Quiet", "2999"), ("Quiet", "1700"), (" ", "1995"), ("a\nb", "1995")]
)
def test_new_refuses_what_cannot_be_a_film(run: Run, films: Path, title: str, year: str) -> None:
    """Nothing is written, and the message says what a title or year may be."""
    done = run("dataset", "new", title, "--year", year)
    assert done.status == 2
    assert "There is no film like that: " in done.stderr
    assert not films.exists()


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ((), {"title": "T", "year": 1995}, {"title": "T"}),
        (("themes",), {"themes": []}, {"themes": [{"key": "t"}]}),
        (("tags",), {"tags": {"a-tag": "x"}}, {}),
    ],
)
def test_schema_tells_right_files_from_wrong_ones(
    run: Run, form: tuple[str, ...], right: dict[str, object], wrong: dict[str, object]
) -> None:
    """The document is JSON Schema, for a film unless another form is named."""
    schema = run("dataset", "schema", *form).json
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(right)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate(wrong)


def test_a_broken_film_of_ones_own_is_said_once_and_the_rest_works(
    films: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However often a command looks at the dataset."""
    films.mkdir(parents=True)
    (films / "broken.toml").write_text(BROKEN, encoding="utf-8")
    app = App()
    assert len(app.dataset.films) == len(app.dataset.films) == 32
    assert capsys.readouterr().err.count("broken.toml is left out") == 1


def test_strict_loading_refuses_a_broken_film_of_ones_own(films: Path) -> None:
    """For those who would rather have no playlist than one without that film."""
    films.mkdir(parents=True)
    (films / "broken.toml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(DataProblem, match="2 mistakes"):
        App().load_dataset(strict=True)


def test_folders_of_the_configuration_are_read_from_where_it_stands(films: Path) -> None:
    """A relative folder is relative to config.toml, not to wherever the command runs."""
    more = films.parent / "more"
    more.mkdir(parents=True)
    (more / "quiet.toml").write_text('title = "Quiet"\nyear = 1995\n', encoding="utf-8")
    (films.parent / "config.toml").write_text('[dataset]\nfolders = ["more"]\n', encoding="utf-8")
    assert "quiet" in App().dataset.films


def test_schema_takes_json_like_every_command(run: Run) -> None:
    """--json changes nothing where nothing but JSON is printed."""
    assert run("dataset", "schema", "--json").json == run("dataset", "schema").json

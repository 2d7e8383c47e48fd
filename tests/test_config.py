"""config.toml: what is read, and how every mistake is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soundtrack_playlists.config import Config, Misconfigured, load
from soundtrack_playlists.errors import ConfigProblem, DataProblem, SoundtrackError
from soundtrack_playlists.files import Places

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def loaded(path: Path) -> Config | SoundtrackError:
    try:
        return load(path)
    except (ConfigProblem, DataProblem) as problem:
        return problem


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    """Nobody needs a configuration to begin with."""
    assert load(tmp_path / "config.toml") == Config()


def test_every_mistake_is_named_in_one_go(tmp_path: Path) -> None:
    """Three mistakes are three lines, each with its place."""
    path = written(
        tmp_path, '[spotify]\nmarket = "Germany"\nclientid = "x"\n[[playlist]]\nby = "year"\nname = "1990"\n'
    )
    with pytest.raises(Misconfigured) as caught:
        load(path)
    assert "3 mistakes" in caught.value.what
    assert [mistake.line for mistake in caught.value.mistakes] == [2, 3, 5]
    for place in ("spotify › market", 'did you mean "client_id"?', 'playlist #1 "1990" › by'):
        assert place in caught.value.what


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://api.example.com/v1", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080/v1", True),
        ("http://api.example.com", False),
        ("http://localhost:8080", False),
        ("ftp://127.0.0.1", False),
        ("nonsense", False),
    ],
)
def test_an_address_without_tls_is_for_this_machine_only(tmp_path: Path, url: str, allowed: bool) -> None:
    """A login never leaves this machine in the clear."""
    path = written(tmp_path, f'[spotify]\napi_url = "{url}"\n')
    if allowed:
        assert load(path).spotify.api_url.endswith(("/v1", ":8080/v1"))
    else:
        with pytest.raises(ConfigProblem, match="api_url"):
            load(path)


@given(st.binary(max_size=200) | st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_the_file_ends_in_a_sentence(tmp_path: Path, content: bytes | str) -> None:
    """Any bytes are a configuration or a problem with the file's name in it, never anything else."""
    path = written(tmp_path, content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    outcome = loaded(path)
    if isinstance(outcome, SoundtrackError):
        assert str(path) in outcome.what
        assert outcome.cure


VALUES = st.recursive(
    st.booleans() | st.integers(-5, 5) | st.text("abc{}1", max_size=5),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=4,
)
NAMES = st.sampled_from(["songs", "order", "public", "every", "film_title", "skip_artists", "snogs"])


@given(st.dictionaries(NAMES, VALUES, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_values_in_any_setting_are_taken_or_named(tmp_path: Path, section: dict[str, object]) -> None:
    """What is wrong in a section is named by its setting; what is not named was taken."""
    import rtoml

    path = written(tmp_path, rtoml.dumps({"playlists": section}))
    outcome = loaded(path)
    if isinstance(outcome, SoundtrackError):
        assert any(f"playlists › {name}" in outcome.what for name in section)
    else:
        assert outcome.playlists.model_fields_set == set(section)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[playlists]\nsongs = "some"\n',
            "line 2: playlists › songs: should be 'standouts' or 'all', not \"some\"",
        ),
        ("[playlists]\n\npublic = 3\n", "line 3: playlists › public: must be true or false, not 3"),
        ('[spotify]\nmarket = "Germany"\n', 'right form; write it like market = "US"'),
        ('[spotify]\ntimeout = "1"\n', "a whole number without quotes"),
        ('[playlists]\nskip_artists = "R. Kelly"\n', "must be a list in square brackets"),
        ("[spotify\n", "line 1: not TOML"),
    ],
)
def test_a_mistake_is_said_in_plain_words_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """Nobody has to know what validates the file."""
    with pytest.raises(ConfigProblem) as caught:
        load(written(tmp_path, text))
    assert said in caught.value.what


@pytest.mark.parametrize("template", ["{year:>10}", "{film!r}", "{film:}{year:x}"])
def test_templates_name_values_and_nothing_more(tmp_path: Path, template: str) -> None:
    """A form or conversion would fail later, when the playlist is made."""
    with pytest.raises(ConfigProblem, match="more than a name"):
        load(written(tmp_path, f'[playlists]\nfilm_title = "{template}"\n'))


def test_control_characters_of_the_file_reach_no_terminal(tmp_path: Path) -> None:
    """What is quoted from the file is printable."""
    with pytest.raises(ConfigProblem) as caught:
        load(written(tmp_path, '[spotify]\n"\\u001b[2J" = "\\u001b[31m"\nmarket = "\\u001b[31m"\n'))
    assert "\x1b" not in caught.value.what


def test_under_one_home_the_configuration_may_stand_beside_its_folder(home: Path) -> None:
    """Whoever writes config.toml straight into the home is understood; the folder's own file comes first."""
    root = home / "soundtrack-playlists"
    inside = root / "config" / "config.toml"
    environment = {"SOUNDTRACK_PLAYLISTS_HOME": str(root)}
    assert Places.of(environment).config_file == inside
    inside.parent.mkdir(parents=True)
    (root / "config.toml").touch()
    assert Places.of(environment).config_file == root / "config.toml"
    inside.touch()
    assert Places.of(environment).config_file == inside

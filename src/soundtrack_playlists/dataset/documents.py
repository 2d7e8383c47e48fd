"""The forms of the data files as their authors write them: a film, the themes, the vocabulary of tags.

Every field carries a description and an example: they make the JSON Schema for editors, and the cure in the
message about a mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_FILM_YEAR = 1888  # Roundhay Garden Scene
_NO_CONTROLS = r"\x00-\x1f\x7f-\x9f"

TEXT_PATTERN = rf"^[^\s{_NO_CONTROLS}]([^{_NO_CONTROLS}]*[^\s{_NO_CONTROLS}])?$"
Text = Annotated[
    str,
    # one line, no blanks around it, no control characters: these texts end up on terminals and in titles
    StringConstraints(max_length=500, pattern=TEXT_PATTERN),
]
Key = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Year = Annotated[int, Field(ge=FIRST_FILM_YEAR, le=9999)]
MusicYear = Annotated[int, Field(ge=1500, le=9999)]  # a cover's original may be older than film and records
IsoDate = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
]
Duration = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}:[0-5][0-9]$")]
Isrc = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$")]
SpotifyId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{22}$")]
ConfidenceName = Literal["confirmed", "partly", "remembered"]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class OriginalForm(_Form):
    """What a cover is a cover of."""

    artists: list[Text] = Field(
        default=[],
        description="Who recorded it first, each by their exact name. Left out for a traditional song.",
        examples=[["Dolly Parton"]],
    )
    year: MusicYear | None = Field(default=None, description="Year of the first recording.", examples=[1974])
    title: Text | None = Field(
        default=None, description="Title of the original, where it differs.", examples=["Dolly’s Waltz"]
    )
    note: Text | None = Field(
        default=None, description="What else is worth knowing.", examples=["a traditional hymn"]
    )


class SongForm(_Form):
    """A song: one recording. Songs stand in the order of the album."""

    title: Text = Field(
        description="The title proper, without “From …”, “Remastered” or the version.",
        examples=["Kiss from a Rose"],
    )
    artists: list[Text] = Field(
        min_length=1, description="Main artists as printed, each apart.", examples=[["Seal"]]
    )
    featured: list[Text] = Field(
        default=[], description="Featured artists, each apart.", examples=[["Method Man"]]
    )
    version: Text | None = Field(
        default=None,
        description="What makes it another recording than the plain title: remix, live, reprise, acoustic.",
        examples=["live"],
    )
    first_released: MusicYear | None = Field(
        default=None, description="Year in which this recording was first released.", examples=[1994]
    )
    duration: Duration | None = Field(
        default=None, description="Length as minutes:seconds.", examples=["4:46"]
    )
    isrc: Isrc | None = Field(
        default=None,
        description="Code of the recording (ISRC): 12 capitals and digits, without hyphens.",
        examples=["GBXYZ9400001"],
    )
    cover_of: OriginalForm | None = Field(
        default=None,
        description="The original, when somebody else recorded the song first. A sample is not a cover.",
        examples=[{"artists": ["Dolly Parton"], "year": 1974}],
    )
    soundtrack: int | None = Field(
        default=None,
        ge=0,
        description="Number of the soundtrack that holds the song; 0 for a song only heard in the film.",
        examples=[1],
    )
    disc: int = Field(default=1, ge=1, le=99, description="Number of the disc.", examples=[1])
    standout: Text | None = Field(
        default=None,
        description="One line on why this song carries the soundtrack. Playlists take the songs that have it.",
        examples=["the waltz that outlived the film"],
    )
    confidence: ConfidenceName = Field(
        default="confirmed",
        description="How sure it is that the song belongs here.",
        examples=["partly"],
    )
    tags: list[Key] = Field(default=[], description="Tags from the vocabulary.", examples=[["ballad"]])
    note: Text | None = Field(
        default=None, description="What else is worth knowing.", examples=["plays over the credits"]
    )


class SoundtrackForm(_Form):
    """A soundtrack album of the film."""

    title: Text = Field(
        description="Title of the album.", examples=["Batman Forever: Music from the Motion Picture"]
    )
    release_date: IsoDate | None = Field(
        default=None,
        description="Day, month or year of release, in quotes, as precise as known.",
        examples=["1995-06-06"],
    )
    label: Text | None = Field(default=None, description="Record label.", examples=["Atlantic"])
    confidence: ConfidenceName = Field(
        default="confirmed", description="How sure date and label are.", examples=["remembered"]
    )
    order: Literal["confirmed", "unconfirmed"] = Field(
        default="confirmed",
        description="Whether the songs are known to stand in the album's order.",
        examples=["unconfirmed"],
    )
    note: Text | None = Field(
        default=None, description="What else is worth knowing.", examples=["reissued in 2005"]
    )
    spotify: list[SpotifyId] = Field(
        default=[],
        description="Ids of the album on Spotify: the 22 characters at the end of its link.",
        examples=[["0123456789abcdefABCDEF"]],
    )


class FilmForm(_Form):
    """A film with its soundtracks and songs: one file."""

    model_config = ConfigDict(title="Film")

    title: Text = Field(description="Title of the film.", examples=["Batman Forever"])
    year: Year = Field(description="Year of the first release in cinemas.", examples=[1995])
    director: Text | None = Field(
        default=None, description="Director, or directors.", examples=["Joel Schumacher"]
    )
    aliases: list[Text] = Field(
        default=[], description="Other names and spellings that find the film.", examples=[["Batman 3"]]
    )
    tags: list[Key] = Field(
        default=[],
        description="Tags from the vocabulary; they hold for every song.",
        examples=[["superhero"]],
    )
    note: Text | None = Field(
        default=None, description="What else is worth knowing.", examples=["in US cinemas a year later"]
    )
    soundtracks: list[SoundtrackForm] = Field(
        default=[],
        description="Albums of the film, the main one first.",
        examples=[[{"title": "Batman Forever"}]],
    )
    songs: list[SongForm] = Field(
        default=[],
        description="Songs in the order of the album.",
        examples=[[{"title": "Kiss from a Rose", "artists": ["Seal"]}]],
    )


class RuleForm(_Form):
    """Which songs a theme takes: those listed, and those that meet every condition given."""

    any_tags: list[Key] = Field(
        default=[], description="The song or its film has at least one of these tags.", examples=[["funk"]]
    )
    all_tags: list[Key] = Field(
        default=[], description="The song or its film has all of these tags.", examples=[["funk", "soul"]]
    )
    not_tags: list[Key] = Field(
        default=[], description="Neither the song nor its film has any of these tags.", examples=[["live"]]
    )
    films: list[str] = Field(default=[], description="Keys of films.", examples=[["batman-forever"]])
    songs: list[str] = Field(
        default=[],
        description="Keys of songs to take in any case.",
        examples=[["batman-forever/kiss-from-a-rose"]],
    )
    except_films: list[str] = Field(
        default=[], description="Keys of films to leave out.", examples=[["spawn"]]
    )
    except_songs: list[str] = Field(
        default=[], description="Keys of songs to leave out.", examples=[["spawn/satan"]]
    )
    covers: bool = Field(default=False, description="Only songs with a `cover_of`.", examples=[True])


class ThemeForm(_Form):
    """A theme: songs of several films that belong together."""

    key: Key = Field(
        description="Short name to type: small letters, digits and hyphens.", examples=["nu-metal"]
    )
    title: Text = Field(description="Title of the playlist.", examples=["Nu metal after midnight"])
    description: Text = Field(description="One line about it.", examples=["Vampires with guitars."])
    rule: RuleForm = Field(description="Which songs it takes.", examples=[{"any_tags": ["nu-metal"]}])


class ThemesForm(_Form):
    """``themes.toml``: themes in the order in which they are listed."""

    model_config = ConfigDict(title="Themes")

    themes: list[ThemeForm] = Field(
        default=[],
        description="The themes, one `[[themes]]` each.",
        examples=[[{"key": "x", "title": "X", "description": "X", "rule": {"any_tags": ["nu-metal"]}}]],
    )


class TagsForm(_Form):
    """``tags.toml``: the vocabulary."""

    model_config = ConfigDict(title="Tags")

    tags: dict[Key, Text] = Field(
        description="Every tag and what it means.", examples=[{"superhero": "somebody wears a cape"}]
    )


_FORMS: dict[str, type[BaseModel]] = {
    "songs": SongForm,
    "soundtracks": SoundtrackForm,
    "cover_of": OriginalForm,
    "themes": ThemeForm,
    "rule": RuleForm,
}


def form_of(names: Sequence[str], root: type[BaseModel]) -> type[BaseModel]:
    """Tell the form of the table at the end of a way of keys that begins in a `root`."""
    return _FORMS.get(names[-1], root) if names else root

"""The forms of the data files as their authors write them: a film, the themes, the vocabulary of tags.

Every field carries a description and an example: they make the JSON Schema for editors, and the cure in the
message about a mistake.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from soundtrack_playlists.dataset.keys import song_names
from soundtrack_playlists.forms.values import (
    ConfidenceName,
    Duration,
    Form,
    IsoDate,
    Isrc,
    Key,
    MusicYear,
    SpotifyId,
    Text,
    Year,
)


class OriginalForm(Form):
    """What a cover is a cover of."""

    artists: list[Text] = Field(
        default_factory=list,
        description="Who recorded it first, each by their exact name. Left out for a standard or a hymn.",
        examples=[["Dolly Parton"]],
    )
    also: list[Text] = Field(
        default_factory=list,
        description="Others whose early recordings are as well known; never taken for the cover either.",
        examples=[["Whitney Houston"]],
    )
    year: MusicYear | None = Field(default=None, description="Year of the first recording.", examples=[1974])
    title: Text | None = Field(
        default=None, description="Title of the original, where it differs.", examples=["Dolly’s Waltz"]
    )
    note: Text | None = Field(
        default=None, description="What else is worth knowing.", examples=["a traditional hymn"]
    )


class SongForm(Form):
    """A song: one recording. Songs stand in the order of the album."""

    title: Text = Field(
        description="The title proper, without “From …”, “Remastered” or the version.",
        examples=["Kiss from a Rose"],
    )
    artists: list[Text] = Field(
        min_length=1, description="Main artists as printed, each apart.", examples=[["Seal"]]
    )
    featured: list[Text] = Field(
        default_factory=list, description="Featured artists, each apart.", examples=[["Method Man"]]
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
    tags: list[Key] = Field(
        default_factory=list, description="Tags from the vocabulary.", examples=[["ballad"]]
    )
    note: Text | None = Field(
        default=None, description="What else is worth knowing.", examples=["plays over the credits"]
    )


class SoundtrackForm(Form):
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
        default_factory=list,
        description="Ids of the album on Spotify: the 22 characters at the end of its link.",
        examples=[["0123456789abcdefABCDEF"]],
    )


class FilmForm(Form):
    """A film with its soundtracks and songs: one file."""

    model_config = ConfigDict(title="Film")

    title: Text = Field(description="Title of the film.", examples=["Batman Forever"])
    year: Year = Field(description="Year of the first release in cinemas.", examples=[1995])
    director: Text | None = Field(
        default=None, description="Director, or directors.", examples=["Joel Schumacher"]
    )
    aliases: list[Text] = Field(
        default_factory=list,
        description="Other names and spellings that find the film.",
        examples=[["Batman 3"]],
    )
    tags: list[Key] = Field(
        default_factory=list,
        description="Tags from the vocabulary; they hold for every song.",
        examples=[["superhero"]],
    )
    note: Text | None = Field(
        default=None, description="What else is worth knowing.", examples=["in US cinemas a year later"]
    )
    soundtracks: list[SoundtrackForm] = Field(
        default_factory=list,
        description="Albums of the film, the main one first.",
        examples=[[{"title": "Batman Forever"}]],
    )
    songs: list[SongForm] = Field(
        default_factory=list,
        description="Songs in the order of the album.",
        examples=[[{"title": "Kiss from a Rose", "artists": ["Seal"]}]],
    )

    @cached_property
    def song_names(self) -> list[str]:
        """The songs' names within the film, of which their keys are made."""
        return song_names(self.songs)


class RuleForm(Form):
    """Which songs a theme takes: those listed, and those that meet every condition given."""

    any_tags: list[Key] = Field(
        default_factory=list,
        description="The song or its film has at least one of these tags.",
        examples=[["funk"]],
    )
    all_tags: list[Key] = Field(
        default_factory=list,
        description="The song or its film has all of these tags.",
        examples=[["funk", "soul"]],
    )
    not_tags: list[Key] = Field(
        default_factory=list,
        description="Neither the song nor its film has any of these tags.",
        examples=[["live"]],
    )
    films: list[str] = Field(
        default_factory=list, description="Keys of films.", examples=[["batman-forever"]]
    )
    songs: list[str] = Field(
        default_factory=list,
        description="Keys of songs to take in any case.",
        examples=[["batman-forever/kiss-from-a-rose"]],
    )
    except_films: list[str] = Field(
        default_factory=list, description="Keys of films to leave out.", examples=[["spawn"]]
    )
    except_songs: list[str] = Field(
        default_factory=list, description="Keys of songs to leave out.", examples=[["spawn/satan"]]
    )
    covers: bool = Field(default=False, description="Only songs with a `cover_of`.", examples=[True])


class ThemeForm(Form):
    """A theme: songs of several films that belong together."""

    key: Key = Field(
        description="Short name to type: small letters, digits and hyphens.", examples=["nu-metal"]
    )
    title: Text = Field(description="Title of the playlist.", examples=["Nu metal after midnight"])
    description: Text = Field(description="One line about it.", examples=["Vampires with guitars."])
    rule: RuleForm = Field(description="Which songs it takes.", examples=[{"any_tags": ["nu-metal"]}])


class ThemesForm(Form):
    """``themes.toml``: themes in the order in which they are listed."""

    model_config = ConfigDict(title="Themes")

    themes: list[ThemeForm] = Field(
        default_factory=list,
        description="The themes, one `[[themes]]` each.",
        examples=[[{"key": "x", "title": "X", "description": "X", "rule": {"any_tags": ["nu-metal"]}}]],
    )


class TagsForm(Form):
    """``tags.toml``: the vocabulary."""

    model_config = ConfigDict(title="Tags")

    tags: dict[Key, Text] = Field(
        description="Every tag and what it means.", examples=[{"superhero": "somebody wears a cape"}]
    )

"""What is remembered of a playlist that is kept: whose it is, what we wrote, what we were about to write."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from soundtrack_playlists.playlists.playlist import Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping


FOUND = "found"
"""The picture of a playlist found by its marker: there, but not known which."""


@dataclass(frozen=True, slots=True)
class Item:
    """A song as we wrote it: the URI stands in the playlist, the song's key says for what."""

    uri: str
    song: str


@dataclass(frozen=True, slots=True)
class Creating:
    """A playlist about to be made: how it will be called, and the ids it cannot be because they were there."""

    name: str
    known: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Writing:
    """A change about to be made. `before` is what the playlist held, for undo."""

    adding: tuple[Item, ...]
    removing: tuple[str, ...]
    before: tuple[str | None, ...]
    command: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """URIs that were put in again because Spotify did not show the first time, and when: it may yet show both."""

    uris: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A playlist in the ledger.

    `items` is what we wrote last; `held` is everything the playlist held then, at the settled `snapshot`
    (None where it is not known to have settled). `away` is what the user took out, `dead` what Spotify no longer
    has. `creating` and `writing` are intents whose end was not seen. `cover` is the digest of the picture.
    `refused` are the name, the description and the digest of the picture that Spotify would not take, so that none is
    tried again until it becomes another. `refreshed` and `checked` are when it was last brought up to date and last looked through for tracks that
    cannot be played. `undoing` is the run that an undo goes back to, until that is done. `told` is what was said about why it is left alone, so that it is said once.
    """

    key: str
    account: str
    recipe: Recipe
    playlist: str | None = None
    title: str = ""
    description: str = ""
    public: bool | None = None
    items: tuple[Item, ...] = ()
    held: tuple[str | None, ...] = ()
    snapshot: str | None = None
    away: tuple[Item, ...] = ()
    dead: tuple[str, ...] = ()
    cover: str | None = None
    refused: tuple[str, ...] = ()
    creating: Creating | None = None
    writing: Writing | None = None
    doubt: Doubt | None = None
    undoing: int | None = None
    refreshed: datetime | None = None
    checked: datetime | None = None
    told: str | None = None

    @property
    def url(self) -> str | None:
        """Address for a browser."""
        return f"https://open.spotify.com/playlist/{self.playlist}" if self.playlist else None

    def but(self, **changes: Any) -> Self:
        """Copy with some fields changed."""
        return replace(self, **changes)

    def to_document(self) -> dict[str, Any]:
        """Spell as JSON types."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read what `to_document` spelt. Raises KeyError, TypeError or ValueError for anything else."""
        creating, writing, doubt = document["creating"], document["writing"], document.get("doubt")
        return cls(
            **_only(cls, document)
            | {
                "recipe": recipe_from(document["recipe"]),
                "items": _items(document["items"]),
                "held": tuple(document["held"]),
                "away": _items(document["away"]),
                "dead": tuple(document["dead"]),
                "refused": tuple(document.get("refused", ())),
                "creating": creating and _creating(creating),
                "writing": writing and _writing(writing),
                "doubt": doubt and Doubt(tuple(doubt["uris"]), datetime.fromisoformat(doubt["at"])),
                "refreshed": _moment(document["refreshed"]),
                "checked": _moment(document["checked"]),
            }
        )


def recipe_from(document: Mapping[str, Any]) -> Recipe:
    """Read a recipe spelt as JSON."""
    return Recipe(**_only(Recipe, document) | {"skip_artists": tuple(document.get("skip_artists", ()))})


def _only(form: type, document: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what this version does not know: an older program may meet a newer row."""
    return {field.name: document[field.name] for field in fields(form) if field.name in document}


def _items(pairs: list[dict[str, str]]) -> tuple[Item, ...]:
    return tuple(Item(**pair) for pair in pairs)


def _creating(document: Mapping[str, Any]) -> Creating:
    return Creating(document["name"], tuple(document["known"]), datetime.fromisoformat(document["at"]))


def _writing(document: Mapping[str, Any]) -> Writing:
    return Writing(
        _items(document["adding"]),
        tuple(document["removing"]),
        tuple(document["before"]),
        document["command"],
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value

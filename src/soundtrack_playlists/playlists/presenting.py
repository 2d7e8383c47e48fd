"""Name, description, visibility and picture: written when ours changed, and never over the user's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import AccessRefused, ServiceRefused, SoundtrackError
from soundtrack_playlists.playlists.marker import marked, undated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soundtrack_playlists.playlists.account import Account, RemotePlaylist
    from soundtrack_playlists.playlists.covers import Cover
    from soundtrack_playlists.playlists.kept import Kept
    from soundtrack_playlists.playlists.playlist import Playlist, Recipe
    from soundtrack_playlists.playlists.songs import Means


COVERS = "covers"
"""Stands among what was refused where the login does not allow setting pictures."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """What is kept after name and picture were seen to, whether anything was written, and what would not go."""

    kept: Kept
    written: bool
    warnings: tuple[SoundtrackError, ...] = ()


def recognised(kept: Kept, remote: RemotePlaylist, playlist: Playlist) -> Kept:
    """Take words for ours that are what we would write: a run that was killed may have written them unnoted."""
    text = marked(playlist.description, playlist.recipe)
    if remote.name == playlist.title:
        kept = kept.but(title=remote.name)
    if undated(remote.description) == undated(text):
        kept = kept.but(description=remote.description)
    return kept


def details(kept: Kept, remote: RemotePlaylist, playlist: Playlist, *, songs_change: bool) -> dict[str, Any]:
    """Say which details to write: those of ours that changed, where the user did not put in their own."""
    changes: dict[str, Any] = {}
    refused = {undated(text) for text in kept.refused}
    if playlist.title != kept.title == remote.name and undated(playlist.title) not in refused:
        changes["name"] = playlist.title
    text = marked(playlist.description, playlist.recipe)
    another = undated(text) != undated(kept.description) or (songs_change and text != kept.description)
    if another and remote.description in {kept.description, ""} and undated(text) not in refused:
        changes["description"] = text
    if kept.public is not None and playlist.public != kept.public:
        changes["public"] = playlist.public
    return changes


def dress(
    means: Means, kept: Kept, recipe: Recipe, changes: Mapping[str, Any], cover: Cover | None
) -> Dressed:
    """Write details and picture as well as they will go, each noted at once: their failure is a warning."""
    warnings: list[SoundtrackError] = []
    account, was = means.account, kept
    if changes:
        kept, warning = _described(account, kept, recipe, changes)
        warnings += warning
        _note(means, kept)
    if cover:
        kept, warning = _pictured(account, kept, cover)
        warnings += warning
        _note(means, kept)
    return Dressed(kept, kept.but(refused=was.refused) != was, tuple(warnings))


def cover_refused(account: Account, kept: Kept, cover: Cover) -> bool:
    """Whether Spotify would not take a picture, or this login may set none, and that was said."""
    return cover.digest in kept.refused or (COVERS in kept.refused and not account.may_set_covers)


def _described(
    account: Account, kept: Kept, recipe: Recipe, changes: Mapping[str, Any]
) -> tuple[Kept, list[SoundtrackError]]:
    """Write the details; where they are refused with a description of nothing but the marker, or without one."""
    try:
        account.change_details(kept.playlist or "", **changes)
    except AccessRefused:
        raise
    except ServiceRefused as error:
        texts = tuple(changes[name] for name in ("name", "description") if name in changes)
        kept = _with_what_goes(account, kept, recipe, changes)
        stands = {kept.title, kept.description}
        refused = tuple(text for text in texts if text not in stands)
        return kept.but(refused=(*kept.refused, *refused)), [_warning("The description was refused", error)]
    except SoundtrackError as error:
        return kept, [_warning("Name and description could not be written", error)]
    return _noted(kept, changes), []


def _with_what_goes(account: Account, kept: Kept, recipe: Recipe, changes: Mapping[str, Any]) -> Kept:
    bare = {name: value for name, value in changes.items() if name != "description"}
    attempts = [{**bare, "description": marked("", recipe)}] if "description" in changes else []
    for attempt in (*attempts, *([bare] if bare else [])):
        try:
            account.change_details(kept.playlist or "", **attempt)
        except ServiceRefused:
            continue
        return _noted(kept, attempt)
    return kept


def _pictured(account: Account, kept: Kept, cover: Cover) -> tuple[Kept, list[SoundtrackError]]:
    what = "The cover could not be set"
    if not account.may_set_covers:
        error = SoundtrackError(
            "the login does not allow it.", "Run `soundtrack-playlists login` to allow it."
        )
        return kept.but(refused=(*kept.refused, COVERS)), [_warning(what, error)]
    try:
        account.upload_cover(kept.playlist or "", cover.jpeg())
    except ServiceRefused as error:
        return kept.but(refused=(*kept.refused, cover.digest)), [_warning(what, error)]
    except SoundtrackError as error:
        return kept, [_warning(what, error)]
    rest = tuple(each for each in kept.refused if each != COVERS)
    return kept.but(cover=cover.digest, refused=rest), []


def _note(means: Means, kept: Kept) -> None:
    means.ledger.put(
        kept.but(snapshot=None)
    )  # what it holds is noted with the songs: until then it is to be read


def _noted(kept: Kept, changes: Mapping[str, Any]) -> Kept:
    names = {"name": "title", "description": "description", "public": "public"}
    return kept.but(**{names[name]: value for name, value in changes.items()})


def _warning(what: str, error: SoundtrackError) -> SoundtrackError:
    return SoundtrackError(f"{what}: {error.what}", error.cure)

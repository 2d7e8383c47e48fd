"""Name, description, visibility and picture: written when ours changed, and never over the user's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import ServiceRefused, SoundtrackError
from soundtrack_playlists.playlists.marker import marked, undated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soundtrack_playlists.playlists.account import Account, RemotePlaylist
    from soundtrack_playlists.playlists.covers import Cover
    from soundtrack_playlists.playlists.kept import Kept
    from soundtrack_playlists.playlists.playlist import Playlist, Recipe


@dataclass(frozen=True, slots=True)
class Dressed:
    """What is kept after name and picture were seen to, whether anything was written, and what would not go."""

    kept: Kept
    written: bool
    warnings: tuple[SoundtrackError, ...] = ()


def details(kept: Kept, remote: RemotePlaylist, playlist: Playlist, *, songs_change: bool) -> dict[str, Any]:
    """Say which details to write: those of ours that changed, where the user did not put in their own."""
    changes: dict[str, Any] = {}
    if playlist.title != kept.title and remote.name == kept.title:
        changes["name"] = playlist.title
    text = marked(playlist.description, playlist.recipe)
    another = undated(text) != undated(kept.description) or (songs_change and text != kept.description)
    if another and remote.description in {kept.description, ""}:
        changes["description"] = text
    if kept.public is not None and playlist.public != kept.public:
        changes["public"] = playlist.public
    return changes


def dress(
    account: Account, kept: Kept, recipe: Recipe, changes: Mapping[str, Any], cover: Cover | None
) -> Dressed:
    """Write details and picture as well as they will go: their failure is a warning."""
    playlist = kept.playlist or ""
    warnings: list[SoundtrackError] = []
    written = False
    if changes:
        try:
            account.change_details(playlist, **changes)
            kept, written = _noted(kept, changes), True
        except ServiceRefused as error:
            kept, written = _without_text(account, kept, recipe, changes), True
            warnings.append(_warning("The description was refused", error))
        except SoundtrackError as error:
            warnings.append(_warning("Name and description could not be written", error))
    if cover:
        try:
            account.upload_cover(playlist, cover.jpeg())
            kept, written = kept.but(cover=cover.digest), True
        except SoundtrackError as error:
            warnings.append(_warning("The cover could not be set", error))
    return Dressed(kept, written, tuple(warnings))


def _without_text(account: Account, kept: Kept, recipe: Recipe, changes: Mapping[str, Any]) -> Kept:
    """Write the details with a description of nothing but the marker; give up on what will not go even so."""
    bare = {name: value for name, value in changes.items() if name != "description"}
    if "description" in changes:
        marker = marked("", recipe)
        for attempt in ({**bare, "description": marker}, bare):
            try:
                account.change_details(kept.playlist or "", **attempt)
                break
            except ServiceRefused:
                continue
    return _noted(kept, changes)  # as asked for, so that the same words are not tried at every run


def _noted(kept: Kept, changes: Mapping[str, Any]) -> Kept:
    names = {"name": "title", "description": "description", "public": "public"}
    return kept.but(**{names[name]: value for name, value in changes.items()})


def _warning(what: str, error: SoundtrackError) -> SoundtrackError:
    return SoundtrackError(f"{what}: {error.what}", error.cure)

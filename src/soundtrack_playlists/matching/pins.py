"""Pins: the user's own word on a song – this track, or never that one. Beats everything else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import DataProblem
from soundtrack_playlists.files import read_text, write_atomic
from soundtrack_playlists.models import TRACK_ID, Track
from soundtrack_playlists.phrases import plural, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from tomlkit import TOMLDocument
    from tomlkit.items import Table

HEADER = """\
# Your own word on songs: it beats everything the program finds by itself.
# Written by `pin`, `unpin` and `review`; you may edit it, your comments stay.
#   [pins]   "film/song" = { track = "22 letters and digits", … }   always this track
#   [never]  "film/song" = ["22 letters and digits"]               never these
"""
_CURE = "Mend that place, or remove the line."


@dataclass(frozen=True, slots=True)
class Pins:
    """What the user said, by song key. `never` holds track ids."""

    tracks: Mapping[str, Track] = field(default_factory=dict)
    never: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def get(self, song_key: str) -> Track | None:
        """Return the pinned track of a song, or None."""
        return self.tracks.get(song_key)

    def ruled_out(self, song_key: str) -> frozenset[str]:
        """Return the ids of tracks that are never to be taken for a song."""
        return self.never.get(song_key, frozenset())

    @property
    def keys(self) -> frozenset[str]:
        """Every song something is said about."""
        return frozenset(self.tracks) | frozenset(self.never)


def read(path: Path) -> Pins:
    """Read pins.toml; no pins where there is none. Raises DataProblem naming every mistake."""
    if not path.exists():
        return Pins()
    import rtoml

    try:
        document = rtoml.loads(read_text(path))
    except rtoml.TomlParsingError as error:
        raise DataProblem(f"{path} is not TOML: {error}", "Mend that line and try again.") from error
    if mistakes := [f"  {mistake}" for mistake in _mistakes(document)]:
        raise DataProblem("\n".join([f"{path} has {plural(len(mistakes), 'mistake')}:", *mistakes]), _CURE)
    return Pins(
        {key: _track(entry) for key, entry in document.get("pins", {}).items()},
        {key: frozenset(ids) for key, ids in document.get("never", {}).items()},
    )


def pin(path: Path, song_key: str, track: Track, *, noted: date) -> None:
    """Fix the track of a song, whatever was said about either before."""

    def change(document: TOMLDocument) -> None:
        import tomlkit

        entry = tomlkit.inline_table()
        entry["track"] = track.id
        if track.artists:
            entry.update({"name": track.name, "artists": list(track.artists)})
        entry["noted"] = noted
        _section(document, "pins")[song_key] = entry
        _allow(document, song_key, track.id)

    _edit(path, change)


def rule_out(path: Path, song_key: str, track_id: str) -> None:
    """Never take a track for a song; a pin to it goes."""

    def change(document: TOMLDocument) -> None:
        never = _section(document, "never")
        ids = [*never.get(song_key, ())]
        never[song_key] = ids if track_id in ids else [*ids, track_id]
        pins = _section(document, "pins")
        if song_key in pins and pins[song_key]["track"] == track_id:
            del pins[song_key]

    _edit(path, change)


def unpin(path: Path, song_key: str) -> bool:
    """Take back everything said about a song; return whether there was anything."""
    if song_key not in read(path).keys:
        return False

    def change(document: TOMLDocument) -> None:
        for name in ("pins", "never"):
            _section(document, name).pop(song_key, None)

    _edit(path, change)
    return True


def _edit(path: Path, change: Callable[[TOMLDocument], None]) -> None:
    """Change the file and nothing else in it, one process at a time. A mistaken file is not touched."""
    import tomlkit
    from filelock import FileLock

    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        read(path)
        document = tomlkit.parse(read_text(path) if path.exists() else HEADER)
        change(document)
        write_atomic(path, tomlkit.dumps(document))


def _section(document: TOMLDocument, name: str) -> Table:
    import tomlkit

    if name not in document:
        document[name] = tomlkit.table()
    section: Table = document[name]
    return section


def _allow(document: TOMLDocument, song_key: str, track_id: str) -> None:
    never = _section(document, "never")
    left = [each for each in never.get(song_key, ()) if each != track_id]
    if left:
        never[song_key] = left
    else:
        never.pop(song_key, None)


def _track(entry: Mapping[str, Any]) -> Track:
    return Track(entry["track"], entry.get("name", ""), tuple(entry.get("artists", ())))


def _mistakes(document: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(document.keys() - {"pins", "never"}):
        yield f"[{name}] is not known; there are [pins] and [never]"
    for name in ("pins", "never"):
        if not isinstance(document.get(name, {}), dict):
            yield f"[{name}] must be a table"
            return
    for key, entry in document.get("pins", {}).items():
        yield from (f"[pins] {key}: {mistake}" for mistake in _pin_mistakes(entry))
    for key, ids in document.get("never", {}).items():
        if not (isinstance(ids, list) and all(_is_id(each) for each in ids)):
            yield f"[never] {key}: must be a list of ids of 22 letters and digits (found {shown(ids)})"


def _pin_mistakes(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f'must be {{ track = "…" }} (found {shown(entry)})'
        return
    for name in sorted(entry.keys() - {"track", "name", "artists", "noted"}):
        yield f'"{name}" is not known'
    if not _is_id(entry.get("track")):
        yield f'"track" must be an id of 22 letters and digits (found {shown(entry.get("track"))})'
    if not isinstance(entry.get("name", ""), str):
        yield f'"name" must be text (found {shown(entry["name"])})'
    artists = entry.get("artists", [])
    if not (isinstance(artists, list) and all(isinstance(each, str) for each in artists)):
        yield f'"artists" must be a list of names (found {shown(artists)})'


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and TRACK_ID.fullmatch(value) is not None

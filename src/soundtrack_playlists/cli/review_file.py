"""A review without a terminal: a TOML file to edit, and what was written into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.errors import DataProblem, UsageProblem
from soundtrack_playlists.files import read_text, write_atomic
from soundtrack_playlists.forms.lines import line_of
from soundtrack_playlists.matching.links import track_id
from soundtrack_playlists.models import Track
from soundtrack_playlists.phrases import shown
from soundtrack_playlists.report.candidates import length_of, reasons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from soundtrack_playlists.cli.reviewing import Undecided
    from soundtrack_playlists.matching.verdict import Judged

HEADER = (
    "Songs that the program could not decide. For each you may write",
    "  track = the link of the track to take (a candidate's, or any other of Spotify's)",
    "  never = links of tracks never to take for it",
    "and then run `soundtrack-playlists review --apply` with this file. What you leave as it is stays undecided.",
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was written for one song. `place` says where; `candidates` are those listed in the file, by id."""

    place: str
    song_key: str
    take: str | None
    never: tuple[str, ...]
    candidates: dict[str, Track]


def write_review(path: Path, songs: Sequence[Undecided]) -> None:
    """Write the file to edit."""
    import tomlkit

    document = tomlkit.document()
    for line in HEADER:
        document.add(tomlkit.comment(line))
    entries = tomlkit.aot()
    for each in songs:
        entries.append(tomlkit.item(_entry(each)))
    document.add("songs", entries)
    write_atomic(path, tomlkit.dumps(document))


def read_review(path: Path, song_keys: Collection[str]) -> list[Decided]:
    """Read what was decided. Raises DataProblem naming every mistake; then nothing of it may be applied."""
    import rtoml

    text = read_text(path)
    try:
        entries = rtoml.loads(text).get("songs", [])
    except rtoml.TomlParsingError as error:
        raise DataProblem(f"{path} is not TOML: {error}", "Mend that line and try again.") from error
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        raise DataProblem(f"{path} has no [[songs]].", "Write a new one with `soundtrack-playlists review`.")
    mistakes = [
        f"{_place(text, number, entry)} {mistake}"
        for number, entry in enumerate(entries)
        for mistake in _mistakes(entry, song_keys)
    ]
    if mistakes:
        raise cannot_be_applied(path, mistakes)
    return [
        _decided(_place(text, number, entry), entry)
        for number, entry in enumerate(entries)
        if entry.get("track") or any(entry.get("never", ()))
    ]


def cannot_be_applied(path: Path, mistakes: Sequence[str]) -> DataProblem:
    """Say what is wrong with the file; nothing of it is applied then."""
    lines = [f"{path} cannot be applied:", *(f"  {mistake}" for mistake in mistakes)]
    return DataProblem("\n".join(lines), "Mend it; nothing was changed yet.")


def _place(text: str, number: int, entry: dict[str, Any]) -> str:
    """Say where an entry stands: ``line 12, songs #2 (film/song)``."""
    key = entry.get("song")
    named = f" ({key})" if isinstance(key, str) else ""
    return f"line {line_of(text, ('songs', number))}, songs #{number + 1}{named}"


def _entry(each: Undecided) -> dict[str, Any]:
    wanted = each.resolution.wanted
    return {
        "song": each.key,
        "wanted": str(wanted.song),
        "film": str(wanted.film),
        "why": each.resolution.reason,
        "track": "",
        "never": [],
        "candidates": [_candidate(judged) for judged in each.candidates],
    }


def _candidate(judged: Judged) -> dict[str, Any]:
    track = judged.track
    known = {
        "link": track.url,
        "name": track.name,
        "artists": list(track.artists),
        "album": track.album,
        "length": length_of(track.duration_ms) if track.duration_ms else None,
        "evidence": reasons(judged),
    }
    return {name: value for name, value in known.items() if value is not None}


def _mistakes(entry: dict[str, Any], song_keys: Collection[str]) -> Iterator[str]:
    key = entry.get("song")
    if not isinstance(key, str) or key not in song_keys:
        yield f"› song: there is no song {shown(key)}"
    links = [("track", entry.get("track", ""))]
    never = entry.get("never", [])
    if isinstance(never, list):
        links += [("never", link) for link in never]
    else:
        yield f"› never: must be a list of links (found {shown(never)})"
    for name, link in links:
        if mistake := _link_mistake(link):
            yield f"› {name}: {mistake}"


def _link_mistake(link: Any) -> str | None:
    if not isinstance(link, str):
        return f"must be a link (found {shown(link)})"
    try:
        if link:
            track_id(link)
    except UsageProblem as problem:
        return problem.what
    return None


def _decided(place: str, entry: dict[str, Any]) -> Decided:
    candidates = entry.get("candidates")
    listed = [_listed(each) for each in candidates] if isinstance(candidates, list) else []
    return Decided(
        place,
        entry["song"],
        track_id(entry["track"]) if entry.get("track") else None,
        tuple(track_id(link) for link in entry.get("never", []) if link),
        {track.id: track for track in listed if track},
    )


def _listed(candidate: Any) -> Track | None:
    """Read a listed candidate for its name; None where a person changed it into something else."""
    match candidate:
        case {"link": str(link), "name": str(name), "artists": list(artists)} if (
            not _link_mistake(link) and link
        ):
            return Track(track_id(link), name, tuple(map(str, artists)))
    return None

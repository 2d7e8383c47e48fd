"""Playlists as files that other programs read: M3U8, XSPF, JSPF, CSV and plain URIs. Pure.

M3U: RFC 8216's ancestors have no standard; ``#EXTM3U``, ``#EXTINF`` and ``#PLAYLIST`` are what players agree on.
XSPF 1 and JSPF: https://www.xspf.org/spec and https://www.xspf.org/jspf.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.playlists.wording import one_line

if TYPE_CHECKING:
    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.models import Track
    from soundtrack_playlists.playlists.playlist import Filled

XSPF_NAMESPACE = "http://xspf.org/ns/0/"
CSV_COLUMNS = (
    *("title", "artist", "album", "isrc"),  # as Soundiiz reads them
    *("Track name", "Artist name", "Playlist name", "Spotify - id"),  # as TuneMyMusic reads them
    *("film", "url"),  # for people
)
"""Both importers go by column names and pass over those they do not know, so one file serves both."""


class Format(StrEnum):
    """The forms a playlist can be written in; each is also its file name's ending, save ``uris`` (.txt)."""

    M3U8 = "m3u8"
    XSPF = "xspf"
    JSPF = "jspf"
    CSV = "csv"
    URIS = "uris"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """Ending of a file in this form."""
        return ".txt" if self is Format.URIS else f".{self}"

    @classmethod
    def by_suffix(cls, suffix: str) -> Format | None:
        """Find the form that a file's ending stands for, None where it stands for none."""
        endings = {form.suffix: form for form in cls} | {".m3u": cls.M3U8, ".uris": cls.URIS}
        return endings.get(suffix.lower())


@dataclass(frozen=True, slots=True)
class Line:
    """A song as files print it: as the service names its track, as the dataset does where it has none."""

    title: str
    artists: str
    album: str
    film: str
    duration_ms: int | None
    isrc: str
    track: Track | None
    reason: str

    @classmethod
    def of(cls, resolution: Resolution) -> Line:
        """Take the line from what became of a song."""
        song, film, track = resolution.wanted.song, resolution.wanted.film, resolution.track
        version = f" ({song.version})" if song.version else ""
        return cls(
            title=one_line(track.name if track else f"{song.title}{version}"),
            artists=one_line(", ".join(track.artists or song.credit.main) if track else str(song.credit)),
            album=one_line((track.album if track else None) or ""),
            film=one_line(str(film)),
            duration_ms=(track.duration_ms if track else None) or song.duration_ms,
            isrc=(track.isrc if track else None) or song.isrc or "",
            track=track,
            reason=one_line(resolution.reason),
        )


def render(form: Format, filled: Filled) -> str:
    """Write one playlist in a form. JSON is the report's own document and is not among them."""
    return _WRITERS[form](filled, [Line.of(resolution) for resolution in filled.resolutions])


def _m3u8(filled: Filled, lines: list[Line]) -> str:
    out = ["#EXTM3U", f"#PLAYLIST:{filled.playlist.title}"]
    for line in lines:
        name = f"{line.artists} - {line.title}"
        if line.track is None:
            out.append(f"# no track: {name} ({line.reason})")
        else:
            seconds = -1 if line.duration_ms is None else round(line.duration_ms / 1000)
            out += [f"#EXTINF:{seconds},{name}", line.track.url]
    return "\n".join(out) + "\n"


def _xspf(filled: Filled, lines: list[Line]) -> str:
    from xml.etree import ElementTree as ET

    ET.register_namespace("", XSPF_NAMESPACE)
    root = ET.Element(f"{{{XSPF_NAMESPACE}}}playlist", {"version": "1"})

    def put(parent: ET.Element, name: str, text: object) -> None:
        if text:
            ET.SubElement(parent, f"{{{XSPF_NAMESPACE}}}{name}").text = str(text)

    put(root, "title", filled.playlist.title)
    put(root, "annotation", filled.playlist.description)
    tracks = ET.SubElement(root, f"{{{XSPF_NAMESPACE}}}trackList")
    for line in lines:
        track = ET.SubElement(tracks, f"{{{XSPF_NAMESPACE}}}track")
        put(track, "location", line.track and line.track.url)
        put(track, "identifier", line.track and line.track.uri)
        put(track, "title", line.title)
        put(track, "creator", line.artists)
        put(track, "annotation", line.film)
        put(track, "album", line.album)
        put(track, "duration", line.duration_ms)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _jspf(filled: Filled, lines: list[Line]) -> str:
    playlist: dict[str, Any] = {"title": filled.playlist.title, "annotation": filled.playlist.description}
    playlist["track"] = [
        {
            name: value
            for name, value in {
                "location": [line.track.url] if line.track else None,
                "identifier": [line.track.uri] if line.track else None,
                "title": line.title,
                "creator": line.artists,
                "annotation": line.film,
                "album": line.album,
                "duration": line.duration_ms,
            }.items()
            if value
        }
        for line in lines
    ]
    return json.dumps({"playlist": playlist}, ensure_ascii=False, indent=2) + "\n"


def _csv(filled: Filled, lines: list[Line]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for line in lines:
        names = (line.title, line.artists)
        track_id, url = (line.track.id, line.track.url) if line.track else ("", "")
        writer.writerow(
            (*names, line.album, line.isrc, *names, filled.playlist.title, track_id, line.film, url)
        )
    return out.getvalue()


def _uris(filled: Filled, lines: list[Line]) -> str:  # noqa: ARG001 - all writers take the same
    return "".join(f"{line.track.uri}\n" for line in lines if line.track)


_WRITERS = {
    Format.M3U8: _m3u8,
    Format.XSPF: _xspf,
    Format.JSPF: _jspf,
    Format.CSV: _csv,
    Format.URIS: _uris,
}

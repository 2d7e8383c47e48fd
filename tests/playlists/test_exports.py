"""Files that other programs read, read back here by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import defusedxml.ElementTree as SafeXml
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.matching.resolution import Origin, Resolution, Status
from soundtrack_playlists.models import Credit, Film, Song, Track, Wanted
from soundtrack_playlists.playlists.exports import Format, render
from soundtrack_playlists.playlists.playlist import Filled, Playlist, Recipe

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NS = "{http://xspf.org/ns/0/}"
TRACK_ID = "3YKptz29AsOlm7WAVnztBh"
URL = f"https://open.spotify.com/track/{TRACK_ID}"

JSPF_SCHEMA = {
    "type": "object",
    "required": ["playlist"],
    "additionalProperties": False,
    "properties": {
        "playlist": {
            "type": "object",
            "required": ["track"],
            "additionalProperties": False,
            "properties": {
                "title": {"type": "string"},
                "annotation": {"type": "string"},
                "track": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {
                            "location": {"type": "array", "items": {"type": "string", "format": "uri"}},
                            "identifier": {"type": "array", "items": {"type": "string", "format": "uri"}},
                            "title": {"type": "string"},
                            "creator": {"type": "string"},
                            "annotation": {"type": "string"},
                            "album": {"type": "string"},
                            "duration": {"type": "integer", "minimum": 0},
                        },
                    },
                },
            },
        }
    },
}
"""What https://www.xspf.org/jspf allows, as far as we use it."""

XSPF_TRACK_ORDER = ["location", "identifier", "title", "creator", "annotation", "album", "duration"]


def matched(title: str = "Kiss from a Rose", artist: str = "Seal", album: str | None = "Seal") -> Resolution:
    song = Song(key="batman-forever/kiss", title=title, credit=Credit((artist,)), duration_ms=288_000)
    track = Track(id=TRACK_ID, name=title, artists=(artist,), album=album, isrc="GBAHT9400213")
    wanted = Wanted(Film(key="batman-forever", title="Batman Forever", year=1995), song)
    return Resolution(wanted, Status.MATCHED, "Locked.", Origin.LOCK, track)


def missing() -> Resolution:
    song = Song(key="tank-girl/bomb", title="Bomb", credit=Credit(("Bush",), ("Moby",)), version="live")
    wanted = Wanted(Film(key="tank-girl", title="Tank Girl", year=1995), song)
    return Resolution(wanted, Status.ABSENT, "Spotify does not have it.")


def filled(*resolutions: Resolution, title: str = "Rock & <Roll>") -> Filled:
    wanted = tuple(resolution.wanted for resolution in resolutions)
    return Filled(Playlist(Recipe(theme="rock"), title, "Two songs.", wanted), resolutions)


def m3u_entries(text: str) -> list[tuple[str, str]]:
    """Read an extended M3U as players do: what stands before an address describes it, other comments do not."""
    entries, info = [], ""
    for line in text.splitlines():
        if line.startswith("#EXTINF:"):
            info = line.removeprefix("#EXTINF:")
        elif line and not line.startswith("#"):
            entries.append((info, line))
            info = ""
    return entries


def xspf_tracks(text: str) -> list[dict[str, str | None]]:
    root: Element = SafeXml.fromstring(text.encode())
    return [
        {child.tag.removeprefix(NS): child.text for child in track}
        for track in root.iterfind(f"{NS}trackList/{NS}track")
    ]


def test_m3u8_lists_what_has_a_track_and_comments_the_rest() -> None:
    """A player gets the playable songs, a person reads which are missing."""
    text = render(Format.M3U8, filled(matched(), missing()))
    assert text.startswith("#EXTM3U\n#PLAYLIST:Rock & <Roll>\n")
    assert m3u_entries(text) == [("288,Seal - Kiss from a Rose", URL)]
    assert "# no track: Bush feat. Moby - Bomb (live) (Spotify does not have it.)" in text


def test_m3u8_says_minus_one_for_an_unknown_length() -> None:
    """Players take -1 for a length nobody knows."""
    resolution = missing()
    track = Track(id=TRACK_ID, name="Bomb", artists=("Bush",))
    known = Resolution(resolution.wanted, Status.MATCHED, "Pinned.", Origin.PIN, track)
    assert m3u_entries(render(Format.M3U8, filled(known))) == [("-1,Bush - Bomb", URL)]


def test_xspf_is_version_1_with_elements_in_the_order_of_the_schema() -> None:
    """XSPF's schema fixes the namespace, the version and which element follows which."""
    root: Element = SafeXml.fromstring(render(Format.XSPF, filled(matched(), missing())).encode())
    assert root.tag == f"{NS}playlist"
    assert root.get("version") == "1"
    assert [child.tag.removeprefix(NS) for child in root] == ["title", "annotation", "trackList"]
    for track in root.iterfind(f"{NS}trackList/{NS}track"):
        places = [XSPF_TRACK_ORDER.index(child.tag.removeprefix(NS)) for child in track]
        assert places == sorted(places)


def test_xspf_reads_back() -> None:
    """A reader of XML finds the title, the address and the milliseconds as they were."""
    text = render(Format.XSPF, filled(matched(), missing()))
    assert SafeXml.fromstring(text.encode()).findtext(f"{NS}title") == "Rock & <Roll>"
    first, second = xspf_tracks(text)
    assert first == {
        "location": URL,
        "identifier": f"spotify:track:{TRACK_ID}",
        "title": "Kiss from a Rose",
        "creator": "Seal",
        "annotation": "Batman Forever (1995)",
        "album": "Seal",
        "duration": "288000",
    }
    assert second == {"title": "Bomb (live)", "creator": "Bush feat. Moby", "annotation": "Tank Girl (1995)"}


def test_jspf_is_what_its_specification_allows() -> None:
    """JSPF holds lists of addresses and numbers of milliseconds, and nothing that is not in the specification."""
    document = json.loads(render(Format.JSPF, filled(matched(), missing())))
    jsonschema.validate(document, JSPF_SCHEMA, format_checker=jsonschema.FormatChecker())
    first, second = document["playlist"]["track"]
    assert (first["location"], first["duration"]) == ([URL], 288_000)
    assert "location" not in second


def test_csv_has_the_columns_of_both_importers() -> None:
    """Soundiiz finds title and artist, TuneMyMusic finds Track name and Artist name, songs without track too."""
    rows = list(csv.DictReader(io.StringIO(render(Format.CSV, filled(matched(album=None), missing())))))
    assert rows[0]["title"] == rows[0]["Track name"] == "Kiss from a Rose"
    assert rows[0]["artist"] == rows[0]["Artist name"] == "Seal"
    assert (rows[0]["isrc"], rows[0]["album"], rows[0]["Spotify - id"]) == ("GBAHT9400213", "", TRACK_ID)
    assert (rows[1]["title"], rows[1]["url"]) == ("Bomb (live)", "")


def test_uris_are_one_a_line_and_nothing_else() -> None:
    """What is pasted into Spotify holds tracks only."""
    assert render(Format.URIS, filled(matched(), missing())) == f"spotify:track:{TRACK_ID}\n"


@pytest.mark.parametrize(
    ("ending", "form"), [(".M3U8", Format.M3U8), (".m3u", Format.M3U8), (".txt", Format.URIS), (".doc", None)]
)
def test_the_ending_of_a_file_says_its_form(ending: str, form: Format | None) -> None:
    """Endings are read as people spell them; one that says nothing is not guessed at."""
    assert Format.by_suffix(ending) is form


@given(title=st.text(min_size=1), artist=st.text(min_size=1), playlist=st.text(min_size=1))
def test_any_name_survives_every_form(title: str, artist: str, playlist: str) -> None:
    """Whatever letters a name has, each form reads back with the song in its place and the name on one line."""
    made = filled(matched(title, artist), missing(), title=" ".join(playlist.split()))
    if all(letter.isprintable() for letter in made.playlist.title):
        assert len(xspf_tracks(render(Format.XSPF, made))) == 2
        assert len(m3u_entries(render(Format.M3U8, made))) == 1
    rows = list(csv.DictReader(io.StringIO(render(Format.CSV, made), newline="")))
    assert len(rows) == 2
    expected = "".join(letter if letter.isprintable() else " " for letter in title)
    assert rows[0]["title"] == " ".join(expected.split())
    assert json.loads(render(Format.JSPF, made))["playlist"]["track"][0]["location"] == [URL]

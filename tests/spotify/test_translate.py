"""Spotify's JSON as our values."""

from __future__ import annotations

import html
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.playlists.account import Owner, RemoteItem
from soundtrack_playlists.spotify import translate
from soundtrack_playlists.spotify.translate import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable

ID = "4uLU6hMCjMI75M1A2tKUQC"
ALBUM = {
    "id": "2up3OPMp9Tb4dAKM2erWXQ",
    "name": "Batman Forever",
    "artists": [{"name": "Various Artists"}],
    "album_type": "compilation",
    "release_date": "1995-06-06",
    "total_tracks": 14,
}
TRACK = {
    "id": ID,
    "name": "Kiss from a Rose",
    "artists": [{"name": "Seal"}],
    "album": ALBUM,
    "duration_ms": 288_000,
    "explicit": False,
    "external_ids": {"isrc": "GBAHT9400166"},
    "disc_number": 1,
    "track_number": 4,
    "is_playable": True,
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "items", "tracks", "albums", "item", "track", "uri", "artists", "name", "album"]
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def test_a_track_keeps_everything_matching_looks_at() -> None:
    """Name, credits, release, ISRC and places arrive as printed."""
    track = translate.track(TRACK)
    assert (track.name, track.artists, track.isrc) == ("Kiss from a Rose", ("Seal",), "GBAHT9400166")
    assert (track.album, track.album_id, track.album_type) == ("Batman Forever", ALBUM["id"], "compilation")
    assert (track.release_date, track.album_artists) == ("1995-06-06", ("Various Artists",))
    assert (track.duration_ms, track.disc_number, track.track_number) == (288_000, 1, 4)
    assert (track.explicit, track.playable) == (False, True)


def test_a_track_of_nothing_but_its_id_is_a_track() -> None:
    """Every field but the id may be gone one day."""
    track = translate.track({"id": ID})
    assert (track.id, track.name, track.artists, track.isrc, track.playable) == (ID, "", (), None, None)


def test_a_restricted_track_is_not_playable() -> None:
    """Where `is_playable` is missing, a restriction says as much."""
    assert translate.track({"id": ID, "restrictions": {"reason": "market"}}).playable is False


def test_null_slots_of_a_search_are_passed_over() -> None:
    """Lists of results may hold null."""
    found = translate.tracks({"tracks": {"items": [None, TRACK, {"id": None}]}})
    assert [track.id for track in found] == [ID]


@pytest.mark.parametrize(
    "answer",
    [None, [], {}, {"tracks": None}, {"tracks": {"items": None}}, {"tracks": {"items": [None, None]}}],
)
def test_a_search_without_a_list_is_not_an_empty_search(answer: object) -> None:
    """Only an empty list means that nothing was found: anything else must never be remembered as a miss."""
    with pytest.raises(Unusable):
        translate.tracks(answer)
    assert translate.tracks({"tracks": {"items": []}}) == []


def test_the_tracks_of_an_album_know_their_album() -> None:
    """Tracks inside an album come simplified; the album's own fields are theirs."""
    simplified = {key: value for key, value in TRACK.items() if key not in {"album", "external_ids"}}
    further = {"items": [None, {**simplified, "id": "0" * 22}]}
    album = translate.album({**ALBUM, "tracks": {"items": [simplified, None]}}, [further])
    assert [track.id for track in album.tracks] == [ID, "0" * 22]
    assert {(track.album, track.release_date) for track in album.tracks} == {("Batman Forever", "1995-06-06")}


@pytest.mark.parametrize("name", ["items", "tracks"])
def test_a_playlist_is_read_by_its_new_and_its_old_names(name: str) -> None:
    """`tracks` became `items` in February 2026."""
    answer = {
        "id": "p",
        "name": "N",
        "owner": {"id": "me"},
        name: {"total": 3},
        "snapshot_id": "s",
        "public": None,
    }
    playlist = translate.playlist(answer)
    assert (playlist.id, playlist.owner_id, playlist.total, playlist.snapshot) == ("p", "me", 3, "s")
    assert playlist.public is None


@given(st.text())
def test_a_description_comes_back_as_it_was_written(description: str) -> None:
    """Spotify escapes descriptions for HTML."""
    answer = {"id": "p", "description": html.escape(description)}
    assert translate.playlist(answer).description == description


def test_local_files_episodes_and_empty_slots_keep_their_places() -> None:
    """What is not a track is the user's all the same, and positions count it."""
    page = {
        "items": [
            {
                "item": {"uri": "spotify:local:::A+Song:201", "name": "A Song"},
                "added_at": "2026-01-01T00:00:00Z",
            },
            {"item": None},
            {"track": {"uri": "spotify:episode:512ojhOuo1ktJprKbVcKyQ"}},
            None,
        ]
    }
    assert translate.items(page) == [
        RemoteItem("spotify:local:::A+Song:201", "A Song", "2026-01-01T00:00:00Z"),
        RemoteItem(None),
        RemoteItem("spotify:episode:512ojhOuo1ktJprKbVcKyQ"),
        RemoteItem(None),
    ]


def test_a_user_without_an_account_id_is_known_by_the_older_id() -> None:
    """`account_id` came in May 2026."""
    assert translate.owner({"id": "me", "display_name": None}) == Owner("me", "me", None)
    assert translate.owner({"id": "me", "account_id": "a", "display_name": "Me"}) == Owner("me", "a", "Me")


def test_a_library_answers_for_the_one_playlist_asked_about() -> None:
    """One question, one boolean; anything else is no answer."""
    assert translate.contained([True]) is True
    assert translate.contained([False]) is False
    for answer in ([], None, ["yes"], {"0": True}):
        with pytest.raises(Unusable):
            translate.contained(answer)


def test_a_write_of_items_is_answered_by_an_object() -> None:
    """Silence after a write is not its confirmation; a missing snapshot is only a missing snapshot."""
    assert translate.snapshot({"snapshot_id": "s"}) == "s"
    assert translate.snapshot({}) is None
    with pytest.raises(Unusable):
        translate.snapshot(None)


@pytest.mark.parametrize(
    "read",
    [
        translate.track,
        translate.tracks,
        translate.albums,
        translate.album,
        translate.owner,
        translate.playlist,
        translate.playlists,
        translate.items,
        translate.contained,
    ],
)
@given(answer=JSON)
def test_no_answer_breaks_the_translation(read: Callable[[object], object], answer: object) -> None:
    """Whatever JSON arrives is either understood or refused as unusable, never half read."""
    with suppress(Unusable):
        assert read(answer) is not None

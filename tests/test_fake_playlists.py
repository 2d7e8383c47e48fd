"""The fake's playlists: what they accept, refuse, escape, delay and keep."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fake.bodies import moved
from fake.playlists import Delay, Item
from fake.small import LOCKED_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from fake import FakeSpotify
    from fake.client import Client

JPEG = b"\xff\xd8\xff" + b"\0" * 1000
DEAD = f"spotify:track:{'9' * 22}"


@pytest.fixture
def uris(fake: FakeSpotify) -> list[str]:
    """Addresses of tracks that exist."""
    return [track.uri for track in fake.catalogue.tracks.values()]


@pytest.fixture
def playlist(client: Client, uris: list[str]) -> str:
    """Id of a playlist with three tracks."""
    client.log_in()
    playlist_id: str = client.send("POST", "/me/playlists", {"name": "Mine", "public": False}).json()["id"]
    client.send("POST", f"/playlists/{playlist_id}/items", {"uris": uris[:3]})
    return playlist_id


def read(client: Client, playlist_id: str, **query: str) -> list[str | None]:
    """What the slots of a playlist hold."""
    items = client.get(f"/playlists/{playlist_id}/items", **query).json()["items"]
    return [slot["item"] and slot["item"]["uri"] for slot in items]


def test_a_new_playlist_is_listed_first(client: Client, playlist: str) -> None:
    """With its owner, its snapshot and the number of its items under the new name."""
    newer = client.send("POST", "/me/playlists", {"name": "Newer"}).json()["id"]
    listed = client.get("/me/playlists", limit=50).json()["items"]
    assert [each["id"] for each in listed] == [newer, playlist]
    assert listed[1]["items"]["total"] == 3
    assert listed[1]["owner"]["id"] == "listener"
    assert "tracks" not in listed[1]


def test_items_go_in_at_their_place(client: Client, playlist: str, uris: list[str]) -> None:
    """At a position that counts from 0, or at the end."""
    answer = client.send("POST", f"/playlists/{playlist}/items", {"uris": uris[5:7], "position": 1})
    assert answer.status_code == 201
    assert read(client, playlist) == [uris[0], uris[5], uris[6], uris[1], uris[2]]


def test_removal_takes_every_copy(client: Client, playlist: str, uris: list[str]) -> None:
    """Positions are no longer understood."""
    client.send("POST", f"/playlists/{playlist}/items", {"uris": [uris[0]]})
    client.send("DELETE", f"/playlists/{playlist}/items", {"items": [{"uri": uris[0]}]})
    assert read(client, playlist) == uris[1:3]


def test_a_list_of_uris_replaces_everything(client: Client, playlist: str, uris: list[str]) -> None:
    """An empty list empties."""
    client.send("PUT", f"/playlists/{playlist}/items", {"uris": uris[3:5]})
    assert read(client, playlist) == uris[3:5]
    client.send("PUT", f"/playlists/{playlist}/items", {"uris": []})
    assert read(client, playlist) == []


@given(st.data())
def test_a_move_is_taking_out_and_putting_in(data: st.DataObject) -> None:
    """Both positions count before the run is taken out, as Spotify describes it."""
    names = [str(number) for number in range(data.draw(st.integers(1, 8)))]
    start = data.draw(st.integers(0, len(names) - 1))
    length = data.draw(st.integers(1, len(names) - start))
    before = data.draw(st.integers(0, len(names)))
    body = {"range_start": start, "insert_before": before, "range_length": length}
    after = [item.uri for item in moved(tuple(Item(name, "", "") for name in names), body)]
    run, rest = names[start : start + length], names[:start] + names[start + length :]
    place = before if before <= start else max(start, before - length)
    assert after == rest[:place] + run + rest[place:]


@pytest.mark.parametrize(
    ("call", "body"),
    [
        (("POST", "/me/playlists"), {"public": True}),
        (("POST", "/me/playlists"), {"name": ""}),
        (("POST", "/me/playlists"), {"name": "x" * 101}),
        (("POST", "/me/playlists"), {"name": "x", "colour": "red"}),
        (("POST", "/me/playlists"), {"name": "x", "public": "yes"}),
        (("PUT", "/playlists/{id}"), {"description": ""}),
        (("PUT", "/playlists/{id}"), {"description": "x" * 301}),
        (("PUT", "/playlists/{id}"), {"description": "two\nlines"}),
        (("POST", "/playlists/{id}/items"), {"uris": []}),
        (("POST", "/playlists/{id}/items"), {"uris": [f"spotify:track:{LOCKED_ID}"] * 101}),
        (("POST", "/playlists/{id}/items"), {"uris": ["spotify:local:a:b:c:1"]}),
        (("PUT", "/playlists/{id}/items"), {"uris": [], "range_start": 0, "insert_before": 1}),
        (("PUT", "/playlists/{id}/items"), {"range_start": 0}),
        (("DELETE", "/playlists/{id}/items"), {"tracks": [{"uri": f"spotify:track:{LOCKED_ID}"}]}),
        (("DELETE", "/playlists/{id}/items"), {"items": [{"uri": "x", "positions": [0]}]}),
    ],
)
def test_a_malformed_write_is_refused_and_remembered(
    client: Client, fake: FakeSpotify, playlist: str, call: tuple[str, str], body: dict[str, Any]
) -> None:
    """Whatever the playlist is like: no state makes these right."""
    before = fake.library.playlists[playlist].now
    method, path = call
    assert client.send(method, path.format(id=playlist), body).status_code == 400
    assert fake.library.playlists[playlist].now == before
    assert len(fake.violations) == 1


@pytest.mark.parametrize(
    ("method", "body"),
    [
        ("POST", {"uris": [f"spotify:track:{LOCKED_ID}"], "position": 4}),
        ("PUT", {"range_start": 3, "insert_before": 0}),
        ("PUT", {"range_start": 0, "insert_before": 4}),
        ("PUT", {"range_start": 2, "insert_before": 0, "range_length": 2}),
        ("PUT", {"range_start": 0, "insert_before": 2, "snapshot_id": "invented"}),
    ],
)
def test_a_place_that_is_not_there_is_refused(
    client: Client, fake: FakeSpotify, playlist: str, method: str, body: dict[str, Any]
) -> None:
    """The client may have been overtaken: refused, and not held against it."""
    assert client.send(method, f"/playlists/{playlist}/items", body).status_code == 400
    assert fake.violations == []


@pytest.mark.parametrize("status", [400, 502])
def test_one_dead_uri_fails_its_whole_batch(
    client: Client, fake: FakeSpotify, playlist: str, uris: list[str], status: int
) -> None:
    """Again and again, until it is left out."""
    fake.keeping.dead_uri_status = status
    answer = client.send("POST", f"/playlists/{playlist}/items", {"uris": [uris[7], DEAD]})
    assert answer.status_code == status
    assert read(client, playlist) == uris[:3]


def test_a_description_comes_back_escaped(client: Client, playlist: str) -> None:
    """Apostrophes and ampersands as HTML writes them."""
    client.send("PUT", f"/playlists/{playlist}", {"description": "Rock & 'roll'"})
    document = client.get(f"/playlists/{playlist}").json()
    assert document["description"] == "Rock &amp; &#x27;roll&#x27;"


def test_some_descriptions_are_turned_down(client: Client, fake: FakeSpotify, playlist: str) -> None:
    """Through no fault of the form."""
    fake.keeping.refused_description = "(?i)free music"
    answer = client.send("PUT", f"/playlists/{playlist}", {"description": "Free music!"})
    assert (answer.status_code, fake.violations) == (400, [])


@pytest.mark.parametrize(
    "write",
    [
        lambda client, where: client.send("PUT", where, {"name": "Renamed"}),
        lambda client, where: client.send("PUT", where, {"public": True}),
        lambda client, where: client.send("PUT", f"{where}/images", data=base64.b64encode(JPEG)),
        lambda client, where: client.send("PUT", f"{where}/items", {"uris": []}),
    ],
)
def test_every_write_makes_another_snapshot(
    client: Client, playlist: str, write: Callable[[Client, str], Any]
) -> None:
    """Name, privacy and cover as much as the items."""
    where = f"/playlists/{playlist}"
    before = client.get(where).json()["snapshot_id"]
    assert write(client, where).ok
    assert client.get(where).json()["snapshot_id"] != before


def test_a_cover_answers_202_and_nothing(client: Client, fake: FakeSpotify, playlist: str) -> None:
    """And is kept as it was sent."""
    answer = client.send("PUT", f"/playlists/{playlist}/images", data=base64.b64encode(JPEG))
    assert (answer.status_code, answer.content) == (202, b"")
    assert fake.library.playlists[playlist].now.cover == JPEG


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (base64.b64encode(b"\xff\xd8" + b"\0" * 200_000), 413),
        (b"data:image/jpeg;base64," + base64.b64encode(JPEG), 400),
        (base64.encodebytes(JPEG), 400),
        (base64.b64encode(b"\x89PNG"), 400),
    ],
)
def test_a_wrong_cover_is_refused(client: Client, playlist: str, data: bytes, status: int) -> None:
    """Too large, with a prefix, with newlines, not a JPEG."""
    assert client.send("PUT", f"/playlists/{playlist}/images", data=data).status_code == status


def test_a_cover_needs_its_scope(client: Client, fake: FakeSpotify) -> None:
    """401, as Spotify says it, not 403."""
    client.log_in(scope="playlist-modify-public playlist-modify-private")
    playlist_id = fake.hand.make("Mine")
    answer = client.send("PUT", f"/playlists/{playlist_id}/images", data=base64.b64encode(JPEG))
    assert answer.status_code == 401


def test_a_private_playlist_needs_the_private_scope(client: Client) -> None:
    """A login for public playlists makes no others."""
    client.log_in(scope="playlist-modify-public playlist-read-private")
    answer = client.send("POST", "/me/playlists", {"name": "Mine", "public": False})
    assert (answer.status_code, answer.json()["error"]["message"]) == (403, "Insufficient client scope")


def test_a_deleted_playlist_lives_on(client: Client, playlist: str, uris: list[str]) -> None:
    """It leaves the library, still answers, and still takes writes."""
    address = {"uris": f"spotify:playlist:{playlist}"}
    assert client.get("/me/library/contains", **address).json() == [True]
    assert client.send("DELETE", "/me/library", query=address).status_code == 200
    assert client.get("/me/library/contains", **address).json() == [False]
    assert client.get("/me/playlists").json()["items"] == []
    assert client.send("POST", f"/playlists/{playlist}/items", {"uris": uris[:1]}).status_code == 201
    assert client.send("PUT", "/me/library", query=address).status_code == 200
    assert client.get("/me/library/contains", **address).json() == [True]


def test_the_library_takes_forty_at_a_time(client: Client, playlist: str) -> None:
    """Forty-one are refused."""
    address = ",".join([f"spotify:playlist:{playlist}"] * 41)
    assert client.get("/me/library/contains", uris=address).status_code == 400


def test_others_playlists_are_listed_but_neither_read_nor_written(
    client: Client, fake: FakeSpotify, uris: list[str]
) -> None:
    """Unless they are collaborative."""
    client.log_in()
    closed = fake.hand.follow_other("Theirs", uris[:1])
    shared = fake.hand.follow_other("Ours", uris[:1], collaborative=True)
    listed = client.get("/me/playlists").json()["items"]
    assert [(each["id"], each["owner"]["id"]) for each in listed] == [
        (shared, "somebody-else"),
        (closed, "somebody-else"),
    ]
    assert client.get(f"/playlists/{closed}/items").status_code == 403
    assert "items" not in client.get(f"/playlists/{closed}").json()
    assert client.send("POST", f"/playlists/{closed}/items", {"uris": uris[:1]}).status_code == 403
    assert client.send("POST", f"/playlists/{shared}/items", {"uris": uris[:1]}).status_code == 201


def test_public_may_be_reported_whatever_was_asked(client: Client, fake: FakeSpotify, playlist: str) -> None:
    """So no client may loop until it reads false."""
    fake.keeping.always_public = True
    client.send("PUT", f"/playlists/{playlist}", {"public": False})
    assert client.get(f"/playlists/{playlist}").json()["public"] is True


def test_a_write_can_stay_unseen_for_some_reads(
    client: Client, fake: FakeSpotify, playlist: str, uris: list[str]
) -> None:
    """Eventual consistency: two reads show what was, the third what is."""
    fake.library.delay = Delay(reads=2)
    client.send("PUT", f"/playlists/{playlist}/items", {"uris": uris[:1]})
    assert [len(read(client, playlist)) for _ in range(3)] == [3, 3, 1]


def test_a_new_playlist_can_be_missing_from_the_list_for_a_while(
    client: Client, fake: FakeSpotify, playlist: str
) -> None:
    """It appears when the time has come."""
    fake.library.delay = Delay(seconds=10)
    fake.clock.advance(seconds=60)
    client.send("POST", "/me/playlists", {"name": "Newer"})
    assert [each["id"] for each in client.get("/me/playlists").json()["items"]] == [playlist]
    fake.clock.advance(seconds=60)
    assert len(client.get("/me/playlists").json()["items"]) == 2


def test_a_snapshot_can_be_older_than_what_is_read(
    client: Client, fake: FakeSpotify, playlist: str, uris: list[str]
) -> None:
    """The items are right, the snapshot follows half a minute later."""
    before = client.get(f"/playlists/{playlist}").json()["snapshot_id"]
    fake.clock.advance(seconds=60)
    fake.library.snapshot_delay = Delay(seconds=30)
    written = client.send("PUT", f"/playlists/{playlist}/items", {"uris": uris[:1]}).json()["snapshot_id"]
    assert read(client, playlist) == uris[:1]
    assert client.get(f"/playlists/{playlist}").json()["snapshot_id"] == before
    fake.clock.advance(seconds=31)
    assert client.get(f"/playlists/{playlist}").json()["snapshot_id"] == written != before


def test_reading_with_a_market_may_give_a_sibling(
    client: Client, fake: FakeSpotify, playlist: str, uris: list[str]
) -> None:
    """The id that was written comes back only without one."""
    track = fake.catalogue.tracks[uris[0].rsplit(":", 1)[-1]]
    fake.reading.greyed_out.add(track.id)
    fake.catalogue.offer(track.release, track.name, track.artists, track.recording)
    siblings = {each.uri for each in fake.catalogue.by_isrc[track.recording.isrc]} - {uris[0]}
    assert read(client, playlist)[0] == uris[0]
    assert read(client, playlist, market="US")[0] in siblings


def test_slots_of_every_kind_can_be_read(
    client: Client, fake: FakeSpotify, playlist: str, uris: list[str]
) -> None:
    """Local files, episodes, and a track that has vanished."""
    episode = f"spotify:episode:{'e' * 22}"
    fake.hand.add(playlist, "spotify:local:a:b:c:120", 0)
    fake.hand.add(playlist, episode, 1)
    fake.hand.add(playlist, None, 2)
    fake.reading.gone.add(uris[0].rsplit(":", 1)[-1])
    assert read(client, playlist) == ["spotify:local:a:b:c:120", episode, None, None, *uris[1:3]]


def test_the_users_hand_edits_as_the_app_does(fake: FakeSpotify, uris: list[str]) -> None:
    """Add, move, remove one slot, rename: each a version of its own."""
    playlist_id = fake.hand.make("Mine", uris[:3])
    fake.hand.move(playlist_id, 0, 2)
    assert fake.hand.remove(playlist_id, 0) == uris[1]
    fake.hand.add(playlist_id, uris[5], 1)
    fake.hand.rename(playlist_id, "Renamed")
    assert fake.named("Renamed").uris == [uris[2], uris[5], uris[0]]
    assert len(fake.library.playlists[playlist_id].history) == 5


def test_a_playlist_is_read_in_pages_of_fifty(client: Client, fake: FakeSpotify, uris: list[str]) -> None:
    """Fifty-one are too many, and every page knows the next."""
    client.log_in()
    playlist_id = fake.hand.make("Long", uris[:1] * 120)
    assert client.get(f"/playlists/{playlist_id}/items", limit=51).status_code == 400
    page = client.get(f"/playlists/{playlist_id}/items", limit=50, offset=50).json()
    assert (page["total"], len(page["items"])) == (120, 50)
    assert "offset=100" in page["next"]
    assert "offset=0" in page["previous"]

"""The fake's catalogue side: limits and shapes of search, album and track, as late in 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fake.small import LOCKED_ID

if TYPE_CHECKING:
    from fake import FakeSpotify
    from fake.client import Client

GONE_FROM_TRACKS = {"popularity", "available_markets", "linked_from", "preview_url"}


@pytest.fixture(autouse=True)
def _logged_in(client: Client) -> None:
    client.log_in()


def tracks(client: Client, query: str, **more: str | int) -> list[dict[str, Any]]:
    """Search for tracks."""
    found: list[dict[str, Any]] = client.get("/search", q=query, type="track", **more).json()["tracks"][
        "items"
    ]
    return found


def test_a_search_finds_the_song_among_its_imitations(client: Client) -> None:
    """The right recording is there, and so are others of its name."""
    found = tracks(client, "Paper Moonlight The Harbour Lights", limit=10)
    assert LOCKED_ID in [track["id"] for track in found]
    assert len({track["artists"][0]["name"] for track in found}) > 2


def test_a_search_gives_five_unless_asked_and_ten_at_most(client: Client) -> None:
    """An eleventh is refused, and kept as a mistake of the client."""
    assert len(tracks(client, "Paper Moonlight")) <= 5
    answer = client.get("/search", q="Paper Moonlight", type="track", limit=11)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "Invalid limit")


@pytest.mark.parametrize(
    "query",
    [
        {"q": "", "type": "track"},
        {"q": "x" * 251, "type": "track"},
        {"q": "x"},
        {"type": "track"},
        {"q": "x", "type": "song"},
        {"q": "x", "type": "track", "offset": 1001},
        {"q": "x", "type": "track", "market": "usa"},
        {"q": "x", "type": "track", "ids": "1"},
    ],
)
def test_a_malformed_search_is_refused_and_remembered(
    client: Client, fake: FakeSpotify, query: dict[str, str | int]
) -> None:
    """Empty, too long, without or with an unknown type, past the end, an invented market or parameter."""
    assert client.get("/search", **query).status_code == 400
    assert len(fake.violations) == 1


def test_nonsense_still_finds_something(client: Client) -> None:
    """Which is why the first hit may never be taken unjudged."""
    assert tracks(client, "qqqzzz wwwyyy")


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ('track:"River Song" artist:"Ada Crane"', True),
        ("track:Don't artist:Ada Crane", False),
        ("isrc:USAB19400002", True),
        ("Don't Wait Ada Crane", True),
        ('track:"River Song" year:1900-1910', False),
    ],
)
def test_field_filters_miss_where_spotifys_do(client: Client, query: str, finds: bool) -> None:
    """An apostrophe makes a filter find nothing; the same words without a filter find the song."""
    assert bool(tracks(client, query)) == finds


def test_the_isrc_filter_can_be_down(client: Client, fake: FakeSpotify) -> None:
    """As it has been for days."""
    fake.reading.isrc_down = True
    assert tracks(client, "isrc:USAB19400002") == []


def test_a_track_has_an_isrc_and_nothing_that_was_taken_away(client: Client) -> None:
    """And says whether it is playable only when a market is asked about."""
    track = client.get(f"/tracks/{LOCKED_ID}").json()
    assert track["external_ids"]["isrc"]
    assert not GONE_FROM_TRACKS & track.keys()
    assert "is_playable" not in track
    assert client.get(f"/tracks/{LOCKED_ID}", market="US").json()["is_playable"] is True


def test_a_greyed_out_track_says_why(client: Client, fake: FakeSpotify) -> None:
    """`restrictions` comes with a market."""
    fake.reading.greyed_out.add(LOCKED_ID)
    track = client.get(f"/tracks/{LOCKED_ID}", market="US").json()
    assert (track["is_playable"], track["restrictions"]) == (False, {"reason": "market"})


def test_an_albums_tracks_are_simplified(client: Client) -> None:
    """No ISRC, no album; and a second page has an address."""
    found = client.get("/search", q="Night of the Lanterns Music from the Film", type="album").json()
    album_id = found["albums"]["items"][0]["id"]
    album = client.get(f"/albums/{album_id}").json()
    assert album["name"] == "Night of the Lanterns: Music from the Film"
    assert not {"external_ids", "album"} & album["tracks"]["items"][0].keys()
    page = client.get(f"/albums/{album_id}/tracks", limit=1).json()
    assert (len(page["items"]), page["total"]) == (1, album["total_tracks"])
    assert page["next"]


@pytest.mark.parametrize(("path", "status"), [("/tracks/short", 400), (f"/tracks/{'0' * 22}", 404)])
def test_an_unknown_id_is_not_found_and_a_malformed_one_refused(
    client: Client, path: str, status: int
) -> None:
    """404 and 400 are told apart."""
    assert client.get(path).status_code == status


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/tracks"),
        ("GET", f"/playlists/{'0' * 22}/tracks"),
        ("DELETE", f"/playlists/{'0' * 22}/followers"),
        ("POST", "/users/listener/playlists"),
        ("GET", "/markets"),
        ("GET", "/recommendations"),
    ],
)
def test_what_was_removed_answers_a_bare_403(
    client: Client, fake: FakeSpotify, method: str, path: str
) -> None:
    """Not JSON, not 404; and a client that still asks is in the wrong."""
    answer = client.send(method, path)
    assert (answer.status_code, answer.text) == (403, "Forbidden")
    assert len(fake.violations) == 1


def test_search_results_may_hold_empty_slots(client: Client, fake: FakeSpotify) -> None:
    """Null among the items."""
    fake.reading.nulls = True
    assert tracks(client, "Paper Moonlight")[-1] is None


def test_the_user_has_a_name_that_never_changes(client: Client) -> None:
    """`account_id` beside `id`; country and product are gone."""
    me = client.get("/me").json()
    assert me["account_id"]
    assert not {"country", "product", "email"} & me.keys()

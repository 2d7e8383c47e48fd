"""The session against the fake service: what is asked, what comes back, what is repeated and what is not."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from fake.weather import Fault
from soundtrack_playlists.cli.app import App
from soundtrack_playlists.cli.service import connect
from soundtrack_playlists.errors import LoginNeeded, ServiceRefused, ServiceUnavailable
from soundtrack_playlists.report.console import Console
from soundtrack_playlists.spotify.limits import RequestCount
from soundtrack_playlists.spotify.network import LONGEST_PAUSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fake.service import FakeSpotify
    from soundtrack_playlists.matching.catalogue import Catalogue
    from soundtrack_playlists.playlists.account import Account
    from soundtrack_playlists.spotify.session import Session

LOCAL = "spotify:local:::A+Song+of+Mine:201"
JPEG = b"\xff\xd8\xff\xe0 a picture \xff\xd9"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses between tries are noted instead of slept."""
    slept: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", slept.append)
    return slept


@pytest.fixture
def screen() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def session(logged_in: FakeSpotify, pauses: list[float], screen: io.StringIO) -> Iterator[Session]:  # noqa: ARG001 - both come first
    """A session of a user who is logged in, with nobody at the terminal."""
    app = App(verbosity=3)
    app.console = Console(3, stderr=screen)
    session = connect(app)
    yield session
    session.close()


@pytest.fixture
def uris(spotify: FakeSpotify) -> list[str]:
    return [f"spotify:track:{track_id}" for track_id in sorted(spotify.catalogue.tracks)[:120]]


def test_a_session_is_what_matching_and_playlists_need(session: Session) -> None:
    """Both Protocols hold; the type checker says so."""
    catalogue: Catalogue = session
    account: Account = session
    assert catalogue.market == "US"
    assert account.owner().id == "listener"


def test_a_search_asks_for_the_market_and_ten_results(session: Session, spotify: FakeSpotify) -> None:
    """More than ten is refused, and without a market nothing says what is playable."""
    found = session.search_tracks("kiss from a rose seal")
    assert "Seal" in {artist for track in found for artist in track.artists}
    assert all(track.playable is not None for track in found)
    assert (spotify.log[0].query["limit"], spotify.log[0].query["market"]) == ("10", "US")


def test_an_album_is_read_with_all_its_pages(session: Session, spotify: FakeSpotify) -> None:
    """One request for each fifty tracks, in their order."""
    longest = max(spotify.catalogue.albums.values(), key=lambda release: len(release.tracks))
    spotify.forget()
    album = session.album(longest.id)
    assert album is not None
    assert [track.id for track in album.tracks] == [track.id for track in longest.tracks]
    assert spotify.requests == 1 + (len(longest.tracks) - 1) // 50


def test_an_album_is_found_by_its_name(session: Session) -> None:
    """Found albums come without tracks, which costs no request more."""
    [album, *_] = session.search_albums("batman forever")
    assert "Batman Forever" in album.name
    assert album.tracks == ()
    assert session.requests == RequestCount(total=1, search=1)


def test_a_track_carries_its_isrc(session: Session, uris: list[str]) -> None:
    """The full track is what identifies a recording."""
    track = session.track(uris[0].removeprefix("spotify:track:"))
    assert track is not None
    assert track.uri == uris[0]
    assert track.isrc


def test_what_is_not_known_is_none(session: Session) -> None:
    """An id nobody knows is an answer, not an error."""
    unknown = "0" * 22
    assert session.track(unknown) is None
    assert session.album(unknown) is None
    assert session.playlist(unknown) is None


def test_every_request_is_shown_at_the_highest_verbosity(session: Session, screen: io.StringIO) -> None:
    """Method, path, status and time; the query, which may be private, is left out."""
    session.search_tracks("kiss from a rose")
    assert re.fullmatch(r"GET /search 200 \d+ ms\n", screen.getvalue())


def test_who_is_logged_in_is_asked_once(session: Session, spotify: FakeSpotify) -> None:
    """The answer does not change within a run."""
    assert session.owner() is session.owner()
    assert session.owner().name == "Listener"
    assert spotify.requests == 1


def test_a_playlist_is_made_filled_changed_and_dropped(
    session: Session, spotify: FakeSpotify, uris: list[str]
) -> None:
    """Every write of an account ends where it should."""
    made = session.create("Ours", public=False)
    assert session.add(made.id, uris[:3], position=0)
    assert session.add(made.id, uris[3:5], position=1)
    assert session.move(made.id, start=0, insert_before=5)
    assert session.remove(made.id, [uris[1]])
    session.change_details(made.id, name="Theirs & ours", description="Rock 'n' <roll>", public=False)
    session.upload_cover(made.id, JPEG)
    assert [item.uri for item in session.items(made.id)] == [uris[3], uris[4], uris[2], uris[0]]
    read = session.playlist(made.id)
    assert read is not None
    assert (read.name, read.description, read.total) == ("Theirs & ours", "Rock 'n' <roll>", 4)
    assert spotify.named("Theirs & ours").cover is not None
    session.drop(made.id)
    assert session.in_library(made.id) is False


def test_changing_nothing_asks_nothing(session: Session, spotify: FakeSpotify) -> None:
    """An empty description cannot be set and is left out; nothing left is no request."""
    session.change_details("0" * 22, description="")
    assert spotify.requests == 0


def test_what_the_user_added_by_hand_survives_the_reading(
    session: Session, spotify: FakeSpotify, uris: list[str]
) -> None:
    """Local files and empty slots have a place and, where they have one, a URI."""
    playlist_id = spotify.hand.make("Mine", uris[:1])
    spotify.hand.add(playlist_id, LOCAL)
    spotify.hand.add(playlist_id, None)
    assert [item.uri for item in session.items(playlist_id)] == [uris[0], LOCAL, None]


def test_long_lists_cost_one_request_for_fifty(
    session: Session, spotify: FakeSpotify, uris: list[str]
) -> None:
    """Pages follow one another by their offset."""
    playlist_id = spotify.hand.make("Long", uris)
    for number in range(50):
        spotify.hand.make(f"Another {number}")
    spotify.forget()
    assert [item.uri for item in session.items(playlist_id)] == uris
    assert spotify.requests == 3
    assert len(session.playlists()) == 51
    assert spotify.requests == 5


def test_a_cover_too_large_is_not_sent(session: Session, spotify: FakeSpotify) -> None:
    """Spotify takes 256 KB of base64."""
    with pytest.raises(ServiceRefused, match="bytes"):
        session.upload_cover("0" * 22, b"x" * 190_001)
    assert spotify.requests == 0


@pytest.mark.parametrize(
    "fault",
    [
        Fault.INTERNAL,
        Fault.BAD_GATEWAY,
        Fault.UNAVAILABLE,
        Fault.HTML,
        Fault.EMPTY,
        Fault.TRUNCATED,
        Fault.RESET_BEFORE,
        Fault.RESET_AFTER,
        Fault.GARBLED_WAIT,
        Fault.THROTTLED,
        Fault.TOKEN_EXPIRED,
    ],
)
def test_bad_weather_is_sat_out_when_reading(
    session: Session, spotify: FakeSpotify, uris: list[str], fault: Fault
) -> None:
    """Two failures in a row do not keep an answer from arriving, and the count knows all three requests."""
    spotify.weather.next(fault, None if fault is Fault.TOKEN_EXPIRED else fault)
    assert session.track(uris[0].removeprefix("spotify:track:")) is not None
    assert session.requests.total == spotify.requests
    assert spotify.requests > 1


def test_a_storm_changes_no_answer(session: Session, spotify: FakeSpotify, uris: list[str]) -> None:
    """With three answers in ten failing, what does come back is what comes back in fine weather."""
    ids = [uri.removeprefix("spotify:track:") for uri in uris]
    calm = [session.track(track_id) for track_id in ids]
    spotify.weather.storm(0.3, seed=3)
    stormy = []
    for track_id in ids:
        with suppress(ServiceUnavailable):
            stormy.append(session.track(track_id))
    assert [track for track in calm if track in stormy] == stormy
    assert len(stormy) >= len(calm) - 3
    assert session.requests.total == spotify.requests > 2 * len(ids)


@pytest.mark.parametrize("fault", [Fault.NULLS, Fault.UNKNOWN_FIELDS])
def test_odd_answers_are_answers(session: Session, spotify: FakeSpotify, fault: Fault) -> None:
    """Null slots and fields nobody knows cost no second request."""
    spotify.weather.next(fault)
    assert session.search_tracks("kiss from a rose")
    assert spotify.requests == 1


def test_tries_are_few(session: Session, spotify: FakeSpotify, pauses: list[float]) -> None:
    """An outage ends the request after five tries and some seconds."""
    spotify.weather.storm(1.0, kinds=[Fault.BAD_GATEWAY])
    with pytest.raises(ServiceUnavailable, match="502"):
        session.search_tracks("anything")
    assert spotify.requests == 5
    assert sum(pauses) < 30


WRITES: dict[str, Callable[[Session, str, str], object]] = {
    "create": lambda session, _, __: session.create("Twice?", public=False),
    "add": lambda session, playlist_id, uri: session.add(playlist_id, [uri], position=0),
    "move": lambda session, playlist_id, _: session.move(playlist_id, start=0, insert_before=2),
    "remove": lambda session, playlist_id, uri: session.remove(playlist_id, [uri]),
}


@pytest.mark.parametrize(
    "fault", [Fault.RESET_AFTER, Fault.BAD_GATEWAY_AFTER, Fault.RESET_BEFORE, Fault.EMPTY]
)
@pytest.mark.parametrize("write", WRITES)
def test_what_may_have_happened_is_never_sent_twice(
    session: Session, spotify: FakeSpotify, uris: list[str], fault: Fault, write: str
) -> None:
    """There is no idempotency key: the error says that it may be done, and who asked looks first."""
    playlist_id = spotify.hand.make("Ours", uris[:2])
    spotify.weather.next(fault)
    with pytest.raises(ServiceUnavailable, match="may have been made"):
        WRITES[write](session, playlist_id, uris[0])
    assert spotify.requests == 1


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.TOKEN_EXPIRED])
def test_a_write_that_was_turned_away_is_sent_again(
    session: Session, spotify: FakeSpotify, uris: list[str], fault: Fault
) -> None:
    """429 and 401 come before any work."""
    playlist_id = spotify.hand.make("Ours", uris[:2])
    spotify.weather.next(fault)
    session.add(playlist_id, [uris[2]], position=0)
    assert [item.uri for item in session.items(playlist_id)] == [uris[2], *uris[:2]]


@pytest.mark.parametrize("fault", [Fault.BAD_GATEWAY_AFTER, Fault.RESET_AFTER])
def test_what_is_idempotent_is_sent_again(session: Session, spotify: FakeSpotify, fault: Fault) -> None:
    """Setting the same name twice is setting it once."""
    playlist_id = spotify.hand.make("Ours")
    spotify.weather.next(fault)
    session.change_details(playlist_id, name="New")
    assert spotify.counts["details"] == 2
    assert spotify.named("New").items == ()


def test_a_short_pause_is_kept_to_and_said(
    session: Session, spotify: FakeSpotify, pauses: list[float], screen: io.StringIO
) -> None:
    """Spotify's Retry-After is a floor; whoever waits is told until when."""
    spotify.weather.retry_after = 40
    spotify.weather.next(Fault.THROTTLED)
    session.search_tracks("anything")
    assert pauses[0] >= 40
    assert "Waiting 40 s, until" in screen.getvalue()


def test_pauses_do_not_add_up_beyond_the_patience(
    session: Session, spotify: FakeSpotify, pauses: list[float]
) -> None:
    """Nobody at the terminal: 300 seconds in all for one request, then Spotify is left alone."""
    spotify.weather.retry_after = 140
    spotify.weather.storm(1.0, kinds=[Fault.THROTTLED])
    with pytest.raises(ServiceUnavailable, match="long pause") as stopped:
        session.search_tracks("anything")
    assert len(pauses) == 2
    assert stopped.value.until is not None


def test_short_pauses_are_kept_to_as_long_as_the_patience_lasts(
    session: Session, spotify: FakeSpotify, pauses: list[float]
) -> None:
    """Their length counts, not their number; in the end it is known from when to ask again."""
    spotify.weather.retry_after = 10
    spotify.weather.storm(1.0, kinds=[Fault.THROTTLED])
    with pytest.raises(ServiceUnavailable, match="wants no requests before") as stopped:
        session.search_tracks("anything")
    assert 290 < sum(pauses) <= 300 + LONGEST_PAUSE
    assert stopped.value.until is not None


def test_the_login_service_is_not_asked_over_and_over(session: Session, spotify: FakeSpotify) -> None:
    """Its failures are repeated in one place: five tries, not five times five."""
    spotify.clock.advance(hours=2)
    spotify.weather.on("token", *[Fault.BAD_GATEWAY] * 100)
    with pytest.raises(ServiceUnavailable):
        session.search_tracks("anything")
    assert spotify.counts["token"] == 5


def test_a_spent_quota_stops_this_run_and_the_next_before_anything_is_sent(
    session: Session, spotify: FakeSpotify, pauses: list[float]
) -> None:
    """A day's block is met once, not again with every request."""
    spotify.weather.search_quota = 0
    with pytest.raises(ServiceUnavailable, match="quota") as stopped:
        session.search_tracks("anything")
    assert stopped.value.until is not None
    assert pauses == []
    for _ in range(2):
        with pytest.raises(ServiceUnavailable, match="wants no requests before"):
            session.owner()
    with pytest.raises(ServiceUnavailable, match="wants no requests before"):
        connect(App())
    assert spotify.requests == 1


def test_access_taken_away_ends_the_login(session: Session, spotify: FakeSpotify) -> None:
    """A dead refresh token is removed: the next run asks for a login without asking Spotify."""
    spotify.accounts.revoke()
    with pytest.raises(LoginNeeded):
        session.owner()
    with pytest.raises(LoginNeeded, match="not logged in"):
        connect(App())


def test_a_proxy_does_not_stand_before_this_machine(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loopback addresses are reached directly, whatever the environment says."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert session.owner().name == "Listener"


def test_covers_need_a_permission_of_their_own(session: Session, spotify: FakeSpotify) -> None:
    """Without the scope only the cover is refused, not the login."""
    playlist_id = spotify.hand.make("Ours")
    spotify.weather.on("cover", Fault.TOKEN_EXPIRED, Fault.TOKEN_EXPIRED)
    with pytest.raises(ServiceRefused, match="does not allow setting covers"):
        session.upload_cover(playlist_id, JPEG)

"""The resolver: in which order it believes, how little it asks, and that it loses nothing."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.shelf import Shelf, a_film, a_track, an_album
from soundtrack_playlists.errors import AccessRefused, LoginNeeded, ServiceRefused, ServiceUnavailable
from soundtrack_playlists.matching.album_route import WRONG_IDS
from soundtrack_playlists.matching.asking import FAILURES_IN_A_ROW
from soundtrack_playlists.matching.lock import Lock, LockedTrack
from soundtrack_playlists.matching.lookups import Lookups
from soundtrack_playlists.matching.pins import Pins
from soundtrack_playlists.matching.resolution import Origin, Resolution, Status
from soundtrack_playlists.matching.resolver import RECHECKS_A_RUN, Resolver
from soundtrack_playlists.models import Track, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from soundtrack_playlists.models import Film

TITLES = ("Alpha", "Bravo", "Charlie", "Delta")
BROKEN = ServiceUnavailable("Spotify is failing.", "Try again later.", one_request=True)
REFUSED = AccessRefused("You are not on the allow-list.", "Ask for it.")
QUOTA = ServiceUnavailable("Spotify's quota is spent until 18:00.", "Try again then.")


@dataclass
class Desk:
    """What a resolver works with; each `resolver` is another run of the program."""

    lookups: Lookups
    shelf: Shelf = field(default_factory=Shelf)
    pins: Pins = field(default_factory=Pins)
    lock: Lock = field(default_factory=Lock)
    now: datetime = datetime(2026, 11, 23, tzinfo=UTC)

    def resolver(self, *, offline: bool = False, recheck_after: timedelta | None = None) -> Resolver:
        """Make a resolver as a new run would."""
        return Resolver(
            self.pins,
            self.lock,
            self.lookups,
            None if offline else lambda: self.shelf,
            silence="Not looked up: offline.",
            recheck_after=recheck_after,
        )

    def run(self, film: Film, *, offline: bool = False) -> list[Resolution]:
        """Resolve all songs of a film in a run of its own."""
        return self.resolver(offline=offline).resolve(wanted(film))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty shelf, nothing pinned, locked or remembered."""
    lookups = Lookups(tmp_path / "lookups.sqlite", "DE", warn=pytest.fail)
    with closing(lookups):
        desk = Desk(lookups)
        lookups.clock = lambda: desk.now
        yield desk


def wanted(*films: Film) -> list[Wanted]:
    """All songs of films."""
    return [Wanted(film, song) for film in films for song in film.songs]


def statuses(resolutions: list[Resolution]) -> list[Status]:
    """How songs ended, in order."""
    return [each.status for each in resolutions]


def origins(resolutions: list[Resolution]) -> list[Origin | None]:
    """Where answers come from, in order."""
    return [each.origin for each in resolutions]


def test_a_pin_beats_the_lock_and_neither_is_asked_about(desk: Desk) -> None:
    """What a person said comes first, what is locked second, and both are free."""
    film = a_film(TITLES[:2])
    alpha, bravo = film.songs
    pinned = Track("pinned", "Another", ("B",))
    desk.pins = Pins({alpha.key: pinned})
    locked = LockedTrack(a_track(alpha), "album order")
    desk.lock = Lock({alpha.key: locked, bravo.key: LockedTrack(a_track(bravo), "album order")})
    first, second = desk.run(film)
    assert (first.origin, first.track) == (Origin.PIN, pinned)
    assert (second.origin, second.reason) == (Origin.LOCK, "Locked: album order.")
    assert not desk.shelf.asked


def test_a_pin_without_a_name_is_shown_under_the_songs(desk: Desk) -> None:
    """A list of bare ids would help nobody."""
    film = a_film(TITLES[:1])
    desk.pins = Pins({film.songs[0].key: Track("pinned", "", ())})
    (only,) = desk.run(film, offline=True)
    assert only.track == Track("pinned", "Alpha", ("Alpha Band of film",))


def test_a_track_ruled_out_is_not_taken_from_lock_album_or_search(desk: Desk) -> None:
    """Never means never, wherever it turns up."""
    film = a_film(TITLES)
    alpha = film.songs[0]
    desk.shelf.albums = [an_album(film)]
    desk.lock = Lock({alpha.key: LockedTrack(a_track(alpha), "album order")})
    desk.pins = Pins(never={alpha.key: frozenset({a_track(alpha).id})})
    first, *others = desk.run(film)
    assert first.status is Status.ABSENT
    assert statuses(others) == [Status.MATCHED] * 3


def test_one_search_and_one_read_resolve_a_whole_soundtrack(desk: Desk) -> None:
    """Two requests, however many songs."""
    film = a_film(TITLES)
    desk.shelf.albums = [an_album(film)]
    resolutions = desk.run(film)
    assert origins(resolutions) == [Origin.ALBUM] * 4
    assert [each.track.id for each in resolutions if each.track] == [a_track(song).id for song in film.songs]
    assert desk.shelf.asked == {"search": 1, "album": 1}


def test_tracks_of_an_album_say_which_album_it_is(desk: Desk) -> None:
    """Spotify leaves it out of an album's own listing; people and files want it."""
    film = a_film(TITLES)
    desk.shelf.albums = [an_album(film)]
    track = desk.run(film)[0].track
    assert track
    assert (track.album, track.album_id, track.album_type) == (
        "film Music Volume 1",
        "album-film-1",
        "compilation",
    )


def test_a_second_run_asks_nothing(desk: Desk) -> None:
    """Everything is remembered, found or not."""
    film = a_film(TITLES)
    desk.shelf.albums = [an_album(film, without=["Delta"])]
    desk.run(film)
    desk.shelf.forget()
    again = desk.run(film)
    assert origins(again) == [Origin.LOOKUP] * 3 + [None]
    assert again[3].status is Status.ABSENT
    assert not desk.shelf.asked


def test_an_album_known_by_its_id_is_read_without_a_search(desk: Desk) -> None:
    """The dataset has seen many albums; searches are what Spotify counts."""
    film = a_film(TITLES, seen=("seen-before",))
    desk.shelf.albums = [an_album(film, album_id="seen-before")]
    assert origins(desk.run(film)) == [Origin.ALBUM] * 4
    assert desk.shelf.asked == {"album": 1}


def test_an_album_that_is_gone_under_its_id_is_searched_for(desk: Desk) -> None:
    """Ids die; the album may have come back under another."""
    film = a_film(TITLES, seen=("gone",))
    desk.shelf.albums = [an_album(film)]
    assert origins(desk.run(film)) == [Origin.ALBUM] * 4
    assert desk.shelf.asked == {"search": 1, "album": 2}


def test_album_ids_that_keep_being_wrong_are_no_longer_tried(desk: Desk) -> None:
    """Where the service knows none of the ids seen before, a request each would be wasted on the rest."""
    films = [a_film(TITLES, key=f"film{number}", seen=(f"gone-{number}",)) for number in range(6)]
    desk.shelf.albums = [an_album(film) for film in films]
    resolutions = desk.resolver().resolve(wanted(*films))
    assert set(statuses(resolutions)) == {Status.MATCHED}
    assert desk.shelf.asked == {"search": 6, "album": 6 + WRONG_IDS}


def test_what_is_not_on_the_album_is_searched_for(desk: Desk) -> None:
    """The rest of the album costs nothing more."""
    film = a_film(TITLES)
    desk.shelf.albums = [an_album(film, without=["Delta"])]
    desk.shelf.loose = [a_track(film.songs[3])]
    assert origins(desk.run(film)) == [Origin.ALBUM] * 3 + [Origin.SEARCH]


def test_no_song_is_searched_for_more_than_twice(desk: Desk) -> None:
    """A song that is not there costs two searches at most, beside the one for its album."""
    film = a_film(TITLES)
    assert statuses(desk.run(film)) == [Status.ABSENT] * 4
    assert desk.shelf.asked["search"] <= 1 + 2 * 4


def test_a_single_song_is_not_worth_an_album(desk: Desk) -> None:
    """One search finds it; looking for the album would be one search and a read."""
    film = a_film(TITLES)
    desk.shelf.albums = [an_album(film)]
    (only,) = desk.resolver().resolve(wanted(film)[:1])
    assert only.origin is Origin.SEARCH
    assert desk.shelf.asked == {"search": 1}


def test_a_second_soundtrack_is_an_album_of_its_own(desk: Desk) -> None:
    """Each volume is found and read once."""
    film = a_film(TITLES, soundtracks=2)
    desk.shelf.albums = [an_album(film, 1), an_album(film, 2)]
    assert origins(desk.run(film)) == [Origin.ALBUM] * 4
    assert desk.shelf.asked == {"search": 2, "album": 2}


def test_offline_what_is_not_known_is_unresolved_and_says_why(desk: Desk) -> None:
    """Not asked is not the same as not there."""
    (only,) = desk.run(a_film(TITLES[:1]), offline=True)
    assert (only.status, only.reason) == (Status.UNRESOLVED, "Not looked up: offline.")


@pytest.mark.parametrize("fault", [QUOTA, LoginNeeded("Your login has ended.", "Run login.")])
def test_a_service_that_stops_answering_is_left_alone_and_nothing_is_lost(
    desk: Desk, fault: ServiceUnavailable | LoginNeeded
) -> None:
    """What was found stays found, the rest says why not, and the next run asks only for the rest."""
    first, second, third = (a_film(TITLES, key=key) for key in ("one", "two", "three"))
    desk.shelf.albums = [an_album(film) for film in (first, second, third)]
    desk.shelf.faults = [None, None, None, fault]
    resolver = desk.resolver()
    resolutions = resolver.resolve(wanted(first, second, third))
    assert resolver.interruption is fault
    assert statuses(resolutions) == [Status.MATCHED] * 4 + [Status.UNRESOLVED] * 8
    assert {each.reason for each in resolutions[4:]} == {f"Not looked up: {fault.what}"}
    assert desk.shelf.asked.total() == 4

    desk.shelf.forget()
    assert statuses(desk.resolver().resolve(wanted(first, second, third))) == [Status.MATCHED] * 12
    assert desk.shelf.asked == {"search": 1, "album": 2}


def test_a_failure_is_never_remembered_as_not_found(desk: Desk) -> None:
    """The song is there; the wire was not."""
    film = a_film(TITLES[:1])
    desk.shelf.loose = [a_track(film.songs[0])]
    desk.shelf.faults = [QUOTA]
    assert statuses(desk.run(film)) == [Status.UNRESOLVED]
    assert desk.lookups.tallies() == []
    assert statuses(desk.run(film)) == [Status.MATCHED]


def test_a_login_that_fails_at_once_is_an_interruption(desk: Desk) -> None:
    """Connecting may be refused before anything is sent."""

    def connect() -> Shelf:
        raise LoginNeeded("Your login has ended.", "Run login.")

    resolver = Resolver(Pins(), Lock(), desk.lookups, connect)
    assert statuses(resolver.resolve(wanted(a_film(TITLES)))) == [Status.UNRESOLVED] * 4
    assert isinstance(resolver.interruption, LoginNeeded)


def test_a_refusal_concerns_one_question_only(desk: Desk) -> None:
    """One song that Spotify will not search for does not keep the others from being found."""
    film = a_film(TITLES[:1])
    other = a_film(["Echo"], key="other")
    desk.shelf.loose = [a_track(other.songs[0])]
    desk.shelf.faults = [ServiceRefused("Bad request.")]
    resolver = desk.resolver()
    refused, found = resolver.resolve(wanted(film, other))
    assert (refused.status, found.status) == (Status.UNRESOLVED, Status.MATCHED)
    assert "refused" in refused.reason
    assert resolver.interruption is None


@pytest.mark.parametrize("cursed", ["film0 Music Volume 1", "album-film0-1", "Alpha Alpha Band of film0"])
def test_one_question_that_always_fails_keeps_no_other_from_being_asked(desk: Desk, cursed: str) -> None:
    """It is left open, run after run, and not asked twice in one; everything after it is found."""
    films = [a_film(TITLES, key=f"film{number}") for number in range(4)]
    desk.shelf.albums = [an_album(film) for film in films]
    desk.shelf.albums[0] = an_album(films[0], without=["Alpha"])
    desk.shelf.cursed = {cursed: BROKEN}
    first, second = desk.resolver(), desk.resolver()
    for resolver in (first, second):
        resolutions = resolver.resolve(wanted(*films))
        assert set(statuses(resolutions[1:])) == {Status.MATCHED}
        assert resolver.interruption is None
    assert first.failure is BROKEN


def test_an_outage_is_noticed_after_a_few_questions(desk: Desk) -> None:
    """Every question would be tried five times over: three different ones that fail are enough."""
    films = [a_film(TITLES, key=f"film{number}") for number in range(4)]
    desk.shelf.faults = [BROKEN] * 100
    resolver = desk.resolver()
    assert set(statuses(resolver.resolve(wanted(*films)))) == {Status.UNRESOLVED}
    assert resolver.interruption is BROKEN
    assert desk.shelf.asked.total() == FAILURES_IN_A_ROW


def test_failures_that_are_not_in_a_row_stop_nothing(desk: Desk) -> None:
    """In bad weather some questions fail; each answer shows that the service is there."""
    films = [a_film(TITLES, key=f"film{number}") for number in range(6)]
    desk.shelf.albums = [an_album(film) for film in films]
    desk.shelf.faults = [BROKEN, BROKEN, None] * 6
    resolver = desk.resolver()
    resolutions = resolver.resolve(wanted(*films))
    assert resolver.interruption is None
    assert statuses(resolutions).count(Status.MATCHED) > len(resolutions) / 2


def test_a_refusal_of_the_whole_account_is_met_once(desk: Desk) -> None:
    """Whoever is not on the app's list is refused every question: asking on would burn the budget."""
    desk.shelf.faults = [REFUSED] * 100
    resolver = desk.resolver()
    resolutions = resolver.resolve(wanted(a_film(TITLES)))
    assert set(statuses(resolutions)) == {Status.UNRESOLVED}
    assert resolver.interruption is REFUSED
    assert desk.shelf.asked.total() == 1


def test_a_later_run_gives_the_same_answer_with_the_album_first(desk: Desk) -> None:
    """What another film's search found does not keep a song from being taken from its own film's album."""
    other = a_film(TITLES[:1], key="one")
    film = a_film(TITLES, key="two")
    film = replace(film, songs=(replace(film.songs[0], credit=other.songs[0].credit), *film.songs[1:]))
    single = a_track(other.songs[0], id="single")
    desk.shelf.albums = [an_album(film)]
    desk.shelf.loose = [single]
    desk.shelf.hidden = {"id-two/alpha"}
    first = desk.resolver().resolve(wanted(other, film))
    again = desk.resolver().resolve(wanted(other, film))
    tracks = [each.track and each.track.id for each in first]
    assert tracks == ["single", *(a_track(song).id for song in film.songs)]
    assert tracks == [each.track and each.track.id for each in again]


def test_an_album_under_another_name_is_found_by_the_films(desk: Desk) -> None:
    """Where the album's title finds none, the film's name is asked for, once and for three songs or more."""
    film, small = a_film(TITLES, key="nightfall"), a_film(TITLES[:2], key="daybreak")
    desk.shelf.albums = [
        replace(an_album(each), name=f"{each.title} (Original Motion Picture Soundtrack)")
        for each in (film, small)
    ]
    assert origins(desk.run(film)) == [Origin.ALBUM] * 4
    assert desk.shelf.asked == {"search": 2, "album": 1}
    assert origins(desk.run(film)) == [Origin.LOOKUP] * 4
    assert Origin.ALBUM not in origins(desk.run(small))


def test_a_wrong_album_id_between_right_ones_does_not_stop_their_use(desk: Desk) -> None:
    """Only films in a row show that ids are of no use here."""
    films = [a_film(TITLES, key=f"film{number}", seen=(f"seen-{number}",)) for number in range(6)]
    desk.shelf.albums = [
        an_album(film, album_id=f"seen-{number}" if number % 2 else "") for number, film in enumerate(films)
    ]
    desk.resolver().resolve(wanted(*films))
    assert desk.shelf.asked == {"search": 3, "album": 6 + 3}


def test_two_runs_at_once_ask_nothing_twice(desk: Desk) -> None:
    """Whoever comes second waits for the answer of the first instead of asking the same."""
    film = a_film(TITLES[:1])
    desk.shelf.loose = [a_track(film.songs[0])]
    others: list[list[Resolution]] = []

    def run_too() -> None:
        with closing(Lookups(desk.lookups.path, "DE", warn=pytest.fail, clock=lambda: desk.now)) as lookups:
            others.append(Desk(lookups, desk.shelf).run(film))

    second = Thread(target=run_too)
    desk.shelf.meanwhile = second.start
    (only,) = desk.run(film)
    second.join()
    assert only.status is Status.MATCHED
    assert origins(others[0]) == [Origin.LOOKUP]
    assert desk.shelf.asked == {"search": 1}


def test_stopping_by_hand_loses_nothing(desk: Desk) -> None:
    """Ctrl-C comes through at once, and the next run goes on where it was."""
    first, second = a_film(TITLES, key="one"), a_film(TITLES, key="two")
    desk.shelf.albums = [an_album(first), an_album(second)]
    desk.shelf.faults = [None, None, None, KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        desk.resolver().resolve(wanted(first, second))
    desk.shelf.forget()
    assert statuses(desk.resolver().resolve(wanted(first, second))) == [Status.MATCHED] * 8
    assert desk.shelf.asked == {"album": 1}


def test_hits_are_asked_again_after_ninety_days(desk: Desk) -> None:
    """Releases come and go."""
    film = a_film(TITLES)
    desk.shelf.albums = [an_album(film)]
    desk.run(film)
    desk.shelf.forget()
    desk.now += timedelta(days=89)
    desk.run(film)
    assert not desk.shelf.asked
    desk.now += timedelta(days=2)
    assert origins(desk.run(film)) == [Origin.ALBUM] * 4
    assert desk.shelf.asked == {"search": 1, "album": 1}


def test_old_memory_is_better_than_no_answer(desk: Desk) -> None:
    """Offline, or with the quota spent, what was known half a year ago still fills the playlist."""
    film = a_film(TITLES)
    desk.shelf.albums = [an_album(film)]
    desk.run(film)
    desk.now += timedelta(days=180)
    assert statuses(desk.run(film, offline=True)) == [Status.MATCHED] * 4
    desk.shelf.faults = [QUOTA]
    resolver = desk.resolver()
    assert statuses(resolver.resolve(wanted(film))) == [Status.MATCHED] * 4
    assert resolver.interruption is QUOTA


def test_misses_are_asked_again_after_seven_days_then_fourteen(desk: Desk) -> None:
    """A song that comes to Spotify is found; one that never does costs ever less."""
    film = a_film(TITLES[:1])
    asked = []
    for _ in range(22):
        desk.shelf.forget()
        desk.run(film)
        asked.append(bool(desk.shelf.asked))
        desk.now += timedelta(days=1)
    assert [day for day, was in enumerate(asked) if was] == [0, 7, 21]


def test_a_song_found_by_its_second_search_does_not_repeat_the_first(desk: Desk) -> None:
    """The first search's answer grows old sooner, but nobody needs it."""
    film = a_film(TITLES[:1])
    film = replace(film, songs=(replace(film.songs[0], isrc="GBAHT9400155"),))  # asked for first, in vain
    desk.shelf.loose = [a_track(film.songs[0])]
    (first,) = desk.run(film)
    searches = desk.shelf.asked["search"]
    desk.shelf.forget()
    desk.now += timedelta(days=30)
    (again,) = desk.run(film)
    assert (first.status, again.status) == (Status.MATCHED, Status.MATCHED)
    assert searches == 2
    assert not desk.shelf.asked


def test_what_is_only_there_for_another_market_is_absent_and_says_so(desk: Desk) -> None:
    """A track that cannot be played fills no playlist."""
    film = a_film(TITLES[:1])
    desk.shelf.loose = [a_track(film.songs[0], playable=False)]
    (only,) = desk.run(film)
    assert only.status is Status.ABSENT
    assert "not for your market" in only.reason


def test_a_playable_track_is_found_for_one_that_is_not(desk: Desk) -> None:
    """The album's own is greyed out; the single is not."""
    film = a_film(TITLES)
    album = an_album(film, without=["Alpha"])
    grey = a_track(film.songs[0], id="grey", playable=False)
    desk.shelf.albums = [type(album)(album.id, album.name, album.artists, tracks=(*album.tracks, grey))]
    desk.shelf.loose = [a_track(film.songs[0], playable=True)]
    first = desk.run(film)[0]
    assert first.track
    assert first.track.id == a_track(film.songs[0]).id


def test_a_song_wanted_twice_is_resolved_once_and_answers_keep_their_order(desk: Desk) -> None:
    """Several playlists may want the same song."""
    one, two = a_film(TITLES, key="one"), a_film(TITLES, key="two")
    desk.shelf.albums = [an_album(one), an_album(two)]
    mixed = [*wanted(two)[2:], *wanted(one), *wanted(two)]
    seen: list[str] = []
    resolutions = desk.resolver().resolve(mixed, on_progress=lambda each: seen.append(each.wanted.song.key))
    assert [each.wanted for each in resolutions] == mixed
    assert sorted(seen) == sorted({each.song.key for each in mixed})


def test_a_locked_track_is_asked_about_when_it_was_not_for_long(desk: Desk) -> None:
    """It stays while it is there, and the check is remembered."""
    film = a_film(TITLES[:1])
    desk.shelf.loose = [a_track(film.songs[0])]
    desk.lock = Lock({film.songs[0].key: LockedTrack(a_track(film.songs[0]), "album order")})
    asked = []
    for _ in range(3):
        desk.shelf.forget()
        (only,) = desk.resolver(recheck_after=timedelta(days=30)).resolve(wanted(film))
        assert only.origin is Origin.LOCK
        asked.append(desk.shelf.asked.total())
        desk.now += timedelta(days=20)
    assert asked == [1, 0, 1]


def test_a_locked_track_that_is_gone_is_found_anew(desk: Desk) -> None:
    """Its place is taken by the track that is there today, offline too once that is known."""
    film = a_film(TITLES[:1])
    desk.shelf.loose = [a_track(film.songs[0], id="new")]
    desk.lock = Lock({film.songs[0].key: LockedTrack(a_track(film.songs[0], id="old"), "album order")})
    (checked,) = desk.resolver(recheck_after=timedelta(days=30)).resolve(wanted(film))
    (later,) = desk.run(film, offline=True)
    assert [each.track and each.track.id for each in (checked, later)] == ["new", "new"]


def test_locked_tracks_are_checked_a_few_at_a_time(desk: Desk) -> None:
    """A first check of a long lock is spread over several runs, each going on where the last one was."""
    film = a_film([f"Song {number}" for number in range(RECHECKS_A_RUN + 10)])
    desk.shelf.loose = [a_track(song) for song in film.songs]
    desk.lock = Lock({song.key: LockedTrack(a_track(song), "album order") for song in film.songs})
    counts = []
    for _ in range(3):
        desk.shelf.forget()
        desk.resolver(recheck_after=timedelta(days=30)).resolve(wanted(film))
        counts.append(desk.shelf.asked["track"])
        desk.now += timedelta(days=1)
    assert counts == [RECHECKS_A_RUN, 10, 0]


def test_a_locked_track_nobody_answers_for_keeps_no_other_from_being_checked(desk: Desk) -> None:
    """It is the one asked about first, run after run, and stays as it was locked."""
    film = a_film(TITLES)
    desk.shelf.loose = [a_track(song) for song in film.songs]
    desk.shelf.cursed = {a_track(film.songs[0]).id: BROKEN}
    desk.lock = Lock({song.key: LockedTrack(a_track(song), "album order") for song in film.songs})
    resolutions = desk.resolver(recheck_after=timedelta(days=30)).resolve(wanted(film))
    assert origins(resolutions) == [Origin.LOCK] * 4
    assert desk.shelf.asked == {"track": 4}
    desk.shelf.forget()
    desk.resolver(recheck_after=timedelta(days=30)).resolve(wanted(film))
    assert desk.shelf.asked == {"track": 1}


def test_the_searches_to_come_are_told_beforehand(desk: Desk) -> None:
    """One for an album, one for a lonely song, none for an album known by its id; and telling asks nothing."""
    film, lonely = a_film(TITLES, key="one"), a_film(TITLES[:1], key="two")
    seen = a_film(TITLES, key="three", seen=("seen-before",))
    desk.shelf.albums = [an_album(film)]
    assert desk.resolver().searches(wanted(film, lonely, seen)) == (2, 9 + 2 * 2)
    assert not desk.shelf.asked


def test_what_is_known_needs_no_search_be_it_there_or_not(desk: Desk) -> None:
    """A song that was searched for in vain yesterday is not announced again today."""
    film, lonely = a_film(TITLES, key="one"), a_film(TITLES[:1], key="two")
    desk.shelf.albums = [an_album(film, without=["Alpha"])]
    desk.resolver().resolve(wanted(film, lonely))
    assert desk.resolver().searches(wanted(film, lonely)) == (0, 0)
    assert desk.resolver(offline=True).searches(wanted(a_film(TITLES, key="other"))) == (0, 0)


def test_everything_remembered_is_judged_whatever_pins_say(desk: Desk) -> None:
    """`explain` shows what would be taken without the pin."""
    film = a_film(TITLES)
    desk.shelf.albums = [an_album(film)]
    desk.run(film)
    desk.pins = Pins({film.songs[0].key: Track("pinned", "x", ("y",))})
    desk.shelf.forget()
    verdict = desk.resolver(offline=True).remembered(wanted(film)[0])
    assert verdict.track
    assert verdict.track.id == a_track(film.songs[0]).id
    assert len(verdict.judged) == 4
    assert not desk.shelf.asked


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["album", "loose", "nowhere"]), min_size=1, max_size=4),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.sampled_from([None, QUOTA]), max_size=12),
)
def test_whatever_interrupts_the_answers_end_the_same_and_nothing_is_asked_twice(
    tmp_path_factory: pytest.TempPathFactory, places: list[list[str]], faults: list[BaseException | None]
) -> None:
    """Run after run until one is not interrupted: as many questions as in good weather, plus those that failed."""
    films = [a_film(TITLES[: len(songs)], key=f"film{number}") for number, songs in enumerate(places)]

    def stocked() -> Desk:
        path = tmp_path_factory.mktemp("desk") / "lookups.sqlite"
        desk = Desk(Lookups(path, "DE", warn=pytest.fail))
        for film, songs in zip(films, places, strict=True):
            placed = list(zip(film.songs, songs, strict=True))
            desk.shelf.albums.append(
                an_album(film, without=[s.title for s, place in placed if place != "album"])
            )
            desk.shelf.loose += [a_track(song) for song, place in placed if place == "loose"]
        return desk

    calm, rough = stocked(), stocked()
    rough.shelf.faults = list(faults)
    with closing(calm.lookups), closing(rough.lookups):
        undisturbed = calm.resolver().resolve(wanted(*films))
        resolver = rough.resolver()
        while (resolutions := resolver.resolve(wanted(*films))) and resolver.interruption:
            resolver = rough.resolver()
        assert [each.track for each in resolutions] == [each.track for each in undisturbed]
        assert statuses(resolutions) == statuses(undisturbed)
        failed = sum(fault is not None for fault in faults) - sum(
            fault is not None for fault in rough.shelf.faults
        )
        assert rough.shelf.asked.total() == calm.shelf.asked.total() + failed

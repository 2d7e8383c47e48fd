"""Finding the soundtrack among albums, and its songs among its tracks."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.matching.albums import assign, pick_album
from soundtrack_playlists.matching.assignment import best_assignment
from soundtrack_playlists.matching.releases import parse_release
from soundtrack_playlists.matching.sought import Sought
from soundtrack_playlists.models import Album, Credit, Film, Song, Soundtrack, Track, Wanted

MILLS = frozenset({"hitcrew"})
SONGS = tuple(Song(f"spawn/{number}", f"Song {number}", Credit((f"Band {number}",))) for number in "abcdef")
SPAWN = Film(
    "spawn", "Spawn", 1997, soundtracks=(Soundtrack("Spawn: The Album", spotify=("known",)),), songs=SONGS
)
FOREVER = Film(
    "batman-forever",
    "Batman Forever",
    1995,
    soundtracks=(Soundtrack("Batman Forever: Music from the Motion Picture"),),
)


def sought(title: str, *artists: str) -> Sought:
    """A song of the film, ready for comparing."""
    return Sought.of(Wanted(SPAWN, Song(f"spawn/{title}", title, Credit(artists))))


@pytest.mark.parametrize(
    "name",
    [
        "Spawn: The Album",
        "Spawn (The Album)",
        "Spawn The Album (Deluxe Edition)",
        "Spawn: The Album [2017 Remaster]",
        "Spawn (Original Motion Picture Soundtrack)",
        "Music from the Motion Picture Spawn",
    ],
)
def test_editions_of_the_soundtrack_are_the_soundtrack(name: str) -> None:
    """Spelling, deluxe editions and remasters do not matter."""
    album = Album("id", name, release_date="1997-07-29", total_tracks=14)
    assert pick_album(SPAWN, [album], mills=MILLS) == (album,)


@pytest.mark.parametrize(
    "name",
    [
        "Batman Forever (Original Motion Picture Score)",
        "Batman Forever: Karaoke Hits",
        "Music Inspired by the Motion Picture Batman Forever",
        "Batman & Robin: Music from the Motion Picture",
        "Batman Forever 2: Music from the Motion Picture",
        "Forever",
    ],
)
def test_other_albums_are_refused(name: str) -> None:
    """Scores, karaoke, inspired-by copies and other films' albums are not the soundtrack."""
    assert pick_album(FOREVER, [Album("id", name, release_date="1995")], mills=MILLS) == ()


def test_an_album_by_a_label_that_re_records_is_refused() -> None:
    """A soundtrack's title on a mill's album does not make it the soundtrack."""
    album = Album("id", "Spawn: The Album", ("The Hit Crew",))
    assert pick_album(SPAWN, [album], mills=MILLS) == ()


def test_a_plain_film_title_needs_the_films_year() -> None:
    """An album that is only called like the film may be anybody's."""
    then, later = Album("then", "Spawn", release_date="1997"), Album("later", "Spawn", release_date="2012")
    assert pick_album(SPAWN, [then, later], mills=MILLS) == (then,)


def test_the_best_candidate_comes_first() -> None:
    """An album seen before leads, then the same title, then the film's; excerpts and reissues come after."""
    known = Album("known", "Whatever")
    same = Album("same", "Spawn: The Album", release_date="1997", total_tracks=14)
    reissue = Album("reissue", "Spawn: The Album", release_date="2017", total_tracks=14)
    excerpt = Album("excerpt", "Spawn: The Album", release_date="1997", total_tracks=2)
    other = Album("other", "Spawn (Soundtrack)", release_date="1997", total_tracks=14)
    assert pick_album(SPAWN, [other, excerpt, reissue, same, known], mills=MILLS) == (
        known,
        same,
        reissue,
        excerpt,
        other,
    )


def test_of_two_copies_the_earlier_comes_first() -> None:
    """Albums that nothing else tells apart are taken by date, then by id, whatever the order of the search."""
    late, early, undated = (
        Album(name, "Spawn: The Album", release_date=date)
        for name, date in (("a", "1997-08-05"), ("b", "1997-07-29"), ("c", None))
    )
    assert pick_album(SPAWN, [undated, late, early], mills=MILLS)[:2] == (early, late)


def test_a_score_is_fine_where_the_soundtrack_is_one() -> None:
    """What the film's own album calls itself is no reason against it."""
    film = Film("film", "Film", 1999, soundtracks=(Soundtrack("Film: Original Score"),))
    album = Album("id", "Film (Original Score)", release_date="1999")
    assert pick_album(film, [album], mills=MILLS) == (album,)


def test_tracks_are_assigned_one_to_one() -> None:
    """Two songs of one title go to two tracks, each to the one that fits it best."""
    songs = [sought("Theme", "Filter"), sought("Theme (Reprise)", "Filter")]
    tracks = [Track("reprise", "Theme (Reprise)", ("Filter",)), Track("theme", "Theme", ("Filter",))]
    found = assign(songs, tracks)
    assert {key: verdict.track and verdict.track.id for key, verdict in found.items()} == {
        "spawn/Theme": "theme",
        "spawn/Theme (Reprise)": "reprise",
    }


def test_one_track_is_never_given_to_two_songs() -> None:
    """When two songs fit one track only, one of them stays without."""
    songs = [sought("Theme", "Filter"), sought("Theme (Main)", "Filter")]
    assert len(assign(songs, [Track("only", "Theme", ("Filter",))])) == 1


def test_songs_that_an_album_does_not_hold_are_left_out() -> None:
    """An album answers for its own songs only."""
    songs = [sought("Spawn", "Silverchair", "Vitro"), sought("Long Hard Road", "Marilyn Manson")]
    album = Album("id", "Spawn: The Album", tracks=(Track("t", "Spawn", ("Silverchair", "Vitro")),))
    assert set(assign(songs, album.tracks)) == {"spawn/Spawn"}


def version_of(title: str, version: str, *others: Song) -> Sought:
    """A version of a song by Def Leppard on the film's soundtrack, beside other songs."""
    song = Song("spawn/version", title, Credit(("Def Leppard",)), version=version)
    return Sought.of(Wanted(replace(SPAWN, songs=(song, *others)), song))


@pytest.mark.parametrize(
    "version", ["acoustic version", "live", "1995 re-recording", "instrumental", "Kaos Mix"]
)
def test_a_soundtrack_need_not_print_the_version_it_holds(version: str) -> None:
    """The film's own album has one recording of the song: the one that was heard."""
    song = version_of("Two Steps Behind", version)
    assert assign([song], [Track("t", "Two Steps Behind", ("Def Leppard",), album_id="read")]).keys() == {
        song.key
    }


def test_a_version_that_the_soundtrack_prints_must_be_the_wanted_one() -> None:
    """An acoustic song is not taken from a soundtrack that has it live."""
    live = Track("live", "Two Steps Behind (Live)", ("Def Leppard",), album_id="known")
    assert not assign([version_of("Two Steps Behind", "acoustic version")], [live])


def test_a_version_that_is_printed_leads_one_that_is_not() -> None:
    """A soundtrack with both has the wanted one under its own name."""
    plain = Track("plain", "Two Steps Behind", ("Def Leppard",), album_id="known")
    printed = Track("printed", "Two Steps Behind (Acoustic)", ("Def Leppard",), album_id="known")
    (verdict,) = assign([version_of("Two Steps Behind", "acoustic version")], [plain, printed]).values()
    assert verdict.track is printed


def test_a_plain_title_is_not_the_version_where_the_film_has_both() -> None:
    """A soundtrack with a song and its reprise holds the song under the plain title."""
    other = Song("spawn/plain", "Two Steps Behind", Credit(("Def Leppard",)))
    plain = Track("plain", "Two Steps Behind", ("Def Leppard",), album_id="known")
    assert not assign([version_of("Two Steps Behind", "reprise", other)], [plain])


def test_films_are_found_in_album_titles() -> None:
    """The words around a film's name go, on both sides of it."""
    release = parse_release("Parade: Music from the Motion Picture Under the Cherry Moon")
    assert release.soundtrack
    assert release.films == frozenset({"parade", "underthecherrymoon"})


@given(
    st.integers(0, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=0, max_size=4
        )
    )
)
def test_the_assignment_is_the_best_there_is(gains: list[list[int]]) -> None:
    """No other one-to-one assignment has a greater sum, and impossible pairs are never made."""
    chosen = best_assignment(gains)
    assert len(set(chosen.values())) == len(chosen)
    assert all(gains[row][column] > 0 for row, column in chosen.items())
    columns = len(gains[0]) if gains else 0
    slots = [*range(columns), *[None] * len(gains)]
    best = max(
        sum(gains[row][column] for row, column in enumerate(order) if column is not None)
        for order in permutations(slots, len(gains))
    )
    assert sum(gains[row][column] for row, column in chosen.items()) == best

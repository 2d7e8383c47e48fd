"""The fake's catalogue of the shipped films: full of traps, and its truth sound."""

from __future__ import annotations

import functools

from fake.fixtures import shipped_catalogue
from fake.ids import is_id
from fake.search import Index, words
from fake.small import FILMS, LOCK, LOCKED_ID, NIGHT
from fake.stock import Stock
from fake.traps import COMPOSER, KARAOKE, MILL, STRANGERS, TRIBUTE
from soundtrack_playlists.dataset.load import load

NEVER = {MILL, KARAOKE, TRIBUTE, COMPOSER, *STRANGERS}


@functools.cache
def small() -> Stock:
    """The small catalogue's stock, filled."""
    stock = Stock(FILMS, LOCK)
    stock.fill()
    return stock


def test_every_song_has_a_truth_and_some_are_nowhere() -> None:
    """An empty truth is a song that Spotify does not have."""
    catalogue, _ = shipped_catalogue()
    assert catalogue.truth.keys() == load().songs.keys()
    nowhere = sum(not ids for ids in catalogue.truth.values())
    assert 0 < nowhere < len(catalogue.truth) / 5


def test_what_is_true_is_playable_and_shares_a_word_with_the_song() -> None:
    """No imitation is ever called right."""
    catalogue, _ = shipped_catalogue()
    songs = load().songs
    for key, ids in catalogue.truth.items():
        for track_id in ids:
            track = catalogue.tracks[track_id]
            assert track.playable
            assert not NEVER & set(track.artists)
            assert words(songs[key].song.title) & words(track.name), key


def test_a_locked_track_is_in_the_catalogue_under_its_own_id() -> None:
    """So that what was locked in the real world is right here too."""
    stock = small()
    assert stock.catalogue.truth[f"{NIGHT}/paper-moonlight"] >= {LOCKED_ID}
    assert stock.catalogue.tracks[LOCKED_ID].recording.duration_ms == 201_000


def test_a_cover_stands_beside_its_original() -> None:
    """Right title, wrong recording."""
    stock = small()
    found = Index(stock.catalogue).search_tracks("River Song")
    right = stock.catalogue.truth[f"{NIGHT}/river-song"]
    assert any(track.artists == ("Old Joe Maddox",) and track.id not in right for track in found)


def test_ids_look_like_spotifys_and_are_the_same_in_every_run() -> None:
    """Base 62, 22 characters, from names alone."""
    again = Stock(FILMS, LOCK).fill()
    assert again.tracks.keys() == small().catalogue.tracks.keys()
    assert all(map(is_id, again.tracks))
    assert again.truth == small().catalogue.truth


def test_some_albums_are_missing_and_some_tracks_greyed_out() -> None:
    """With a playable sibling of the same ISRC for each that is greyed out."""
    catalogue, _ = shipped_catalogue()
    titles = {soundtrack.title for film in load().films.values() for soundtrack in film.soundtracks}
    assert titles - {album.name for album in catalogue.albums.values()}
    greyed_out = [track for track in catalogue.tracks.values() if not track.playable]
    assert greyed_out
    for track in greyed_out:
        assert any(each.playable for each in catalogue.by_isrc[track.recording.isrc]), track

"""What a playlist should hold, once the user's hand and missing answers are counted in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from soundtrack_playlists.playlists.kept import Doubt, Item, Kept, Writing
from soundtrack_playlists.playlists.playlist import Playlist, Recipe
from soundtrack_playlists.playlists.wish import Handling, Intended, LeftAloneError, Wish, intended, written

RECIPE = Recipe(theme="nu-metal")


def items(uris: str) -> tuple[Item, ...]:
    """Make items whose song is the upper-case letter of their URI."""
    return tuple(Item(uri, uri.upper()) for uri in uris)


def wish(songs: str, *, unresolved: str = "", absent: str = "") -> Wish:
    """Wish for songs, found under their lower-case letter."""
    playlist = Playlist(RECIPE, "Title", "Words", ())
    found = {song: song.lower() for song in songs if song not in unresolved + absent}
    return Wish(playlist, tuple(songs), found, frozenset(unresolved))


def kept(uris: str, **more: object) -> Kept:
    """A playlist as it was last written."""
    return Kept(RECIPE.key, "account", RECIPE, "id", items=items(uris), held=tuple(uris)).but(**more)


def aim(wished: Wish, was: Kept, now: str, **handling: bool) -> Intended:
    """Work out what is intended; ``-`` is an empty slot."""
    slots = [None if slot == "-" else slot for slot in now]
    return intended(wished, was, slots, Handling(**handling))


def uris(aimed: Intended) -> str:
    """Spell what is to be held."""
    return "".join(item.uri for item in aimed.items)


def test_a_song_taken_out_by_hand_stays_out_even_on_another_release() -> None:
    """The song is remembered, not the track: found anew elsewhere, it stays out too."""
    aimed = aim(Wish(wish("ABC").playlist, ("A", "B", "C"), {"A": "a", "B": "x", "C": "c"}, frozenset()), kept("abc"), "ac")  # fmt: skip
    assert uris(aimed) == "ac"
    assert aimed.away == items("b")


def test_a_song_put_back_by_hand_is_no_longer_away() -> None:
    """The user's last word counts."""
    aimed = aim(wish("ABC"), kept("ac", away=items("b")), "acb")
    assert uris(aimed) == "abc"
    assert aimed.away == ()


def test_a_song_put_back_by_hand_is_ours_though_the_run_is_killed() -> None:
    """What was ours before the change says so, and that is noted before anything is sent."""
    was = kept("ac", away=items("b"), refreshed=datetime(2026, 11, 23, tzinfo=UTC))
    assert {item.uri for item in aim(wish("ABC"), was, "acb").last} == set("abc")


@pytest.mark.parametrize("handling", ["restore", "mirror"])
def test_restoring_and_mirroring_bring_back_what_was_taken_out(handling: str) -> None:
    """Both forget what was away."""
    aimed = aim(wish("ABC"), kept("ac", away=items("b")), "ac", **{handling: True})
    assert uris(aimed) == "abc"
    assert aimed.away == ()


def test_a_slot_that_spotify_emptied_is_not_the_users_doing() -> None:
    """The song whose slot became empty is wanted back."""
    aimed = aim(wish("ABC"), kept("abc"), "a-c")
    assert uris(aimed) == "abc"
    assert aimed.away == ()


def test_a_song_nobody_could_look_up_keeps_the_track_it_has() -> None:
    """A third of a playlist may be in doubt, and nothing goes."""
    assert uris(aim(wish("ABC", unresolved="B"), kept("abc"), "abc")) == "abc"
    assert uris(aim(wish("ABC", unresolved="B"), kept("abc"), "abc", force=True)) == "ac"


def test_a_song_that_spotify_does_not_have_goes() -> None:
    """Absent is an answer, so a playlist may shrink by any number of absent songs."""
    assert uris(aim(wish("ABC", absent="BC"), kept("abc"), "abc")) == "a"


def test_too_many_songs_without_an_answer_leave_the_playlist_alone() -> None:
    """More than a third in doubt is an outage, not a change."""
    with pytest.raises(LeftAloneError, match="2 of its 3 songs"):
        aim(wish("ABC", unresolved="BC"), kept("abc"), "abc")


def test_songs_of_a_film_that_is_missing_from_the_data_leave_the_playlist_alone() -> None:
    """A file that could not be read is no decision of anybody's."""
    held = kept("", items=(Item("a", "spawn/a"), Item("b", "belly/b"), Item("c", "belly/c")))
    only = Wish(wish("").playlist, ("spawn/a",), {"spawn/a": "a"}, frozenset(), films=frozenset({"spawn"}))
    with pytest.raises(LeftAloneError, match="2 of its 3 songs"):
        aim(only, held, "abc")
    assert uris(aim(only, held, "abc", force=True)) == "a"


def test_songs_that_are_no_longer_wanted_may_go_however_many() -> None:
    """Their films are still there: somebody decided that they are no standouts."""
    held = kept("", items=(Item("a", "spawn/a"), Item("b", "belly/b"), Item("c", "belly/c")))
    films = frozenset({"spawn", "belly"})
    assert (
        uris(
            aim(
                Wish(wish("").playlist, ("spawn/a",), {"spawn/a": "a"}, frozenset(), films=films), held, "abc"
            )
        )
        == "a"
    )
    assert uris(aim(wish("A"), kept("abc"), "abc")) == "a"


def test_two_songs_found_on_one_track_stand_once() -> None:
    """One recording in two films is one item."""
    both = Wish(wish("AB").playlist, ("A", "B"), {"A": "a", "B": "a"}, frozenset())
    assert aim(both, kept(""), "").items == (Item("a", "A"),)


def test_a_track_that_two_songs_share_stays_out_once_it_was_taken_out() -> None:
    """The second song must not bring back what the user took out with the first."""
    both = Wish(wish("AB").playlist, ("A", "B"), {"A": "a", "B": "a"}, frozenset())
    aimed = aim(both, kept("a"), "")
    assert aimed.items == ()
    assert aimed.away == items("a")


def test_a_slot_that_spotify_emptied_pardons_nothing_beside_it() -> None:
    """What the user took out of another place stays out."""
    aimed = aim(wish("ABCDE"), kept("abcde"), "a-ce")
    assert uris(aimed) == "abce"
    assert aimed.away == items("d")
    assert aim(wish("ABCDE"), kept("abcde"), "ace").away == items("bd")


def test_a_song_that_the_user_added_before_we_wanted_it_stays_theirs() -> None:
    """It is neither moved now nor taken out when we no longer want it."""
    was = kept("ab", refreshed=datetime(2026, 11, 23, tzinfo=UTC))
    aimed = aim(wish("ABC"), was, "cab")
    assert uris(aimed) == "ab"
    assert aimed.change(list("cab")).steps == ()
    assert uris(aim(wish("ABC"), was, "cab", mirror=True)) == "abc"


def test_in_a_playlist_that_a_new_ledger_found_again_what_is_wanted_is_ours() -> None:
    """Nobody can say any more who put it in."""
    assert uris(aim(wish("ABC"), kept(""), "cab")) == "abc"


def test_a_change_that_was_cut_off_is_counted_in() -> None:
    """What it took out was not taken out by the user; what it put in is ours, even if no longer wanted."""
    cut = kept("abc", writing=Writing(items("xy"), ("a", "b"), tuple("abc"), "refresh"))
    assert written(cut, ["b", "c", "x"]) == (*items("bc"), *items("x"))
    aimed = aim(wish("ABC"), cut, "bcx")
    assert uris(aimed) == "abc"
    assert aimed.away == ()
    assert aimed.change(["b", "c", "x"]).target == ("a", "b", "c")


def test_what_a_cut_off_change_put_in_twice_stands_once() -> None:
    """Copies of a lost addition are not the user's; copies the user made before are."""
    cut = kept("a", writing=Writing(items("b"), (), tuple("aa"), "refresh"))
    assert aim(wish("AB"), cut, "aabb").change(["a", "a", "b", "b"]).target == ("a", "a", "b")


def test_what_was_put_in_again_for_lack_of_an_answer_stands_once() -> None:
    """Spotify shows both additions later; the second is not the user's."""
    doubting = kept("ab", doubt=Doubt(("b",), datetime(2026, 11, 23, tzinfo=UTC)))
    assert aim(wish("AB"), doubting, "abb").change(["a", "b", "b"]).target == ("a", "b")


def test_dead_tracks_are_not_added_but_stay_where_they_are() -> None:
    """Spotify refuses to add a track it lost, yet may still show it."""
    aimed = aim(wish("ABC"), kept("a"), "a")
    assert aimed.change(["a"], dead=frozenset("ab")).target == ("a", "c")

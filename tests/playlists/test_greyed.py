"""Looking through playlists: whose turn it is, and what a run may spend on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from soundtrack_playlists.playlists.greyed import LOOK_AGAIN, to_look_through
from soundtrack_playlists.playlists.kept import Item, Kept
from soundtrack_playlists.playlists.playlist import Recipe

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def kept(name: str, checked: datetime | None, *, songs: int = 1) -> Kept:
    """A playlist of so many songs, last looked through then."""
    held = tuple(f"{name}{number}" for number in range(songs))
    items = tuple(Item(uri, uri) for uri in held)
    return Kept(f"film:{name}", "account", Recipe(film=name), name, items=items, held=held, checked=checked)


def test_the_longest_unseen_comes_first_and_the_lately_seen_waits() -> None:
    """Never seen before seen long ago; a month has to pass between two looks."""
    old, older = kept("old", NOW - LOOK_AGAIN), kept("older", NOW - 2 * LOOK_AGAIN)
    never, lately = kept("never", None), kept("lately", NOW - LOOK_AGAIN + timedelta(hours=1))
    assert to_look_through([old, lately, older, never], NOW) == [never, older, old]


def test_a_refresh_reads_no_more_than_its_requests() -> None:
    """A page holds fifty items; what is left over waits for the next run."""
    large, small = kept("large", NOW - 2 * LOOK_AGAIN, songs=51), kept("small", NOW - LOOK_AGAIN)
    assert to_look_through([large, small], NOW, 2) == [large]
    assert to_look_through([large, small], NOW, 3) == [large, small]
    assert to_look_through([large, small], NOW, None) == [large, small]


def test_a_playlist_too_large_for_the_requests_does_not_hold_up_the_others() -> None:
    """Those that fit are looked through first; when nothing else waits, the large one is."""
    huge, small = kept("huge", None, songs=101), kept("small", NOW - LOOK_AGAIN)
    assert to_look_through([huge, small], NOW, 2) == [small]
    assert to_look_through([huge], NOW, 2) == [huge]


def test_a_clock_set_back_does_not_stop_the_looking() -> None:
    """A look noted far in the future was noted by a wrong clock."""
    ahead = kept("ahead", NOW + timedelta(days=365))
    assert to_look_through([ahead], NOW) == [ahead]


def test_what_is_not_on_spotify_or_holds_nothing_of_ours_is_passed_over() -> None:
    """There is nothing to look at."""
    assert to_look_through([kept("a", None).but(playlist=None), kept("b", None, songs=0)], NOW) == []

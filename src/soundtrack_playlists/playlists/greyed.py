"""Looking through playlists for tracks that can no longer be played: a few at a time, the longest unseen first.

Asked for a market, Spotify itself shows a playable track of the same ISRC in place of one that is not: what it calls
unplayable has no such sibling, and its song has to be looked up anew.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from soundtrack_playlists.playlists.account import Account
    from soundtrack_playlists.playlists.kept import Item, Kept

LOOK_AGAIN = timedelta(days=30)
"""Time between two looks through a playlist: rights change with contracts, not with days."""
REQUESTS = 25
"""Requests that a refresh spends on looking."""
PAGE = 50
"""Slots read by one request."""


def to_look_through(all_kept: Iterable[Kept], now: datetime, requests: int | None = REQUESTS) -> list[Kept]:
    """Choose the playlists whose turn it is, the longest unseen first, as many as `requests` can read."""
    waiting = [kept for kept in all_kept if kept.playlist and kept.items and _waits(kept, now)]
    waiting.sort(key=lambda kept: (kept.checked is not None, kept.checked or now))
    if requests is None:
        return waiting
    spent = accumulate(-(-len(kept.held) // PAGE) for kept in waiting)
    return [kept for kept, sum_so_far in zip(waiting, spent, strict=True) if sum_so_far <= requests]


def greyed(account: Account, kept: Kept) -> tuple[Item, ...]:
    """Name our items of a playlist that cannot be played; none where it changed since it was last read."""
    assert kept.playlist is not None
    flags = account.playable(kept.playlist)
    if len(flags) != len(kept.held):
        return ()
    silent = {uri for uri, playable in zip(kept.held, flags, strict=True) if playable is False}
    return tuple(item for item in kept.items if item.uri in silent)


def _waits(kept: Kept, now: datetime) -> bool:
    return kept.checked is None or abs(now - kept.checked) >= LOOK_AGAIN

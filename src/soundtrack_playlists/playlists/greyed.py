"""Looking through playlists for tracks that can no longer be played: a few at a time, the longest unseen first.

Asked for a market, Spotify itself shows a playable track of the same ISRC in place of one that is not: what it calls
unplayable has no such sibling, and its song has to be looked up anew.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import AccessRefused, ServiceRefused, ServiceUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from soundtrack_playlists.playlists.account import Account
    from soundtrack_playlists.playlists.kept import Item, Kept
    from soundtrack_playlists.playlists.library import Library

LOOK_AGAIN = timedelta(days=30)
"""Time between two looks through a playlist: rights change with contracts, not with days."""
REQUESTS = 25
"""Requests that a refresh spends on looking."""
PAGE = 50
"""Slots read by one request."""


def look_through(
    library: Library, kept: Iterable[Kept], now: datetime, *, new: bool = False
) -> Iterator[tuple[Kept, tuple[Item, ...]]]:
    """Look through playlists; yield each that was seen whole, with our items in it that cannot be played.

    A few, or all of them where they are `new`: written by this run, so that what they hold is known. A playlist that
    cannot be read is passed over; where Spotify does not answer, the next run looks.
    """
    for each in to_look_through(kept, now, None if new else REQUESTS):
        try:
            if not library.is_mine(each):
                continue
            items = greyed(library.account, each, each.held if new else _held(library, each))
        except (AccessRefused, ServiceUnavailable):
            return
        except ServiceRefused:
            continue
        if items is not None:
            yield each, items


def to_look_through(all_kept: Iterable[Kept], now: datetime, requests: int | None = REQUESTS) -> list[Kept]:
    """Choose the playlists whose turn it is, the longest unseen first, as many as `requests` can read.

    One that alone needs more is read when nothing else waits.
    """
    waiting = [kept for kept in all_kept if kept.playlist and kept.items and _waits(kept, now)]
    waiting.sort(key=lambda kept: (kept.checked is not None, kept.checked or now))
    if requests is None:
        return waiting
    chosen: list[Kept] = []
    for kept in waiting:
        pages = -(-len(kept.held) // PAGE)
        if pages <= requests:
            chosen.append(kept)
            requests -= pages
    return chosen or waiting[:1]


def greyed(account: Account, kept: Kept, held: Sequence[str | None]) -> tuple[Item, ...] | None:
    """Name our items of a playlist that cannot be played; None where it does not hold what was `held`."""
    assert kept.playlist is not None
    flags = account.playable(kept.playlist)
    if len(flags) != len(held):
        return None
    silent = {uri for uri, playable in zip(held, flags, strict=True) if playable is False}
    return tuple(item for item in kept.items if item.uri in silent)


def _held(library: Library, kept: Kept) -> Sequence[str | None]:
    """Say what a playlist holds now; it is read only where it changed since it was last seen settled."""
    assert kept.playlist is not None
    remote = library.listed.get(kept.playlist)
    if remote and remote.snapshot and remote.snapshot == kept.snapshot:
        return kept.held
    return [item.uri for item in library.account.items(kept.playlist)]


def _waits(kept: Kept, now: datetime) -> bool:
    return kept.checked is None or abs(now - kept.checked) >= LOOK_AGAIN

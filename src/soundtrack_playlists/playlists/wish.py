"""What a playlist should hold, once what the user took out and what nobody could look up are counted in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import SoundtrackError
from soundtrack_playlists.matching.resolution import Status
from soundtrack_playlists.playlists.change import Change, plan, taken_out
from soundtrack_playlists.playlists.kept import Item

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from soundtrack_playlists.playlists.kept import Kept
    from soundtrack_playlists.playlists.playlist import Filled, Playlist

MOST_LOST = 1 / 3
"""Share of a playlist that may be missing for lack of an answer before it is left alone."""


@dataclass(frozen=True, slots=True)
class Handling:
    """How to treat a playlist in this run.

    `mirror` makes it exactly ours, `restore` brings back what the user took out, `force` lets it shrink though
    songs could not be looked up, `recreate` makes it again where the user deleted it.
    """

    mirror: bool = False
    restore: bool = False
    force: bool = False
    recreate: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """A playlist to keep. `tracks` has the URI of each song that was found, `unresolved` those nobody was asked for.

    `account` is whose playlist it has to be, None for whoever is logged in. `films` are those whose data could be
    read, None where that is not known: a song of any other is not gone on purpose.
    """

    playlist: Playlist
    songs: tuple[str, ...]
    tracks: Mapping[str, str]
    unresolved: frozenset[str]
    account: str | None = None
    films: frozenset[str] | None = None

    @classmethod
    def of(cls, filled: Filled, account: str | None = None, *, films: Collection[str] | None = None) -> Wish:
        """Take what became of a playlist's songs."""
        return cls(
            filled.playlist,
            tuple(each.wanted.song.key for each in filled.resolutions),
            {each.wanted.song.key: each.track.uri for each in filled.resolutions if each.track},
            frozenset(
                each.wanted.song.key for each in filled.resolutions if each.status is Status.UNRESOLVED
            ),
            account,
            None if films is None else frozenset(films),
        )

    def unanswered(self, item: Item) -> bool:
        """Whether nobody knows what should become of a song: not asked for, or its film is missing from the data."""
        film = item.song.partition("/")[0]
        return item.song in self.unresolved or (self.films is not None and film not in self.films)


@dataclass(frozen=True, slots=True)
class Intended:
    """What a playlist is to hold of ours, in order, and what stays out because the user took it out."""

    items: tuple[Item, ...]
    last: tuple[Item, ...]
    away: tuple[Item, ...]
    once: frozenset[str] = frozenset()

    def change(
        self,
        now: Sequence[str | None],
        refused: frozenset[str] = frozenset(),
        doubtful: frozenset[str] = frozenset(),
        *,
        dead: frozenset[str] = frozenset(),
        mirror: bool = False,
    ) -> Change:
        """Plan the way from what the playlist holds.

        What was `refused` or is `dead` is not added; what is `doubtful` may have been added twice by us.
        """
        held = frozenset(now)
        songs = {item.song: item.uri for item in self.items}
        wanted = [item.uri for item in self.items if item.uri in held or item.uri not in refused | dead]
        replaced = {item.uri: songs[item.song] for item in self.last if item.song in songs}
        return plan(
            now,
            wanted,
            last=(item.uri for item in self.last),
            replaced=replaced,
            once=self.once | doubtful,
            mirror=mirror,
        )


def intended(wish: Wish, kept: Kept, now: Sequence[str | None], handling: Handling) -> Intended:
    """Bring the wish together with what we wrote last and what the user did since. Raises LeftAloneError."""
    last = written(kept, now)
    away = () if handling.restore or handling.mirror else _away(kept, last, now)
    songs = {item.song: item.uri for item in last}
    out = {item.song for item in away} | {item.uri for item in away}
    theirs = _theirs(kept, last, now) if not handling.mirror else frozenset()
    carried = {} if handling.force else {song: songs[song] for song in wish.unresolved if song in songs}
    tracks = {**carried, **wish.tracks}
    items: dict[str, Item] = {}
    for song in wish.songs:
        if song in tracks and not {song, tracks[song]} & (out | theirs):
            items.setdefault(tracks[song], Item(tracks[song], song))
    if not handling.force:
        _guard(wish, last)
    known, held = {item.uri for item in last}, frozenset(now)
    again = (
        item for item in items.values() if item.uri in held and item.uri not in known
    )  # put back by hand
    return Intended(tuple(items.values()), (*last, *again), away, _doubtful(kept))


def written(kept: Kept, now: Sequence[str | None]) -> tuple[Item, ...]:
    """Say what of ours was written last, counting in a change whose end was not seen.

    What that change took out and is gone was taken out by us; what it put in and is there is ours.
    """
    if kept.writing is None:
        return kept.items
    held = frozenset(now)
    removing = frozenset(kept.writing.removing)
    stayed = [item for item in kept.items if item.uri in held or item.uri not in removing]
    known = {item.uri for item in stayed}
    return (*stayed, *(item for item in kept.writing.adding if item.uri in held and item.uri not in known))


def _doubtful(kept: Kept) -> frozenset[str]:
    """Name what may have been put in more than once by us."""
    doubtful = frozenset(kept.doubt.uris if kept.doubt else ())
    if kept.writing is None:
        return doubtful
    return doubtful | frozenset(item.uri for item in kept.writing.adding) - frozenset(kept.writing.before)


def _theirs(kept: Kept, last: Sequence[Item], now: Sequence[str | None]) -> frozenset[str]:
    """Name what the user put in before we could: it stays theirs, wherever it stands, though we want it, too.

    What the user took out and put back is ours again. Where nothing was ever written by this ledger (a new one, in
    place of one that was lost), all that is wanted counts as ours.
    """
    if kept.refreshed is None:
        return frozenset()
    ours = {item.uri for item in (*last, *kept.away)} | _doubtful(kept)
    return frozenset(uri for uri in now if uri is not None and uri not in ours)


def _away(kept: Kept, last: Sequence[Item], now: Sequence[str | None]) -> tuple[Item, ...]:
    """List what the user took out, now or earlier, and did not put back."""
    held = frozenset(now)
    gone = set(taken_out((item.uri for item in last), now))
    gone -= _emptied(kept.held, now, gone)
    taken = {item.song: item for item in (*kept.away, *(item for item in last if item.uri in gone))}
    return tuple(item for item in taken.values() if item.uri not in held)


def _emptied(held: Sequence[str | None], now: Sequence[str | None], gone: set[str]) -> set[str]:
    """Name what is gone because Spotify emptied its slot, as it does with tracks it lost: that was not the user."""
    emptied = list(now).count(None) - list(held).count(None)
    if emptied <= 0 or len(gone) <= emptied:
        return gone if emptied > 0 else set()
    pairs = SequenceMatcher(None, held, now, autojunk=False).get_opcodes()
    return {
        was
        for tag, start, end, there, until in pairs
        if tag == "replace"
        for was, shown in zip(held[start:end], now[there:until], strict=False)
        if shown is None and was in gone
    }


class LeftAloneError(SoundtrackError):
    """A playlist must not be written now. `code` says why in one word, so that it is said once."""

    def __init__(self, code: str, what: str, cure: str) -> None:
        super().__init__(what, cure)
        self.code = code


def _guard(wish: Wish, last: Sequence[Item]) -> None:
    """Let a playlist shrink for what is no longer wanted, never for what nobody could say."""
    lost = [item for item in last if wish.unanswered(item)]
    if len(lost) > len(last) * MOST_LOST:
        raise LeftAloneError(
            "shrinking",
            f"{len(lost)} of its {len(last)} songs could not be looked up, or their film is missing from the data.",
            "Run it again when Spotify answers and the data is whole, or with --force to let the playlist shrink.",
        )

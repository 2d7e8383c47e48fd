"""Lookups: every answer of the service, remembered, so that nothing is asked twice. A cache: may be deleted."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from soundtrack_playlists.matching.lookups_file import LookupsFile
from soundtrack_playlists.matching.remembered import (
    HIT_LIFE,
    Kind,
    Remembered,
    decode_albums,
    decode_tracks,
    encode,
)
from soundtrack_playlists.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from soundtrack_playlists.models import Album, Track

CLAIM_WAIT = 30.0
"""Seconds to wait for another process that is asking: some questions of its, or one that Spotify keeps waiting."""
_LATEST = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())
"""Moments after it, found in a damaged row, cannot be told."""
_BY_ID = frozenset({Kind.ALBUM, Kind.TRACK})


@dataclass(frozen=True, slots=True)
class Tally:
    """What is remembered of one kind. `misses` are answers that did not help."""

    kind: Kind
    hits: int
    misses: int
    oldest: datetime
    newest: datetime


def now() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)


class Lookups:
    """Remembered answers for one market. The file is made when there is something to write."""

    def __init__(
        self,
        path: Path,
        market: str,
        *,
        warn: Callable[[str], None],
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.path = path
        self.market = market
        self.clock = clock
        self._file = LookupsFile(path, warn)

    @property
    def blank(self) -> bool:
        """Whether nothing was ever remembered."""
        return self._file.blank

    def tracks(self, query: str) -> Remembered[Track] | None:
        """Recall the answer to a search for tracks, however old."""
        return self._recall(Kind.TRACKS, query, decode_tracks)

    def albums(self, query: str) -> Remembered[Album] | None:
        """Recall the answer to a search for albums, however old."""
        return self._recall(Kind.ALBUMS, query, decode_albums)

    def album(self, album_id: str) -> Remembered[Album] | None:
        """Recall an album with its tracks; nothing `found` in it where Spotify did not know the id."""
        return self._recall(Kind.ALBUM, album_id, decode_albums)

    def track(self, track_id: str) -> Remembered[Track] | None:
        """Recall a track asked for by id; nothing `found` in it where Spotify did not know the id."""
        return self._recall(Kind.TRACK, track_id, decode_tracks)

    def remember(
        self, kind: Kind, query: str, found: tuple[Track, ...] | tuple[Album, ...], *, misses: int
    ) -> None:
        """Note an answer at once, in place of an older one to the same question."""
        row = (kind, _key(kind, query), self.market, int(self.clock().timestamp()), misses, encode(found))
        self._file.execute("INSERT OR REPLACE INTO lookups VALUES (?, ?, ?, ?, ?, ?)", row)

    def gone(self) -> frozenset[str]:
        """Ids of tracks that Spotify was asked for and no longer has; believed as long as a hit, ids do not revive."""
        statement = "SELECT query FROM lookups WHERE kind = ? AND market = ? AND answer = '[]' AND asked > ?"
        since = int((self.clock() - HIT_LIFE).timestamp())
        return frozenset(row[0] for row in self._read(statement, (Kind.TRACK, self.market, since)))

    def tallies(self) -> list[Tally]:
        """Count what is remembered, by kind, for all markets."""
        rows = self._read(
            "SELECT kind, sum(misses = 0), sum(misses > 0), min(asked), max(asked) FROM lookups"
            " WHERE kind IN (?, ?, ?, ?) AND typeof(asked) = 'integer' AND asked BETWEEN 0 AND ? GROUP BY kind",
            (*Kind, _LATEST),
        )
        return [
            Tally(Kind(kind), hits, misses, _moment(oldest), _moment(newest))
            for kind, hits, misses, oldest, newest in rows
        ]

    def clear(self, *, misses_only: bool = False) -> int:
        """Forget everything, or only what did not help; return how many answers went."""
        which = "misses > 0" if misses_only else "TRUE"
        went = len(self._read(f"DELETE FROM lookups WHERE {which} RETURNING kind"))  # noqa: S608 - two constants
        if went:
            self._file.execute("VACUUM")
        return went

    @contextlib.contextmanager
    def claim(self) -> Iterator[None]:
        """Keep other processes from asking meanwhile; without, where that cannot be had in reasonable time."""
        from filelock import FileLock, Timeout

        claim = FileLock(self.path.with_name(f"{self.path.name}.asking"), timeout=CLAIM_WAIT)
        with contextlib.ExitStack() as held:
            with contextlib.suppress(Timeout, OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                held.enter_context(claim)
            yield

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _recall(
        self, kind: Kind, query: str, decode: Callable[[str], tuple[Any, ...]]
    ) -> Remembered[Any] | None:
        rows = self._read(
            "SELECT asked, misses, answer FROM lookups WHERE kind = ? AND query = ? AND market = ?",
            (kind, _key(kind, query), self.market),
        )
        # A row that cannot be read counts as not remembered: it is asked again and written anew.
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError):
            for asked, misses, answer in rows:
                return Remembered(decode(answer), _moment(asked), int(misses))
        return None

    def _read(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        return [] if self.blank else self._file.execute(statement, values)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _key(kind: Kind, query: str) -> str:
    """Spell a question so that the same one is found again; ids are kept as they are: case means something there."""
    return query if kind in _BY_ID else fold(query) or query.strip().casefold()

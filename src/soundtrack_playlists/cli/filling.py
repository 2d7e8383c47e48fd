"""Playlists filled: every song of several playlists resolved once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import SongsMissing
from soundtrack_playlists.playlists.playlist import Filled
from soundtrack_playlists.report.resolutions import without_track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.errors import SoundtrackError
    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.playlists.playlist import Playlist


@dataclass(frozen=True, slots=True)
class Filling:
    """Playlists with their tracks. `interruption` says what kept the rest from being asked, if anything did."""

    filled: tuple[Filled, ...]
    resolutions: tuple[Resolution, ...]
    interruption: SoundtrackError | None = None

    def conclude(self, *, strict: bool) -> None:
        """End the run as it deserves: raise what interrupted it, and SongsMissing where `strict` and some are."""
        if self.interruption:
            raise self.interruption
        missing = without_track(self.resolutions)
        if strict and missing:
            songs = "1 song has" if missing == 1 else f"{missing} songs have"
            raise SongsMissing(
                f"{songs} no track.",
                "`soundtrack-playlists review` decides them one by one; `pin SONG TRACK` fixes one.",
            )


def fill(app: App, playlists: Sequence[Playlist], *, offline: bool, use_lock: bool | None = None) -> Filling:
    """Resolve the songs of playlists, each song once; `use_lock` None is as configured."""
    from soundtrack_playlists.cli.resolving import resolver_for

    songs = {wanted.song.key: wanted for playlist in playlists for wanted in playlist.wanted}
    resolver = resolver_for(app, offline=offline, use_lock=use_lock)
    with app.console.progress("Finding tracks", len(songs)) as advance:
        resolutions = resolver.resolve(list(songs.values()), on_progress=lambda _: advance())
    ended = dict(zip(songs, resolutions, strict=True))
    filled = (
        Filled(playlist, tuple(ended[wanted.song.key] for wanted in playlist.wanted))
        for playlist in playlists
    )
    return Filling(tuple(filled), tuple(resolutions), resolver.interruption)

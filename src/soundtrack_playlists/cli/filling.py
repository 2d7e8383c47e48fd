"""Playlists filled: every song of several playlists resolved once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import SongsMissing
from soundtrack_playlists.matching.resolution import Status
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.playlists.playlist import Filled
from soundtrack_playlists.report.resolutions import without_track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.errors import SoundtrackError
    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.matching.resolver import Resolver
    from soundtrack_playlists.models import Wanted
    from soundtrack_playlists.playlists.playlist import Playlist

MANY_SEARCHES = 20
"""Searches from which one is told before they begin: Spotify allows some hundreds a day."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Playlists with their tracks.

    `interruption` says what kept the rest from being asked, if anything did; `failure` how a question ended that
    was not answered, where the next ones were.
    """

    filled: tuple[Filled, ...]
    resolutions: tuple[Resolution, ...]
    interruption: SoundtrackError | None = None
    failure: SoundtrackError | None = None

    def conclude(self, *, strict: bool) -> None:
        """End the run as it deserves.

        Raises what interrupted it or left a song open, and SongsMissing where `strict` and some have no track.
        """
        if self.interruption:
            raise self.interruption
        if self.failure and any(each.status is Status.UNRESOLVED for each in self.resolutions):
            raise self.failure
        missing = without_track(self.resolutions)
        if strict and missing:
            has = "has" if missing == 1 else "have"
            raise SongsMissing(
                f"{plural(missing, 'song')} {has} no track.",
                "`soundtrack-playlists review` decides them one by one; `pin SONG TRACK` fixes one.",
            )


def fill(app: App, playlists: Sequence[Playlist], *, offline: bool, use_lock: bool | None = None) -> Filling:
    """Resolve the songs of playlists, each song once; `use_lock` None is as configured."""
    from soundtrack_playlists.cli.resolving import resolver_for

    songs = {wanted.song.key: wanted for playlist in playlists for wanted in playlist.wanted}
    resolver = resolver_for(app, offline=offline, use_lock=use_lock)
    resolutions = find_tracks(app, resolver, list(songs.values()))
    ended = dict(zip(songs, resolutions, strict=True))
    filled = (
        _filled(playlist, tuple(ended[wanted.song.key] for wanted in playlist.wanted))
        for playlist in playlists
    )
    return Filling(tuple(filled), tuple(resolutions), resolver.interruption, resolver.failure)


def _filled(playlist: Playlist, resolutions: tuple[Resolution, ...]) -> Filled:
    return Filled(playlist.counting(len(resolutions) - without_track(resolutions)), resolutions)


def find_tracks(app: App, resolver: Resolver, wanted: Sequence[Wanted]) -> list[Resolution]:
    """Resolve songs in view of the user: what it will cost is said before, how far it is while it lasts."""
    fewest, most = resolver.searches(wanted)
    if most >= MANY_SEARCHES:
        app.console.say(
            f"Between {fewest} and {most} searches are needed, of {app.config.spotify.search_budget} allowed in 24 "
            "hours: the fewest if every song is on its film's album. It can be stopped at any time: what is found is kept."
        )
    with app.console.progress("Finding tracks", len(wanted)) as advance:
        return resolver.resolve(wanted, on_progress=lambda _: advance())

"""`resolve`: find the track for every song, and say what is left and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.filling import Filling, find_tracks
from soundtrack_playlists.cli.resolving import resolver_for
from soundtrack_playlists.cli.selecting import Selection, finding, selecting
from soundtrack_playlists.cli.service import how_to_log_in
from soundtrack_playlists.cli.telling import request_counts
from soundtrack_playlists.errors import LoginNeeded
from soundtrack_playlists.matching.resolution import Status
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.report.resolutions import counts, keyed_document, print_songs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.matching.resolution import Resolution


@click.command(short_help="Find the track for every song.")
@selecting
@finding
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def resolve(
    app: App, selection: Selection, *, offline: bool, no_lock: bool, strict: bool, as_json: bool
) -> None:
    """Find the track for every song of all films, or of those chosen.

    Pins come first, then locked tracks, then what is remembered; only the rest is asked of Spotify, and every
    answer is kept at once: a run that is stopped goes on where it was. All songs are meant unless --songs says
    otherwise.
    """
    app.load_dataset(strict=strict)
    wanted = replace(selection, songs=selection.songs or "all").wanted(app)
    resolver = resolver_for(app, offline=offline, use_lock=False if no_lock else None)
    resolutions = find_tracks(app, resolver, wanted)
    if as_json:
        songs = [keyed_document(each) for each in resolutions]
        app.console.json({"songs": songs, "requests": request_counts(app)})
    else:
        _tell(app, resolutions)
    Filling((), tuple(resolutions), resolver.interruption, resolver.failure).conclude(strict=strict)
    if not resolver.asks and not offline:
        _need_login(app, resolutions)


def _tell(app: App, resolutions: Sequence[Resolution]) -> None:
    """With -v list every song, else what has no track, by reason; then count."""
    if app.verbosity > 0:
        print_songs(app.console, resolutions, films=True)
        app.console.result()
    else:
        _tell_left(app, [each for each in resolutions if each.track is None])
    app.console.result(counts(resolutions))
    if any(each.status in {Status.AMBIGUOUS, Status.ABSENT} for each in resolutions):
        app.console.say("`soundtrack-playlists review` decides what is ambiguous or not found.")


def _tell_left(app: App, left: Sequence[Resolution]) -> None:
    reasons: dict[str, list[Resolution]] = {}
    for each in left:
        reasons.setdefault(each.reason, []).append(each)
    for reason, those in reasons.items():
        app.console.paragraph(reason)
        for each in those:
            app.console.paragraph(f"{each.wanted.song} [{each.wanted.film}]", first="  ✗ ", indent="    ")
        app.console.result()


def _need_login(app: App, resolutions: Sequence[Resolution]) -> None:
    left = sum(each.status is Status.UNRESOLVED for each in resolutions)
    if left:
        raise LoginNeeded(
            f"{plural(left, 'song')} could not be looked up: there is no login to Spotify.",
            f"{how_to_log_in(app)} --offline does without.",
        )

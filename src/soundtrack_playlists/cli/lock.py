"""`lock`: write one's own locked tracks, and check what drifted from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.cli.filling import find_tracks
from soundtrack_playlists.cli.resolving import locks, own_lock_path, resolver_for
from soundtrack_playlists.cli.selecting import Selection, selecting
from soundtrack_playlists.cli.service import how_to_log_in
from soundtrack_playlists.errors import ExitStatus, LoginNeeded
from soundtrack_playlists.matching.drift import Drift, Drifted, drift_of
from soundtrack_playlists.matching.lock import Lock, LockedTrack, write
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.report.console import Style
from soundtrack_playlists.report.resolutions import counts, track_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.matching.resolver import Resolver
    from soundtrack_playlists.models import Wanted


@click.group()
def lock() -> None:
    """Write and check the locked tracks."""


@lock.command(name="write")
@click.option("--no-lock", is_flag=True, help="Leave out what is only known from a lock.")
@click.pass_obj
def write_own(app: App, *, no_lock: bool) -> None:
    """Lock every track that is known now, pins included.

    Writes lock.json beside the configuration; it wins over the lock that comes with the program. The same
    tracks make the same bytes. Asks Spotify nothing: `resolve` does.
    """
    resolver = resolver_for(app, offline=True, use_lock=False if no_lock else None)
    resolutions = resolver.resolve(list(app.dataset.songs.values()))
    write(own_lock_path(app), _lock(resolver, resolutions))
    app.console.result(f"{own_lock_path(app)} – {counts(resolutions)}")


@lock.command()
@selecting
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def check(app: App, selection: Selection, *, as_json: bool) -> int:
    """Compare locked tracks with Spotify today: gone, renamed, or a better one there.

    Needs a login; what is freshly remembered is not asked again. Exit status 1 when anything drifted.
    """
    resolver = resolver_for(app, offline=False, use_lock=False)
    if not resolver.asks:
        raise LoginNeeded(
            "Checking locked tracks needs a login to Spotify, and there is none.",
            how_to_log_in(app),
        )
    chosen = replace(selection, songs=selection.songs or "all").wanted(app)
    checked = _check(app, resolver, [each for each in chosen if each.song.key not in resolver.pins.tracks])
    if as_json:
        app.console.json({"songs": [_document(each) for each in checked]})
    else:
        _tell(app, checked)
    if resolver.interruption:
        raise resolver.interruption
    drifted = any(each.drift not in {Drift.SAME, Drift.UNCHECKED} for each in checked)
    return int(ExitStatus.ERROR if drifted else ExitStatus.DONE)


def _lock(resolver: Resolver, resolutions: Sequence[Resolution]) -> Lock:
    entries = {}
    for resolution in resolutions:
        key, track = resolution.wanted.song.key, resolution.track
        if track:
            locked = resolver.lock.get(key)
            same = locked is not None and locked.track == track
            evidence = locked.evidence if locked and same else _evidence(resolution)
            entries[key] = LockedTrack(track, evidence, str(resolution.wanted.song))
    return Lock(entries)


def _evidence(resolution: Resolution) -> str:
    return resolution.verdict.rule if resolution.verdict else f"{resolution.origin}"


def _check(app: App, resolver: Resolver, wanted: Sequence[Wanted]) -> list[Drifted]:
    locked = locks(app)
    songs = [(each, found.track) for each in wanted if (found := locked.get(each.song.key))]
    if reads := sum(resolver.lookups.track(track.id) is None for _, track in songs):
        app.console.say(
            f"Up to {plural(reads, 'locked track')} will be read from Spotify, one request each, beside the searches."
        )
    find_tracks(app, resolver, [each for each, _ in songs])
    checked = []
    with app.console.progress("Comparing with the lock", len(songs)) as advance:
        for each, track in songs:
            checked.append(drift_of(resolver, each, track))
            advance()
    return checked


def _tell(app: App, checked: Sequence[Drifted]) -> None:
    console = app.console
    for each in checked:
        if each.drift is Drift.SAME:
            continue
        console.paragraph(
            f"{each.wanted.song} [{each.wanted.film}]: {each.drift}. {each.reason}", indent="  "
        )
        console.paragraph(f"locked: {each.locked.url}", first="  ", style=Style.FAINT)
        if each.better:
            console.paragraph(f"today:  {each.better.url}", first="  ", style=Style.FAINT)
    numbers = ((drift, sum(each.drift is drift for each in checked)) for drift in Drift)
    told = ", ".join(f"{number} {drift}" for drift, number in numbers if number)
    console.result(f"{plural(len(checked), 'locked song')}{': ' * bool(told)}{told}")


def _document(each: Drifted) -> dict[str, Any]:
    return {
        "key": each.wanted.song.key,
        "drift": each.drift.value,
        "reason": each.reason,
        "locked": track_document(each.locked),
        "better": track_document(each.better),
    }

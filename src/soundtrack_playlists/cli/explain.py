"""`explain`: why a song resolves to its track, offline from what is remembered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.cli.resolving import resolver_for
from soundtrack_playlists.phrases import plural
from soundtrack_playlists.report.candidates import likeliest, print_candidates, verdict_document
from soundtrack_playlists.report.console import Style
from soundtrack_playlists.report.resolutions import keyed_document, print_outcome, track_document

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.matching.resolution import Resolution
    from soundtrack_playlists.matching.resolver import Resolver
    from soundtrack_playlists.matching.verdict import Verdict


@click.command(short_help="Say why a song resolves to its track.")
@click.argument("song")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def explain(app: App, song: str, *, as_json: bool) -> None:
    """Say why a song resolves to its track, or to none.

    SONG is a title, "film/title" or a key. Shows pin, lock and every remembered candidate with what speaks for
    and against it. Asks Spotify nothing.
    """
    from soundtrack_playlists.dataset.find import find_song

    resolver = resolver_for(app, offline=True)
    (resolution,) = resolver.resolve([find_song(app.dataset, song)])
    verdict = resolver.remembered(resolution.wanted)
    if as_json:
        app.console.json(_document(resolver, resolution, verdict))
    else:
        _tell(app, resolver, resolution, verdict)


def _document(resolver: Resolver, resolution: Resolution, verdict: Verdict) -> dict[str, Any]:
    key = resolution.wanted.song.key
    locked = resolver.lock.get(key)
    return {
        "song": keyed_document(resolution),
        "pin": track_document(resolver.pins.get(key)),
        "never": sorted(resolver.pins.ruled_out(key)),
        "lock": {"track": track_document(locked.track), "evidence": locked.evidence} if locked else None,
        "remembered": verdict_document(verdict),
    }


def _tell(app: App, resolver: Resolver, resolution: Resolution, verdict: Verdict) -> None:
    console, wanted = app.console, resolution.wanted
    key = wanted.song.key
    console.paragraph(str(wanted.song), style=Style.STRONG)
    console.paragraph(f"{wanted.film} · {key}", style=Style.FAINT)
    print_outcome(console, resolution, "")
    if resolution.track:
        console.paragraph(resolution.reason, first="  ", indent="  ")
    console.result()
    pinned, locked = resolver.pins.get(key), resolver.lock.get(key)
    console.result(f"Pin:    {pinned.url if pinned else 'none'}")
    for track_id in sorted(resolver.pins.ruled_out(key)):
        console.result(f"Never:  https://open.spotify.com/track/{track_id}")
    console.result(f"Lock:   {f'{locked.track.url} ({locked.evidence})' if locked else 'none'}")
    if verdict.judged:
        _tell_candidates(app, verdict)
    else:
        console.result("Remembered: nothing; Spotify was not asked about this song yet.")
        console.say(f'`soundtrack-playlists resolve --no-lock --film "{wanted.film.title}"` asks.')


def _tell_candidates(app: App, verdict: Verdict) -> None:
    console = app.console
    many = len(verdict.judged)
    console.result(f"Remembered: {plural(many, 'candidate')}")
    alike = verdict.judged if app.verbosity > 0 else likeliest(verdict)
    print_candidates(console, alike)
    for reason, number in Counter(judged.refused for judged in verdict.judged if judged not in alike).items():
        console.result(f"     {number} more refused: {reason} (-v lists {'them' if number > 1 else 'it'})")
    console.result()
    console.paragraph(f"{verdict.decision}: {verdict.rule}", first="Judged:    ", indent="           ")
    if rival := verdict.rival:
        console.paragraph(
            f"{rival.track.name} – {', '.join(rival.track.artists)}, {verdict.gap:g} points behind",
            first="Runner-up: ",
            indent="           ",
        )

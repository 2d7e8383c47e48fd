"""`pin` and `unpin`: the user's own word on a song's track."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.resolving import asking_for, pins_path
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.matching import pins
from soundtrack_playlists.matching.asking import UnansweredError
from soundtrack_playlists.matching.links import track_id
from soundtrack_playlists.models import Track

if TYPE_CHECKING:
    from datetime import date

    from soundtrack_playlists.cli.app import App


@click.command(short_help="Fix a song's track, or rule one out.")
@click.argument("song")
@click.argument("track")
@click.option("--never", is_flag=True, help="Never take this track for the song.")
@click.pass_obj
def pin(app: App, song: str, track: str, *, never: bool) -> None:
    """Fix the track of a song, or with --never rule one out.

    SONG is a title, "film/title" or a key; TRACK a link, URI or id of Spotify's. Pins beat everything else and
    are kept in pins.toml beside the configuration.
    """
    from soundtrack_playlists.dataset.find import find_song

    identifier = track_id(track)
    wanted = find_song(app.dataset, song)
    if never:
        pins.rule_out(pins_path(app), wanted.song.key, identifier)
        app.console.result(f"{wanted.song} is never https://open.spotify.com/track/{identifier}")
        return
    found = named(app, identifier)
    pins.pin(pins_path(app), wanted.song.key, found, noted=today())
    called = f" – {found.name} by {', '.join(found.artists)}" if found.artists else ""
    app.console.result(f"{wanted.song} is now {found.url}{called}")


@click.command(short_help="Take a pin back.")
@click.argument("song")
@click.pass_obj
def unpin(app: App, song: str) -> None:
    """Take back what `pin` said about a song: its track, and those ruled out."""
    from soundtrack_playlists.dataset.find import find_song

    known = pins.read(pins_path(app)).keys
    key = song if song in known else find_song(app.dataset, song).song.key
    if not pins.unpin(pins_path(app), key):
        raise UsageProblem(
            f"Nothing is pinned for {key}.", f"{pins_path(app)} lists your pins; `explain` shows a song's."
        )
    app.console.result(f"{key} is found by the program again.")


def named(app: App, identifier: str) -> Track:
    """Learn a track's name, from memory or with a login from Spotify; without either it stays unnamed.

    Raises UsageProblem where Spotify does not know the track.
    """
    try:
        answer = asking_for(app).track(identifier)
    except UnansweredError as unanswered:
        app.console.say(f"Noted without its name. {unanswered.reason}")
        return Track(identifier, "", ())
    if not answer.found:
        raise UsageProblem(
            f"Spotify does not know a track {identifier}.",
            "In Spotify choose Share › Copy Song Link, and paste that.",
        )
    return answer.found[0]


def today() -> date:
    """Tell the local date."""
    return datetime.now(UTC).astimezone().date()

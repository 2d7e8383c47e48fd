"""`doctor`: everything a run relies on, each line fine or with its cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import click

from soundtrack_playlists.cli.service import how_to_log_in, make_session, request_limits, token_file
from soundtrack_playlists.errors import ExitStatus, SoundtrackError
from soundtrack_playlists.phrases import plural

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.spotify.session import Session

CLOCK_TOLERANCE = 60.0
"""Seconds this machine's clock may differ from Spotify's: the hour of a token is counted on it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `cure` is empty when it is fine."""

    name: str
    ok: bool
    found: str
    cure: str = ""


Check = Callable[[], str]
"""Looks at one thing and says what it found; raises SoundtrackError with the cure when that is not fine."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def doctor(app: App, *, as_json: bool) -> ExitStatus:
    """Check configuration, login and connection."""
    findings = list(_examine(app))
    fine = all(finding.ok for finding in findings)
    if as_json:
        app.console.json({"ok": fine, "checks": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            app.console.result(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name}: {finding.found}")
            if finding.cure:
                app.console.result(f"        {finding.cure}")
    return ExitStatus.DONE if fine else ExitStatus.ERROR


def _examine(app: App) -> Iterator[Finding]:
    """Look at everything, whatever was found before; what cannot be seen for a reason told already points to that."""
    with ExitStack() as opened:
        session = cache(lambda: opened.enter_context(closing(make_session(app))))
        checks: dict[str, Check] = {
            "config": lambda: _config(app),
            "login": lambda: _login(app),
            "permissions": lambda: _permissions(app),
            "quota": lambda: _quota(app),
            "connection": lambda: f"Spotify answers, {_who(session())} is logged in",
            "clock": lambda: _clock(session()),
        }
        told: dict[str, str] = {}
        for name, check in checks.items():
            finding = _look(name, check)
            first = told.setdefault(finding.found, name)
            yield finding if first == name else replace(finding, found=f"not known: see {first}")


def _look(name: str, check: Check) -> Finding:
    try:
        return Finding(name, ok=True, found=check())
    except SoundtrackError as error:
        return Finding(name, ok=False, found=error.what, cure=error.cure)


def _config(app: App) -> str:
    spotify = app.config.spotify
    token_file(app)  # names a missing client id
    return f"{app.places.config_file}, market {spotify.market}, redirect {spotify.redirect_uri}"


def _login(app: App) -> str:
    from datetime import UTC, datetime

    token, now = token_file(app).read(), datetime.now(UTC)
    made = f"made {token.authorised_at.astimezone():%Y-%m-%d}"
    if now >= token.ends_at:
        raise SoundtrackError(
            f"{made}, has probably ended: Spotify ends every login after six months", how_to_log_in(app)
        )
    soon = ": time for `soundtrack-playlists login`" if token.ends_soon(now) else ""
    return f"{made}, ends in {plural(token.days_left(now), 'day')}{soon}"


def _permissions(app: App) -> str:
    missing = token_file(app).read().missing_scopes
    if missing:
        raise SoundtrackError(
            f"not granted: {', '.join(missing)}",
            "Run `soundtrack-playlists login` and agree to everything on the page.",
        )
    return "all granted"


def _quota(app: App) -> str:
    from soundtrack_playlists.spotify.limits import SEARCH

    with closing(request_limits(app)) as limits:
        limits.require_open()
        return f"{limits.sent.get(SEARCH, 0)} of {limits.budget} searches in the last 24 hours"


def _who(session: Session) -> str:
    owner = session.owner()
    return owner.name or owner.id


def _clock(session: Session) -> str:
    ahead = session.wire.clock_ahead
    if ahead is None:
        return "not compared: Spotify did not say what time it is"
    if abs(ahead) > CLOCK_TOLERANCE:
        direction = "ahead of" if ahead > 0 else "behind"
        raise SoundtrackError(
            f"this machine is {abs(ahead):.0f} seconds {direction} Spotify's clock",
            "Set the clock, best by the system's own time synchronisation.",
        )
    return f"within {CLOCK_TOLERANCE:.0f} seconds of Spotify's"

"""`status`: login, requests and playlists at a glance. Sends nothing."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from soundtrack_playlists.cli.service import request_limits, token_file
from soundtrack_playlists.errors import LoginNeeded
from soundtrack_playlists.phrases import plural

if TYPE_CHECKING:
    from soundtrack_playlists.cli.app import App

_WHY = {
    "account": "it belongs to another account",
    "deleted": "it was deleted on Spotify",
    "empty": "none of its songs has a track",
    "shrinking": "too many of its songs could not be looked up",
    "stranger": "it belongs to somebody else",
}
"""What is said of a playlist that is left alone, by the code noted."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def status(app: App, *, as_json: bool) -> None:
    """Show login, requests and playlists at a glance."""
    document = {"login": _login(app), "requests": _requests(app), "playlists": _playlists(app)}
    if as_json:
        app.console.json(document)
        return
    for line in _lines(document):
        app.console.result(line)


def _login(app: App) -> dict[str, Any]:
    """Facts of the login; `problem` says why there is none."""
    from datetime import UTC, datetime

    try:
        token = token_file(app).read()
    except LoginNeeded as error:
        return {"logged_in": False, "problem": error.what, "cure": error.cure}
    return {
        "logged_in": True,
        "since": token.authorised_at.isoformat(timespec="seconds"),
        "ends": token.ends_at.isoformat(timespec="seconds"),
        "days_left": token.days_left(datetime.now(UTC)),
        "missing_permissions": list(token.missing_scopes),
    }


def _requests(app: App) -> dict[str, Any]:
    """Facts of the last 24 hours; `sent` counts by endpoint group, `blocked_until` is null when Spotify may be asked."""
    from soundtrack_playlists.spotify.limits import local

    with closing(request_limits(app)) as limits:
        until = limits.blocked_until
        return {
            "sent": limits.sent,
            "total": sum(limits.sent.values()),
            "search_budget": limits.budget,
            "searches_left": limits.searches_left,
            "blocked_until": until.isoformat(timespec="seconds") if until else None,
            "blocked_until_local": local(until, limits.clock()) if until else None,
        }


def _playlists(app: App) -> list[dict[str, Any]]:
    """Facts of the playlists kept: what the ledger knows, without asking Spotify."""
    from soundtrack_playlists.cli.writing import open_ledger

    with open_ledger(app) as ledger:
        return [
            {
                "key": kept.key,
                "account": kept.account,
                "title": kept.title,
                "url": kept.url,
                "songs": len(kept.items),
                "taken_out": len(kept.away),
                "left_alone": kept.told,
                "refreshed": kept.refreshed.isoformat(timespec="seconds") if kept.refreshed else None,
            }
            for kept in ledger.all()
        ]


def _lines(document: dict[str, Any]) -> list[str]:
    login, requests = document["login"], document["requests"]
    if login["logged_in"]:
        lines = [
            f"Login      since {login['since'][:10]}, ends in {login['days_left']} days ({login['ends'][:10]})"
        ]
    else:
        lines = [f"Login      {login['problem']} {login['cure']}"]
    kinds = ", ".join(f"{count} {kind}" for kind, count in requests["sent"].items())
    lines.append(f"Requests   {requests['total']} in the last 24 hours{f' ({kinds})' if kinds else ''}")
    lines.append(f"Searches   {requests['searches_left']} left of {requests['search_budget']} in 24 hours")
    if requests["blocked_until"]:
        lines.append(f"Blocked    Spotify wants no requests before {requests['blocked_until_local']}")
    playlists = document["playlists"]
    lines.append(f"Playlists  {len(playlists) or 'none'} kept")
    several = len({each["account"] for each in playlists}) > 1
    lines += [f"           {_playlist_line(each, several=several)}" for each in playlists]
    return lines


def _playlist_line(facts: dict[str, Any], *, several: bool) -> str:
    refreshed = f"refreshed {(facts['refreshed'] or 'never')[:10]}"
    alone = f", left alone: {_WHY.get(facts['left_alone'], facts['left_alone'])}" * bool(facts["left_alone"])
    account = f" (account {facts['account']})" * several
    return f"{facts['key']}{account}: {plural(facts['songs'], 'song')}, {refreshed}{alone}"

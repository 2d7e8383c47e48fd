"""Playlists by the keys a person types: those of the ledger and those that config.toml declares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soundtrack_playlists.cli.declared import declared
from soundtrack_playlists.errors import SoundtrackError, UsageProblem
from soundtrack_playlists.phrases import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.playlists.kept import Kept
    from soundtrack_playlists.playlists.ledger import Ledger
    from soundtrack_playlists.playlists.playlist import Recipe
    from soundtrack_playlists.schedule.plan import Plan

SLACK = timedelta(hours=1)
"""A day may be this much shorter than 24 hours: schedulers jitter around midnight, too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A playlist to refresh: how it is made, and what the ledger knows of it, if anything."""

    recipe: Recipe
    kept: Kept | None = None
    declared: bool = False

    def due(self, now: datetime, usual: int, plan: Plan | None = None, *, strictly: bool = False) -> bool:
        """Whether its days have passed; `usual` is how many where the recipe does not say.

        Days are those of the calendar: a run made up for in the afternoon does not push tomorrow's morning one
        away, and one that looks every hour does a day's work once. A playlist to be refreshed at least as often
        as the `plan` is due at each moment planned, so that neither a short month nor a late run makes it miss
        one; `strictly` is for schedulers that look in between: then it is due at no other.
        """
        if self.kept is None or self.kept.refreshed is None or self.kept.refreshed > now:
            return True  # a clock set back must not stop refreshing
        days = self.recipe.every or usual
        last = self.kept.refreshed.astimezone(now.tzinfo)
        if plan and days <= plan.every and (strictly or last < plan.latest(now)):
            return last < plan.latest(now)
        return (now.date() - last.date()).days >= days or now - last >= timedelta(days=days) - SLACK


def accounts(app: App, ledger: Ledger) -> frozenset[str]:
    """Name the account that is logged in as the ledger may have it; empty where only one has playlists, or none is."""
    from soundtrack_playlists.cli.service import connect

    if len({each.account for each in ledger.all()}) <= 1:  # no other could be meant, so nobody is asked
        return frozenset()
    try:
        owner = connect(app).owner()
    except SoundtrackError:
        return frozenset()
    return frozenset({owner.account_id, owner.id})


def entries(app: App, ledger: Ledger, mine: frozenset[str] = frozenset()) -> list[Entry]:
    """List every playlist of the ledger and of config.toml, whose word counts where both have it."""
    recipes = declared(app).recipes
    kept = _by_key(ledger.all(), mine)
    known = [Entry(recipes.get(key, each.recipe), each, key in recipes) for key, each in kept.items()]
    return [*known, *(Entry(recipe, None, True) for key, recipe in recipes.items() if key not in kept)]  # noqa: FBT003 - a field


def chosen(app: App, ledger: Ledger, keys: Sequence[str], mine: frozenset[str] = frozenset()) -> list[Entry]:
    """Choose playlists by key; all where none is named. Raises UsageProblem for an unknown key.

    Where several accounts have a key, that of `mine` counts.
    """
    everything = entries(app, ledger, mine)
    by_key = {entry.recipe.key: entry for entry in everything}
    return [by_key[_known(key, list(by_key))] for key in keys] if keys else everything


def kept_by(app: App, ledger: Ledger, key: str) -> Kept:
    """Find a kept playlist, of several accounts' that of the one logged in.

    Raises UsageProblem for a key that is not in the ledger, or that nobody logged in has.
    """
    found = ledger.named(_known(key, [kept.key for kept in ledger.all()]))
    if len(found) == 1:
        return found[0]
    mine = accounts(app, ledger)
    for kept in found:
        if kept.account in mine:
            return kept
    raise UsageProblem(
        f'"{key}" is kept for several accounts: {", ".join(kept.account for kept in found)}.',
        "Log in to the one you mean.",
    )


def _by_key(all_kept: Iterable[Kept], mine: frozenset[str]) -> dict[str, Kept]:
    """Choose, of several accounts' playlists with one key, that of `mine`, else the one refreshed last."""
    never = datetime.min.replace(tzinfo=UTC)
    found: dict[str, Kept] = {}
    for kept in all_kept:
        other = found.setdefault(kept.key, kept)
        found[kept.key] = max(other, kept, key=lambda each: (each.account in mine, each.refreshed or never))
    return found


def _known(key: str, keys: list[str]) -> str:
    if key in keys:
        return key
    near = nearest(key, keys, limit=3) or [each for each in keys if key.casefold() in each]
    raise UsageProblem(
        f'No playlist is kept as "{key}".',
        f"Did you mean {' or '.join(near)}?" if near else "`status` lists the playlists that are kept.",
    )

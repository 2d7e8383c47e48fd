"""Playlists by the keys a person types: those of the ledger and those that config.toml declares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soundtrack_playlists.cli.declared import declared
from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.phrases import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

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


def entries(app: App, ledger: Ledger) -> list[Entry]:
    """List every playlist of the ledger and of config.toml, whose word counts where both have it."""
    recipes = declared(app).recipes
    kept = {each.key: each for each in ledger.all()}
    known = [Entry(recipes.get(key, each.recipe), each, key in recipes) for key, each in kept.items()]
    return [*known, *(Entry(recipe, None, True) for key, recipe in recipes.items() if key not in kept)]  # noqa: FBT003 - a field


def chosen(app: App, ledger: Ledger, keys: Sequence[str]) -> list[Entry]:
    """Choose playlists by key; all where none is named. Raises UsageProblem for an unknown key."""
    everything = entries(app, ledger)
    by_key = {entry.recipe.key: entry for entry in everything}
    return [by_key[_known(key, list(by_key))] for key in keys] if keys else everything


def kept_by(ledger: Ledger, key: str) -> Kept:
    """Find a kept playlist. Raises UsageProblem for a key that is not in the ledger."""
    by_key = {kept.key: kept for kept in ledger.all()}
    return by_key[_known(key, list(by_key))]


def _known(key: str, keys: list[str]) -> str:
    if key in keys:
        return key
    near = nearest(key, keys, limit=3) or [each for each in keys if key.casefold() in each]
    raise UsageProblem(
        f'No playlist is kept as "{key}".',
        f"Did you mean {' or '.join(near)}?" if near else "`status` lists the playlists that are kept.",
    )

"""Playlists that config.toml declares: their recipes, and which entries cannot be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soundtrack_playlists.errors import UsageProblem
from soundtrack_playlists.playlists.outcome import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soundtrack_playlists.cli.app import App
    from soundtrack_playlists.playlists.playlist import Recipe


@dataclass(frozen=True, slots=True)
class Declared:
    """What the ``[[playlist]]`` entries mean, by key.

    `unknown` has an outcome for each entry that names nothing there is, `doubled` the keys declared more than once.
    """

    recipes: Mapping[str, Recipe]
    unknown: tuple[Outcome, ...]
    doubled: tuple[str, ...]


def declared(app: App) -> Declared:
    """Read the entries; of several that mean the same playlist the first one counts."""
    from soundtrack_playlists.playlists.assemble import recipe_of

    recipes: dict[str, Recipe] = {}
    unknown: list[Outcome] = []
    doubled: list[str] = []
    for entry in app.config.playlist:
        try:
            recipe = recipe_of(entry, app.dataset)
        except UsageProblem as error:
            key = f"{entry.by}:{entry.name}"
            unknown.append(Outcome(key, entry.title or key, State.LEFT_ALONE, problem=error))
            continue
        if recipe.key in recipes:
            doubled.append(recipe.key)
        recipes.setdefault(recipe.key, recipe)
    return Declared(recipes, tuple(unknown), tuple(doubled))

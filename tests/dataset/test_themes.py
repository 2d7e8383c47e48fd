"""What a theme's rule takes and leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soundtrack_playlists.dataset.themes import Rule

if TYPE_CHECKING:
    from soundtrack_playlists.dataset.load import Dataset

BATMAN, ROBIN = frozenset({"batman-forever"}), frozenset({"batman-and-robin"})
ROSE = "batman-forever/kiss-from-a-rose"
HERO, BALLAD = frozenset({"superhero"}), frozenset({"ballad"})


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        (Rule(), 0),
        (Rule(not_tags=HERO), 0),
        (Rule(any_tags=HERO), 4),
        (Rule(any_tags=HERO | BALLAD), 5),
        (Rule(all_tags=HERO | BALLAD), 1),
        (Rule(any_tags=HERO, not_tags=BALLAD), 3),
        (Rule(films=BATMAN), 2),
        (Rule(films=BATMAN | ROBIN, any_tags=BALLAD), 1),
        (Rule(any_tags=HERO, except_films=ROBIN), 2),
        (Rule(any_tags=HERO, except_songs=frozenset({ROSE})), 3),
        (Rule(songs=frozenset({ROSE})), 1),
        (Rule(songs=frozenset({ROSE}), films=ROBIN), 3),
        (Rule(songs=frozenset({ROSE}), any_tags=HERO, except_films=BATMAN), 3),
        (Rule(songs=frozenset({ROSE}), except_songs=frozenset({ROSE})), 0),
        (Rule(covers=True), 1),
        (Rule(covers=True, any_tags=HERO), 0),
    ],
)
def test_a_rule_takes_what_is_listed_and_what_meets_every_condition(
    dataset: Dataset, rule: Rule, count: int
) -> None:
    """Lists take in any case, conditions together, exceptions take away, and nothing given takes nothing."""
    assert sum(rule.takes(wanted) for wanted in dataset.songs.values()) == count

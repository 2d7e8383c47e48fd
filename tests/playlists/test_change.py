"""The least change: exactly the wanted order, the user's additions where they were, no call too many."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soundtrack_playlists.playlists.change import Change, plan, taken_out
from soundtrack_playlists.playlists.steps import Add, Move, Remove, Step, after, longest_increasing

if TYPE_CHECKING:
    from collections.abc import Sequence

OURS = st.sampled_from("abcdefghij")
THEIRS = st.sampled_from([None, "spotify:local:x", "spotify:episode:y", "u", "v", "w"])
LISTS = st.lists(OURS, unique=True)


def wire(slots: Sequence[str | None], step: Step) -> list[str | None]:
    """Carry a step out as Spotify documents it, written apart from the program's own model."""
    if isinstance(step, Add):
        return [*slots[: step.position], *step.uris, *slots[step.position :]]
    if isinstance(step, Remove):
        return [slot for slot in slots if slot not in set(step.uris)]
    run = range(step.start, step.start + step.length)
    assert run.start < run.stop <= len(slots)
    assert step.insert_before not in run
    tagged = list(enumerate(slots))
    head = [pair for pair in tagged if pair[0] < step.insert_before and pair[0] not in run]
    tail = [pair for pair in tagged if pair[0] >= step.insert_before and pair[0] not in run]
    return [slot for _, slot in [*head, *(tagged[i] for i in run), *tail]]


def carried_out(now: Sequence[str | None], change: Change) -> list[str | None]:
    """Carry all steps out, one after the other."""
    slots = list(now)
    for step in change.steps:
        slots = wire(slots, step)
    return slots


def with_additions(ours: Sequence[str], theirs: Sequence[tuple[int, str | None]]) -> list[str | None]:
    """Put the user's additions between our songs."""
    slots: list[str | None] = list(ours)
    for place, slot in theirs:
        slots.insert(place % (len(slots) + 1), slot)
    return slots


REPLACED = st.dictionaries(OURS, OURS, max_size=5)
ONCE = st.frozensets(OURS, max_size=4)
ADDITIONS = st.lists(st.tuples(st.integers(0, 20), THEIRS), max_size=6)


@given(last=LISTS, held=LISTS, wanted=LISTS, theirs=ADDITIONS, facts=st.tuples(REPLACED, ONCE))
def test_our_songs_end_in_exactly_the_wanted_order(
    last: list[str],
    held: list[str],
    wanted: list[str],
    theirs: list[tuple[int, str | None]],
    facts: tuple[dict[str, str], frozenset[str]],
) -> None:
    """Whatever was there, replaced or put in twice, what is ours afterwards is what is wanted, in that order."""
    replaced, once = facts
    now = with_additions(held, theirs)
    change = plan(now, wanted, last=last, replaced=replaced, once=once)
    end = carried_out(now, change)
    assert end == list(change.target)
    assert [slot for slot in end if slot in wanted] == wanted
    assert not set(end) & (set(last) - set(wanted))


@given(last=LISTS, held=LISTS, wanted=LISTS, theirs=ADDITIONS, replaced=REPLACED)
def test_the_users_additions_survive_beside_what_they_stood_by(
    last: list[str],
    held: list[str],
    wanted: list[str],
    theirs: list[tuple[int, str | None]],
    replaced: dict[str, str],
) -> None:
    """An addition right after a song that stays is right after it still."""
    now = with_additions(held, theirs)
    end = list(plan(now, wanted, last=last, replaced=replaced).target)
    mine = set(last) | set(wanted)
    assert sorted(str(slot) for slot in end if slot not in mine) == sorted(
        str(slot) for slot in now if slot not in mine
    )
    for place in range(1, len(now)):
        if now[place] not in mine and now[place - 1] in wanted:
            song = end.index(now[place - 1])
            assert end[song + 1] == now[place]


@given(last=LISTS, wanted=LISTS, theirs=ADDITIONS)
def test_what_is_already_right_needs_no_call(
    last: list[str], wanted: list[str], theirs: list[tuple[int, str | None]]
) -> None:
    """A change carried out leaves nothing to do."""
    now = list(plan(with_additions(last, theirs), wanted, last=last).target)
    assert plan(now, wanted, last=wanted).steps == ()


@given(last=LISTS, held=LISTS, wanted=LISTS, theirs=ADDITIONS)
@example(last=["a"], held=list("ehgcbajfdi"), wanted=list("jcdgb"), theirs=[])
def test_no_call_is_superfluous(
    last: list[str], held: list[str], wanted: list[str], theirs: list[tuple[int, str | None]]
) -> None:
    """Without any one of its calls a change would end elsewhere.

    Moves and additions are compared before anything is taken out: what goes can hide that one was missing.
    """
    now = with_additions(held, theirs)
    steps = plan(now, wanted, last=last).steps
    for left_out, call in enumerate(steps):
        removing = isinstance(call, Remove)
        ends = []
        for some in (steps, [*steps[:left_out], *steps[left_out + 1 :]]):
            slots = now
            for step in some:
                if removing or not isinstance(step, Remove):
                    slots = after(slots, step)
            ends.append(slots)
        assert ends[0] != ends[1]


@given(st.permutations(list("abcdefg")))
def test_moves_are_as_few_as_the_longest_run_in_order_allows(now: list[str]) -> None:
    """Never more moves than songs outside the longest increasing subsequence."""
    wanted = sorted(now)
    longest = max(
        size for size in range(1, len(now) + 1) if any(list(c) == sorted(c) for c in combinations(now, size))
    )
    change = plan(now, wanted, last=now)
    assert all(isinstance(step, Move) for step in change.steps)
    assert len(change.steps) <= len(now) - longest
    assert carried_out(now, change) == wanted


@given(held=st.lists(OURS), wanted=LISTS, theirs=ADDITIONS, once=ONCE)
def test_of_what_we_may_have_added_twice_one_copy_stays(
    held: list[str], wanted: list[str], theirs: list[tuple[int, str | None]], once: frozenset[str]
) -> None:
    """Further copies go where the doubt is ours; every other copy is the user's and stays."""
    now = with_additions(held, theirs)
    change = plan(now, wanted, once=once)
    end = carried_out(now, change)
    assert end == list(change.target)
    for uri in set(wanted):
        assert end.count(uri) == (1 if uri in once else max(1, now.count(uri)))


@given(held=st.lists(OURS), wanted=LISTS, theirs=ADDITIONS)
def test_mirroring_leaves_only_what_is_ours_or_cannot_be_put_back(
    held: list[str], wanted: list[str], theirs: list[tuple[int, str | None]]
) -> None:
    """Mirrored, a playlist is the wanted list and the slots that the service could not restore."""
    now = with_additions(held, theirs)
    change = plan(now, wanted, mirror=True)
    end = carried_out(now, change)
    assert end == list(change.target)
    assert [slot for slot in end if slot is not None and not slot.startswith("spotify:local:")] == wanted


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_a_list_with_doubles_is_put_back_in_order(now: list[str], before: list[str]) -> None:
    """Undo may ask for the same song twice; nothing that was there before is missing after."""
    change = plan(now, before, last=())
    end = carried_out(now, change)
    assert end == list(change.target)
    rest = iter(end)
    assert all(song in rest for song in before)


@given(st.lists(st.integers(0, 9), max_size=9))
def test_the_longest_increasing_subsequence_is_one_and_is_longest(values: list[int]) -> None:
    """Checked against trying all of them."""
    found = [values[index] for index in longest_increasing(values)]
    assert all(one < other for one, other in pairwise(found))
    assert len(found) == max(
        size
        for size in range(len(values) + 1)
        if any(all(one < other for one, other in pairwise(c)) for c in combinations(values, size))
    )


@pytest.mark.parametrize(
    ("now", "wanted", "steps"),
    [
        ("", "abc", [Add(("a", "b", "c"), 0)]),
        ("abc", "abc", []),
        ("ac", "abc", [Add(("b",), 1)]),
        ("cab", "abc", [Move(0, 3)]),
        ("abc", "ac", [Remove(("b",))]),
        ("defabc", "abcdef", [Move(3, 0, 3)]),
        ("aub", "ba", [Move(2, 0)]),
    ],
)
def test_simple_changes_are_one_call(now: str, wanted: str, steps: list[Step]) -> None:
    """Songs that belong together go in one call."""
    assert list(plan(list(now), list(wanted), last="abcdef").steps) == steps


def test_an_addition_beside_a_replaced_song_stands_beside_its_replacement() -> None:
    """A song found anew on another release keeps the user's remark song behind it."""
    change = plan(["a", "x", "u", "b"], ["a", "y", "b"], last="axb", replaced={"x": "y"})
    assert change.target == ("a", "y", "u", "b")


def test_a_replaced_song_alone_is_not_moved_before_it_goes() -> None:
    """One call to add and one to remove, wherever the replacement belongs."""
    change = plan(["a", "b", "x"], ["y", "a", "b"], last="abx", replaced={"x": "y"})
    assert change.steps == (Add(("y",), 0), Remove(("x",)))


def test_a_song_the_user_doubled_stays_when_it_is_no_longer_wanted() -> None:
    """Spotify removes all copies at once, and one of them is the user's."""
    assert plan(["a", "b", "a"], ["b"], last="ab").steps == ()


def test_of_several_copies_the_one_in_place_is_ours() -> None:
    """A copy the user put in front is theirs, and nothing moves."""
    assert plan(["a", "b", "c", "a"], ["b", "c", "a"], last="abc").steps == ()


def test_new_songs_go_in_before_old_ones_go_out() -> None:
    """A run that dies half-way leaves too much, never an empty playlist."""
    change = plan(["a", "b"], ["c", "d"], last="ab")
    assert change.steps == (Add(("c", "d"), 2), Remove(("a", "b")))


def test_no_call_carries_more_than_a_hundred_items() -> None:
    """Spotify refuses more."""
    old, new = [f"o{n}" for n in range(250)], [f"n{n}" for n in range(205)]
    change = plan(old, new, last=old)
    assert [len(step.uris) for step in change.steps if isinstance(step, Add)] == [100, 100, 5]
    assert [len(step.uris) for step in change.steps if isinstance(step, Remove)] == [100, 100, 50]
    assert carried_out(old, change) == new
    assert (change.added, change.removed, change.moved) == (205, 250, 0)


def test_what_was_written_and_is_gone_was_taken_out() -> None:
    """The user's removals are what we wrote and the playlist no longer holds."""
    assert taken_out("abc", ["c", "u", None, "a"]) == ("b",)

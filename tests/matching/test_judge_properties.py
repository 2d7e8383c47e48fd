"""What holds for every judgement, whatever is offered."""

from __future__ import annotations

from random import Random  # noqa: TC003 - hypothesis reads the annotations when it runs

from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.matching.judge import FLOOR, MARGIN, judge
from soundtrack_playlists.matching.sought import Sought
from soundtrack_playlists.matching.verdict import Decision
from soundtrack_playlists.models import Track

TITLES = st.sampled_from(
    [
        "Song",
        "Song (Live)",
        "Song - Remix",
        "Song (Part 1)",
        "Song (Part 2)",
        "Song - 2009 Remaster",
        "Gnos",
        "Song (One)",
    ]
)
ARTISTS = st.sampled_from([("Band",), ("Band", "Guest"), ("Other Act",), ("The Band & Guest",), ("Guest",)])


@st.composite
def tracks(draw: st.DrawFn) -> list[Track]:
    """A few tracks with distinct ids around one song."""
    number = draw(st.integers(0, 7))
    return [
        Track(
            f"id{index}",
            draw(TITLES),
            draw(ARTISTS),
            album=draw(st.sampled_from([None, "Album", "Live at Home"])),
            release_date=draw(st.sampled_from([None, "1990", "2001-05"])),
            playable=draw(st.sampled_from([None, True, False])),
        )
        for index in range(number)
    ]


SOUGHT = Sought.query("Song", ("Band",), year=1991)


@given(tracks(), st.sets(st.integers(0, 7)))
def test_what_the_user_refused_is_never_the_answer(candidates: list[Track], numbers: set[int]) -> None:
    """A track that is never to be taken is not taken."""
    never = frozenset(f"id{number}" for number in numbers)
    verdict = judge(SOUGHT, candidates, never=never)
    assert verdict.track is None or verdict.track.id not in never


@given(tracks(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(candidates: list[Track], random: Random) -> None:
    """The same tracks in another order end in the same verdict."""
    shuffled = random.sample(candidates, len(candidates))
    assert judge(SOUGHT, shuffled) == judge(SOUGHT, candidates)


@given(tracks())
def test_an_unrelated_candidate_changes_nothing(candidates: list[Track]) -> None:
    """A track of another title and artist neither helps nor harms."""
    unrelated = Track("unrelated", "Wholly Different", ("Nobody Known",))
    before, after = judge(SOUGHT, candidates), judge(SOUGHT, [*candidates, unrelated])
    assert (before.decision, before.track) == (after.decision, after.track)


@given(tracks())
def test_every_candidate_is_judged_and_has_a_reason(candidates: list[Track]) -> None:
    """The verdict lists every candidate, best first, with points or with why it was refused."""
    verdict = judge(SOUGHT, candidates)
    assert {one.track.id for one in verdict.judged} == {track.id for track in candidates}
    assert [one.score for one in verdict.judged] == sorted(
        (one.score for one in verdict.judged), reverse=True
    )
    assert all(one.score == 0 if one.refused else one.evidence for one in verdict.judged)


@given(tracks())
def test_points_are_the_sum_of_the_evidence(candidates: list[Track]) -> None:
    """What speaks for a candidate adds up to its score."""
    for one in judge(SOUGHT, candidates).judged:
        assert one.refused or one.score == sum(fact.weight for fact in one.evidence)


@given(tracks())
def test_a_match_has_a_track_above_the_floor(candidates: list[Track]) -> None:
    """There is a track exactly when the verdict is a match, and it has points enough."""
    verdict = judge(SOUGHT, candidates)
    assert (verdict.track is not None) == (verdict.decision is Decision.MATCH)
    scores = {one.track.id: one.score for one in verdict.judged}
    assert verdict.track is None or scores[verdict.track.id] >= FLOOR


REMIXERS = st.text("BCDFGHJKPQ", min_size=3, max_size=8)


@given(REMIXERS, REMIXERS, REMIXERS)
def test_two_remixers_never_match(first: str, one: str, other: str) -> None:
    """Two remixes by different hands are two recordings, though the hands share a first name or a title."""
    if len({first, one, other}) == len((first, one, other)):
        sought = Sought.query(f"Song (Dr. {first} {one} Remix)", ("Band",))
        assert judge(sought, [Track("id", f"Song - Dr. {first} {other} Remix", ("Band",))]).track is None


@given(
    st.text("BCDFGHJKPQ ", min_size=1, max_size=12),
    st.sampled_from(["Iron Maiden", "Band", "Electric Light Orchestra"]),
)
def test_words_added_to_a_name_never_match(added: str, name: str) -> None:
    """A longer name is a successor, a tribute or somebody else, unless something besides speaks for it."""
    if added.strip():
        sought = Sought.query("Song", (name,))
        assert judge(sought, [Track("id", "Song", (f"{name} {added}",))]).track is None


@given(tracks())
def test_the_rival_is_another_candidate_above_the_floor(candidates: list[Track]) -> None:
    """What would do as well is never the answer itself, and an answer leads it by the margin."""
    verdict = judge(SOUGHT, candidates)
    if verdict.rival is None:
        assert verdict.gap is None
        assert verdict.decision is not Decision.AMBIGUOUS
        return
    assert verdict.rival.score >= FLOOR
    assert verdict.rival.track is not verdict.track
    assert verdict.gap is not None
    assert (verdict.gap >= MARGIN) == (verdict.decision is Decision.MATCH)


@given(st.text(), st.lists(st.text(), max_size=3), st.text(), st.lists(st.text(), max_size=3))
def test_no_text_makes_the_judge_stumble(
    title: str, artists: list[str], name: str, credited: list[str]
) -> None:
    """Titles and artists may be any text, empty ones included."""
    judge(Sought.query(title, tuple(artists)), [Track("id", name, tuple(credited))])


@given(st.text(alphabet=st.characters(categories=("L", "N")), min_size=1, max_size=30))
def test_a_track_that_is_printed_as_wanted_matches(title: str) -> None:
    """Whatever the script, the same title by the same artist is the song."""
    assert judge(Sought.query(title, ("Someone",)), [Track("id", title, ("Someone",))]).track is not None

"""Which track is the right recording: identify, then compare, then prefer. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from soundtrack_playlists.matching.credits import Sharing, parse_credit, sharing
from soundtrack_playlists.matching.titles import parse_title
from soundtrack_playlists.matching.verdict import Decision, Judged, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.matching.sought import Sought
    from soundtrack_playlists.models import Track

NEVER: frozenset[str] = frozenset()


def judge(sought: Sought, candidates: Sequence[Track], *, never: frozenset[str] = NEVER) -> Verdict:
    """Decide which candidate is the wanted recording, if any. `never` are track ids the user refused."""
    best = None
    for track in candidates:
        if track.id in never:
            continue
        title = parse_title(track.name)
        if (
            title.whole != sought.title.whole
            and title.core != sought.title.core
            and ratio(title.whole, sought.title.whole) < 88
        ):
            continue
        if title.marks != sought.title.marks:
            continue
        if sharing(sought.credit, parse_credit(track.artists)) is Sharing.NOTHING:
            continue
        best = track
        break
    if best is None:
        return Verdict(Decision.NONE, "no candidate is this song by this artist")
    return Verdict(Decision.MATCH, "title, credit and version agree", best, (Judged(best, 100),))

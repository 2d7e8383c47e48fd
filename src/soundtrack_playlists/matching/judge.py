"""Which track is the right recording: identify, then compare, then prefer. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.matching.credits import name_key, parse_credit
from soundtrack_playlists.matching.evidence import OTHER_ARTISTS, on_film, weigh
from soundtrack_playlists.matching.sharing import sharing
from soundtrack_playlists.matching.titles import parse_title
from soundtrack_playlists.matching.verdict import Decision, Judged, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.matching.sought import Sought
    from soundtrack_playlists.models import Track

FLOOR = 75.0
"""Points from which a candidate can be the song: a title and an artist that agree, one of them not quite."""

MARGIN = 4.0
"""Points by which the best candidate must lead any other recording to be the answer."""

VARIOUS = name_key("Various Artists")
"""How compilations credit themselves."""

LATEST = "9999"
"""Stands for an unknown release date: later than all known ones."""

NOBODY: frozenset[str] = frozenset()


def judge(sought: Sought, candidates: Sequence[Track], *, never: frozenset[str] = NOBODY) -> Verdict:
    """Decide which candidate is the wanted recording, if any. `never` are track ids the user refused.

    The order of candidates does not matter.
    """
    judged = [
        Judged(track, 0.0, (), "you said never") if track.id in never else weigh(sought, track)
        for track in candidates
    ]
    judged.sort(key=_by_score)
    if not judged or judged[0].score < FLOOR:
        return Verdict(Decision.NONE, _why_none(judged), judged=tuple(judged))
    pressings, rival = [judged[0]], None
    for one in judged[1:]:
        if one.score < FLOOR:
            break
        if _same_recording(judged[0].track, one.track):
            pressings.append(one)
        else:
            rival = rival or one
    best = _preferred(sought, pressings)
    if rival and judged[0].score - rival.score < MARGIN:
        rule = (
            f"{_printed(best.track)} and {_printed(rival.track)} fit as well and are not the same recording"
        )
        return Verdict(Decision.AMBIGUOUS, rule, judged=tuple(judged), rival=rival)
    return Verdict(Decision.MATCH, _why(best), best.track, tuple(judged), rival)


def _by_score(candidate: Judged) -> tuple[float, str]:
    """Order by score, then by id, so that the order of asking plays no part."""
    return -candidate.score, candidate.track.id


def _preferred(sought: Sought, pressings: list[Judged]) -> Judged:
    """Pick the pressing to prefer among those that are as good as the first."""
    if len(pressings) == 1:
        return pressings[0]
    floor = pressings[0].score - MARGIN
    return min([one for one in pressings if one.score > floor], key=lambda one: _preference(sought, one))


def _preference(sought: Sought, candidate: Judged) -> tuple[bool, bool, int, str, float, str, int, int, str]:
    """Rank pressings of one recording, lowest first: on the soundtrack, cut alike, the artist's own, early.

    What is left are copies: any order does that is the same on every day.
    """
    track = candidate.track
    title = parse_title(track.name)
    return (
        not on_film(sought, track, title),
        title.cut != sought.title.cut,
        _release_rank(track),
        track.release_date or LATEST,
        -candidate.score,
        track.album_id or "",
        track.disc_number or 1,
        track.track_number or 0,
        track.id,
    )


def _release_rank(track: Track) -> int:
    """Rank releases: the artist's own, unknown, a compilation."""
    if track.album_type == "compilation":
        return 2
    if not track.album:
        return 1
    return 2 if track.album_artists and VARIOUS in parse_credit(track.album_artists).main else 0


def _same_recording(one: Track, other: Track) -> bool:
    """Say whether two candidates, each of them fitting, are pressings of one recording."""
    if (one.name == other.name and one.artists == other.artists) or (one.isrc and one.isrc == other.isrc):
        return True
    mine, its = parse_title(one.name), parse_title(other.name)
    if mine.whole != its.whole and (
        mine.core != its.core or (mine.core != mine.whole and its.core != its.whole)
    ):
        return False
    if mine.anew != its.anew or not mine.may_be_made_like(its):
        return False
    return bool(sharing(parse_credit(one.artists), parse_credit(other.artists)))


def _why(best: Judged) -> str:
    """Say what decided for a candidate."""
    return "; ".join([f"{fact.name} {fact.detail}" for fact in best.evidence[:2]])


def _why_none(judged: list[Judged]) -> str:
    """Say why nothing fits, by the candidate that came nearest."""
    if not judged:
        return "nothing was offered"
    nearest = max(judged, key=lambda one: (one.score, len(one.evidence), one.refused == OTHER_ARTISTS))
    return f"nearest is {_printed(nearest.track)}: {nearest.refused or 'too little agrees'}"


def _printed(track: Track) -> str:
    """Print a track as people name it."""
    return f"“{track.name}” by {', '.join(track.artists)}"

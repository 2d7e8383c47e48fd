"""Candidates for a song with what speaks for and against each: for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soundtrack_playlists.report.console import Style
from soundtrack_playlists.report.resolutions import track_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soundtrack_playlists.matching.verdict import Evidence, Judged, Verdict
    from soundtrack_playlists.report.console import Console


def verdict_document(verdict: Verdict) -> dict[str, Any]:
    """Describe a judgement for a program."""
    return {
        "decision": verdict.decision.value,
        "rule": verdict.rule,
        "runner_up": verdict.rival.track.id if verdict.rival else None,
        "gap": verdict.gap,
        "candidates": [candidate_document(judged) for judged in verdict.judged],
    }


def candidate_document(judged: Judged) -> dict[str, Any]:
    """Describe a candidate for a program."""
    return {
        "track": track_document(judged.track),
        "score": judged.score,
        "refused": judged.refused,
        "evidence": [
            {"name": fact.name, "weight": fact.weight, "detail": fact.detail} for fact in judged.evidence
        ],
    }


def likeliest(verdict: Verdict) -> list[Judged]:
    """Pick the candidates something speaks for, refused ones last, those with the most behind them first."""
    alike = [judged for judged in verdict.judged if judged.evidence]
    return sorted(alike, key=lambda judged: (-judged.score, -sum(fact.weight for fact in judged.evidence)))


def print_candidates(console: Console, candidates: Iterable[Judged]) -> None:
    """List candidates, numbered from 1, with links and evidence."""
    for number, judged in enumerate(candidates, 1):
        track = judged.track
        album = f" · {track.album}" if track.album else ""
        length = f" · {length_of(track.duration_ms)}" if track.duration_ms else ""
        console.paragraph(
            f"{track.name} – {', '.join(track.artists)}{album}{length}",
            first=f"{number:>3}. ",
            indent="     ",
        )
        console.paragraph(reasons(judged), first="     ", indent="     ")
        console.paragraph(track.url, first="     ", style=Style.FAINT)


def reasons(judged: Judged) -> str:
    """Say in one line what speaks for and against a candidate: ``94 points: title +50 (the same), …``."""
    facts = ", ".join(_fact(fact) for fact in judged.evidence)
    if judged.refused:
        return f"refused: {judged.refused}" + (f" (though {facts})" if facts else "")
    return f"{judged.score:g} points" + (f": {facts}" if facts else "")


def length_of(duration_ms: int) -> str:
    """Spell a length: ``4:46``."""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return f"{minutes}:{seconds:02}"


def _fact(fact: Evidence) -> str:
    detail = f" ({fact.detail})" if fact.detail else ""
    return f"{fact.name} {fact.weight:+g}{detail}"

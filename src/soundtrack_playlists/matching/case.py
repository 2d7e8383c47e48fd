"""A case: one song under investigation, the candidates found so far and what is to be said about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from soundtrack_playlists.matching.judge import judge
from soundtrack_playlists.matching.resolution import Origin, Resolution, Status
from soundtrack_playlists.matching.verdict import Decision, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soundtrack_playlists.matching.sought import Sought
    from soundtrack_playlists.models import Track, Wanted


@dataclass
class Case:
    """A song with its candidates by id. `silence` says why a question about it was left unanswered, if one was."""

    wanted: Wanted
    sought: Sought
    never: frozenset[str] = frozenset()
    pool: dict[str, Track] = field(default_factory=dict)
    verdict: Verdict | None = None
    origin: Origin | None = None
    silence: str | None = None

    @property
    def settled(self) -> bool:
        """Whether the song has a track that can be played."""
        return _track_of(self.verdict) is not None

    def forget(self) -> None:
        """Begin the case anew."""
        self.pool, self.verdict, self.origin = {}, None, None

    def helped_by(self, tracks: Iterable[Track]) -> bool:
        """Tell whether these candidates, with those known, would settle the song."""
        verdict = judge(self.sought, list(self._joined(tracks).values()), never=self.never)
        return _track_of(verdict) is not None

    def consider(self, tracks: Iterable[Track], origin: Origin) -> None:
        """Take candidates in and judge all that are known."""
        self.pool = self._joined(tracks)
        self.verdict = judge(self.sought, list(self.pool.values()), never=self.never)
        self.origin = origin

    def accept(self, verdict: Verdict | None, origin: Origin) -> bool:
        """Take over what the assignment of a whole album says of the song, if that settles it."""
        track = _track_of(verdict)
        if track is None or track.id in self.never:
            return False
        self.verdict, self.origin = verdict, origin
        return True

    def resolution(self) -> Resolution:
        """Say what became of the song."""
        verdict, silence = self.verdict, self.silence
        if verdict and (track := _track_of(verdict)):
            reason = _sentence(verdict.rule)
            return Resolution(self.wanted, Status.MATCHED, reason, self.origin, track, verdict)
        if verdict and verdict.decision is Decision.AMBIGUOUS:
            return Resolution(self.wanted, Status.AMBIGUOUS, _sentence(verdict.rule), verdict=verdict)
        if silence or verdict is None:
            return Resolution(self.wanted, Status.UNRESOLVED, silence or "Not looked up.", verdict=verdict)
        why = "it is there, but not for your market" if self._elsewhere() else verdict.rule
        return Resolution(self.wanted, Status.ABSENT, f"Not found on Spotify: {why}.", verdict=verdict)

    def _elsewhere(self) -> bool:
        """Whether only the market stands between the song and a track."""
        anywhere = [replace(track, playable=None) for track in self.pool.values()]
        return judge(self.sought, anywhere, never=self.never).decision is Decision.MATCH

    def _joined(self, tracks: Iterable[Track]) -> dict[str, Track]:
        """Add candidates; of one track met twice, keep what tells more: an album's listing carries no ISRC."""
        joined = dict(self.pool)
        for track in tracks:
            known = joined.get(track.id)
            if known is None or (track.isrc and not known.isrc):
                joined[track.id] = track
        return joined


def _track_of(verdict: Verdict | None) -> Track | None:
    """Return the track a verdict decided for, if it can be played."""
    if verdict is None or verdict.track is None or verdict.track.playable is False:
        return None
    return verdict.track


def _sentence(rule: str) -> str:
    return f"{rule[0].upper()}{rule[1:]}."

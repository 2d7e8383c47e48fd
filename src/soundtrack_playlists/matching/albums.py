"""Which album is the film's soundtrack, and which of its tracks is which song. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from soundtrack_playlists.matching.assignment import best_assignment
from soundtrack_playlists.matching.credits import parse_credit
from soundtrack_playlists.matching.evidence import weigh
from soundtrack_playlists.matching.judge import FLOOR, LATEST, judge
from soundtrack_playlists.matching.releases import parse_release
from soundtrack_playlists.matching.sought import film_names
from soundtrack_playlists.text import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soundtrack_playlists.matching.releases import Release
    from soundtrack_playlists.matching.sought import Sought
    from soundtrack_playlists.matching.verdict import Verdict
    from soundtrack_playlists.models import Album, Film, Track

NEAR_ALBUM = 88
"""Percent of letters in order that two spellings of one album title share at least."""

NEAR_YEARS = 1
"""Years between film and album, either way, in which soundtracks first appear; later ones are reissues."""

KNOWN, SAME_ALBUM, NEARLY, WITH_SOUNDTRACK, ONLY_THE_FILM = range(5)
"""How an album's title speaks for it, best first; a title that is only the film's needs the film's year as well."""

ENOUGH = 0.5
"""Share of a soundtrack's known songs below which an album is too short to be more than an excerpt."""


def pick_album(film: Film, albums: Sequence[Album], *, mills: frozenset[str]) -> tuple[Album, ...]:
    """List the albums that may be a soundtrack of the film, best first, judged by what a search shows of them."""
    ranked = [(rank, album) for album in albums if (rank := _rank(film, album, mills)) is not None]
    ranked.sort(key=lambda pair: (pair[0], pair[1].release_date or LATEST, pair[1].id))
    return tuple(album for _, album in ranked)


def _rank(film: Film, album: Album, mills: frozenset[str]) -> tuple[int, bool, bool] | None:
    """Rank an album, lowest best: title, whether too short, whether of the film's time. None if it cannot be."""
    if any(album.id in soundtrack.spotify for soundtrack in film.soundtracks):
        return KNOWN, False, False
    release = parse_release(album.name)
    title = _title_rank(film, release)
    in_time = _of_the_time(film, album)
    if title is None or (title == ONLY_THE_FILM and not in_time):
        return None
    if _is_other_kind(film, release) or _is_imitation(album, release, mills):
        return None
    songs = sum(song.soundtrack > 0 for song in film.songs) / max(len(film.soundtracks), 1)
    short = album.total_tracks is not None and album.total_tracks < ENOUGH * songs
    return title, short, not in_time


def _title_rank(film: Film, release: Release) -> int | None:
    """Rank an album by its title; None for another album's."""
    known = [parse_release(soundtrack.title) for soundtrack in film.soundtracks]
    if any(release.key == soundtrack.key for soundtrack in known):
        return SAME_ALBUM
    if any(_nearly(release.key, soundtrack.key) for soundtrack in known):
        return NEARLY
    if not film_names(film).isdisjoint(release.films):
        return WITH_SOUNDTRACK if release.soundtrack else ONLY_THE_FILM
    return None


def _nearly(one: str, other: str) -> bool:
    """Say whether two squashed titles are spellings of one: numbers never differ by spelling."""
    digits = [[sign for sign in title if sign.isdigit()] for title in (one, other)]
    return digits[0] == digits[1] and ratio(one, other, score_cutoff=NEAR_ALBUM) > 0


def _is_other_kind(film: Film, release: Release) -> bool:
    """Say whether an album is the score, or only inspired by the film, while no soundtrack of it is."""
    known = [parse_release(soundtrack.title) for soundtrack in film.soundtracks]
    if release.score and "score" not in tokens(film.title):
        return not any(soundtrack.score for soundtrack in known)
    return release.inspired and not any(soundtrack.inspired for soundtrack in known)


def _is_imitation(album: Album, release: Release, mills: frozenset[str]) -> bool:
    """Say whether an album imitates a soundtrack."""
    credit = parse_credit(album.artists)
    return release.imitates or credit.imitates or not mills.isdisjoint(credit.main)


def _of_the_time(film: Film, album: Album) -> bool:
    """Say whether an album appeared with its film."""
    year = (album.release_date or "")[:4]
    return year.isdigit() and abs(int(year) - film.year) <= NEAR_YEARS


def assign(songs: Sequence[Sought], tracks: Sequence[Track]) -> Mapping[str, Verdict]:
    """Give each song at most one of a soundtrack's tracks, each to one song at most: song key → MATCH verdict.

    The assignment is the best for all songs together. Songs that the album does not hold, or holds in several
    recordings between which nothing decides, are not in the answer.
    """
    songs = [sought.on(tracks) for sought in songs]
    gains = [[_gain(sought, track) for track in tracks] for sought in songs]
    assigned = best_assignment(gains)
    taken = {tracks[column].id for column in assigned.values()}
    verdicts: dict[str, Verdict] = {}
    for row, column in assigned.items():
        left = [track for track in tracks if track is tracks[column] or track.id not in taken]
        verdict = judge(songs[row], left)
        if verdict.track:
            verdicts[songs[row].key] = verdict
            taken.add(verdict.track.id)
    return verdicts


def _gain(sought: Sought, track: Track) -> float:
    """Weigh a track for the assignment: 0 where it cannot be the song."""
    score = weigh(sought, track).score
    return score if score >= FLOOR else 0.0

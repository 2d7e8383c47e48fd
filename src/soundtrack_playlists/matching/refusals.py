"""Why a candidate of the wanted title and artist is another recording all the same. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soundtrack_playlists.matching.credits import parse_credit
from soundtrack_playlists.matching.releases import parse_release, suspicious
from soundtrack_playlists.matching.titles import parse_title
from soundtrack_playlists.matching.vocabulary import Mark

if TYPE_CHECKING:
    from soundtrack_playlists.matching.credits import Credited
    from soundtrack_playlists.matching.sought import Sought
    from soundtrack_playlists.matching.titles import Title
    from soundtrack_playlists.models import Track

WRONG_LENGTH = 0.4
"""Share of the wanted length by which no cut of the same recording differs."""

BY_A_MILL = "by a label that re-records hits"
_ON_ONE_SIDE = {mark: f"{mark}, on one side only" for mark in Mark}


def why_another(sought: Sought, track: Track, title: Title, credit: Credited) -> str | None:
    """Say why a candidate is another recording; None where it need not be."""
    if title.marks != sought.title.marks and not is_unprinted(sought, track, title):
        for mark in sorted(title.marks ^ sought.title.marks):
            if mark is not Mark.COVER or not sought.is_cover:
                return _ON_ONE_SIDE[mark]
    if title is not sought.title and not title.may_be_made_like(sought.title):
        return "another take or mix"
    if credit is not sought.credit:
        if why := _why_imitators(sought, credit):
            return why
        if not sought.originals.isdisjoint(credit.everyone):
            return "by the artist of the original, and the song is a cover"
    if why := _why_not_there(sought, track):
        return why
    return "of quite another length" if wrong_length(sought, track) else None


def is_unprinted(sought: Sought, track: Track, title: Title) -> bool:
    """Say whether the film's own soundtrack merely leaves out which version it holds, as most do.

    What it prints of a version must be wanted, and the film must have the song in one version only.
    """
    return title.marks < sought.title.marks and sought.sole and sought.is_on_soundtrack(track)


def is_imitation(sought: Sought, track: Track) -> bool:
    """Say whether a track imitates, whatever ISRC it bears: those are copied as well."""
    if Mark.IMITATION in parse_title(track.name).marks - sought.title.marks:
        return True
    if _why_imitators(sought, parse_credit(track.artists)) or _is_album_of_a_mill(sought, track):
        return True
    return track.album is not None and parse_release(track.album).imitates


def wrong_length(sought: Sought, track: Track) -> bool:
    """Say whether a length rules the recording out."""
    if not sought.duration_ms or not track.duration_ms:
        return False
    return abs(sought.duration_ms - track.duration_ms) > WRONG_LENGTH * sought.duration_ms


def _why_imitators(sought: Sought, credit: Credited) -> str | None:
    """Say why artists are imitators, though the wanted ones may be among them."""
    if credit.imitates and not sought.credit.imitates:
        return "by an act that imitates"
    return None if sought.mills.isdisjoint(credit.main - sought.credit.main) else BY_A_MILL


def _is_album_of_a_mill(sought: Sought, track: Track) -> bool:
    return bool(track.album_artists) and not sought.mills.isdisjoint(parse_credit(track.album_artists).main)


def _why_not_there(sought: Sought, track: Track) -> str | None:
    """Say why a track on this album cannot be the studio recording."""
    if _is_album_of_a_mill(sought, track):
        return BY_A_MILL
    if not track.album or not suspicious(track.album):
        return None
    release = parse_release(track.album)
    if release.imitates:
        return "on an album of imitations"
    if release.live and Mark.LIVE not in sought.title.marks and release.key not in sought.albums:
        return "on a live album"
    return None

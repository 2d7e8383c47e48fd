"""What speaks for and against one candidate being the wanted recording, in points. Pure.

A candidate is refused where it cannot be the recording. Otherwise title and credit carry up to 50 points each, so
that full agreement is 100; what agrees less gives less, what disagrees takes away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from soundtrack_playlists.matching.credits import Credited, Sharing, parse_credit, sharing, with_guests
from soundtrack_playlists.matching.releases import parse_release, suspicious
from soundtrack_playlists.matching.titles import parse_title
from soundtrack_playlists.matching.verdict import Evidence, Judged
from soundtrack_playlists.matching.vocabulary import Mark

if TYPE_CHECKING:
    from soundtrack_playlists.matching.sought import Glance, Sought
    from soundtrack_playlists.matching.titles import Title
    from soundtrack_playlists.models import Track

IDENTIFIED = Evidence("ISRC", 150, "the same: this very recording")
"""More than any text can reach."""

SAME_TITLE = Evidence("title", 50, "the same")
SUBTITLED = Evidence("title", 43, "the same but for a subtitle")
NEAR_TITLE = Evidence("title", 40, "spelt a little differently")

NEAR = 88
"""Percent of letters in order that two spellings of one title share at least: ``Fallin'``, ``Falling``."""
LONG_TITLE = 6
"""Letters from which a misspelling can be told from another title."""
FIRST_PART = "1"
"""The number that may stand in one title only: ``Song`` is ``Song, Part 1``, never ``Part 2``."""
YEAR_DIGITS = 4
"""Digits of the other numbers that subtitles may add: ``Official Song 2018``."""
UNLIKE_TITLE = 60
"""Percent of letters below which two printed titles are no spellings of one: ``O.P.P.`` and ``OPP`` share 67."""
UNLIKE_ARTISTS = 45
"""The same for artists; two acts in either order share half of their letters in order."""

CREDITS = {
    Sharing.ALL: Evidence("artists", 50, "the same"),
    Sharing.NEARLY: Evidence("artists", 44, "spelt a little differently"),
    Sharing.ONE: Evidence("artists", 44, "share a main artist"),
    Sharing.BEHIND: Evidence("artists", 24, "the wanted one is listed behind others"),
    Sharing.BOTH_MORE: Evidence("artists", 26, "share a main artist, each with others besides"),
    Sharing.PART: Evidence("artists", 20, "one name begins like the other"),
}

CUT = Evidence("cut", -3, "one side is an edit or a plain mix of the recording")
UNNAMED = Evidence("remix", -12, "one side does not say whose")
ON_FILM = Evidence("film", 6, "names the film or is on its soundtrack")
TOO_EARLY = Evidence("year", -8, "released before the song was")
EARLY_YEARS = 1
"""Years by which printed release dates may be too early: promotional releases, wrong dates."""

SAME_LENGTH = Evidence("length", 4, "the same within 4 s")
OTHER_LENGTH = Evidence("length", -8, "differs by more than 20 s")
SAME_LENGTH_MS = 4_000
"""Masters of one recording differ by fades and gaps, not by more."""
OTHER_LENGTH_MS = 20_000
"""Beyond this it is cut differently."""
WRONG_LENGTH = 0.4
"""Share of the wanted length by which no cut of the same recording differs."""

ANOTHER_TITLE = "another title"
OTHER_ARTISTS = "other artists"
BY_A_MILL = "by a label that re-records hits"
_ON_ONE_SIDE = {mark: f"{mark}, on one side only" for mark in Mark}


def weigh(sought: Sought, track: Track) -> Judged:
    """Weigh one candidate: identify it, or compare what is printed."""
    if track.playable is False:
        return Judged(track, 0, (), "not playable in this market")
    if sought.isrc and sought.isrc == track.isrc and not _wrong_length(sought, track):
        return Judged(track, IDENTIFIED.weight, (IDENTIFIED,))
    return _compare(sought, track)


def _compare(sought: Sought, track: Track) -> Judged:
    """Compare what is printed: title and artists at a glance, then each in full, then version and the rest."""
    if track.name != sought.printed_title and _unlike_title(sought.glance, track.name):
        return Judged(track, 0, (), ANOTHER_TITLE)
    if track.artists != sought.artists and _unlike_artists(sought.glance, track.artists):
        return Judged(track, 0, (), OTHER_ARTISTS)
    title = parse_title(track.name)
    alike = _compare_titles(sought.title, title)
    if alike is None:
        return Judged(track, 0, (), ANOTHER_TITLE)
    same = track.artists == sought.artists and not title.guests
    credit = sought.credit if same else with_guests(parse_credit(track.artists), title.guests)
    shared = CREDITS.get(Sharing.ALL if same else sharing(sought.credit, credit))
    if shared is None:
        return Judged(track, 0, (alike,), OTHER_ARTISTS)
    why = _why_another(sought, track, title, credit)
    if why:
        return Judged(track, 0, (alike, shared), why)
    evidence = (alike, shared, *_details(sought, track, title))
    return Judged(track, sum([fact.weight for fact in evidence]), evidence)


def _unlike_title(glance: Glance, name: str) -> bool:
    """Say at a glance that a printed title can only be another one, without taking it to pieces.

    What stands before the first qualifier must resemble the wanted title without its subtitle, or the
    title's beginning all of the wanted one.
    """
    if not (glance.whole and name.isascii()):
        return False
    name = name.lower()
    if " ft" in name or " feat" in name:
        return False
    head = name.partition(" - ")[0]
    if "(" in head or "[" in head:
        head = head.partition("(")[0].partition("[")[0]
    if not head or ratio(head, glance.core, score_cutoff=UNLIKE_TITLE):
        return False
    start = name if len(head) == len(name) else name[: len(glance.whole)]
    return not ratio(start, glance.whole, score_cutoff=UNLIKE_TITLE)


def _unlike_artists(glance: Glance, artists: tuple[str, ...]) -> bool:
    """Say at a glance that printed artists can only be others, without taking them to pieces."""
    line = ", ".join(artists).lower()
    if not glance.artists or not line.isascii() or line in glance.line:
        return False
    for artist in glance.artists:
        if artist in line:
            return False
    return not ratio(line, glance.line, score_cutoff=UNLIKE_ARTISTS)


def _compare_titles(sought: Title, title: Title) -> Evidence | None:
    """Compare titles without their qualifiers; None for another title."""
    if title.whole == sought.whole:
        return SAME_TITLE
    odd = title.numbers ^ sought.numbers
    if odd and not all(number == FIRST_PART or len(number) == YEAR_DIGITS for number in odd):
        return None
    if sought.core in {title.core, title.whole} or title.core == sought.whole:
        one_side = title.core == title.whole or sought.core == sought.whole
        return SUBTITLED if one_side or _continues(title.whole, sought.whole) else None
    if odd or len(title.whole) < LONG_TITLE:
        return None
    if ratio(sought.whole, title.whole, score_cutoff=NEAR) or ratio(
        sought.core, title.core, score_cutoff=NEAR
    ):
        return NEAR_TITLE
    return None


def _continues(one: str, other: str) -> bool:
    """Say whether one title has the subtitles of the other and more of them."""
    return one.startswith(other) or other.startswith(one)


def _why_another(sought: Sought, track: Track, title: Title, credit: Credited) -> str | None:
    """Say why a candidate of this title and artist is another recording; None where it need not be."""
    if title.marks != sought.title.marks:
        for mark in sorted(title.marks ^ sought.title.marks):
            if mark is not Mark.COVER or not sought.is_cover:
                return _ON_ONE_SIDE[mark]
    if title.names and sought.title.names and title.names.isdisjoint(sought.title.names):
        return "another take or mix"
    if credit is not sought.credit and (why := _why_not_theirs(sought, credit)):
        return why
    if why := _why_not_there(sought, track):
        return why
    if _wrong_length(sought, track):
        return "of quite another length"
    return None


def _why_not_theirs(sought: Sought, credit: Credited) -> str | None:
    """Say why a credit that shares an artist is somebody else's all the same."""
    if credit.imitates and not sought.credit.imitates:
        return "by an act that imitates"
    if not sought.mills.isdisjoint(credit.main - sought.credit.main):
        return BY_A_MILL
    if not sought.originals.isdisjoint(credit.everyone):
        return "by the artist of the original, and the song is a cover"
    return None


def _why_not_there(sought: Sought, track: Track) -> str | None:
    """Say why a track on this album cannot be the studio recording."""
    if track.album_artists and not sought.mills.isdisjoint(parse_credit(track.album_artists).main):
        return BY_A_MILL
    if not track.album or not suspicious(track.album):
        return None
    release = parse_release(track.album)
    if release.imitates:
        return "on an album of imitations"
    if release.live and Mark.LIVE not in sought.title.marks and release.key not in sought.albums:
        return "on a live album"
    return None


def _details(sought: Sought, track: Track, title: Title) -> list[Evidence]:
    """Find what speaks for and against a candidate besides its title and artists."""
    found: list[Evidence] = []
    if title.cut != sought.title.cut:
        found.append(CUT)
    if Mark.REMIX in title.marks and bool(title.names) != bool(sought.title.names):
        found.append(UNNAMED)
    if on_film(sought, track, title):
        found.append(ON_FILM)
    if sought.duration_ms and track.duration_ms:
        difference = abs(sought.duration_ms - track.duration_ms)
        if difference <= SAME_LENGTH_MS:
            found.append(SAME_LENGTH)
        elif difference > OTHER_LENGTH_MS:
            found.append(OTHER_LENGTH)
    if sought.first_released and track.release_date:
        year = track.release_date[:4]
        if year.isdigit() and int(year) < sought.first_released - EARLY_YEARS:
            found.append(TOO_EARLY)
    return found


def on_film(sought: Sought, track: Track, title: Title) -> bool:
    """Say whether a track names the film in its title or is on the film's soundtrack."""
    if not sought.films:
        return False
    if track.album_id in sought.album_ids:
        return True
    if any(not sought.films.isdisjoint(parse_release(named).films) for named in title.films):
        return True
    if not track.album:
        return False
    release = parse_release(track.album)
    return release.key in sought.albums or (release.soundtrack and not sought.films.isdisjoint(release.films))


def _wrong_length(sought: Sought, track: Track) -> bool:
    """Say whether a length rules the recording out."""
    if not sought.duration_ms or not track.duration_ms:
        return False
    return abs(sought.duration_ms - track.duration_ms) > WRONG_LENGTH * sought.duration_ms

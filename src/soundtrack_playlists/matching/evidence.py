"""What speaks for and against one candidate being the wanted recording, in points. Pure.

A candidate is refused where it cannot be the recording. Otherwise title and credit carry up to 50 points each, so
that full agreement is 100; what agrees less gives less, what disagrees takes away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from soundtrack_playlists.matching.credits import parse_credit, with_guests
from soundtrack_playlists.matching.refusals import is_imitation, why_another, wrong_length
from soundtrack_playlists.matching.releases import parse_release
from soundtrack_playlists.matching.sharing import Sharing, sharing
from soundtrack_playlists.matching.titles import parse_title
from soundtrack_playlists.matching.verdict import Evidence, Judged
from soundtrack_playlists.matching.vocabulary import Mark

if TYPE_CHECKING:
    from soundtrack_playlists.matching.sought import Sought
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

CREDITS = {
    Sharing.ALL: Evidence("artists", 50, "the same"),
    Sharing.NEARLY: Evidence("artists", 44, "spelt a little differently"),
    Sharing.ONE: Evidence("artists", 44, "share a main artist"),
    Sharing.BEHIND: Evidence("artists", 24, "the wanted one is listed behind others"),
    Sharing.BOTH_MORE: Evidence("artists", 26, "share a main artist, each with others besides"),
    Sharing.PART: Evidence("artists", 20, "one name begins like the other"),
}

UNPRINTED = Evidence("version", -8, "the soundtrack does not print it")
"""More than the film's bonus and the margin leave: a track of the soundtrack that prints the version leads."""
ANEW = Evidence("version", -12, "one side may be made at another time or place")
CUT = Evidence("cut", -3, "one side is an edit or a plain mix of the recording")
UNNAMED = Evidence("remix", -12, "one side does not say whose")
ON_FILM = Evidence("film", 6, "names the film or is on its soundtrack")
OTHER_FILM = Evidence("film", -6, "names another film")
"""More than the margin, as films have songs recorded anew; no refusal, as they borrow recordings as well."""
TOO_EARLY = Evidence("year", -8, "released before the song was")
EARLY_YEARS = 1
"""Years by which printed release dates may be too early: promotional releases, wrong dates."""

SAME_LENGTH = Evidence("length", 4, "the same within 4 s")
OTHER_LENGTH = Evidence("length", -8, "differs by more than 20 s")
SAME_LENGTH_MS = 4_000
"""Masters of one recording differ by fades and gaps, not by more."""
OTHER_LENGTH_MS = 20_000
"""Beyond this it is cut differently."""

ANOTHER_TITLE = "another title"
OTHER_ARTISTS = "other artists"


def weigh(sought: Sought, track: Track) -> Judged:
    """Weigh one candidate: identify it, or compare what is printed, first at a glance, then in full."""
    if track.playable is False:
        return Judged(track, 0, (), "not playable in this market")
    if (
        sought.isrc
        and sought.isrc == track.isrc
        and not (wrong_length(sought, track) or is_imitation(sought, track))
    ):
        return Judged(track, IDENTIFIED.weight, (IDENTIFIED,))
    if track.name != sought.printed_title and sought.glance.is_unlike(track.name):
        return Judged(track, 0, (), ANOTHER_TITLE)
    if track.artists != sought.artists and sought.glance.is_by_others(track.artists):
        return Judged(track, 0, (), OTHER_ARTISTS)
    return _compare(sought, track)


def _compare(sought: Sought, track: Track) -> Judged:
    """Compare what is printed, title and artists first, then version and the rest."""
    title = parse_title(track.name)
    alike = _compare_titles(sought.title, title)
    if alike is None:
        return Judged(track, 0, (), ANOTHER_TITLE)
    same = track.artists == sought.artists and not title.guests
    credit = sought.credit if same else with_guests(parse_credit(track.artists), title.guests)
    shared = CREDITS.get(Sharing.ALL if same else sharing(sought.credit, credit))
    if shared is None:
        return Judged(track, 0, (alike,), OTHER_ARTISTS)
    why = why_another(sought, track, title, credit)
    if why:
        return Judged(track, 0, (alike, shared), why)
    evidence = (alike, shared, *_details(sought, track, title))
    return Judged(track, sum([fact.weight for fact in evidence]), evidence)


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


def _details(sought: Sought, track: Track, title: Title) -> list[Evidence]:
    """Find what speaks for and against a candidate besides its title and artists."""
    length = _compare_lengths(sought, track) if sought.duration_ms else None
    found = [] if title is sought.title else _compare_versions(sought, title, length)
    if sought.films:
        if on_film(sought, track, title):
            found.append(ON_FILM)
        elif title.films and _films_named(title):
            found.append(OTHER_FILM)
    if length:
        found.append(length)
    if sought.first_released and track.release_date:
        year = track.release_date[:4]
        if year.isdigit() and int(year) < sought.first_released - EARLY_YEARS:
            found.append(TOO_EARLY)
    return found


def _compare_versions(sought: Sought, title: Title, length: Evidence | None) -> list[Evidence]:
    """Find what two titles say differently of one version."""
    found: list[Evidence] = []
    if title.marks < sought.title.marks:
        found.append(UNPRINTED)
    if title.cut != sought.title.cut:
        found.append(CUT)
    if title.anew != sought.title.anew and length is not SAME_LENGTH:
        found.append(ANEW)
    if Mark.REMIX in title.marks and bool(title.names) != bool(sought.title.names):
        found.append(UNNAMED)
    return found


def _compare_lengths(sought: Sought, track: Track) -> Evidence | None:
    """Compare lengths where both are known."""
    if not sought.duration_ms or not track.duration_ms:
        return None
    difference = abs(sought.duration_ms - track.duration_ms)
    if difference <= SAME_LENGTH_MS:
        return SAME_LENGTH
    return OTHER_LENGTH if difference > OTHER_LENGTH_MS else None


def on_film(sought: Sought, track: Track, title: Title) -> bool:
    """Say whether a track names the film in its title or is on a soundtrack of it."""
    if not sought.films:
        return False
    if sought.is_on_soundtrack(track) or not sought.films.isdisjoint(_films_named(title)):
        return True
    if not track.album:
        return False
    release = parse_release(track.album)
    return release.soundtrack and not sought.films.isdisjoint(release.films)


def _films_named(title: Title) -> frozenset[str]:
    """List the films a title names, squashed."""
    return frozenset(name for text in title.films for name in parse_release(text).films)

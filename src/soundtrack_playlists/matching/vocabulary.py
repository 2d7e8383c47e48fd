"""The words that titles put in brackets and behind dashes, and what each of them says about the recording."""

from __future__ import annotations

import re
from enum import StrEnum


class Mark(StrEnum):
    """What makes another recording of the same song."""

    LIVE = "live"
    REMIX = "remix"
    ACOUSTIC = "acoustic"
    INSTRUMENTAL = "instrumental"
    DEMO = "demo"
    RERECORDED = "re-recorded"
    ARRANGED = "arranged for others"
    RETIMED = "sped up or slowed down"
    EXTENDED = "extended"
    TRANSLATED = "in another language"
    FRAGMENT = "fragment"
    COVER = "cover"


_WORDS: dict[Mark, str] = {
    Mark.LIVE: "live unplugged concert session sessions vivo directo concierto recorded rehearsal",
    Mark.REMIX: "remix remixed remixes rmx dub bootleg rework reworked mashup vip refix flip megamix dubstep",
    Mark.ACOUSTIC: "acoustic acustica acustico acoustique stripped",
    Mark.INSTRUMENTAL: "instrumental instrumentals",
    Mark.DEMO: "demo demos outtake take takes rough",
    Mark.RERECORDED: "rerecorded rerecording remake revisited redux reimagined",
    Mark.ARRANGED: "orchestral orchestra symphonic strings acapella cappella acappella piano cello violin guitar "
    "harp choir celesta bassapella medley",
    Mark.RETIMED: "sped slowed nightcore chopped screwed 8d",
    Mark.EXTENDED: "extended",
    Mark.TRANSLATED: "spanish french german italian japanese portuguese korean mandarin spanglish "
    "espanol espanola francais deutsch italiano",
    Mark.FRAGMENT: "reprise commentary interview skit trailer snippet preview interlude",
    Mark.COVER: "cover",
}
MARK_OF: dict[str, Mark] = {word: mark for mark, words in _WORDS.items() for word in words.split()}
"""Folded word at the beginning or the end of a qualifier → what it marks."""

PHRASES: tuple[tuple[str, Mark], ...] = (
    ("re recorded", Mark.RERECORDED),
    ("re recording", Mark.RERECORDED),
    ("new recording", Mark.RERECORDED),
    ("taylors version", Mark.RERECORDED),
    ("recorded live", Mark.LIVE),
    ("live at", Mark.LIVE),
    ("live in", Mark.LIVE),
    ("live from", Mark.LIVE),
    ("live on", Mark.LIVE),
    ("ao vivo", Mark.LIVE),
    ("re edit", Mark.REMIX),
)
"""Marks of more than one word, folded, wherever they stand in a qualifier."""

NEVER_LAST = frozenset({"live", "strings", "guitar", "take"})
"""Words that mark only at the beginning: ``(The Way I Live)`` is a subtitle."""

NEVER_FIRST = frozenset({"cover", "take", "piano", "guitar", "dub", "flip", "rough", "preview", "concert"})
"""Words that mark only at the end: ``(Take My Breath Away)`` is a subtitle, ``(Early Take)`` is a take."""

FORMATS = frozenset(
    "original single album radio main stereo mono special alternate soundtrack film movie new us uk lp ep vocal "
    "explicit clean edit edited version remaster remastered full short long hit hitradio airplay video digital "
    "amended inch in the and of for extra bonus track promo official hq hd previously unreleased released".split()
)
"""Words beside ``mix``, ``edit`` and ``version`` that name a format. Any other word there is somebody's name."""

CUTS = frozenset("edit edited short long clean amended video mix single radio alternate 7 12".split())
"""Words of a differently cut or mixed master of the same recording; the uncut one is preferred."""

RELEASE = frozenset(
    "remaster remastered remastering remasterizado soundtrack ost stereo mono bonus explicit deluxe anniversary "
    "edition digitally".split()
)
"""Words that speak about a release: whatever stands beside them in a qualifier does as well."""

GUESTS = frozenset({"feat", "ft", "featuring", "with", "duet", "starring"})
"""First words of a qualifier that names guests."""

IMITATION = re.compile(
    r"\b(karaoke|tribute|sing ?along|ringtones?|backing tracks?|originally (?:performed|recorded|sung|by)"
    r"|(?:made|as made) (?:famous|popular) by|in (?:the )?style of|(?:as )?performed by|lullaby|lullabies|soundalikes?"
    r"|sound alikes?|playback|music box|8 bit|covers? of|cover versions?|workout|renditions?)\b"
)
"""Folded phrases by which a track or album says that it imitates somebody else's."""

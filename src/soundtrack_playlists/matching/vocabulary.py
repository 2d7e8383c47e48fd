"""The words that titles put in brackets and behind dashes, and what each of them says about the recording."""

from __future__ import annotations

import re
from enum import StrEnum


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Mark(StrEnum):
    """What makes another recording of the same song."""

    LIVE = "live"
    REMIX = "a remix"
    ACOUSTIC = "acoustic"
    INSTRUMENTAL = "instrumental"
    DEMO = "a demo or another take"
    RERECORDED = "re-recorded"
    ARRANGED = "another arrangement"
    RETIMED = "sped up or slowed down"
    EXTENDED = "extended"
    TRANSLATED = "in another language"
    FRAGMENT = "a fragment or talk"
    COVER = "a cover"
    IMITATION = "an imitation"


MARK_OF: dict[str, Mark] = {
    word: mark
    for mark, words in {
        Mark.LIVE: "live unplugged concert session sessions vivo directo concierto recorded rehearsal",
        Mark.REMIX: "remix remixed remixes rmx dub bootleg rework reworked mashup vip refix flip megamix dubstep "
        "boosted",
        Mark.ACOUSTIC: "acoustic acustica acustico acoustique akustik stripped",
        Mark.INSTRUMENTAL: "instrumental instrumentals backing",
        Mark.DEMO: "demo demos outtake take takes rough worktape",
        Mark.RERECORDED: "rerecorded rerecording remake revisited redux reimagined",
        Mark.ARRANGED: "orchestral orchestra symphonic strings acapella cappella acappella capella lofi piano cello violin guitar "
        "harp choir celesta bassapella medley",
        Mark.RETIMED: "sped speeded slowed nightcore chopped screwed 8d tiktok",
        Mark.EXTENDED: "extended",
        Mark.TRANSLATED: "spanish french german italian japanese portuguese korean mandarin spanglish "
        "espanol espanola francais deutsch italiano",
        Mark.FRAGMENT: "reprise commentary interview skit trailer snippet preview interlude intro outro",
        Mark.COVER: "cover",
        Mark.IMITATION: "parody",
    }.items()
    for word in words.split()
}
"""Folded word at the beginning or the end of a qualifier → what it marks."""

PHRASES: tuple[tuple[str, Mark], ...] = (
    (" re recorded ", Mark.RERECORDED),
    (" re recording ", Mark.RERECORDED),
    (" new recording ", Mark.RERECORDED),
    (" taylors version ", Mark.RERECORDED),
    (" recorded live ", Mark.LIVE),
    (" live at ", Mark.LIVE),
    (" live in ", Mark.LIVE),
    (" live from ", Mark.LIVE),
    (" live on ", Mark.LIVE),
    (" ao vivo ", Mark.LIVE),
    (" re edit ", Mark.REMIX),
    (" spotify singles ", Mark.LIVE),
    (" mix cut ", Mark.FRAGMENT),
    (" speed up ", Mark.RETIMED),
    (" minus one ", Mark.INSTRUMENTAL),
    (" minus 1 ", Mark.INSTRUMENTAL),
    (" bonus beats ", Mark.REMIX),
    (" work tape ", Mark.DEMO),
    (" early version ", Mark.DEMO),
)
"""Marks of more than one word, folded, wherever they stand in a qualifier."""

PHRASE_HINTS = _words("live recorded recording taylors ao edit singles cut speed minus beats tape early")
"""Words of which every phrase has one: most qualifiers have none, and need not be searched."""

IMITATION = re.compile(
    r"\b(?:karaoke|tribute|sing ?along|ringtones?|backing tracks?|originally (?:performed|recorded|sung) by"
    r"|made (?:famous|popular) by|in (?:the )?style of|lullaby|lullabies|sound ?alikes?|playback|music box"
    r"|8 bit|covers? of|cover versions?|workout|renditions?)\b"
)
"""Folded phrases by which a track says that it imitates somebody else's."""

IMITATION_HINTS = _words(
    "karaoke tribute sing singalong ringtone ringtones tracks track originally famous popular style lullaby lullabies "
    "soundalike soundalikes alike alikes playback box bit of cover workout rendition renditions"
)
"""Words of which every such phrase has one."""

IMITATED_ALBUM = re.compile(
    r"\b(?:karaoke|backing tracks?|originally (?:performed|recorded|sung) by|made (?:famous|popular) by"
    r"|in (?:the )?style of|sound ?alikes?|as made famous)\b"
)
"""The same for albums, on which a tribute by the wanted artist is the wanted artist's."""

LIVE_ALBUM = re.compile(
    r"\b(?:live (?:at|in|from|on|album|sessions?|tour|\d+)|unplugged|in concert)\b"
    r"|(?<!\bto )(?<!\bwe )(?<!\bi )\blive$"
    r"|^live\b(?! (?:and let|through|for|forever|to|it|your|my|our|a|the|by|with|like|as|free|fast|life|love|laugh|wire)\b)"
)
"""Folded phrases by which an album says that it was recorded on a stage; at its head, unless ``live`` is a verb."""

SOUNDTRACK_WORDS = _words(
    "original motion picture pictures soundtrack soundtracks sound track music songs selections from and inspired by "
    "the movie film album ost official score"
)
"""Words that albums of films surround the film's name with."""

SOUNDTRACK_SIGNS = _words("soundtrack soundtracks track motion movie film album ost score")
"""Those of them that tell a soundtrack without any other beside them."""

NEVER_LAST = _words("live recorded strings guitar intro outro")
"""Words that mark only at the beginning: ``(The Way I Live)`` is a subtitle."""

NEVER_FIRST = _words("cover take piano guitar dub flip rough preview concert backing intro outro")
"""Words that mark only at the end: ``(Take My Breath Away)`` is a subtitle, ``(Early Take)`` is a take."""

ACCOMPANIMENTS = _words("strings orchestra philharmonic symphony choir piano guitar guitars")
"""Last words behind ``with`` that tell an arrangement, whoever plays it, rather than a guest."""

BEFORE_A_VERB = _words("to i you we they who way long where how all")
"""Words before a last ``live`` that is a verb; behind a dash it is a stage otherwise: ``- MTV Live``."""

STUDIOS = _words("studio studios")
"""Words that make a recording place a room rather than a stage."""

STAGES = _words("live spotify")
"""Words that make it a stage all the same: Spotify's own studios record sessions."""

FORMATS = _words(
    "original single album radio main stereo mono special alternate soundtrack film movie new us uk lp ep vocal "
    "explicit clean edit edited version mix remaster remastered full short long hit hitradio airplay video digital "
    "studio international 45 amended inch in the and of for extra bonus track promo official hq hd previously unreleased released a"
)
"""Words beside ``mix``, ``edit`` and ``version`` that name a format. Any other word there is somebody's name."""

CUTS = _words("edit edited short long clean amended video mix single radio alternate 7 12")
"""Words of a differently cut or mixed master of the same recording; the uncut one is preferred."""

RELEASE = _words(
    "remaster remastered remastering remasterizado soundtrack ost stereo mono bonus explicit deluxe anniversary "
    "edition digitally"
)
"""Words that speak about a release: whatever stands beside them in a qualifier does as well."""

LOOSE = _words("the a an at in on from of by for to with and vs dr dj mc mr feat ft featuring")
"""Words beside a name that do not tell whose or where: ``Live at``, ``Dr.``."""

MIXES = {"mix": Mark.REMIX, "mixed": Mark.REMIX, "edit": Mark.REMIX, "version": Mark.ARRANGED}
"""Last words that, behind a name, make another recording: ``Soulwax Mix``, but not ``Single Mix``."""

GUESTS = _words("feat ft featuring with duet starring")
"""First words of a qualifier that names guests."""

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

SPELLINGS: dict[str, str] = {
    "pt": "part",
    "pts": "parts",
    "vol": "volume",
    "n": "and",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "twenty": "20",
    **{word: str(number) for number, word in enumerate(_NUMBERS)},
}
"""Words with two common spellings → the one that is compared."""

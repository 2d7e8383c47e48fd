"""Titles and artists at a glance: what is plainly another song is told before it is taken to pieces. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from soundtrack_playlists.matching.credits import Credited

UNLIKE_TITLE = 60
"""Percent of letters below which two printed titles are no spellings of one: ``O.P.P.`` and ``OPP`` share 67."""
UNLIKE_ARTISTS = 45
"""The same for artists; two acts in either order share half of their letters in order."""


class Glance(NamedTuple):
    """How title and artists look in print, in lower case: what unlike ones are told from before they are read.

    `whole` is the title up to a dash, `core` up to a bracket as well; `line` names all of `artists`. Texts that
    are not plain ASCII are left empty: they have too many looks.
    """

    whole: str
    core: str
    line: str
    artists: tuple[str, ...]

    @classmethod
    def of(cls, title: str, artists: tuple[str, ...], credit: Credited) -> Glance:
        """Look at a printed title and its artists; at artists only where each is plainly one."""
        whole = core = ""
        if title.isascii() and not title.startswith(("(", "[")):
            whole = title.lower().partition(" - ")[0]
            core = whole.partition("(")[0].partition("[")[0] or whole
        line = ", ".join(artists).lower()
        if not line.isascii() or credit.guests or credit.parts != credit.main:
            return cls(whole, core, "", ())
        return cls(whole, core, line, tuple([artist.lower() for artist in artists]))

    def is_unlike(self, name: str) -> bool:
        """Say at a glance that a printed title can only be another one, without taking it to pieces.

        What stands before the first qualifier must resemble the wanted title without its subtitle, or the
        title's beginning all of the wanted one.
        """
        if not (self.whole and name.isascii()):
            return False
        name = name.lower()
        if " ft" in name or " feat" in name:
            return False
        head = name.partition(" - ")[0]
        if "(" in head or "[" in head:
            head = head.partition("(")[0].partition("[")[0]
        if not head or ratio(head, self.core, score_cutoff=UNLIKE_TITLE):
            return False
        if len(head) == len(name):
            # Neither side has a qualifier, as is most often so: both were compared just now.
            return len(self.core) == len(self.whole) or not ratio(name, self.whole, score_cutoff=UNLIKE_TITLE)
        return not ratio(name[: len(self.whole)], self.whole, score_cutoff=UNLIKE_TITLE)

    def is_by_others(self, artists: tuple[str, ...]) -> bool:
        """Say at a glance that printed artists can only be others, without taking them to pieces."""
        line = ", ".join(artists).lower()
        if not self.artists or not line.isascii() or line in self.line:
            return False
        for artist in self.artists:
            if artist in line:
                return False
        return not ratio(line, self.line, score_cutoff=UNLIKE_ARTISTS)

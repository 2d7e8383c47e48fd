"""A wanted song made ready for comparing: parsed once, judged against many candidates. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from soundtrack_playlists.matching.credits import Credited, parse_credit, with_guests
from soundtrack_playlists.matching.releases import parse_release
from soundtrack_playlists.matching.titles import Title, parse_title
from soundtrack_playlists.text import squash

if TYPE_CHECKING:
    from soundtrack_playlists.models import Film, Wanted


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


@dataclass(frozen=True, slots=True)
class Sought:
    """What a candidate is compared with.

    `mills` are the name keys of labels that re-record hits; `originals` those of the artists whose song this
    is a cover of. `albums` are the keys of the film's soundtracks and
    `album_ids` those known of them, `films` the squashed names of the film.
    """

    key: str
    printed_title: str
    artists: tuple[str, ...]
    title: Title
    credit: Credited
    glance: Glance
    mills: frozenset[str] = frozenset()
    is_cover: bool = False
    originals: frozenset[str] = frozenset()
    albums: frozenset[str] = frozenset()
    album_ids: frozenset[str] = frozenset()
    films: frozenset[str] = frozenset()
    isrc: str | None = None
    duration_ms: int | None = None
    first_released: int | None = None

    @classmethod
    def of(cls, wanted: Wanted, mills: frozenset[str] = frozenset()) -> Sought:
        """Make a wanted song ready; `mills` come from `mills.known_mills`."""
        film, song = wanted.film, wanted.song
        title = parse_title(f"{song.title} ({song.version})" if song.version else song.title)
        credit = with_guests(parse_credit(song.credit.main), song.credit.featured + title.guests)
        first = song.cover_of.artists + song.cover_of.also if song.cover_of else ()
        originals = parse_credit(first).main
        return cls(
            key=song.key,
            printed_title=song.title,
            artists=song.credit.main,
            title=title,
            credit=credit,
            glance=Glance.of(song.title, song.credit.main, credit),
            mills=mills,
            is_cover=song.cover_of is not None,
            originals=originals - credit.everyone,
            albums=frozenset(parse_release(soundtrack.title).key for soundtrack in film.soundtracks),
            album_ids=frozenset(known for soundtrack in film.soundtracks for known in soundtrack.spotify),
            films=film_names(film),
            isrc=song.isrc,
            duration_ms=song.duration_ms,
            first_released=song.first_released,
        )

    @classmethod
    def query(
        cls,
        title: str,
        artists: tuple[str, ...],
        *,
        year: int | None = None,
        mills: frozenset[str] = frozenset(),
    ) -> Sought:
        """Make a bare title and credit ready, without any film. `year` is when the song was first released."""
        parsed = parse_title(title)
        credit = with_guests(parse_credit(artists), parsed.guests)
        return cls(
            key=title,
            printed_title=title,
            artists=artists,
            title=parsed,
            credit=credit,
            glance=Glance.of(title, artists, credit),
            mills=mills,
            first_released=year,
        )


def film_names(film: Film) -> frozenset[str]:
    """List a film's names as albums may print them, squashed: ``X: The Movie`` is ``X`` as well."""
    names = (film.title, *film.aliases)
    return frozenset(squash(name) for name in names).union(*(parse_release(name).films for name in names))

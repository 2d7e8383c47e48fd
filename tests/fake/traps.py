"""What a search returns beside the song: karaoke, mills, live takes, originals of covers, namesakes, scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fake.catalogue import Recording
from fake.ids import isrc, number
from fake.printing import identity_of, spelled
from fake.search import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from fake.stock import Stock
    from soundtrack_playlists.models import Film, Song

MILL = "Movie Sounds Unlimited"
KARAOKE = "Ameritz Karaoke"
TRIBUTE = "The Hit Crew"
COMPOSER = "Aldous Wren"
STRANGERS = ("Marrowbone Lantern", "Juniper Vale", "Quiet Dynamo", "Ostrich Parade")
ANOTHER_TAKE = frozenset(
    {"live", "remix", "mix", "edit", "version", "instrumental", "acoustic", "demo", "dub", "reprise"}
)


def set_traps(stock: Stock, film: Film) -> None:
    """Surround a film's songs with what is easily mistaken for them."""
    _score(stock, film)
    _copies(stock, film)
    for song in film.songs:
        draw = number("traps", song.key)
        for every, trap in TRAPS:
            if draw % every == 0 or not stock.right[identity_of(song)]:
                trap(stock, song)


def _score(stock: Stock, film: Film) -> None:
    """The composer's album: the film's name on it and none of its songs."""
    score = stock.catalogue.release(
        f"{film.title} (Original Motion Picture Score)", COMPOSER, date=str(film.year)
    )
    for cue in ("Main Titles", film.title, "The Chase", "End Credits"):
        _press(stock, score.name, (COMPOSER,), cue, (COMPOSER,), date=str(film.year))


def _copies(stock: Stock, film: Film) -> None:
    """Albums that sing the soundtrack again: a mill, karaoke, "inspired by"."""
    for song in film.songs:
        artist = song.credit.main[0]
        _press(stock, f"Hits from {film.title}", (MILL,), f'{song.title} (From "{film.title}")', (MILL,))
        _press(
            stock,
            f"{film.title} - Karaoke Songs from the Motion Picture",
            (KARAOKE,),
            f"{song.title} (Karaoke Version) [Originally Performed By {artist}]",
            (KARAOKE,),
        )
        if song.standout:
            _press(
                stock,
                f"Songs Inspired by {film.title}",
                (TRIBUTE,),
                f"{song.title} (Originally Performed by {artist})",
                (TRIBUTE,),
            )


def _live(stock: Stock, song: Song) -> None:
    if _one_take_only(stock, song):
        _press(stock, "Live at the Forum", song.credit.main, f"{song.title} - Live", song.credit.everyone)


def _remix(stock: Stock, song: Song) -> None:
    if _one_take_only(stock, song):
        _press(
            stock, f"{song.title} (Remixes)", song.credit.main, f"{song.title} - Club Remix", song.credit.main
        )


def _instrumental(stock: Stock, song: Song) -> None:
    if _one_take_only(stock, song):
        name = f"{song.title} - Instrumental"
        _press(stock, f"{song.title} (Remixes)", song.credit.main, name, song.credit.main)


def _radio_edit(stock: Stock, song: Song) -> None:
    if _one_take_only(stock, song) and stock.right[identity_of(song)]:
        name = f"{song.title} - Radio Edit"
        _press(stock, f"{song.title} (Radio Edit)", song.credit.main, name, song.credit.main, shorter=True)


def _namesake(stock: Stock, song: Song) -> None:
    stranger = STRANGERS[number("stranger", song.key) % len(STRANGERS)]
    _press(stock, f"{stranger}: First Light", (stranger,), song.title, (stranger,), date="2019")


def _original(stock: Stock, song: Song) -> None:
    """The recording that a cover is a cover of; of songs that are none, somebody's cover."""
    if song.cover_of is None:
        _press(stock, "Under the Covers", (STRANGERS[0],), song.title, (STRANGERS[0],), date="2015")
    elif song.cover_of.artists:
        artists = song.cover_of.artists
        title = song.cover_of.title or song.title
        shared = words(" ".join(artists)) & words(" ".join(song.credit.everyone))
        if not shared and not any(spelled(title, artist) in stock.versions for artist in artists):
            date = str(song.cover_of.year or 1970)
            _press(stock, f"The Essential {artists[0]}", artists[:1], title, artists, date=date)


TRAPS: tuple[tuple[int, Callable[[Stock, Song], None]], ...] = (
    (1, _original),
    (2, _namesake),
    (3, _live),
    (5, _remix),
    (7, _radio_edit),
    (11, _instrumental),
)
"""Every how many songs a trap is set, and by what; a song that is not there gets them all."""


def _one_take_only(stock: Stock, song: Song) -> bool:
    """Whether another take of a song is certain to be wrong: no film wants one, and its name speaks of none."""
    wanted = set().union(*(stock.versions[spelled(song.title, artist)] for artist in song.credit.main))
    return wanted == {""} and not ANOTHER_TAKE & words(song.title)


def _press(
    stock: Stock,
    album: str,
    by: tuple[str, ...],
    name: str,
    artists: tuple[str, ...],
    *,
    date: str = "2008",
    shorter: bool = False,
) -> None:
    release = stock.catalogue.release(album, *by, date=date)
    length = 120_000 if shorter else 150_000 + number("length", name, *artists) % 150_000
    stock.catalogue.offer(release, name, artists, Recording(isrc("trap", name, *artists), length))

"""A small catalogue of two made-up films, for tests of the fake itself."""

from __future__ import annotations

from soundtrack_playlists.models import Credit, Film, Original, Song, Soundtrack

NIGHT = "night-of-the-lanterns"
LOCKED_ID = "0aLockedTrackId0000001"


def _song(key: str, title: str, *artists: str, **more: object) -> Song:
    return Song(key=key, title=title, credit=Credit(artists), **more)  # type: ignore[arg-type]  # names of fields


FILMS = (
    Film(
        key=NIGHT,
        title="Night of the Lanterns",
        year=1994,
        soundtracks=(Soundtrack("Night of the Lanterns: Music from the Film", "1994-05-03"),),
        songs=(
            _song(
                f"{NIGHT}/paper-moonlight",
                "Paper Moonlight",
                "The Harbour Lights",
                isrc="USAB19400002",
                standout="opens the film",
            ),
            _song(f"{NIGHT}/don-t-wait", "Don't Wait", "Ada Crane", isrc="USAB19400001"),
            _song(
                f"{NIGHT}/river-song", "River Song", "Ada Crane", cover_of=Original(("Old Joe Maddox",), 1961)
            ),
            _song(f"{NIGHT}/slow-burn", "Slow Burn", "Kilowatt", version="film mix"),
        ),
    ),
    Film(
        key="the-empty-quarter",
        title="The Empty Quarter",
        year=2001,
        songs=(_song("the-empty-quarter/dunes", "Dunes", "Sól", soundtrack=0),),
    ),
)
LOCK = {
    f"{NIGHT}/paper-moonlight": {
        "track": LOCKED_ID,
        "name": "Paper Moonlight",
        "artists": ["The Harbour Lights"],
        "duration_ms": 201_000,
    }
}

"""What the user configures: config.toml, its defaults, and what is wrong with it."""

from __future__ import annotations

import ipaddress
from pathlib import Path  # noqa: TC003 - pydantic resolves it at run time
from typing import TYPE_CHECKING, Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from soundtrack_playlists.errors import ConfigProblem
from soundtrack_playlists.files import read_text
from soundtrack_playlists.models import Kind, Order, Songs  # noqa: TC001 - pydantic resolves them at run time
from soundtrack_playlists.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soundtrack_playlists.forms.mistakes import Mistake

DEFAULT_REDIRECT = "http://127.0.0.1:8974/callback"
PLACEHOLDERS = frozenset(
    {"name", "about", "film", "year", "director", "decade", "theme", "count", "songs", "date"}
)
"""What title and description templates may name, in braces.

``songs`` is how many songs are in the playlist, in words: ``12 songs``; ``about`` a sentence on what they have in
common, cut where the rest would not fit; ``date`` the day the description was written, with a change of the songs.
"""


def _is_loopback(host: str | None) -> bool:
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _service_url(url: str) -> str:
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError("must be a web address such as https://api.spotify.com")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
        raise ValueError("must begin with https:// (http:// is allowed for 127.0.0.1 and [::1] only)")
    return url.rstrip("/")


def _with_version(url: str) -> str:
    return url if urlsplit(url).path else f"{url}/v1"


def _redirect(url: str) -> str:
    parts = urlsplit(url)
    if parts.hostname == "localhost":
        raise ValueError(
            f"must not say localhost, which Spotify refuses: write {DEFAULT_REDIRECT}, in the app too"
        )
    if parts.scheme != "http" or not _is_loopback(parts.hostname) or not parts.port:
        raise ValueError(
            f"must be http://127.0.0.1:PORT/PATH (or http://[::1]:PORT/PATH), such as {DEFAULT_REDIRECT}"
        )
    return url


def _template(text: str) -> str:
    import string

    try:
        fields = [parts[1:] for parts in string.Formatter().parse(text) if parts[1] is not None]
    except ValueError as error:
        raise ValueError(f"is not a template: {error}; write {{{{ for a brace") from error
    for name, form, conversion in fields:
        if form or conversion:
            raise ValueError(f"says more than a name in the braces of {{{name}…}}; write {{{name}}}")
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{known}}}" for known in sorted(PLACEHOLDERS))
            raise ValueError(f"names {{{name}}}, which is not known; there are {known}")
    return text


ServiceUrl = Annotated[str, AfterValidator(_service_url)]
Template = Annotated[str, AfterValidator(_template)]
Every = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2}d$")]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SpotifySection(_Section):
    """``[spotify]``: the user's own app and country, and how patient to be."""

    client_id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{0,64}$")] = ""
    redirect_uri: Annotated[str, AfterValidator(_redirect)] = DEFAULT_REDIRECT
    market: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "US"
    api_url: Annotated[ServiceUrl, AfterValidator(_with_version)] = "https://api.spotify.com/v1"
    accounts_url: ServiceUrl = "https://accounts.spotify.com"
    max_wait: Annotated[int, Field(ge=0, le=3600)] | None = None
    """Seconds to wait for Spotify at most when it says so; None is 60 with a terminal, 300 without."""
    search_budget: Annotated[int, Field(ge=0)] = 400
    """Searches in any 24 hours."""
    timeout: Annotated[int, Field(ge=1, le=300)] = 20
    """Seconds without a word from Spotify after which a request is given up."""


class DatasetSection(_Section):
    """``[dataset]``: folders with films of one's own."""

    folders: Annotated[tuple[Annotated[Path, Field(strict=False)], ...], Field(strict=False)] = ()


class MatchingSection(_Section):
    """``[matching]``: what to believe without asking."""

    use_lock: bool = True
    recheck_lock_after: Annotated[int, Field(ge=0)] = 0
    """Days after which a locked track is asked about again when logged in; 0 is never."""


class PlaylistsSection(_Section):
    """``[playlists]``: how every playlist is made unless it says otherwise."""

    songs: Songs = "standouts"
    order: Order = "film"
    skip_artists: Annotated[tuple[str, ...], Field(strict=False)] = ()
    public: bool = False
    covers: bool = True
    film_title: Template = "{film} ({year}): the soundtrack"
    decade_title: Template = "{decade}: soundtracks better than the film"
    theme_title: Template = "{theme}: soundtracks better than the film"
    description: Template = "{about} {songs}, each in the right recording. Last changed {date}."
    recreate_deleted: bool = False
    """Make a playlist again that was deleted on Spotify."""
    mirror: bool = False
    """Remove what was added by hand."""
    every: Every = "7d"


class PlaylistEntry(_Section):
    """``[[playlist]]``: a playlist to keep; what is not given is as in ``[playlists]``."""

    by: Kind
    name: Annotated[str, StringConstraints(min_length=1)]
    songs: Songs | None = None
    order: Order | None = None
    limit: Annotated[int, Field(ge=1)] | None = None
    title: Template | None = None
    description: Template | None = None
    public: bool | None = None
    every: Every | None = None


class ScheduleSection(_Section):
    """``[schedule]``: what a refresh without anybody watching does when a person is needed."""

    on_problem: str = ""
    """``desktop``, or ``command …``: run with the message as its last argument."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.on_problem and self.on_problem != "desktop" and not self.on_problem.startswith("command "):
            raise ValueError('on_problem must be "desktop" or "command …", such as "command notify-send"')
        return self


class Config(_Section):
    """The whole of config.toml."""

    spotify: SpotifySection = SpotifySection()
    dataset: DatasetSection = DatasetSection()
    matching: MatchingSection = MatchingSection()
    playlists: PlaylistsSection = PlaylistsSection()
    schedule: ScheduleSection = ScheduleSection()
    playlist: Annotated[tuple[PlaylistEntry, ...], Field(strict=False)] = ()


class Misconfigured(ConfigProblem):
    """config.toml is not as it should be; `mistakes` holds every one."""

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        lines = [f"  {f'line {each.line}: ' if each.line else ''}{each.inside}" for each in mistakes]
        super().__init__(
            "\n".join([f"{path} has {plural(len(mistakes), 'mistake')}:", *lines]),
            "Mend them and try again; `soundtrack-playlists config check` reads the file without doing anything.",
        )
        self.mistakes = tuple(mistakes)


def load(path: Path, *, required: bool = False) -> Config:
    """Read config.toml; defaults where there is none, unless it is `required`.

    Raises Misconfigured naming every mistake, its line and its cure.
    """
    if not required and not path.exists():
        return Config()
    from soundtrack_playlists.forms.mistakes import Mistaken, parse

    try:
        source = parse(path, read_text(path))
    except Mistaken as error:
        raise Misconfigured(path, error.mistakes) from error
    try:
        return Config.model_validate(source.document)
    except ValidationError as error:
        raise Misconfigured(path, [source.explain(detail, Config) for detail in error.errors()]) from error

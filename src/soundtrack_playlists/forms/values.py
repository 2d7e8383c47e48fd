"""The values in data files: what a text, a year, a date, a code may look like."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FIRST_FILM_YEAR = 1888  # Roundhay Garden Scene
_NO_CONTROLS = r"\x00-\x1f\x7f-\x9f"

TEXT_PATTERN = rf"^[^\s{_NO_CONTROLS}]([^{_NO_CONTROLS}]*[^\s{_NO_CONTROLS}])?$"
Text = Annotated[
    str,
    # one line, no blanks around it, no control characters: these texts end up on terminals and in titles
    StringConstraints(max_length=500, pattern=TEXT_PATTERN),
]
Key = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Year = Annotated[int, Field(ge=FIRST_FILM_YEAR, le=9999)]
MusicYear = Annotated[int, Field(ge=1500, le=9999)]  # a cover's original may be older than film and records
IsoDate = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
]
Duration = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}:[0-5][0-9]$")]
Isrc = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$")]
SpotifyId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{22}$")]
ConfidenceName = Literal["confirmed", "partly", "remembered"]


class Form(BaseModel):
    """A table of a data file: every key known, every value of its own type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

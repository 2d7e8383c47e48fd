"""Checking on after a form has failed: put an example in the place of each bad value and look at the rest.

Without it, mistakes that only show once the form is right would come in a second round.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from soundtrack_playlists.forms.mistakes import form_at, location_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import ErrorDetails

    from soundtrack_playlists.forms.lines import Location

Form = TypeVar("Form", bound=BaseModel)


def mended(document: dict[str, Any], form: type[Form], details: Iterable[ErrorDetails]) -> Form | None:
    """Read a document as if its bad values were examples; None where that does not help."""
    copy = deepcopy(document)
    for detail in details:
        _mend(copy, location_of(detail), form, is_extra=detail["type"] == "extra_forbidden")
    try:
        return form.model_validate(copy)
    except ValidationError:
        return None


def touches(one: Location, others: Sequence[Location]) -> bool:
    """Say whether a location lies within one of others, or around it."""
    return any(one[: len(other)] == other[: len(one)] for other in others)


def _mend(document: Any, location: Location, form: type[BaseModel], *, is_extra: bool) -> None:
    *way, last = location
    for part in way:
        document = document[part]
    names = [part for part in location if isinstance(part, str)]
    field = form_at(form, names[:-1]).model_fields.get(names[-1])
    if is_extra or field is None or (isinstance(last, str) and not field.is_required()):
        document.pop(last, None)
        return
    (example,) = field.examples or [None]
    document[last] = example[0] if isinstance(last, int) else example

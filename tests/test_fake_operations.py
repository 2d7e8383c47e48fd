"""The fake's table of operations: equal to Spotify's own description, where that is at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from fake.operations import OPERATIONS, Operation

if TYPE_CHECKING:
    from collections.abc import Iterator

DESCRIPTION = os.environ.get("SPOTIFY_OPENAPI")


@pytest.fixture(scope="module")
def description() -> Any:
    """Spotify's OpenAPI file, named by SPOTIFY_OPENAPI."""
    if not DESCRIPTION:
        pytest.skip("SPOTIFY_OPENAPI names no file")
    return yaml.load(Path(DESCRIPTION).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def test_every_operation_is_spotifys(description: Any) -> None:
    """It exists, is not deprecated, and every parameter and limit of ours is theirs."""
    assert [problem for operation in OPERATIONS for problem in differences(description, operation)] == []


def test_no_two_operations_answer_the_same_request() -> None:
    """Method and path decide, without regard to the order of the table."""
    for operation in OPERATIONS:
        path = operation.path.replace("{id}", "0" * 22).replace("{playlist_id}", "0" * 22)
        answering = [each.name for each in OPERATIONS if each.match(operation.method, path) is not None]
        assert answering == [operation.name]


def differences(description: Any, operation: Operation) -> Iterator[str]:
    """Tell where the table says something else than the description."""
    theirs = description["paths"][operation.path][operation.method.lower()]
    if theirs.get("deprecated"):
        yield f"{operation.name} is deprecated"
    listed = [resolved(description, each) for each in theirs.get("parameters", [])]
    parameters = {each["name"]: each for each in listed if each["in"] == "query"}
    if operation.required != {name for name, each in parameters.items() if each.get("required")}:
        yield f"{operation.name} requires other parameters"
    for name, limits in operation.query.items():
        schema = resolved(description, parameters[name]["schema"]) if name in parameters else {}
        if (limits is not None) != (schema.get("type") == "integer"):
            yield f"{operation.name} has no such parameter: {name}"
        elif limits and "maximum" in schema and limits != range(schema["minimum"], schema["maximum"] + 1):
            yield f"{operation.name} has other limits for {name}"
    content = resolved(description, theirs.get("requestBody", {})).get("content", {})
    members = resolved(description, content.get("application/json", {}).get("schema", {})).get(
        "properties", {}
    )
    if (operation.body or frozenset()) != members.keys():
        yield f"{operation.name} has other members in its body"


def resolved(description: Any, thing: Any) -> Any:
    """Follow references."""
    while "$ref" in thing:
        found = description
        for part in thing["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        thing = found
    return thing

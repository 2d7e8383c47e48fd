"""The fake's table of operations: equal to Spotify's own description, where that is at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from fake.operations import OPERATIONS, Operation

DESCRIPTION = os.environ.get("SPOTIFY_OPENAPI")


@pytest.fixture(scope="module")
def description() -> Any:
    """Spotify's OpenAPI file, named by SPOTIFY_OPENAPI."""
    if not DESCRIPTION:
        pytest.skip("SPOTIFY_OPENAPI names no file")
    return yaml.load(Path(DESCRIPTION).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_the_operation_is_spotifys(description: Any, operation: Operation) -> None:
    """It exists, is not deprecated, and every parameter and limit of ours is theirs."""
    theirs = description["paths"][operation.path][operation.method.lower()]
    assert not theirs.get("deprecated")
    parameters = {
        each["name"]: each
        for each in (resolved(description, each) for each in theirs.get("parameters", []))
        if each["in"] == "query"
    }
    assert operation.query.keys() <= parameters.keys()
    assert operation.required == {name for name, each in parameters.items() if each.get("required")}
    for name, limits in operation.query.items():
        schema = resolved(description, parameters[name]["schema"])
        assert (limits is not None) == (schema["type"] == "integer"), name
        if limits is not None and "maximum" in schema:
            assert (limits.start, limits.stop - 1) == (schema["minimum"], schema["maximum"]), name


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_the_body_has_spotifys_members(description: Any, operation: Operation) -> None:
    """No member more than the description names."""
    theirs = description["paths"][operation.path][operation.method.lower()]
    content = resolved(description, theirs.get("requestBody", {})).get("content", {})
    schema = resolved(description, content.get("application/json", {}).get("schema", {}))
    assert (operation.body or frozenset()) == schema.get("properties", {}).keys()


def test_no_two_operations_answer_the_same_request() -> None:
    """Method and path decide, without regard to the order of the table."""
    for operation in OPERATIONS:
        path = operation.path.replace("{id}", "0" * 22).replace("{playlist_id}", "0" * 22)
        answering = [each.name for each in OPERATIONS if each.match(operation.method, path) is not None]
        assert answering == [operation.name]


def resolved(description: Any, thing: Any) -> Any:
    """Follow references."""
    while "$ref" in thing:
        found = description
        for part in thing["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        thing = found
    return thing

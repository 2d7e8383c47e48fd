"""The fake's state as one JSON document: to look at, and to begin again from after it was stopped."""

from __future__ import annotations

import base64
import dataclasses
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from fake.accounts import Grant, User
from fake.playlists import Item, Kept, Version

if TYPE_CHECKING:
    from pathlib import Path

    from fake.service import FakeSpotify


def dump(fake: FakeSpotify) -> dict[str, Any]:
    """Tell everything about a fake but its catalogue."""
    return {
        "playlists": {each.id: _playlist(each) for each in fake.library.playlists.values()},
        "kept": dict(fake.library.kept),
        "access": {token: _grant(grant) for token, grant in fake.accounts.access.items()},
        "refresh": {token: _grant(grant) for token, grant in fake.accounts.refresh.items()},
        "issued": fake.accounts.issued,
        "ahead": fake.clock.ahead.total_seconds(),
        "counts": dict(fake.counts),
        "log": [dataclasses.asdict(call) for call in fake.log],
        "violations": fake.violations,
    }


def restore(fake: FakeSpotify, document: dict[str, Any]) -> None:
    """Bring a fresh fake to where another was. Log and violations begin anew."""
    fake.clock.ahead = timedelta(seconds=document["ahead"])
    fake.accounts.issued = document["issued"]
    for token, grant in document["access"].items():
        fake.accounts.access[token] = _read_grant(grant)
    for token, grant in document["refresh"].items():
        fake.accounts.refresh[token] = _read_grant(grant)
    for playlist_id, told in document["playlists"].items():
        fake.library.playlists[playlist_id] = _read_playlist(fake, playlist_id, told)
    fake.library.kept.update(document["kept"])


def save(fake: FakeSpotify, path: Path) -> None:
    """Write the state whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(dump(fake)), encoding="utf-8")
    beside.replace(path)


def _playlist(playlist: Kept) -> dict[str, Any]:
    version = playlist.now
    return dataclasses.asdict(version) | {
        "cover": None if version.cover is None else base64.b64encode(version.cover).decode(),
        "owner": dataclasses.asdict(playlist.owner),
        "versions": playlist.forgotten + len(playlist.history),
    }


def _read_playlist(fake: FakeSpotify, playlist_id: str, told: dict[str, Any]) -> Kept:
    fields = {field.name: told[field.name] for field in dataclasses.fields(Version)}
    fields["items"] = tuple(Item(**item) for item in told["items"])
    fields["cover"] = told["cover"] and base64.b64decode(told["cover"])
    playlist = Kept(playlist_id, User(**told["owner"]), forgotten=told["versions"] - 1)
    fake.library.write(playlist, Version(**fields))
    return playlist


def _grant(grant: Grant) -> dict[str, Any]:
    return {
        "user": dataclasses.asdict(grant.user),
        "scopes": sorted(grant.scopes),
        "authorised": grant.authorised.isoformat(),
        "until": grant.until.isoformat(),
    }


def _read_grant(told: dict[str, Any]) -> Grant:
    return Grant(
        User(**told["user"]),
        frozenset(told["scopes"]),
        datetime.fromisoformat(told["authorised"]),
        datetime.fromisoformat(told["until"]),
    )

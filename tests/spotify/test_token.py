"""The login as it is kept."""

from __future__ import annotations

import json
import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soundtrack_playlists.errors import LoginNeeded
from soundtrack_playlists.spotify.token import SCOPES, Token, TokenFile, months_after

if TYPE_CHECKING:
    from pathlib import Path

AGREED = datetime(2026, 8, 31, 9, 30, tzinfo=UTC)
TOKEN = Token(
    access="access-secret",
    refresh="refresh-secret",
    expires_at=AGREED + timedelta(hours=1),
    authorised_at=AGREED,
    scopes=frozenset(SCOPES),
    client_id="app",
    accounts_url="https://accounts.spotify.com",
)
posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps other users out by the profile folder")


@pytest.fixture
def file(tmp_path: Path) -> TokenFile:
    return TokenFile(tmp_path / "state" / "token.json", TOKEN.client_id, TOKEN.accounts_url)


def test_a_token_is_read_as_it_was_written(file: TokenFile) -> None:
    """Secrets, moments and scopes survive."""
    file.write(TOKEN)
    assert file.read() == TOKEN


@posix
def test_only_its_owner_may_read_the_token(file: TokenFile) -> None:
    """The file is 0600 and its folder 0700, whatever the umask."""
    old = os.umask(0)
    try:
        file.write(TOKEN)
    finally:
        os.umask(old)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700


def test_without_a_file_one_is_not_logged_in(file: TokenFile) -> None:
    """The cure is the command."""
    with pytest.raises(LoginNeeded, match="soundtrack-playlists login"):
        file.read()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"kind": "login"}',
        '{"kind": "login", "version": 1}',
        '{"kind": "lock", "version": 1}',
        '{"kind": "login", "version": 2}',
    ],
)
def test_a_damaged_token_asks_for_a_new_login(file: TokenFile, content: str) -> None:
    """Whatever is in the file, the way out is the same."""
    file.path.parent.mkdir()
    file.path.write_text(content)
    with pytest.raises(LoginNeeded, match="damaged"):
        file.read()


@pytest.mark.parametrize(
    "field", ["access_token", "refresh_token", "expires_at", "authorised_at", "scopes", "client_id"]
)
@pytest.mark.parametrize("value", [None, 7, "2026-01-01T00:00:00"])
def test_a_token_with_a_field_gone_wrong_is_damaged_or_of_another_app(
    file: TokenFile, field: str, value: object
) -> None:
    """No field is believed unseen, and none of it ends in a traceback."""
    file.write(TOKEN)
    document = json.loads(file.path.read_text())
    file.path.write_text(json.dumps({**document, field: value}))
    if field.endswith("_token") and isinstance(value, str):
        assert value in (file.read().access, file.read().refresh)
    elif field == "scopes" and isinstance(value, str):
        assert file.read().missing_scopes
    else:
        with pytest.raises(LoginNeeded):
            file.read()


@pytest.mark.parametrize(
    ("client_id", "accounts_url"), [("another", TOKEN.accounts_url), ("app", "http://127.0.0.1:9")]
)
def test_a_token_belongs_to_its_app_and_its_service(
    file: TokenFile, client_id: str, accounts_url: str
) -> None:
    """A token of one client id is of no use to another, and must not be shown to another server."""
    file.write(TOKEN)
    with pytest.raises(LoginNeeded, match="another client id or accounts_url"):
        TokenFile(file.path, client_id, accounts_url).read()


def test_removing_tells_whether_there_was_one(file: TokenFile) -> None:
    """Logging out twice is no error."""
    file.write(TOKEN)
    assert file.remove() is True
    assert file.remove() is False


def test_secrets_are_not_in_the_repr() -> None:
    """A token that slips into a message shows nothing."""
    assert "secret" not in repr(TOKEN)


def test_a_login_ends_after_six_months_and_warns_after_five() -> None:
    """Counted from the moment the user agreed, in calendar months: 31 August ends on 28 February."""
    assert TOKEN.ends_at == datetime(2027, 2, 28, 9, 30, tzinfo=UTC)
    assert not TOKEN.ends_soon(datetime(2027, 1, 31, 9, 29, tzinfo=UTC))
    assert TOKEN.ends_soon(datetime(2027, 1, 31, 9, 30, tzinfo=UTC))
    assert TOKEN.days_left(datetime(2027, 2, 27, 9, 0, tzinfo=UTC)) == 1
    assert TOKEN.days_left(datetime(2028, 1, 1, tzinfo=UTC)) == 0


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: moment.year < 9000), st.integers(0, 60))
def test_months_on_is_the_same_day_or_the_last_of_its_month(moment: datetime, months: int) -> None:
    """Never a day of the month after."""
    later = months_after(moment, months)
    assert (later.year * 12 + later.month) - (moment.year * 12 + moment.month) == months
    assert later.day == moment.day or (later + timedelta(days=1)).day == 1
    assert later.time() == moment.time()


def test_only_one_holds_the_login_at_a_time(file: TokenFile) -> None:
    """A second process waits until the first is done."""
    inside: list[str] = []

    def other() -> None:
        with TokenFile(file.path, file.client_id, file.accounts_url).alone():
            inside.append("other")

    thread = threading.Thread(target=other)
    with file.alone():
        thread.start()
        thread.join(0.2)
        inside.append("first")
    thread.join(10)
    assert inside == ["first", "other"]

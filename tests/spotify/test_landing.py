"""Where the browser lands: pasted addresses, and the small server that waits for it."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
import requests

from soundtrack_playlists.errors import LoginNeeded, ServiceUnavailable, SoundtrackError
from soundtrack_playlists.spotify.landing import Elsewhere, LandingPlace, code_of

STATE = "a-state"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def redirect() -> str:
    return f"http://127.0.0.1:{free_port()}/callback"


@pytest.mark.parametrize(
    "pasted",
    [
        "http://127.0.0.1:8974/callback?code=the-code&state=a-state",
        "  http://127.0.0.1:8974/callback?state=a-state&code=the-code#_=_\n",
        "?code=the-code&state=a-state",
        "code=the-code&state=a-state",
    ],
)
def test_the_code_is_read_from_what_was_pasted(pasted: str) -> None:
    """The whole address or only its query, with what a clipboard leaves around it."""
    assert code_of(pasted, STATE) == "the-code"


def test_a_redirect_without_a_path_lands_at_the_root() -> None:
    """Browsers ask for / where an address names no path."""
    redirect = f"http://127.0.0.1:{free_port()}"
    with LandingPlace(redirect, STATE) as place:
        visit = requests.get(f"{redirect}?code=the-code&state={STATE}", timeout=10)
        assert visit.status_code == 200
        assert place.wait(10) == "the-code"


@pytest.mark.parametrize(
    "pasted",
    [
        "the-code",
        "https://accounts.spotify.com/authorize?client_id=x",
        "",
        "?state=a-state",
        "?code=the-code",
        "?code=the-code&state=another",
        "?code=the-code&state=ä",
        "?error=access_denied&state=another",
    ],
)
def test_an_address_of_something_else_is_not_a_landing(pasted: str) -> None:
    """Without this attempt's state neither a code nor a refusal is believed."""
    with pytest.raises(Elsewhere):
        code_of(pasted, STATE)


def test_a_refusal_in_the_browser_is_told_from_an_accident() -> None:
    """Pressing Cancel is the user's word; any other error is Spotify's."""
    with pytest.raises(LoginNeeded, match="not to allow"):
        code_of("?error=access_denied&state=a-state", STATE)
    with pytest.raises(ServiceUnavailable):
        code_of("?error=server_error&state=a-state", STATE)


def test_stray_visits_do_not_disturb_the_one_that_counts(redirect: str) -> None:
    """A favicon, a wrong state or a wrong path is answered and ignored."""
    with LandingPlace(redirect, STATE) as place:
        root = redirect.removesuffix("/callback")
        assert requests.get(f"{root}/favicon.ico", timeout=5).status_code == 404
        assert requests.get(f"{root}/other?code=c&state={STATE}", timeout=5).status_code == 404
        assert requests.get(f"{redirect}?code=c&state=wrong", timeout=5).status_code == 400
        page = requests.get(f"{redirect}?code=the-code&state={STATE}", timeout=5)
        assert place.wait(5) == "the-code"
    assert page.status_code == 200
    assert "Thank you" in page.text
    assert "the-code" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_connection_that_says_nothing_does_not_hold_up_the_browser(redirect: str) -> None:
    """Browsers open connections ahead of need."""
    port = urlsplit(redirect).port
    with LandingPlace(redirect, STATE) as place, socket.create_connection(("127.0.0.1", port)):
        requests.get(f"{redirect}?code=the-code&state={STATE}", timeout=5)
        assert place.wait(5) == "the-code"


def test_a_refusal_ends_the_waiting(redirect: str) -> None:
    """The page says so as well."""
    with LandingPlace(redirect, STATE) as place:
        page = requests.get(f"{redirect}?error=access_denied&state={STATE}", timeout=5)
        assert "Not logged in" in page.text
        with pytest.raises(LoginNeeded):
            place.wait(5)


def test_waiting_ends_when_nobody_comes(redirect: str) -> None:
    """A browser that never comes back is explained."""
    with LandingPlace(redirect, STATE) as place, pytest.raises(LoginNeeded, match="--no-browser"):
        place.wait(0.01)


def test_a_busy_port_is_explained(redirect: str) -> None:
    """The cure names the setting, the app and the way without a port."""
    with (
        LandingPlace(redirect, STATE),
        pytest.raises(SoundtrackError, match="redirect_uri") as busy,
        LandingPlace(redirect, STATE),
    ):
        pass
    assert "--no-browser" in busy.value.cure

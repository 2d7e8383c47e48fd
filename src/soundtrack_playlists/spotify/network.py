"""Trouble below HTTP, and how often and how soon a failed request is repeated."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from soundtrack_playlists.errors import ServiceUnavailable
from soundtrack_playlists.spotify.answers import Weather

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests
    from tenacity import RetryCallState, Retrying

ATTEMPTS = 5
"""Tries in all. With 30 % of answers failing, as in the worst weather seen, 1 request in 400 is given up."""
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 10.0
"""Seconds between tries: random up to twice the last bound, so that processes do not knock in step."""


def weather(error: requests.RequestException, whom: str) -> ServiceUnavailable:
    """Say in a user's words why nothing came back. Only a failed connection surely did nothing."""
    import requests
    from urllib3.exceptions import NewConnectionError

    if isinstance(error, requests.exceptions.SSLError):
        return ServiceUnavailable(
            f"The secure connection to {whom} failed: its certificate is not trusted.",
            "Check this machine's clock, its certificates and any proxy between it and the internet.",
        )
    unreached = isinstance(error, requests.exceptions.ConnectTimeout) or _has_cause(error, NewConnectionError)
    if unreached:
        cure = "Check the internet connection (and HTTPS_PROXY, if there is a proxy), then try again."
        return Weather(f"{whom} cannot be reached.", cure, maybe_done=False)
    if isinstance(error, requests.exceptions.Timeout):
        return Weather(f"{whom} did not answer in time.")
    return Weather(f"The connection to {whom} broke off.")


def on_this_machine(url: str) -> bool:
    """Whether an address is a loopback one: no proxy of the environment leads there."""
    try:
        return ipaddress.ip_address(urlsplit(url).hostname or "").is_loopback
    except ValueError:
        return False


def retrying(
    wanted: Callable[[Weather], bool] = lambda _: True,
    before_sleep: Callable[[RetryCallState], None] | None = None,
    *,
    counted: Callable[[Weather], bool] = lambda _: True,
) -> Retrying:
    """Make the loop, for one request, that repeats it after bad weather, if `wanted`; the last failure is raised.

    `counted` tells which failures count as one of the tries.
    """
    import tenacity

    pause = tenacity.wait_random_exponential(multiplier=FIRST_PAUSE, max=LONGEST_PAUSE)
    tries = 0

    def enough(state: RetryCallState) -> bool:
        nonlocal tries
        problem = problem_of(state)
        tries += problem is None or counted(problem)
        return tries >= ATTEMPTS

    def wait(state: RetryCallState) -> float:
        problem = problem_of(state)
        return (problem.wait if problem and problem.wait else 0.0) + pause(state)

    return tenacity.Retrying(
        stop=enough,
        retry=tenacity.retry_if_exception(lambda error: isinstance(error, Weather) and wanted(error)),
        wait=wait,
        before_sleep=before_sleep,
        reraise=True,
    )


def problem_of(state: RetryCallState) -> Weather | None:
    """Return what was the matter with a try."""
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Weather) else None


def _has_cause(error: BaseException, kind: type[BaseException]) -> bool:
    """Look for a kind of error inside those requests wraps: as argument or as ``reason``."""
    inner = [*error.args, getattr(error, "reason", None)]
    return any(
        isinstance(each, kind) or (isinstance(each, Exception) and _has_cause(each, kind)) for each in inner
    )

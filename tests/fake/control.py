"""The fake's back door, for tests in other processes: its state, weather, clock and the user's hand over HTTP.

`GET /_fake/state` tells everything; `POST /_fake/weather`, `/_fake/clock` and `/_fake/hand` take a JSON object, such as
``{"storm": {"rate": 0.3, "seed": 1}}``, ``{"days": 184}`` and ``{"do": "add", "playlist_id": …, "uri": …, "at": 0}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake.state import dump, save
from fake.weather import Fault
from fake.wire import Refused, Response, as_json

if TYPE_CHECKING:
    from pathlib import Path

    from fake.service import FakeSpotify
    from fake.wire import Request

BACK_DOOR = "/_fake/"
HAND = frozenset({"make", "follow_other", "add", "remove", "move", "rename", "describe", "delete", "restore"})
SETTINGS = frozenset({"search_quota", "quota_seconds", "retry_after", "slow_seconds"})


class Control:
    """Answers for a fake, back door included; keeps its state in a file, if there is one."""

    def __init__(self, fake: FakeSpotify, state: Path | None = None) -> None:
        self.fake = fake
        self.state = state

    def answer(self, request: Request) -> Response:
        """Answer a request; note the state whenever it may have changed."""
        try:
            response = self._answer(request)
        except Refused as refusal:
            response = refusal.response()
        if self.state is not None and (request.method != "GET" or request.path == "/authorize"):
            save(self.fake, self.state)
        return response

    def _answer(self, request: Request) -> Response:
        if not request.path.startswith(BACK_DOOR):
            return self.fake.answer(request)
        door = request.path.removeprefix(BACK_DOOR)
        if door == "state":
            return as_json(dump(self.fake))
        told: dict[str, Any] = request.json()
        if door == "weather":
            self._weather(told)
        elif door == "clock":
            self.fake.clock.advance(**told)
        elif door == "hand" and told.get("do") in HAND:
            return as_json(getattr(self.fake.hand, told.pop("do"))(**told))
        else:
            raise Refused(404, f"There is no {door} like this")
        return as_json(None)

    def _weather(self, told: dict[str, Any]) -> None:
        weather = self.fake.weather
        if told.get("clear"):
            weather.clear()
        if "storm" in told:
            weather.storm(**told["storm"])
        for operation, faults in told.get("on", {}).items():
            weather.on(operation, *map(Fault, faults))
        for setting in SETTINGS & told.keys():
            setattr(weather, setting, told[setting])

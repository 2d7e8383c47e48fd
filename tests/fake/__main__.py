"""Run the fake as a program: ``python -m fake --port 0 --state FILE`` from `tests/`. Prints its address and serves."""

from __future__ import annotations

import argparse
import contextlib
import json
import threading
from pathlib import Path

from fake.control import Control
from fake.fixtures import shipped_fake
from fake.server import serve
from fake.state import restore


def main() -> None:
    """Serve until stopped. With a state file, begin where the last fake with it ended."""
    parser = argparse.ArgumentParser(prog="fake", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 is any free one")
    parser.add_argument("--state", type=Path, help="file to keep the state in")
    options = parser.parse_args()
    fake = shipped_fake()
    if options.state and options.state.exists():
        restore(fake, json.loads(options.state.read_text(encoding="utf-8")))
    with (
        serve(fake, options.port, Control(fake, options.state).answer),
        contextlib.suppress(KeyboardInterrupt),
    ):
        print(fake.url, flush=True)  # noqa: T201 - who starts it reads the address here
        threading.Event().wait()


if __name__ == "__main__":
    main()

"""Entry point of the command and of ``python -m soundtrack_playlists``."""

import sys

from soundtrack_playlists.errors import INTERRUPTED


def main() -> None:
    """Run the command line and exit with its status; Ctrl-C counts from the first import on."""
    try:
        from soundtrack_playlists.cli.main import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("\nStopped.\n")
        status = INTERRUPTED
    sys.exit(status)


if __name__ == "__main__":
    main()

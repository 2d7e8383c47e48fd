"""Entry point of the command and of ``python -m soundtrack_playlists``."""

import sys


def main() -> None:
    """Run the command line and exit with its status."""
    from soundtrack_playlists.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

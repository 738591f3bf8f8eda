"""Where the `videograph` command begins, also as `python -m service`: light, so that Ctrl-C is heard from the start."""

import sys


def main() -> None:
    """Entry point of the console script."""
    try:
        # Here, not on top: this takes some tenths of a second, in which Ctrl-C is no less meant.
        from service.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

"""`python -m reader [FOLDER]`: the window."""

import sys


def main() -> int:
    """Run the program: the entry of the installed command."""
    from reader.app import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())

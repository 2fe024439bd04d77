"""JSON lines on stdout: what a child process tells the window."""

import json
import os
import sys


class ParentGoneError(Exception):
    """Nobody reads what is told any more: there is nothing left to do."""


def tell(event: dict[str, object]) -> None:
    """Write one line at once. ASCII: a lone surrogate of a path travels as its escape.

    Raises ParentGoneError.
    """
    try:
        sys.stdout.write(json.dumps(event, ensure_ascii=True) + "\n")
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        raise ParentGoneError from error


def leave_quietly() -> None:
    """Give stdout a place to go, or the interpreter complains about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)

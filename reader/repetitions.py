"""A log of what happened, not of how often: of lines of one kind only some are written."""

import logging

FIRST = 10
"""So many lines of one kind are written; then the 20th, the 40th, the 80th …"""


class FewOfAKind(logging.Filter):
    """Let pass what says something new: a kind is what one place of the program logs.

    Errors pass always: each of them is a bug.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[tuple[str, object], int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether this line is written; tell with it how many of its kind there were."""
        if record.levelno >= logging.ERROR:
            return True
        kind = (record.name, record.msg)
        number = self._seen[kind] = self._seen.get(kind, 0) + 1
        if number <= FIRST:
            return True
        times, rest = divmod(number, FIRST)
        if rest or times & (times - 1):
            return False
        record.msg, record.args = f"{record.getMessage()} (number {number} of this kind)", ()
        return True

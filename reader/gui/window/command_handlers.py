"""What each command does: the offers of all controllers, merged into one table and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.commands import BY_ID

Handlers = Mapping[str, Callable[[], None]]
"""What some commands do, by their ids (see reader/commands.py)."""


class HandlerError(ValueError):
    """A command has no handler, or two, or a handler no command."""


def merged(offers: Iterable[Handlers]) -> dict[str, Callable[[], None]]:
    """Return what every command of the table does, by its id.

    Raise HandlerError where the offers and the table of commands do not match one to one.
    """
    handlers: dict[str, Callable[[], None]] = {}
    twice: list[str] = []
    for offer in offers:
        twice += [command for command in offer if command in handlers]
        handlers.update(offer)
    unknown = [command for command in handlers if command not in BY_ID]
    missing = [command for command in BY_ID if command not in handlers]
    wrong = {
        "offered twice": twice,
        "not in the table of commands": unknown,
        "offered by nobody": missing,
    }
    found = [f"{what}: {', '.join(sorted(ids))}" for what, ids in wrong.items() if ids]
    if found:
        raise HandlerError(f"Commands and handlers do not match; {'; '.join(found)}")
    return handlers

"""Which commands can be done now, and which of them are switched on: asked by all that offers them.

What a command needs stands in the table of commands. Where that is a matter of its own, the part
that does it tells, beside its `commands()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.commands import BY_ID, Needs
from reader.gui.window.command_handlers import HandlerError

Rules = Mapping[str, Callable[[], bool]]
"""By the ids of commands."""


class Availability:
    """Tells of each command whether it can be done, and whether it is on."""

    def __init__(
        self,
        there: Mapping[Needs, Callable[[], bool]],
        own: Iterable[Rules],
        on: Iterable[Rules],
    ) -> None:
        """there: whether what commands need is there; own: the rules of those that need OWN; on: of
        those that are switched on and off, whether they are on.

        Raise HandlerError where rules and table do not match.
        """
        self._there = dict(there)
        self._own = {command: rule for rules in own for command, rule in rules.items()}
        self._on = {command: rule for rules in on for command, rule in rules.items()}
        wanted = {command.id for command in BY_ID.values() if command.needs is Needs.OWN}
        wrong = (wanted ^ set(self._own)) | (set(self._on) - set(BY_ID))
        if wrong:
            raise HandlerError(f"Commands and their rules do not match: {', '.join(sorted(wrong))}")

    def can(self, command: str) -> bool:
        """Return whether a command, by its id, would do anything now."""
        own = self._own.get(command)
        if own is not None:
            return own()
        there = self._there.get(BY_ID[command].needs)
        return there is None or there()

    def refuses(self, command: str) -> bool:
        """Return whether a command is not even to be tried: it moves in what is not on screen."""
        return BY_ID[command].needs in (Needs.FOLDER, Needs.PANES) and not self.can(command)

    def is_on(self, command: str) -> bool | None:
        """Return whether a command that is switched on and off is on; None for any other."""
        rule = self._on.get(command)
        return rule() if rule is not None else None

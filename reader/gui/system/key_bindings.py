"""Which keys do what: those of the table of commands, but where the person has set others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from reader.commands import BY_ID, COMMANDS
from reader.language import _
from reader.markup.text.plain import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction, QKeyEvent

Keys = dict[str, list[str]]
"""Keys of commands, by their ids, in Qt's portable spelling."""
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
}


class KeyBindings(QObject):
    """Hold the keys of all commands, as they are set in the settings.

    A key that the person gave to a command is taken from the one that has it in the table.
    """

    changed = Signal()
    """Keys were set: to be shown, and to be saved."""

    def __init__(self, kept: Keys, parent: QObject | None = None) -> None:
        """kept: of the settings; it is changed here."""
        super().__init__(parent)
        self._kept = kept
        self.problems: list[str] = []
        """Sentences: what in the settings means nothing, and was ignored."""
        self._keys = _resolved(kept, self.problems)

    def keys(self, command: str) -> list[str]:
        """Return the keys of a command, by its id."""
        return self._keys[command]

    def is_changed(self, command: str) -> bool:
        """Return whether its keys are others than in the table."""
        return self._keys[command] != list(BY_ID[command].keys)

    def owner(self, key: str) -> str | None:
        """Return the id of the command that has this key, None where it is free."""
        return next((name for name, keys in self._keys.items() if key in keys), None)

    def set_keys(self, command: str, keys: Sequence[str]) -> None:
        """Give a command these keys alone; each is taken from the command that has it."""
        for key in keys:
            other = self.owner(key)
            if other is not None and other != command and other in self._kept:
                self._kept[other] = [one for one in self._kept[other] if one != key]
        self._kept[command] = list(keys)
        self._settle()

    def reset(self, command: str) -> None:
        """Give a command its keys of the table again, but for those that others were given."""
        self._kept.pop(command, None)
        self._settle()

    def reset_all(self) -> None:
        """Give every command its keys of the table again."""
        self._kept.clear()
        self._settle()

    def apply(self, actions: Mapping[str, QAction]) -> None:
        """Give the actions of the commands, by their ids, the keys that are set."""
        for command, action in actions.items():
            action.setShortcuts([QKeySequence(key) for key in self._keys[command]])

    def _settle(self) -> None:
        self._keys = _resolved(self._kept, [])
        for command in list(self._kept):
            if command in BY_ID and self._kept[command] == list(BY_ID[command].keys):
                del self._kept[command]
        self.changed.emit()


def _resolved(kept: Keys, problems: list[str]) -> Keys:
    """Return the keys of every command; add a sentence for each that means nothing."""
    taken: set[str] = set()
    given: Keys = {}
    for command, keys in kept.items():
        if command not in BY_ID:
            sentence = _("The settings give a key to {command}, which is no command.")
            problems.append(sentence.format(command=quoted(command)))
            continue
        given[command] = []
        for key in keys:
            name = portable(key)
            if not name:
                sentence = _("The settings name a key that is none: {key}")
                problems.append(sentence.format(key=quoted(key)))
            elif name in taken:
                sentence = _("The settings give {key} to two commands; the first one has it.")
                problems.append(sentence.format(key=quoted(key)))
            else:
                taken.add(name)
                given[command].append(name)
    free = {
        command.id: [key for key in command.keys if key not in taken]
        for command in COMMANDS
        if command.id not in given
    }
    return {command.id: given.get(command.id, free.get(command.id, [])) for command in COMMANDS}


def portable(key: str) -> str:
    """Return a key in Qt's own spelling, "" where it is none, or several in a row."""
    if len(key) > 40:
        return ""
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1 or sequence[0].key() in _MODIFIERS:  # type: ignore[index]  # it is
        return ""
    name = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return name if name.isprintable() else ""


def pressed(event: QKeyEvent) -> str:
    """Return the key that was pressed, in Qt's portable spelling; "" for a modifier alone."""
    key = Qt.Key(event.key())
    if key in _MODIFIERS:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    is_sign = 0x20 < key < 0x7F and not chr(key).isalnum()
    if is_sign and modifiers == Qt.KeyboardModifier.ShiftModifier:
        modifiers = Qt.KeyboardModifier.NoModifier  # "?" is that key, whatever had to be held
    return portable(
        QKeySequence(QKeyCombination(modifiers, key)).toString(
            QKeySequence.SequenceFormat.PortableText
        )
    )

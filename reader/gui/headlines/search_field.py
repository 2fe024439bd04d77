"""The field above the list: what is typed in it is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton

from reader.language import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


SEARCH_AFTER_MS = 0
"""A letter is searched for at once: a later one ends the search for the former."""


class SearchField(QLineEdit):
    """Searches as one types; Down and Return lead to the list."""

    searched = Signal(str)
    """The words to search for, "" for none."""
    left = Signal()
    """On to the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self.setMaxLength(1000)
        self._delay = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._delay.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda _: self._delay.start())
        self.returnPressed.connect(self._go)

    def retranslate(self) -> None:
        """Name it and its button in the language that is spoken now."""
        self.setPlaceholderText(_("Search"))
        self.setAccessibleName(_("Search"))
        button = self.findChild(QToolButton)
        if button is not None:
            button.setAccessibleName(_("Clear the Search"))
            button.setToolTip(_("Clear the Search"))

    @property
    def waiting(self) -> bool:
        """Return whether a search is about to be sent."""
        return self._delay.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the list by Down, as Return does."""
        if event.key() == Qt.Key.Key_Down:
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        self._delay.stop()
        self.searched.emit(self.text())
        self.left.emit()

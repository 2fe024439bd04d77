"""What stays said until it is over: a line for each trouble, above the panes."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.gui.style.labels import plain_label
from reader.language import _
from reader.markup.text.plain import said


class NotificationBar(QFrame):
    """Show a line for each notice; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Notices")
        self.retranslate()
        self._lines: dict[str, QLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 7, 14, 7)
        self._column.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def retranslate(self) -> None:
        """Name it in the language that is spoken now."""
        self.setAccessibleName(_("Notices"))

    def show_notice(
        self, key: str, sentence: str, *actions: tuple[str, Callable[[], None]]
    ) -> None:
        """Show this notice in place of the former one of that key; "" takes it away.

        actions: the buttons beside it, each with what it says and what it does.
        """
        sentence = said(sentence)
        if sentence and key in self._lines and not actions:
            self._lines[key].setText(sentence)
            return
        if key in self._rows:
            del self._lines[key]
            row = self._rows.pop(key)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        if sentence:
            self._add(key, sentence, actions)
        self.setVisible(bool(self._lines))

    def _add(
        self, key: str, sentence: str, actions: tuple[tuple[str, Callable[[], None]], ...]
    ) -> None:
        line = self._lines[key] = plain_label(sentence)
        line.setWordWrap(True)
        row = self._rows[key] = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(line, 1)
        for says, does in actions:
            button = QPushButton(says)
            button.clicked.connect(lambda _checked=False, does=does: does())
            across.addWidget(button)
        self._column.addWidget(row)

    def notice(self, key: str) -> str:
        """Return the notice of this key that is shown, "" for none."""
        line = self._lines.get(key)
        return line.text() if line is not None else ""

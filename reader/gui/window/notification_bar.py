"""What stays said until it is over: a line for each trouble, above the panes."""

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout

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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 7, 14, 7)
        self._column.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def retranslate(self) -> None:
        """Name it in the language that is spoken now."""
        self.setAccessibleName(_("Notices"))

    def show_notice(self, key: str, sentence: str) -> None:
        """Show this notice in place of the former one of that key; "" takes it away."""
        line, sentence = self._lines.get(key), said(sentence)
        if not sentence:
            if line is not None:
                del self._lines[key]
                self._column.removeWidget(line)
                line.deleteLater()
        elif line is None:
            line = self._lines[key] = plain_label(sentence)
            line.setWordWrap(True)
            self._column.addWidget(line)
        else:
            line.setText(sentence)
        self.setVisible(bool(self._lines))

    def notice(self, key: str) -> str:
        """Return the notice of this key that is shown, "" for none."""
        line = self._lines.get(key)
        return line.text() if line is not None else ""

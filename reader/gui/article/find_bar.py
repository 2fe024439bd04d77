"""The bar to find in the article: what is sought, which hit is shown, on and back."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.language import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = (*_ENTER, Qt.Key.Key_F3, Qt.Key.Key_Escape)


class FindBar(QWidget):
    """A field for what is sought, two buttons and keys to go on and back; finds nothing itself."""

    changed = Signal(str)
    """Another text is sought: this one."""
    next = Signal()
    """The next hit is wanted."""
    previous = Signal()
    """The hit before is wanted."""
    closed = Signal()
    """Esc, or the button: nothing is sought any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.edit = _Edit(self)
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaximumWidth(340)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setMinimumWidth(self.label.fontMetrics().horizontalAdvance("8888 of 8888"))
        self.previous_button = self._button("‹")
        self.next_button = self._button("›")
        self.close_button = self._button("✕")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self.edit, 1)
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)
        row.addWidget(self.label)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.edit.textChanged.connect(self.changed)
        self.edit.next.connect(self.next)
        self.edit.previous.connect(self.previous)
        self.edit.closed.connect(self.closed)
        self.next_button.clicked.connect(self.next)
        self.previous_button.clicked.connect(self.previous)
        self.close_button.clicked.connect(self.closed)
        self.setFocusProxy(self.edit)
        self.set_result(0, 0)
        self.retranslate()

    def retranslate(self) -> None:
        """Name its parts in the language that is spoken now."""
        self.setAccessibleName(_("Find in article"))
        self.edit.setPlaceholderText(_("Find in article"))
        self.edit.setAccessibleName(_("Text to find"))
        clear = self.edit.findChild(QToolButton)
        if clear is not None:
            clear.setAccessibleName(_("Clear the text to find"))
        for button, name in (
            (self.previous_button, _("Previous (Shift+Enter)")),
            (self.next_button, _("Next (Enter)")),
            (self.close_button, _("Close (Esc)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def _button(self, sign: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def text(self) -> str:
        """Return the text in the field, which is sought in the article."""
        return self.edit.text()

    def start(self, text: str = "") -> None:
        """Take the keyboard; seek `text`, or what was sought before."""
        if text:
            self.edit.setText(text)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    @Slot(int, int)
    def set_result(self, current: int, total: int, *, more: bool = False) -> None:
        """Show which hit (from 1) of how many the person is at; 0, 0 where there is none.

        more: not all of the text was looked through yet.
        """
        nothing = _("Not found") if self.edit.text().strip() and not more else ""
        place = _("{number} of {count}").format(number=current, count=total)
        said = place if total else nothing
        self.label.setText(f"{said}…" if more and self.edit.text().strip() else said)
        self.next_button.setEnabled(total > 0)
        self.previous_button.setEnabled(total > 0)


class _Edit(QLineEdit):
    """Takes Return, F3 and Esc while it has the keyboard, before the window's commands do."""

    next = Signal()
    previous = Signal()
    closed = Signal()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _OWN_KEYS:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous if back else self.next).emit()
        else:
            super().keyPressEvent(event)

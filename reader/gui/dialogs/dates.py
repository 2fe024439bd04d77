"""The two dialogs that ask for a time: which day to go to, and how old is old."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QWidget,
)

from reader.gui.style.controls import Choice
from reader.gui.style.labels import plain_label
from reader.gui.style.language import date_locale
from reader.language import N_, _, pgettext

if TYPE_CHECKING:
    from reader.model import Headline

AGES = (
    (N_("a day"), 1),
    (N_("three days"), 3),
    (N_("a week"), 7),
    (N_("two weeks"), 14),
    (N_("a month"), 30),
    (N_("three months"), 91),
    (N_("a year"), 365),
)


class DateDialog(QDialog):
    """One question; `give` gets the answer."""

    def __init__(self, title: str, label: str, field: QWidget, go: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.field = field
        form = QFormLayout(self)
        form.setContentsMargins(18, 18, 18, 14)
        form.setSpacing(12)
        form.addRow(label, field)
        self._form = form
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def explain(self, sentence: str) -> None:
        """Say below the field what the answer brings about."""
        line = plain_label(sentence)
        line.setWordWrap(True)
        line.setMinimumWidth(360)
        self._form.insertRow(1, line)


def ask_date(parent: QWidget, shown: "Headline | None", give: Callable[[float], None]) -> None:
    """Ask for a day, that of the article shown first; give its end (seconds since the epoch)."""
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setLocale(date_locale())
    field.setDisplayFormat("yyyy-MM-dd")
    day = QDate.currentDate()
    if shown is not None:
        day = QDateTime.fromSecsSinceEpoch(int(shown.date)).date()
    field.setDate(day)
    dialog = DateDialog(
        _("Go to Date"), _("Newest article of"), field, pgettext("button", "Go"), parent
    )
    dialog.accepted.connect(lambda: give(end_of(field.date())))
    dialog.open()
    field.selectAll()


def ask_age(parent: QWidget, give: Callable[[int], None]) -> None:
    """Ask how old is old; `give` gets days."""
    field = Choice()
    for name, days in AGES:
        field.addItem(_(name), days)
    field.setCurrentIndex(2)
    dialog = DateDialog(
        _("Mark Older as Read"),
        _("In this list, older than"),
        field,
        _("Mark as Read"),
        parent,
    )
    dialog.accepted.connect(lambda: give(int(field.currentData())))
    dialog.open()


def end_of(day: QDate) -> float:
    """Return the first moment of the next day, in seconds since the epoch."""
    return float(day.addDays(1).startOfDay().toSecsSinceEpoch())

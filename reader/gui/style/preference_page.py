"""A page of the Preferences: rows of a form that are found by a word, and set back together."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFormLayout,
    QLabel,
    QLayoutItem,
    QWidget,
)


class PreferencePage(QWidget):
    """Rows of settings; its name is its window title."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 4, 8, 4)
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(10)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._resets: list[Callable[[], None]] = []

    def on_reset(self, reset: Callable[[], None]) -> None:
        """Call this, too, where the page is set back."""
        self._resets.append(reset)

    @property
    def can_reset(self) -> bool:
        """Return whether the page has anything to set back."""
        return bool(self._resets)

    def reset(self) -> None:
        """Set all of the page as it was at the first start."""
        for reset in self._resets:
            reset()

    def narrow(self, words: str) -> bool:
        """Show the rows alone that bear all of these words; return whether there are any.

        Where the page's own name bears them all of it is shown.
        """
        wanted = words.casefold().split()
        named = self.windowTitle().casefold()
        whole = all(word in named for word in wanted)
        some = False
        for row in range(self.form.rowCount()):
            said = self._said(row)
            shown = whole or all(word in said for word in wanted)
            self.form.setRowVisible(row, shown)
            some |= shown
        return some

    def _said(self, row: int) -> str:
        """Return what can be read in a row."""
        role = QFormLayout.ItemRole
        items = (self.form.itemAt(row, each) for each in list(role))
        return " ".join(_words(item) for item in items if item is not None).casefold()


def _words(item: QLayoutItem) -> str:
    widget = item.widget()
    if widget is None:
        return ""
    found: list[str] = []
    for one in (widget, *widget.findChildren(QWidget)):
        if isinstance(one, QLabel | QAbstractButton):
            found.append(one.text())
        elif isinstance(one, QComboBox):
            found += [one.itemText(number) for number in range(min(one.count(), 20))]
    return " ".join(found)

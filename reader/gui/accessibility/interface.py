"""What our answers to screen readers have in common.

Traps of PySide 6.11: a class that has `interface_cast` of its own ends the process, so that one
can tell no more than role, name, value and place; so does one that Python drops while Qt still
knows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QWindow
    from PySide6.QtWidgets import QWidget


class Interface(QAccessibleInterface):
    """Something that is read, and cannot be changed."""

    def __init__(self, widget: QWidget) -> None:
        """widget: it is shown there."""
        super().__init__()
        self.widget = widget

    def inside(self) -> Sequence[Interface]:
        """Return what is in it."""
        return ()

    def isValid(self) -> bool:
        """Return True: what is no more was taken back."""
        return True

    # What may be None is what Qt takes for "there is none"; its stubs know no None.

    def object(self) -> QObject:
        """Return None: no object of Qt's stands for it."""
        return None  # type: ignore[return-value]

    def window(self) -> QWindow:
        """Return the window that holds it."""
        return self.widget.window().windowHandle()

    def childCount(self) -> int:
        """Return how many parts are in it."""
        return len(self.inside())

    def child(self, index: int) -> QAccessibleInterface:
        """Return one of them, None where there is none of this number."""
        inside = self.inside()
        return inside[index] if 0 <= index < len(inside) else None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the number of one of them, -1 where it is none."""
        return next((n for n, one in enumerate(self.inside()) if one is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return the one at a point of the screen, None where there is none."""
        at = (one for one in self.inside() if one.rect().contains(x, y))
        return next(at, None)  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        """Return None: none of them has the keyboard."""
        return None  # type: ignore[return-value]

    def relations(
        self, _match: QAccessible.RelationFlag = QAccessible.RelationFlag.AllRelations
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        """Return none."""
        return []

    def state(self) -> QAccessible.State:
        """Return that it can be read where its widget is seen."""
        state = QAccessible.State()
        state.readOnly = True
        state.invisible = not self.widget.isVisible()
        return state

    def rect(self) -> QRect:
        """Return where it is on the screen."""
        return QRect()

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Do nothing."""

    def foregroundColor(self) -> QColor:
        """Return the colour of the text."""
        return self.widget.palette().windowText().color()

    def backgroundColor(self) -> QColor:
        """Return the colour behind the text."""
        return self.widget.palette().base().color()

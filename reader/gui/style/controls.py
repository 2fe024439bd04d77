"""Controls of one make for all dialogs: targets of 28 pixels, the theme's lines, dark as light."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from reader.language import _

TARGET = 28
"""Pixels: no target of the mouse is smaller."""


class Choice(QComboBox):
    """A box to choose from. The wheel scrolls what lies around it, and changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it with an arrow in the colour of its text."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.ButtonText), 1.4))
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = TARGET / 2 if left else self.width() - TARGET / 2
        y = self.height() / 2 - 1
        painter.drawPolyline(
            [QPointF(x - 4, y - 1.5), QPointF(x, y + 2.5), QPointF(x + 4, y - 1.5)]
        )


class Tick(QCheckBox):
    """A box to tick."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tick in the colour of the ground, on the box that is filled."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = QRectF(self.style().subElementRect(part, option, self))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Base), 2))
        middle = box.center()
        painter.drawPolyline(
            [
                middle + QPointF(-4, 0),
                middle + QPointF(-1.2, 3),
                middle + QPointF(4, -3.5),
            ]
        )


def stepper(box: QAbstractSpinBox) -> QWidget:
    """Return a box for a number between two buttons that make it smaller and larger."""
    # Its own are made narrow by the style: without them Qt leaves the number no room.
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setMinimumWidth(88)
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(4)
    for sign, name, does in (
        ("−", _("Smaller"), box.stepDown),
        ("", "", None),
        ("+", _("Larger"), box.stepUp),
    ):
        if does is None:
            across.addWidget(box)
            continue
        button = QToolButton()
        button.setObjectName("Step")
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the box has the arrow keys
        button.clicked.connect(does)
        across.addWidget(button)
    across.addStretch(1)
    return row

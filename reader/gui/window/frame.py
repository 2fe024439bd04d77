"""What stands where in the window: sidebar, list and article beside each other, notices above."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.gui.sidebar.sidebar import with_foot
from reader.language import N_, _
from reader.markup.text.plain import said

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reader.gui.window.panes import Panes
    from reader.settings import Settings

COUNTED = N_("Of all articles here. Before one is opened, its text tells which pictures it has.")
ROOM = 1000
"""Pixels. In a window that is less wide list and article have the sidebar's room too."""


class Frame(QWidget):
    """Lay out the three panes, or a page in their place."""

    def __init__(self, panes: Panes, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._roomy: bool | None = None
        self._has_toolbar = settings.toolbar
        self.coverage = QLabel()
        """The line below the sidebar."""
        right = QWidget()
        self._right = _column(right)
        self._right.addWidget(panes.article, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._left = with_foot(panes.sidebar, self.coverage)
        self._left.hide()  # until there is room: else a narrow window could not be made
        self.beside: list[QWidget] = [self._left, panes.list]
        """What stands beside the article."""
        for pane, least in ((self._left, 130), (panes.list, 220), (right, 280)):
            pane.setMinimumWidth(least)
            self.splitter.addWidget(pane)
        for place, stretch in enumerate((0, 0, 1)):
            self.splitter.setStretchFactor(place, stretch)
        # A splitter puts each below the one before: a screen reader would meet the article first.
        for pane in (self._left, panes.list, right):
            pane.raise_()
        for place in (1, 2):
            self.splitter.handle(place).raise_()
        self._list = panes.list
        self._rows = panes.list.rows
        panes.list.sidebar_wanted.connect(self.toggle_sidebar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        column = _column(self)
        column.addWidget(panes.notification_bar)
        column.addWidget(self._stack, 1)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the command about the sidebar does, by its id."""
        return {"toggle-sidebar": self.toggle_sidebar}

    def switched_on(self) -> dict[str, Callable[[], bool]]:
        """Return whether the sidebar is shown."""
        return {"toggle-sidebar": lambda: not self._left.isHidden()}

    def toggle_sidebar(self) -> None:
        """Hide or show the sidebar: for good, or in a narrow window while that is narrow."""
        shown = self._left.isHidden()
        if self._roomy:
            self._settings.sidebar = shown
        self._show_sidebar(shown)

    def _show_sidebar(self, shown: bool) -> None:
        if not shown and self._left.isAncestorOf(self.focusWidget()):
            self._rows.setFocus()
        self._left.setVisible(shown)
        self._list.show_sidebar_button(not shown and not self._has_toolbar)

    def set_has_toolbar(self, there: bool) -> None:
        """Note whether the toolbar, with its button for the sidebar, is there."""
        self._has_toolbar = there
        self._list.show_sidebar_button(self._left.isHidden() and not there)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the sidebar where there is room for it."""
        super().resizeEvent(event)
        roomy = self.width() >= ROOM
        if roomy != self._roomy:
            self._roomy = roomy
            self._show_sidebar(roomy and self._settings.sidebar)

    def add_below_article(self, bar: QWidget) -> None:
        """Put a bar at the foot of the article."""
        self._right.addWidget(bar)

    def show_panes(self) -> None:
        """Show the panes, with the keyboard in the list."""
        self._stack.setCurrentWidget(self.splitter)
        self._rows.setFocus()

    def show_page(self, page: QWidget) -> None:
        """Show this page in place of the panes."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    @property
    def shows_panes(self) -> bool:
        """Return False while a page stands in the panes' place."""
        return self._stack.currentWidget() is self.splitter

    def show_coverage(self, sentence: str) -> None:
        """Show below the sidebar how many pictures are kept; "" for nothing."""
        self.coverage.setText(said(sentence))
        self.coverage.setToolTip(_(COUNTED))
        self.coverage.setVisible(bool(sentence))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column

"""What a screen reader is told beyond what Qt tells it: the article, and what a key did.

It is made behind the start of the window: QAccessible alone takes 6 ms to load.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from reader.gui.accessibility.article_tree import ArticleTree
from reader.gui.accessibility.interface import Interface
from reader.gui.article.view import ArticleView
from reader.language import _
from reader.markup.text.plain import said

TWICE_MS = 300
"""The same sentence within so long is said once."""


class ScreenReader(QObject):
    """Answers a screen reader for the widgets that Qt tells too little of, and speaks to it."""

    def __init__(self, window: QWidget, article: ArticleView) -> None:
        super().__init__(window)
        self._window = window
        self._viewport = article.viewport()
        self._notice: Notice | None = None
        self._last = ""
        self._since = QElapsedTimer()
        if not _Process.is_asked:
            _Process.is_asked = True
            QAccessible.installFactory(_answer)
        _Process.reader = self
        if QAccessible.isActive():
            # It asked already, and was given what Qt makes of it.
            _forget(self._viewport)
        self._viewport.destroyed.connect(self._end)

    def say(self, sentence: str) -> None:
        """Say a sentence, where a screen reader listens; "" says nothing.

        Both ways: the one is known to newer screen readers, the other to all.
        """
        if not sentence or not QAccessible.isActive():
            return
        spoken = said(sentence)
        if spoken == self._last and self._since.elapsed() < TWICE_MS:
            return  # it stands in two places
        self._last = spoken
        self._since.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, spoken))
        if self._notice is None:
            self._notice = Notice(self._window)
        self._notice.sentence = spoken
        QAccessible.updateAccessibility(
            QAccessibleEvent(self._notice, QAccessible.Event.ObjectShow)
        )

    def end(self) -> None:
        """Listen to nobody any more: the program ends, and Qt may outlive Python."""
        for tree in self._window.findChildren(ArticleTree):
            tree.take_back_all()
        self._end()
        if QAccessible.isActive():
            QAccessible.setActive(False)

    def _end(self) -> None:
        """Answer nothing more: what was answered for goes."""
        if _Process.reader is self:
            _Process.reader = None
        if self._notice is not None:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self._notice))
            self._notice = None

    def answer(self, widget: QObject) -> QAccessibleInterface | None:
        """Return the interface of a widget that is asked for, None for the one that Qt makes."""
        parent = widget.parent() if isinstance(widget, QWidget) else None
        if isinstance(parent, ArticleView) and widget is parent.viewport():
            tree = parent.findChild(ArticleTree)
            if tree is None:
                tree = ArticleTree(parent)
                parent.read_by_line(QAccessible.isActive)
                parent.told.connect(self.say)
            return tree.document
        if isinstance(widget, QToolButton) and isinstance(parent, QLineEdit):
            # A field's own button is a picture without a name.
            widget.setAccessibleName(widget.accessibleName() or _("Clear"))
        return None


class Notice(Interface):
    """A notice that appears, which a screen reader says."""

    sentence = ""

    def parent(self) -> QAccessibleInterface:
        """Return the window's interface."""
        return QAccessible.queryAccessibleInterface(self.widget)

    def role(self) -> QAccessible.Role:
        """Return that it is a notice."""
        return QAccessible.Role.Notification

    def text(self, kind: QAccessible.Text) -> str:
        """Return the sentence."""
        return self.sentence if kind == QAccessible.Text.Name else ""


class _Process:
    """Who answers: Qt has one factory for the whole process."""

    reader: ScreenReader | None = None
    is_asked = False


def _answer(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    return _Process.reader.answer(widget) if _Process.reader is not None else None


def _forget(widget: QWidget) -> None:
    known = QAccessible.queryAccessibleInterface(widget)
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))

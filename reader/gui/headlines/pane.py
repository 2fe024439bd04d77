"""The list pane: headlines under the name of what is listed, with the search field above."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontInfo, QIcon, QKeySequence, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.commands import BY_ID
from reader.gui.headlines.delegate import EDGE, GUTTER
from reader.gui.headlines.list_view import HeadlineList
from reader.gui.headlines.search_field import SearchField
from reader.gui.style.icons import sign
from reader.gui.style.labels import ElidedLabel, label
from reader.gui.style.theme import SCROLL_BAR
from reader.language import _, ngettext
from reader.markup.text.plain import said

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reader.gui.session.headline_model import HeadlineModel


CJK_HEIGHT = 1.45
"""Of a line, in sizes of its font: the tallest of the usual Chinese ones."""


class ListPane(QWidget):
    """Shows name and count of what is listed, search field, rows."""

    sidebar_wanted = Signal()
    """The button that stands there while the sidebar is hidden was pressed."""
    news_wanted = Signal()
    """The line that tells of new articles was pressed."""
    told = Signal(str)
    """A sentence that stands above the rows or in their place from now on."""

    def __init__(self, model: HeadlineModel) -> None:
        super().__init__()
        self.setObjectName("ListPane")
        self.rows = HeadlineList(model)
        self.search = SearchField()
        self._name = ElidedLabel()
        self._name.setObjectName("ListName")
        self._count = QLabel()
        self._count.setObjectName("ListCount")
        self._empty = QLabel(self.rows)
        self._empty.setObjectName("ListEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.hide()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        self._told = 0
        self._sidebar_button: QToolButton | None = None
        self._top = top
        top.addWidget(self._name, 1)
        top.addWidget(self._count)
        head = QVBoxLayout()
        head.setContentsMargins(GUTTER, 10, SCROLL_BAR + EDGE, 10)
        head.setSpacing(8)
        head.addLayout(top)
        head.addWidget(self.search)
        self._partial = QLabel()
        self._partial.setObjectName("ListCount")
        self._partial.setWordWrap(True)
        self._partial.hide()
        head.addWidget(self._partial)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.rows, 1)
        self._news: QPushButton | None = None
        self.retranslate()

    def retranslate(self) -> None:
        """Name its parts in the language that is spoken now."""
        self._partial.setText(_("Searching what has been read so far."))
        self.search.retranslate()
        self.rows.setAccessibleName(_("Articles"))
        if self._sidebar_button is not None:
            _name(self._sidebar_button)

    def show_heading(self, name: str, count: str) -> None:
        """Name what is listed, and say how many there are; both are plain text."""
        self._name.setText(said(name))
        # Chinese stands higher than English: the rows below do not move when one follows the other.
        self._name.ensurePolished()
        tall = math.ceil(CJK_HEIGHT * QFontInfo(self._name.font()).pixelSize())
        self._name.setMinimumHeight(
            max(tall, self._name.minimumHeight(), self._name.sizeHint().height())
        )
        self._count.setText(count)

    def show_sidebar_button(self, shown: bool) -> None:
        """Show the button that brings the sidebar back, or hide it."""
        if shown and self._sidebar_button is None:
            button = self._sidebar_button = QToolButton()
            button.setObjectName("SidebarButton")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            _name(button)
            button.clicked.connect(self.sidebar_wanted)
            self._top.insertWidget(0, button)
            self._draw_button()
        if self._sidebar_button is not None:
            self._sidebar_button.setVisible(shown)

    def _draw_button(self) -> None:
        if self._sidebar_button is not None:
            colour = self.palette().color(QPalette.ColorRole.WindowText)
            self._sidebar_button.setIcon(QIcon(sign("sidebar", colour.name())))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the button in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_button()

    def show_partial(self, partial: bool) -> None:
        """Say whether the search knows only a part of the articles yet."""
        self._partial.setVisible(partial)

    def show_news(self, sentence: str) -> None:
        """Show above the rows that there are new articles; "" takes it away."""
        if self._news is None:
            if not sentence:
                return
            button = self._news = QPushButton()
            button.setObjectName("NewArticles")
            button.setFlat(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda: self.news_wanted.emit())
            self._column.insertWidget(1, button)
        self._news.setText(label(sentence))
        self._news.setVisible(bool(sentence))
        if sentence:
            self.told.emit(sentence)

    def tell_found(self, count: int) -> None:
        """Tell who does not see the list how many articles a search has found."""
        if count and count != self._told:
            said = ngettext("{count:,} article found", "{count:,} articles found", count)
            self.told.emit(said.format(count=count))
        self._told = count

    def show_empty_text(self, sentence: str) -> None:
        """Show a sentence in place of rows; "" takes it away."""
        if sentence and said(sentence) != self._empty.text():
            self.told.emit(sentence)
        self._empty.setText(said(sentence))
        self._empty.setVisible(bool(sentence))
        self._place_empty()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sentence in the middle."""
        super().resizeEvent(event)
        self._place_empty()

    def _place_empty(self) -> None:
        area = self.rows.rect()
        self._empty.setGeometry(area.adjusted(20, area.height() // 4, -20, -area.height() // 3))


def _name(button: QToolButton) -> None:
    """Name the button that brings the sidebar back, in the language that is spoken now."""
    key = QKeySequence(BY_ID["toggle-sidebar"].keys[0])
    native = key.toString(QKeySequence.SequenceFormat.NativeText)
    button.setAccessibleName(_("Show the sidebar"))
    button.setToolTip(_("Show the sidebar ({key})").format(key=native))

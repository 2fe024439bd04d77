"""A very long text: its pieces are laid out one by one while its beginning is read.

What needs a place further down, or all of the text, waits here until it is there. All of it at once
would stop the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reader.gui.document.position import y_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.gui.document.document import ArticleDocument
    from reader.gui.document.factory import RenderedArticle
    from reader.gui.document.position import Position

PAUSE_MS = 15
"""Between two pieces, while nothing waits for them."""


class IncrementalLayout(QObject):
    """Completes the document that is shown, and remembers what waits for that."""

    reached = Signal(int)
    """The text reaches as far as the character that was sought."""
    completed = Signal()
    """All of the text is there."""

    def __init__(self, article: RenderedArticle, parent: QObject) -> None:
        """article: the one that is shown at first."""
        super().__init__(parent)
        self._article = article
        self._sought: Position | None = None
        self.sought_unfolded: int | None = None
        """The unfolded place (see folding.Folds) that is sought; None once it is known where that
        is in the document."""
        self._sought_anchor = ""
        self._waiting: Callable[[], None] | None = None
        self._pause = PAUSE_MS
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def start(self, article: RenderedArticle) -> None:
        """Complete this one from now on, in place of the former."""
        self._article = article
        self._pause = PAUSE_MS
        self.cancel()
        self._timer.start(PAUSE_MS)

    def seek(self, position: Position) -> bool:
        """Tell with `reached` when the text reaches this place; False where it does already."""
        document = self._document
        if document.is_complete or position.character < document.body_end:
            self._sought = None
            return False
        self._sought = position
        self._timer.start(0)
        return True

    def seek_unfolded(self, position: int) -> None:
        """Tell with `reached` when it is known where this unfolded place is in the document."""
        self.sought_unfolded = position
        self._timer.start(0)

    def seek_anchor(self, name: str) -> None:
        """Tell with `reached` where this id stands, once it is there; nothing where it is not."""
        found = self._document.character_of_anchor(name)
        if found >= 0:
            self.cancel()
            self.reached.emit(found)
        elif self._document.awaits_anchor(name):
            self.cancel()
            self._sought_anchor = name
            self._timer.start(0)

    def when_complete(self, do: Callable[[], None]) -> None:
        """Do this once all of the text is there; nothing else is waited for any more."""
        self.cancel()
        if not self._document.is_complete:
            self._waiting = do
            self.hurry()
        else:
            do()

    def hurry(self) -> None:
        """Take the rest without a pause between its pieces."""
        if not self._document.is_complete:
            self._pause = 0
            self._timer.start(0)

    def cancel(self) -> None:
        """Drop what waits: the person went elsewhere."""
        self._sought = None
        self.sought_unfolded = None
        self._sought_anchor = ""
        self._waiting = None

    def grow_to(self, height: int) -> None:
        """Take pieces until the document is so many pixels high, or complete."""
        document = self._document
        grew = not document.is_complete
        # Asked for its height, it is laid out.
        while document.size().height() < height and not document.is_complete:
            document.append_piece()
        if grew and document.is_complete:
            self.completed.emit()
        if grew:
            # Else the scroll bar is told of it a turn later.
            document.documentLayout().documentSizeChanged.emit(document.size())

    @property
    def _document(self) -> ArticleDocument:
        return self._article.document

    @Slot()
    def _go_on(self) -> None:
        article = self._article
        counts = article.count_more()
        sought = self.sought_unfolded
        if sought is not None and article.is_counted(sought):
            self.sought_unfolded = None
            self.reached.emit(article.to_shown(sought))
        if not article.document.is_complete:
            self._grow(article.document)
        if not article.document.is_complete or counts:
            waited = (
                self._sought is not None
                or self.sought_unfolded is not None
                or self._sought_anchor != ""
            )
            self._timer.start(0 if waited else self._pause)

    def _grow(self, document: ArticleDocument) -> None:
        begin = document.body_end
        document.append_piece()
        sought, waiting, anchor = self._sought, self._waiting, self._sought_anchor
        if sought is not None or waiting is not None or anchor:
            y_of(document, document.body_end - 1)  # laid out piece by piece as well
        if sought is not None and (document.is_complete or sought.character < document.body_end):
            self.reached.emit(sought.character)
        if anchor and (found := document.character_of_anchor(anchor, begin)) >= 0:
            self._sought_anchor = ""
            self.reached.emit(found)
        if not document.is_complete:
            return
        self.completed.emit()
        if waiting is not None:
            self.cancel()
            waiting()

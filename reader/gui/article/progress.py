"""How much of the article was read: reckoned behind the painting, told when its end is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reader.gui.article.progress_line import ProgressLine
from reader.gui.document.position import progress_at

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView
    from reader.gui.document.document import ArticleDocument


class ReadProgress:
    """Of the present document."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._end_told = False
        self.line = ProgressLine(view)
        # Behind the painting: what is told of an article is not what a key waits for.
        self._timer = QTimer(view, singleShot=True, interval=0)
        self._timer.timeout.connect(self._tell)

    def begin(self) -> None:
        """Another article is shown: its end was not seen yet."""
        self._end_told = False

    def soon(self) -> None:
        """What is in sight has changed."""
        self._timer.start()

    def share(self, document: ArticleDocument, first: int) -> float:
        """How much was read where `first` is the character at the top of the view: 0 to 1."""
        view = self._view
        if document.grows and first >= document.body_end:
            # Still on the way there (see article_growth).
            return min(0.99, first / document.whole)
        below = view.verticalScrollBar().value() + view.viewport().height()
        return progress_at(document, first, below, document.body_end)

    def _tell(self) -> None:
        view = self._view
        if view.current is None or not view.isVisible():
            self.line.say(0.0, wanted=False)
            return
        share = view.progress()
        bar = view.verticalScrollBar()
        self.line.say(share, wanted=bar.maximum() > bar.minimum())
        if share >= 1.0 and not self._end_told:
            self._end_told = True
            view.end_reached.emit()

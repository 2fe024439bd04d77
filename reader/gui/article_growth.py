"""A very long text grows while its beginning is read; what needs all of it has it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reader.gui.article_document import ArticleDocument

if TYPE_CHECKING:
    from reader.gui.article_view import ArticleView

GROW_MS = 15
"""Between two pieces."""


class Growth:
    """Of the present document."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._document: ArticleDocument | None = None
        self.anew = False
        """Whether the present document was laid out from the start a second time."""
        self._timer = QTimer(view, singleShot=True, interval=GROW_MS)
        self._timer.timeout.connect(self._on)

    def begin(self, document: ArticleDocument) -> None:
        """This one is shown now."""
        self._document = document
        self.anew = False
        self._timer.start()

    def _on(self) -> None:
        if self._document is not None and self._document.grows:
            self._document.grow()
            self._timer.start()

    def complete(self) -> None:
        """Have all of it; the place stays."""
        if self._document is not None and self._document.grows:
            self.anew = True
            self._view.change(self._document.complete)

"""A very long text grows while its beginning is read; what needs all of it has it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reader.gui.article_document import ArticleDocument
from reader.gui.article_place import Place, y_of

if TYPE_CHECKING:
    from reader.gui.article_view import ArticleView

GROW_MS = 15
"""Between two pieces."""


class Growth:
    """Of the present document."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._document: ArticleDocument | None = None
        self._sought: Place | None = None
        self.anew = False
        """Whether the present document was laid out from the start a second time."""
        self._timer = QTimer(view, singleShot=True, interval=GROW_MS)
        self._timer.timeout.connect(self._on)

    def begin(self, document: ArticleDocument) -> None:
        """This one is shown now."""
        self._document = document
        self._sought = None
        self.anew = False
        self._timer.start(GROW_MS)

    def seek(self, place: Place) -> bool:
        """Go there when the text reaches so far; False where it does already.

        Until then what is in sight stays: all of it at once would stop the window.
        """
        document = self._document
        if document is None or not document.grows or place.character < document.body_end:
            self._sought = None
            return False
        self._sought = place
        self._timer.start(0)
        return True

    def forget(self) -> None:
        """The person went elsewhere."""
        self._sought = None

    def _on(self) -> None:
        document = self._document
        if document is None or not document.grows:
            return
        document.grow()
        if (place := self._sought) is not None:
            y_of(document, document.body_end - 1)  # laid out piece by piece as well
            if not document.grows or place.character < document.body_end:
                self._view.restore(place.character)
        self._timer.start(GROW_MS if self._sought is None else 0)

    def complete(self) -> None:
        """Have all of it; the place stays."""
        if self._document is not None and self._document.grows:
            self.anew = True
            self._view.change(self._document.complete)

"""A very long text grows while its beginning is read; what needs all of it waits for the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reader.gui.document.position import Position, y_of

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView
    from reader.gui.document.document import ArticleDocument
    from reader.gui.document.factory import RenderedArticle

GROW_MS = 15
"""Between two pieces."""


class IncrementalLayout:
    """Of the present document."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._made: RenderedArticle | None = None
        self._sought: Position | None = None
        self.whole: int | None = None
        """The place that is sought, as it is kept, until the document can tell where that is."""
        self._then: Callable[[], None] | None = None
        self._pause = GROW_MS
        self._timer = QTimer(view, singleShot=True)
        self._timer.timeout.connect(self._on)

    def begin(self, made: RenderedArticle) -> None:
        """This one is shown now."""
        self._made = made
        self._pause = GROW_MS
        self.forget()
        self._timer.start(GROW_MS)

    @property
    def _document(self) -> ArticleDocument | None:
        return self._made.document if self._made is not None else None

    @property
    def goes_on(self) -> bool:
        """Whether there is more of the text to come."""
        return self._document is not None and self._document.grows

    def seek_whole(self, whole: int) -> None:
        """Go to the place that is kept as this one."""
        if self._made is not None and self._made.knows(whole):
            self._view.restore(self._made.shown(whole))
        else:
            self.whole = whole
            self._timer.start(0)

    def seek(self, place: Position) -> bool:
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

    def then(self, do: Callable[[], None]) -> None:
        """Do this once all of the text is there; what is in sight stays until then."""
        self.forget()
        if self.goes_on:
            self._then = do
            self.hurry()
        else:
            do()

    def hurry(self) -> None:
        """The rest is waited for."""
        if self.goes_on:
            self._pause = 0
            self._timer.start(0)

    def forget(self) -> None:
        """The person went elsewhere."""
        self._sought = None
        self.whole = None
        self._then = None

    def _on(self) -> None:
        made = self._made
        if made is None:
            return
        counts = made.count_on()
        if self.whole is not None and made.knows(self.whole):
            whole, self.whole = self.whole, None
            self._view.restore(made.shown(whole))
        if made.document.grows:
            self._grow(made.document)
        if made.document.grows or counts:
            waited = self._sought is not None or self.whole is not None
            self._timer.start(0 if waited else self._pause)

    def _grow(self, document: ArticleDocument) -> None:
        document.grow()
        place, then = self._sought, self._then
        if place is not None or then is not None:
            y_of(document, document.body_end - 1)  # laid out piece by piece as well
        if place is not None and (not document.grows or place.character < document.body_end):
            self._view.restore(place.character)
        if document.grows:
            return
        self._view.finder.grown()
        if then is not None:
            self.forget()
            then()

    def reach(self, y: int) -> None:
        """Make the scroll bar reach as far as `y`: a long text is laid out only when needed."""
        view, document = self._view, self._document
        if document is None or y <= view.verticalScrollBar().maximum():
            return
        grew = document.grows
        # Asked for its height, it is laid out.
        while document.size().height() < y + view.viewport().height() and document.grows:
            document.grow()
        if grew and not document.grows:
            view.finder.grown()
        if grew:
            # Else the bar is told of it a turn later.
            document.documentLayout().documentSizeChanged.emit(document.size())

    def complete(self) -> None:
        """Have all of it; the place stays."""
        if self._document is not None and self._document.grows:
            self._view.change(self._document.complete)
            self._view.finder.grown()

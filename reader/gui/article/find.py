"""Finding in the article: every hit marked, the next one gone to, round at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.gui.document.document import ArticleDocument
from reader.gui.style.theme import LIGHT

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView
    from reader.gui.style.theme import Theme
    from reader.markup.text.folding import Findable

MARKED = 600
"""So many hits around the present one are marked; marking thousands would stall."""


class Finder:
    """What was looked for in the present document."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._theme = LIGHT
        self._text: Findable | None = None
        self._sought = ""
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self._terms: list[str] = []

    def set_theme(self, theme: Theme) -> None:
        """Mark in these colours from now on."""
        self._theme = theme

    def forget(self) -> None:
        """Another document is shown."""
        self._text = None
        self._sought = ""
        self._hits = []
        self._current = -1
        self._view.mark("find", [])

    def grown(self) -> None:
        """All of a very long text is there, of which a part was looked through."""
        self._text = None
        self._mark_terms()
        if not self._sought:
            return
        shown = self._hits[self._current] if self._hits else None
        self._look_for(self._sought, backward=False)
        self._mark()
        if self._hits and shown is None:
            self._view.show_characters(self._hits[self._current][0])
        self._view.found.emit(self._current + 1 if self._hits else 0, len(self._hits))

    def again(self) -> None:
        """The same article in a new document: mark what was marked, without going there."""
        self._mark_terms()

    def seek_terms(self, terms: Sequence[str]) -> None:
        """Words to be marked wherever they stand, in this article from now on."""
        self._terms = []
        if terms:
            from reader.markup.text.folding import folded  # no start pays for it

            self._terms = [term for term in map(folded, terms) if term.strip()]

    def first_term(self) -> str:
        """The first of these words."""
        return self._terms[0] if self._terms else ""

    def clear(self) -> None:
        """Take the marks away."""
        self.forget()

    def find(self, text: str, *, backward: bool) -> tuple[int, int]:
        """Mark every hit and go to the next one; (0, 0) where there is none.

        Of a very long text that is still growing, what is there is looked through, and all of it
        as soon as it is there (see `grown`).
        """
        from reader.markup.text.folding import folded

        self._view.growth.hurry()
        sought = folded(text)
        if not sought.strip():
            self.clear()
            return 0, 0
        if sought == self._sought:
            if self._hits:
                step = -1 if backward else 1
                self._current = (self._current + step) % len(self._hits)
        else:
            self._look_for(sought, backward=backward)
        self._mark()
        if not self._hits:
            return 0, 0
        self._view.show_characters(self._hits[self._current][0])
        return self._current + 1, len(self._hits)

    def _look_for(self, sought: str, *, backward: bool) -> None:
        # While a word is typed the present hit stays, as long as it still is one.
        start = self._view.position()
        if self._hits and self._current >= 0:
            start = self._hits[self._current][0]
        self._sought = sought
        self._hits = self._positions(sought)
        after = [n for n, hit in enumerate(self._hits) if hit[0] >= start]
        if backward:
            before = [n for n, hit in enumerate(self._hits) if hit[0] <= start]
            self._current = before[-1] if before else len(self._hits) - 1
        else:
            self._current = after[0] if after else 0

    def _positions(self, sought: str, *, words: bool = False) -> list[tuple[int, int]]:
        if self._text is None:
            from reader.markup.text.folding import Findable

            self._text = Findable(self._view.document().toPlainText())
        hits = self._text.find(sought, words=words)
        document = self._view.document()
        if isinstance(document, ArticleDocument):  # below the article stand words of ours
            return [hit for hit in hits if hit[1] <= document.body_end]
        return hits

    def _mark(self) -> None:
        marks = []
        first = max(0, self._current - MARKED // 2)
        for number in range(first, min(len(self._hits), first + MARKED)):
            mark = self._marking(*self._hits[number])
            ground = self._theme.accent if number == self._current else self._theme.hit
            ink = self._theme.accent_text if number == self._current else self._theme.text
            mark.format.setBackground(QColor(ground))
            mark.format.setForeground(QColor(ink))
            marks.append(mark)
        self._view.mark("find", marks)

    def _mark_terms(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        for term in self._terms:
            for hit in self._positions(term, words=True)[: MARKED - len(marks)]:
                mark = self._marking(*hit)
                mark.format.setBackground(QColor(self._theme.hit))
                mark.format.setForeground(QColor(self._theme.text))
                marks.append(mark)
        self._view.mark("terms", marks)

    def _marking(self, begin: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        return mark

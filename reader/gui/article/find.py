"""Finding in the article: every hit highlighted, the next one gone to, round at the end."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTextEdit

    from reader.gui.article.pane import TextPane
    from reader.markup.text.folding import Findable

HIGHLIGHTED = 600
"""So many hits around the present one are highlighted; thousands would stall."""


class Finder(QObject):
    """Knows what is sought in the document that a pane shows, and where it stands.

    Beside it, the words that led to the article (`terms`) are highlighted wherever they stand.
    """

    found = Signal(int, int)
    """What `find` returned, again and of all of a very long text, once it is there."""

    def __init__(self, pane: TextPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text: Findable | None = None
        self._sought = ""
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self._terms: list[str] = []
        pane.document_replaced.connect(self._start)
        pane.text_completed.connect(self._update)

    def set_terms(self, terms: Sequence[str]) -> None:
        """Take the words to highlight in this article and in later documents of it.

        They are highlighted from the next document on; in the present one by `highlight_terms`.
        """
        self._terms = []
        if terms:
            from reader.markup.text.folding import folded  # no start pays for it

            self._terms = [term for term in map(folded, terms) if term.strip()]

    def highlight_terms(self) -> None:
        """Highlight the terms in the document that is shown, without going there."""
        places: list[QTextEdit.ExtraSelection] = []
        theme = self._pane.theme
        for term in self._terms:
            hits = self._places_of(term, words=True)[: HIGHLIGHTED - len(places)]
            places += [self._coloured(*hit, QColor(theme.hit), QColor(theme.text)) for hit in hits]
        self._pane.highlight("terms", places)

    @property
    def first_term(self) -> str:
        """Return the first of the terms, folded; "" where there is none."""
        return self._terms[0] if self._terms else ""

    def clear(self) -> None:
        """Seek nothing; take the highlights of hits away."""
        self._reset()
        self._pane.highlight("find", [])

    def find(self, text: str, *, backward: bool) -> tuple[int, int]:
        """Highlight every hit and go to the next one; return (its number from 1, how many).

        (0, 0) where there is none. Of a very long text that is still incomplete, what is there is
        looked through, and all of it as soon as it is there (see `found`).
        """
        from reader.markup.text.folding import folded

        self._pane.complete_soon()
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
        self._highlight_hits()
        if not self._hits:
            return 0, 0
        self._pane.reveal(self._hits[self._current][0])
        return self._current + 1, len(self._hits)

    @Slot()
    def _start(self) -> None:
        """Another document is shown, which has no highlights yet."""
        self._reset()
        if self._terms:
            self.highlight_terms()

    def _reset(self) -> None:
        self._text = None
        self._sought = ""
        self._hits = []
        self._current = -1

    @Slot()
    def _update(self) -> None:
        """Look again: there is more of the text."""
        self._text = None
        self.highlight_terms()
        if not self._sought:
            return
        shown = self._hits[self._current] if self._hits else None
        self._look_for(self._sought, backward=False)
        self._highlight_hits()
        if self._hits and shown is None:
            self._pane.reveal(self._hits[self._current][0])
        self.found.emit(self._current + 1 if self._hits else 0, len(self._hits))

    def _look_for(self, sought: str, *, backward: bool) -> None:
        # While a word is typed the present hit stays, as long as it still is one.
        start = self._pane.position()
        if self._hits and self._current >= 0:
            start = self._hits[self._current][0]
        self._sought = sought
        self._hits = self._places_of(sought)
        if backward:
            before = bisect_left(self._hits, (start + 1,))
            self._current = (before or len(self._hits)) - 1
        else:
            after = bisect_left(self._hits, (start,))
            self._current = after if after < len(self._hits) else 0

    def _places_of(self, sought: str, *, words: bool = False) -> list[tuple[int, int]]:
        """Return where this stands in the article: (first character, behind the last), sorted."""
        if self._text is None:
            from reader.markup.text.folding import Findable

            self._text = Findable(self._pane.document().toPlainText())
        end = self._pane.body_end  # the footer is not looked through
        return [hit for hit in self._text.find(sought, words=words) if hit[1] <= end]

    def _highlight_hits(self) -> None:
        theme = self._pane.theme
        places = []
        shown = (QColor(theme.accent), QColor(theme.accent_text))
        others = (QColor(theme.hit), QColor(theme.text))
        first = max(0, self._current - HIGHLIGHTED // 2)
        for number in range(first, min(len(self._hits), first + HIGHLIGHTED)):
            current = number == self._current
            places.append(self._coloured(*self._hits[number], *(shown if current else others)))
        self._pane.highlight("find", places)

    def _coloured(
        self, start: int, end: int, ground: QColor, ink: QColor
    ) -> QTextEdit.ExtraSelection:
        span = self._pane.span(start, end)
        span.format.setBackground(ground)
        span.format.setForeground(ink)
        return span

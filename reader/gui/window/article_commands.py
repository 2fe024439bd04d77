"""Copies of what is read, and the articles that commands act on: those selected, or the one read.

What copies is loaded when it is first wanted: the window's start does not pay for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from reader.gui.system.desktop import leaves
from reader.language import _, ngettext

if TYPE_CHECKING:
    from reader.gui.article.view import ArticleView
    from reader.gui.headlines.list_view import HeadlineList
    from reader.gui.headlines.selection_commands import SelectionCommands
    from reader.model import Headline


class ArticleCommands(QObject):
    """Put links, titles and texts of articles on the clipboard."""

    message = Signal(str)
    """A sentence: what was copied or selected."""

    def __init__(
        self, selection: SelectionCommands, rows: HeadlineList, article: ArticleView
    ) -> None:
        super().__init__(selection)
        self._selection = selection
        self._rows = rows
        self._article = article
        rows.multi_selection.changed.connect(self._picked)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands on selected articles do, by their ids."""
        return {
            "toggle-read": self._selection.toggle_read,
            "toggle-star": self._selection.toggle_star,
            "select-next": lambda: self._rows.extend_selection(1),
            "select-previous": lambda: self._rows.extend_selection(-1),
            "select-all": self._rows.multi_selection.select_all,
            "copy": self.copy,
            "copy-link": self.copy_link,
            "copy-title-link": self.copy_title_and_link,
            "copy-markdown": self.copy_markdown,
        }

    def possible(self) -> dict[str, Callable[[], bool]]:
        """Return whether something is marked that can be copied."""
        article = self._article
        return {"copy": lambda: article.textCursor().hasSelection() or bool(_marked_in_field())}

    def copy(self) -> None:
        """Copy what is marked: in the field that has the keyboard, else in the article."""
        field = _marked_in_field()
        if field is not None:
            field.copy()
        elif self._article.textCursor().hasSelection():
            self._article.copy()
        else:
            self.message.emit(_("Nothing is marked."))

    def copy_link(self) -> None:
        """Copy the link that the keyboard chose, else the originals' addresses, one a line."""
        chosen = self._article.chosen_address if self._selection.aim is None else ""
        if leaves(QUrl(chosen)):
            QGuiApplication.clipboard().setText(chosen)
            self.message.emit(_("Link copied."))
            return

        def done(articles: list[Headline]) -> None:
            links = [article.url for article in articles if article.url]
            if links:
                QGuiApplication.clipboard().setText("\n".join(links))
                self._tell(
                    ngettext("Link copied.", "{count:,} links copied.", len(links)), len(links)
                )
            else:
                self.message.emit(_("This article names no original."))

        self._selection.articles(done)

    def copy_title_and_link(self) -> None:
        """Copy titles and addresses, for a letter or a list."""
        from reader.gui.document.clipboard import title_and_link

        def done(articles: list[Headline]) -> None:
            mime = title_and_link([(article.title, article.url) for article in articles])
            QGuiApplication.clipboard().setMimeData(mime)
            number = len(articles)
            self._tell(
                ngettext("Title and link copied.", "{count:,} titles and links copied.", number),
                number,
            )

        self._selection.articles(done)

    def copy_markdown(self) -> None:
        """Copy what is marked in the article as Markdown, the whole article where nothing is."""
        from reader.gui.document.clipboard import page_markdown, selection_markdown

        page, cursor = self._article.page, self._article.textCursor()
        if page is None:
            self.message.emit(_("No article is open."))
        elif cursor.hasSelection():
            QGuiApplication.clipboard().setText(selection_markdown(cursor, page.pictures))
            self.message.emit(_("What is marked was copied as Markdown."))
        else:
            QGuiApplication.clipboard().setText(page_markdown(page))
            self.message.emit(_("The article was copied as Markdown."))

    def _tell(self, sentence: str, count: int) -> None:
        self.message.emit(sentence.format(count=count))

    def _picked(self, count: int) -> None:
        sentence = ngettext("{count:,} article selected.", "{count:,} articles selected.", count)
        self.message.emit(sentence.format(count=count) if count else "")


def _marked_in_field() -> QLineEdit | None:
    """Return the field that has the keyboard, where something is marked in it."""
    field = QApplication.focusWidget()
    return field if isinstance(field, QLineEdit) and field.hasSelectedText() else None

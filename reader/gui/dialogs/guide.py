"""The guide, read in the program like an article, in the language that is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtWidgets import QDialog, QVBoxLayout

from reader.gui.article.view import ArticleView
from reader.language import _, current
from reader.model import Page
from reader.paths import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from reader.gui.style.theme import Theme
    from reader.settings import Settings

SIZE = QSize(820, 860)
WRITTEN = {"en": "en", "zh-Hans": "zh-Hans", "zh-Hant": "zh-Hans"}
"""In which language who speaks this one reads it; all others read English."""


class Guide(QDialog):
    """Shows it beside the window, so that what it says can be tried out."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        """theme, settings: it looks as articles do."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Guide"))
        self.article = article = ArticleView()
        article.set_theme(theme)
        article.set_zoom(settings.zoom)
        article.set_typography(settings.width, settings.line_height, settings.font)
        article.set_smooth_scrolling(settings.smooth)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(article)
        screen = parent.screen().availableSize() * 0.9
        self.resize(SIZE.boundedTo(screen))
        article.show_page(guide_page())
        article.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by Space; the article takes what scrolls, Esc closes."""
        if event.key() == Qt.Key.Key_Space:
            turn_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.article.page_up if turn_back else self.article.page_down)()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.article.chosen_address:
                self.article.follow(QUrl(self.article.chosen_address))
        else:
            super().keyPressEvent(event)


def guide_page() -> Page:
    """Return the guide as a page, in the language that is spoken or the nearest one."""
    language = WRITTEN.get(current(), "en")
    html = (resources() / "guide" / f"{language}.html").read_text("utf-8")
    return Page(
        id="guide",
        path="",
        title=_("Read with Broadsheet"),
        author="",
        source="Broadsheet",
        url="",
        date=float("inf"),  # of no day: none is shown
        date_known=False,
        categories=(),
        html=html,
        language=language,
        minutes=4,
    )

"""How the window looks: theme, text size, the Preferences that change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.gui.dialogs.preferences import AppearancePage, Preferences, ReadingPage
from reader.gui.dialogs.shortcuts import ShortcutsDialog
from reader.gui.style.theme import DARK, LIGHT, THEMES, palette, system_is_dark
from reader.gui.window.chrome import chrome
from reader.settings import ZOOM_MAX, ZOOM_MIN

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QWidget

    from reader.gui.article.view import ArticleView
    from reader.gui.headlines.list_view import HeadlineList
    from reader.gui.sidebar.sidebar import Sidebar
    from reader.gui.style.theme import Theme
    from reader.gui.window.status_bar import StatusBar
    from reader.gui.window.window_state import WindowState
    from reader.settings import Settings


ZOOM_STEP = 10


class Appearance(QObject):
    """Follows the system's light and dark unless the person or the command line said otherwise."""

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        keeper: WindowState,
        sidebar: Sidebar,
        rows: HeadlineList,
        article: ArticleView,
        status_line: StatusBar,
        *,
        forced: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._keeper = keeper
        self._sidebar = sidebar
        self._rows = rows
        self._article = article
        self._status_line = status_line
        self._forced = forced
        self.more_pages: list[Callable[[], QWidget]] = []
        """Each makes a page of the Preferences, after those of this room."""
        self.theme = LIGHT
        self.set_theme(self._wanted())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._set_article()
        article.zoom_wanted.connect(self.zoom)

    def set_theme(self, theme: Theme) -> None:
        """Everything in these colours."""
        self.theme = theme
        QApplication.setPalette(palette(theme))
        self._window.setStyleSheet(chrome(theme))
        self._sidebar.set_theme(theme)
        self._rows.set_theme(theme)
        self._article.set_theme(theme)

    def zoom(self, by: int) -> None:
        """Larger (1), smaller (-1) or normal (0) text in the article."""
        zoom = self._settings.zoom + by * ZOOM_STEP if by else 100
        self._settings.zoom = min(max(zoom, ZOOM_MIN), ZOOM_MAX)
        self._article.set_zoom(self._settings.zoom)
        self._status_line.say(f"Text size {self._settings.zoom} %")
        self._keeper.save_soon()

    def show_preferences(self) -> None:
        """What can be set; each page applies what is set at once."""
        pages = [
            AppearancePage(self._settings, self._changed),
            ReadingPage(self._settings, self._keeper.save_soon),
        ]
        pages_of_others = [make() for make in self.more_pages]
        Preferences([*pages, *pages_of_others], self._window).open()

    def show_keys(self) -> None:
        """All keys at a glance."""
        ShortcutsDialog(self.theme, self._window).open()

    def _changed(self) -> None:
        wanted = self._wanted()
        if wanted is not self.theme:
            self.set_theme(wanted)
        self._set_article()
        self._keeper.save_soon()

    def _set_article(self) -> None:
        """Text and motion as they are set."""
        settings = self._settings
        self._article.set_zoom(settings.zoom)
        self._article.set_typography(settings.width, settings.line_height, settings.font)
        self._article.set_smooth_scrolling(settings.smooth)

    def _system_changed(self) -> None:
        self.set_theme(self._wanted())

    def _wanted(self) -> Theme:
        wanted = self._forced or self._settings.theme
        return THEMES.get(wanted) or (DARK if system_is_dark() else LIGHT)

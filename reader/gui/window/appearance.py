"""How the window looks: its theme, and the text of the article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.gui.style.theme import DARK, LIGHT, THEMES, palette, system_is_dark
from reader.gui.style.typography import interface_font
from reader.gui.window.chrome import chrome
from reader.language import _, current
from reader.settings import ZOOM_MAX, ZOOM_MIN

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from reader.gui.style.theme import Theme
    from reader.gui.window.panes import Panes
    from reader.gui.window.settings_store import SettingsStore


ZOOM_STEP = 10
_CHOICES = ("system", *THEMES)


class Appearance(QObject):
    """Follow the system's light and dark unless the person or the command line said otherwise."""

    message = Signal(str)
    """A sentence: what looks different now."""
    theme_changed = Signal(object)
    """The Theme that everything is shown in now."""

    def __init__(
        self, window: QMainWindow, panes: Panes, store: SettingsStore, *, forced: str
    ) -> None:
        """Follow the theme `forced`: the theme's name that the command line gave, "" for none."""
        super().__init__(window)
        self._window = window
        self._panes = panes
        self._store = store
        self._settings = store.settings
        self._forced = forced
        self.theme = LIGHT
        self.set_theme(self._wanted())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._set_article()
        # The program's font was set before its window was made.
        self._look = self._settings.interface_zoom, self._settings.density, current()
        if self._settings.density == "compact":
            panes.list.rows.set_look(QApplication.font(), compact=True)
        panes.article.zoom_wanted.connect(self.zoom)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Return what the commands about colours and the size of the text do, by their ids."""
        return {
            "zoom-in": lambda: self.zoom(1),
            "zoom-out": lambda: self.zoom(-1),
            "zoom-reset": lambda: self.zoom(0),
            **{f"theme-{name}": partial(self._choose, name) for name in _CHOICES},
        }

    def switched_on(self) -> dict[str, Callable[[], bool]]:
        """Return which colours are chosen."""

        def is_chosen(name: str) -> bool:
            return (self._forced or self._settings.theme) == name

        return {f"theme-{name}": partial(is_chosen, name) for name in _CHOICES}

    def _choose(self, name: str) -> None:
        self._settings.theme, self._forced = name, ""
        self.apply()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self.theme = theme
        QApplication.setPalette(palette(theme))
        self._window.setStyleSheet(chrome(theme, self._settings.interface_zoom))
        self._panes.sidebar.set_theme(theme)
        self._panes.list.rows.set_theme(theme)
        self._panes.article.set_theme(theme)
        self.theme_changed.emit(theme)

    def set_interface(self) -> None:
        """Set lists, menus and dialogs in the font of the language, as large as is wished."""
        settings = self._settings
        percent = settings.interface_zoom
        look = percent, settings.density, current()
        if look == self._look:
            return
        self._look = look
        own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font = interface_font(own, (current(), QLocale.system().bcp47Name()), percent)
        QApplication.setFont(font)
        self._window.setStyleSheet(chrome(self.theme, percent))
        self._panes.list.rows.set_look(font, compact=settings.density == "compact")

    def zoom(self, by: int) -> None:
        """Show the article's text larger (1), smaller (-1) or in its normal size (0)."""
        zoom = self._settings.zoom + by * ZOOM_STEP if by else 100
        self._settings.zoom = min(max(zoom, ZOOM_MIN), ZOOM_MAX)
        self._panes.article.set_zoom(self._settings.zoom)
        self.message.emit(_("Text size {percent} %").format(percent=self._settings.zoom))
        self._store.schedule_save()

    def apply(self) -> None:
        """Show what the settings say by now."""
        wanted = self._wanted()
        if wanted is not self.theme:
            self.set_theme(wanted)
        self.set_interface()
        self._set_article()
        self._store.schedule_save()

    def _set_article(self) -> None:
        """Set text and motion as the settings say."""
        settings, article = self._settings, self._panes.article
        article.set_zoom(settings.zoom)
        article.set_typography(settings.width, settings.line_height, settings.font)
        article.set_smooth_scrolling(settings.smooth)

    def _system_changed(self) -> None:
        self.set_theme(self._wanted())

    def _wanted(self) -> Theme:
        wanted = self._forced or self._settings.theme
        return THEMES.get(wanted) or (DARK if system_is_dark() else LIGHT)

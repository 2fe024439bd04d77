"""The buttons in the window's head: beside the menus, or where those are not, below its title.

Each is a command of the table; two open a menu of commands. They act on what is read and take no
keyboard: who uses keys has the commands' own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolBar, QToolButton, QWidget

from reader.commands import BY_ID
from reader.gui.style.icons import SIDE, sign_icon
from reader.gui.style.labels import key_text, tooltip
from reader.gui.window.actions import keep_state
from reader.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow

    from reader.gui.session.session import Session
    from reader.gui.style.theme import Theme
    from reader.gui.window.availability import Availability

BUTTON = QSize(34, 28)
FOLLOW_MS = 60
"""Who holds a key down sees the buttons change so often at most."""
SEPARATOR = ""


class _Entry(NamedTuple):
    """A button. command: its id, of the table; of a menu: what that is called. commands: in it."""

    command: str
    sign: str
    commands: tuple[str, ...] = ()


_SHARE, _LOOKS = N_("Copy, export, print"), N_("Text and colours")
_ENTRIES: tuple[_Entry | None, ...] = (
    _Entry("toggle-sidebar", "sidebar"),
    _Entry("go-back", "back"),
    _Entry("go-forward", "forward"),
    None,
    _Entry("toggle-read", "unread"),
    _Entry("toggle-star", "starred"),
    _Entry("mark-all-read", "mark-all"),
    None,
    _Entry(
        _SHARE,
        "share",
        (
            *("open-original", "reveal-file", SEPARATOR),
            *("copy-link", "copy-title-link", "copy-markdown", SEPARATOR),
            *("export-html", "export-pdf", "export-epub", "print"),
        ),
    ),
    _Entry(
        _LOOKS,
        "letters",
        (
            *("theme-light", "theme-sepia", "theme-dark", "theme-system", SEPARATOR),
            *("zoom-in", "zoom-out", "zoom-reset", SEPARATOR),
            *("focus-mode", "full-screen", SEPARATOR, "preferences"),
        ),
    ),
    _Entry("search", "search"),
)
"""From left to right; None for a gap."""


class Toolbar(QWidget):
    """Shows the buttons where there is room for them, with what they would do now."""

    placed = Signal(bool)
    """Whether the buttons are in the window's head: they are wanted, and there is room."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Mapping[str, QAction],
        available: Availability,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.setObjectName("Head")
        self._actions = actions
        self._available = available
        self._session: Session | None = None
        self._wanted = False
        self._signs: dict[str, str] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._menus = [
            self._menu(entry) for entry in _ENTRIES if entry is not None and entry.commands
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2)
        for entry in _ENTRIES:
            if entry is None:
                row.addSpacing(10)
            else:
                row.addWidget(self._button(entry))
        self._soon = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._soon.timeout.connect(self._update)
        self._bar = window.menuBar()
        self._outer: QWidget = self
        if self._bar.isNativeMenuBar():
            outer = QToolBar(window)
            outer.setMovable(False)
            outer.addWidget(self)
            window.addToolBar(outer)
            self._outer = outer
        else:
            self._bar.setCornerWidget(self, Qt.Corner.TopRightCorner)
            window.installEventFilter(self)
        self.set_theme(theme)
        self.retranslate()

    def set_wanted(self, wanted: bool) -> None:
        """Show the buttons, as far as the window has room for them, or hide them."""
        self._wanted = wanted
        self._fit()

    def follow(self, session: Session) -> None:
        """Show of what is read in this session whether it is read, starred, and so on."""
        self._session = session
        controller = session.controller
        for told in (controller.selected, controller.query_changed, controller.list_ready):
            told.connect(self._schedule)
        session.headlines.touched.connect(self._schedule)
        session.history.changed.connect(self._schedule)
        self._update()

    def set_theme(self, theme: Theme) -> None:
        """Draw the signs in these colours."""
        self._theme = theme
        self._signs.clear()
        self._update()

    def retranslate(self) -> None:
        """Name the buttons in the language that is spoken now."""
        self.setAccessibleName(_("Toolbar"))
        self._update()
        self._fit()

    # -- making

    def _menu(self, entry: _Entry) -> QMenu:
        menu = QMenu(self)
        for command in entry.commands:
            if command == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[command])
        keep_state(menu, self._available)
        menu.setObjectName(entry.command)
        return menu

    def _button(self, entry: _Entry) -> QToolButton:
        button = self._buttons[entry.command] = QToolButton()
        button.setObjectName("HeadButton")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIconSize(QSize(SIDE, SIDE))
        button.setFixedSize(BUTTON)
        if entry.commands:
            [menu] = [one for one in self._menus if one.objectName() == entry.command]
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        else:
            button.clicked.connect(self._actions[entry.command].trigger)
        return button

    # -- what is so now

    def _schedule(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _update(self) -> None:
        for entry in _ENTRIES:
            if entry is not None:
                self._show(entry)

    def _show(self, entry: _Entry) -> None:
        button = self._buttons[entry.command]
        name, sign, colour = self._said(entry)
        ratio = self.devicePixelRatioF()
        look = f"{sign} {colour} {ratio}"
        if self._signs.get(entry.command) != look:
            self._signs[entry.command] = look
            grey = self._theme.scroll_handle_active
            button.setIcon(sign_icon(sign, colour, grey, ratio))
        key = "" if entry.commands else key_text(self._actions[entry.command].shortcut())
        hint = tooltip(f"{name} ({key})" if key else name)
        if button.toolTip() != hint:
            button.setToolTip(hint)
            button.setAccessibleName(name)
        if not entry.commands:
            button.setEnabled(self._available.can(entry.command))

    def _said(self, entry: _Entry) -> tuple[str, str, str]:
        """Return what a button is called now, its sign, and the colour of that."""
        theme = self._theme
        current = self._session.controller.current if self._session is not None else None
        if entry.commands:
            return _(entry.command), entry.sign, theme.text_soft
        if entry.command == "toggle-read" and current is not None:
            if current.status.read:
                return _("Mark as Unread"), "read", theme.text_soft
            return _("Mark as Read"), "unread", theme.unread_dot
        if entry.command == "toggle-star" and current is not None:
            if current.status.starred:
                return _("Remove the Star"), "full-star", theme.star
            return _("Star"), "starred", theme.text_soft
        sign = "read" if entry.command == "toggle-read" else entry.sign
        return _(BY_ID[entry.command].title), sign, theme.text_soft

    def event(self, event: QEvent) -> bool:
        """Draw the signs in the pixels of another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._schedule()
        return super().event(event)

    # -- room

    def _fit(self) -> None:
        """Show the buttons where the menus leave room for them."""
        room = True
        if self._outer is self:
            menus = sum(self._bar.actionGeometry(action).width() for action in self._bar.actions())
            room = menus + self.sizeHint().width() <= self._bar.width()
        shown = self._wanted and room
        if shown == self._outer.isHidden():
            self._outer.setVisible(shown)
        self.placed.emit(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for room where the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

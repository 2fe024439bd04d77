"""The window: puts the panes together with those that fill them, and merges their commands.

What a person sees first is made first: the panes, in their place and colours. All else is made when
the window is painted, or when it is wanted before that (see features.py).
"""

from __future__ import annotations

import time
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QMenu

from reader.commands import Needs
from reader.gui.article.view import ArticleView
from reader.gui.folder.chooser import FolderChooser
from reader.gui.folder.controller import FolderController
from reader.gui.headlines.pane import ListPane
from reader.gui.session.session import Session
from reader.gui.sidebar.sidebar import Sidebar
from reader.gui.system.key_bindings import KeyBindings
from reader.gui.window.actions import fill_menus, keep_state, make_actions, retitle
from reader.gui.window.appearance import Appearance
from reader.gui.window.availability import Availability
from reader.gui.window.command_handlers import merged
from reader.gui.window.distraction_free import DistractionFree
from reader.gui.window.folder_presenter import FolderPresenter
from reader.gui.window.frame import Frame
from reader.gui.window.late import Late
from reader.gui.window.list_presenter import ListPresenter
from reader.gui.window.news_presenter import NewsPresenter
from reader.gui.window.notification_bar import NotificationBar
from reader.gui.window.pane_navigation import PaneNavigation
from reader.gui.window.panes import Panes
from reader.gui.window.scroll_position import ScrollPosition
from reader.gui.window.settings_store import SettingsStore
from reader.gui.window.status_bar import StatusBar
from reader.gui.window.window_state import WindowState
from reader.gui.window.window_title import WindowTitle
from reader.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from reader.gui.accessibility.screen_reader import ScreenReader
    from reader.gui.folder.monitor import FolderMonitor
    from reader.gui.system.launch_options import LaunchOptions
    from reader.gui.window.command_palette import CommandPalette
    from reader.gui.window.features import Features
    from reader.gui.window.toolbar import Toolbar
    from reader.paths import Paths
    from reader.settings import Settings

_MOUSE = {Qt.MouseButton.BackButton: "go-back", Qt.MouseButton.ForwardButton: "go-forward"}
SIZE = QSize(1280, 800)
HEAD = 34
"""Pixels: of the menu bar, with the buttons that come to stand in it behind the first paint."""
UNPAINTED_MS = 300
"""A window that is not painted (minimised, behind a lock) opens its folder all the same."""
HEARD_AFTER_MS = 400
"""So long after the first paint a screen reader is answered in our own words."""
TOOLBAR_AFTER_MS = 60
WATCH_AFTER_MS = 100
"""List and article come first; before the folder is looked through (folders.INGEST_AFTER_MS) it is
watched."""
WRITE_SECONDS = 1.0
"""So long the closing window waits for what is still to be written."""


class MainWindow(QMainWindow):
    """Show sidebar, list and article beside each other; a welcome page where no folder is open."""

    def __init__(self, paths: Paths, settings: Settings, options: LaunchOptions) -> None:
        super().__init__()
        self._options = options
        self._is_complete = False
        self._screen_reader: ScreenReader | None = None
        self._features = Late(self._make_features)
        self._to_open: tuple[Path, str] | None = None
        self.setObjectName("MainWindow")
        self.setWindowTitle("Broadsheet")
        self.setAcceptDrops(True)
        self.settings = settings
        self.session = session = Session(paths, settings, marks_read=options.keep, parent=self)
        self.settings_store = SettingsStore(
            settings, paths.settings_file, self.session.library, keep=options.keep, parent=self
        )
        self.folders = FolderController(
            self.session.controller, self.session.counters, settings, options.data_dir, self
        )
        self.folder_chooser = FolderChooser(self, settings)
        self.folder_monitor = Late(self._make_folder_monitor)
        self.sidebar, self.list = Sidebar(), ListPane(self.session.headlines)
        self.article = ArticleView()
        self.notification_bar, self.status_bar = NotificationBar(), StatusBar()
        panes = self._panes = Panes(
            self.sidebar, self.list, self.article, self.notification_bar, self.status_bar
        )
        self.frame = Frame(panes, settings)
        self.setCentralWidget(self.frame)
        self.setStatusBar(self.status_bar)
        self.appearance = Appearance(self, panes, self.settings_store, forced=options.theme)
        self.pane_navigation = PaneNavigation(
            session.controller, session.navigator, panes, self.frame.add_below_article
        )
        self.distraction_free = DistractionFree(
            self, self.article, [*self.frame.beside, self.status_bar]
        )
        self.window_state = WindowState(self, self.frame.splitter, self.settings_store)
        self.scroll_position = ScrollPosition(
            session.controller,
            session.headlines,
            session.library,
            self.list.rows,
            self.settings_store,
        )
        self.window_title = WindowTitle(self, session.controller, session.counters)
        self.list_presenter = ListPresenter(
            session.controller,
            session.headlines,
            session.page_client,
            self.folders,
            panes,
            self.settings_store,
        )
        self.news_presenter = NewsPresenter(session, self.folders, panes)
        self.folder_presenter = FolderPresenter(
            self, self.folders, self.folder_chooser, self.frame, panes
        )
        self.key_bindings = KeyBindings(settings.keys, self)
        self.actions_by_id = make_actions(
            self,
            self.run,
            [self.sidebar, self.list.rows, self.article],
            [self.list.rows],
            self.key_bindings,
        )
        # Shown where there is a voice.
        self.actions_by_id["read-aloud"].setVisible(False)
        self.menuBar().setMinimumHeight(HEAD)
        self._menus = fill_menus(self, self.actions_by_id)
        self.command_palette = Late(self._make_command_palette)
        self.toolbar = Late(self._make_toolbar)
        self.recent_menu = QMenu(_("Recent Folders"), self)
        self._menus["File"].insertMenu(self.actions_by_id["open-samples"], self.recent_menu)
        self.recent_menu.aboutToShow.connect(self._fill_recent_menu)
        self._connect()
        self.resize(SIZE)
        self.window_state.restore()

    # -- putting together

    def _connect(self) -> None:
        session, notices, bar = self.session, self.notification_bar, self.status_bar
        session.message.connect(bar.show_message)
        session.trouble.connect(bar.show_trouble)
        session.controller.library_opened.connect(bar.end_trouble)
        session.counters.counted.connect(self.list_presenter.show_counts)
        session.noted.connect(partial(notices.show_notice, "damage"))
        session.held.connect(partial(notices.show_notice, "held"))
        self.appearance.message.connect(bar.show_message)
        self.list.rows.passed_rows.passed.connect(session.read_tracker.note_passed)
        self.news_presenter.message.connect(bar.show_message)
        self.article.link_hovered.connect(bar.show_address)
        self.list_presenter.covered.connect(self.frame.show_coverage)
        self.list_presenter.articles_counted.connect(self.folder_presenter.show_panes_if_any)
        self.folders.opened.connect(self._opened)
        self.folder_chooser.wanted.connect(self.open_folder)
        self.key_bindings.changed.connect(self._keys_changed)
        self.folder_chooser.file_wanted.connect(self.open_folder)
        bar.problems_clicked.connect(lambda: self.features.problems().show())

    @property
    def features(self) -> Features:
        """Return what is made behind the first paint, or when it is wanted."""
        return self._features()

    def _make_features(self) -> Features:
        from reader.gui.window.features import Features

        made = Features(
            self,
            self.session,
            self.folders,
            self._panes,
            self.appearance,
            self.settings_store,
            self._options,
        )
        made.language_chosen.connect(self.retranslate)
        made.keys_wanted.connect(self.show_keys)
        made.article_presenter.shown.connect(self.pane_navigation.show_finds)
        made.saving.covered.connect(self.list_presenter.show_coverage)
        return made

    def retranslate(self) -> None:
        """Speak the language that the settings name, from now on."""
        from reader.gui.style.language import follow

        follow(self.settings.language)
        self.appearance.set_interface()
        retitle(self.actions_by_id, self._menus)
        self.recent_menu.setTitle(_("Recent Folders"))
        panes = self._panes
        panes.sidebar.retranslate()
        panes.list.retranslate()
        panes.notification_bar.retranslate()
        panes.status_bar.show_message("")
        self.pane_navigation.retranslate()
        self.list_presenter.retranslate()
        self.news_presenter.retranslate()
        self.folder_presenter.retranslate()
        self.features.retranslate()
        if (monitor := self.folder_monitor.made) is not None:
            monitor.retranslate()
        if (toolbar := self.toolbar.made) is not None:
            toolbar.retranslate()
        self.session.controller.make_page_again()

    @cached_property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Return what each command does, by its id; raise HandlerError where one does nothing."""
        offering = (
            self.session,
            self.folders,
            self.folder_chooser,
            self.frame,
            self.pane_navigation,
            self.distraction_free,
            self.appearance,
            self.list_presenter,
        )
        own = {
            "quit": self.close_window,
            "full-screen": self.toggle_full_screen,
            "back": self.back,
            "toggle-toolbar": self.toggle_toolbar,
            "help-keys": self.show_keys,
            "palette": lambda: self.command_palette().toggle(self.availability),
        }
        offers = [part.commands() for part in offering]
        return merged([own, *offers, *self.features.commands()])

    def _make_command_palette(self) -> CommandPalette:
        from reader.gui.window.command_palette import CommandPalette

        return CommandPalette(
            self,
            self.actions_by_id,
            self.sidebar,
            self.folder_chooser,
            self.list_presenter,
            self.appearance,
        )

    def _keys_changed(self) -> None:
        self.key_bindings.apply(self.actions_by_id)
        self.settings_store.schedule_save()
        if (toolbar := self.toolbar.made) is not None:
            toolbar.retranslate()

    def show_keys(self) -> None:
        """Show all keys at a glance, to be changed."""
        from reader.gui.dialogs.shortcuts import ShortcutsDialog

        absent = {name for name, action in self.actions_by_id.items() if not action.isVisible()}
        ShortcutsDialog(self.key_bindings, self.appearance.theme, absent, self).open()

    def _show_toolbar(self) -> None:
        if self.isVisible():
            self.toolbar()

    def _make_toolbar(self) -> Toolbar:
        from reader.gui.window.toolbar import Toolbar

        made = Toolbar(self, self.actions_by_id, self.availability, self.appearance.theme)
        made.follow(self.session)
        self.appearance.theme_changed.connect(made.set_theme)
        made.placed.connect(self.frame.set_has_toolbar)
        made.set_wanted(self.settings.toolbar)
        return made

    @cached_property
    def availability(self) -> Availability:
        """Return what tells which commands can be done; raise HandlerError as `handlers` does."""
        controller, headlines, features = (
            self.session.controller,
            self.session.headlines,
            self.features,
        )
        there: dict[Needs, Callable[[], bool]] = {
            Needs.FOLDER: lambda: controller.folder is not None,
            Needs.PANES: lambda: self.frame.shows_panes,
            Needs.LIST: lambda: self.frame.shows_panes and len(headlines.rows) > 0,
            Needs.ARTICLE: lambda: (
                controller.current is not None or bool(features.selection.rows())
            ),
            Needs.PAGE: lambda: controller.page is not None,
        }
        own = [self.session.possible(), *features.possible()]
        switched_on = [
            self.frame.switched_on(),
            self.distraction_free.switched_on(),
            self.list_presenter.switched_on(),
            self.appearance.switched_on(),
            {"toggle-toolbar": lambda: self.settings.toolbar},
            *features.switched_on(),
            {"full-screen": self.isFullScreen},
        ]
        return Availability(there, own, switched_on)

    def run(self, command: str) -> None:
        """Do what a command, by its id, does."""
        if not self.availability.refuses(command):
            self.handlers[command]()

    def _make_folder_monitor(self) -> FolderMonitor:
        from reader.gui.folder.monitor import FolderMonitor

        made = FolderMonitor(self.folders, self)
        made.away.connect(self.folder_presenter.show_away)
        made.blind.connect(self.status_bar.set_standing)
        return made

    # -- what is made behind the first paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make the rest once the first paint is over: when this is back in the event loop."""
        super().paintEvent(event)
        if not self._is_complete:
            QTimer.singleShot(0, self, self.complete)

    def complete(self) -> None:
        """Open the folder that was asked for, and make what was not seen at once."""
        if self._is_complete:
            return
        self._is_complete = True
        to_open, self._to_open = self._to_open, None
        if to_open is not None:
            self.folders.open(*to_open)
        from reader.gui.style.icons import program_icon

        self.setWindowIcon(program_icon())
        # Before the library's first answers, which it puts into the article pane.
        self.features.show_where_there_is_a_voice(self.actions_by_id["read-aloud"])
        QTimer.singleShot(HEARD_AFTER_MS, self, self.be_heard)
        self.handlers  # noqa: B018 - a command that does nothing is known now, not at the key
        if self.key_bindings.problems:
            self.status_bar.show_trouble(" ".join(self.key_bindings.problems))
        for menu in self._menus.values():
            keep_state(menu, self.availability)
        QTimer.singleShot(TOOLBAR_AFTER_MS, self, self._show_toolbar)
        from reader.gui.window.context_menus import ContextMenus

        ContextMenus(
            self._panes,
            self.session.controller,
            self.session.headlines,
            self.session.read_tracker,
            self.features.selection,
            self.features.link_opener,
            self.actions_by_id,
        )

    def be_heard(self) -> None:
        """Tell screen readers what Qt does not; once list and article are there."""
        from reader.gui.accessibility.screen_reader import ScreenReader

        made = self._screen_reader = ScreenReader(self, self.article)
        self.status_bar.told.connect(made.say)
        self.list.told.connect(made.say)

    # -- folders

    def start(self, folder: Path | None, file: str = "") -> None:
        """Open this folder, else the one shown last, else welcome the person.

        file: a name in it, whose article is read.
        """
        if folder is None and self.settings.folder:
            folder = Path(self.settings.folder)
        if folder is None:
            self.folder_presenter.greet()
        elif self._is_complete:
            self.open_folder(folder, file)
        else:
            # What is known of it is painted at once; its library is opened behind that.
            self._to_open = folder, file
            self.folder_presenter.name_folder(folder)
            self.window_title.name_folder(folder)
            self.list_presenter.name_list(self.folders.kept_query(folder))
            QTimer.singleShot(UNPAINTED_MS, self, self.complete)

    def open_folder(self, folder: Path, file: str = "") -> None:
        """Show this folder in place of the one that is open; file: its article is read.

        A file of the folder that is open is shown in that one.
        """
        self._to_open = None
        self.complete()
        current = self.session.controller.folder
        if file and current is not None and folder.absolute().is_relative_to(current):
            self.folders.show_file((folder.absolute() / file).relative_to(current).as_posix())
        else:
            self.folders.open(folder, file)

    def _opened(self, folder: Path) -> None:
        self.features.open_folder(folder)
        self.settings_store.schedule_save()
        QTimer.singleShot(WATCH_AFTER_MS, self, lambda: self._watch(folder))

    def _watch(self, folder: Path) -> None:
        if folder == self.session.controller.folder:
            self.folder_monitor().open(folder)

    def _fill_recent_menu(self) -> None:
        self.folder_chooser.fill_menu(self.recent_menu)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a folder anywhere."""
        self.folder_chooser.drag(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the folder that was dropped."""
        self.folder_chooser.drop(event)

    # -- commands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward by the buttons that a mouse has for it, wherever it points."""
        command = _MOUSE.get(event.button())
        if command is not None:
            self.run(command)
        else:
            super().mousePressEvent(event)

    def back(self) -> None:
        """Leave what was entered last."""
        if self.features.escape() or self.pane_navigation.back():
            return
        if self.distraction_free.active:
            self.distraction_free.toggle()
        elif self.isFullScreen():
            self.toggle_full_screen()

    def toggle_toolbar(self) -> None:
        """Hide or show the buttons in the window's head, for good."""
        self.settings.toolbar = not self.settings.toolbar
        self.toolbar().set_wanted(self.settings.toolbar)
        self.settings_store.schedule_save()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def close_window(self) -> None:
        """Quit: the program ends with its window."""
        self.close()

    # -- coming and going

    @property
    def settled(self) -> bool:
        """Return True where nothing is under way that changes what is seen."""
        return not (
            self.folders.busy
            or not self.session.controller.settled
            or self.list.search.waiting
            or (self._is_complete and self.toolbar.made is None)
            or self.features.pictures.busy
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room to read in a narrow window."""
        super().resizeEvent(event)
        self.window_state.share_width()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is left to write, then go; stay where the person wants what is not saved."""
        features = self._features.made
        if features is not None:
            features.article_presenter.keep_position()
        if not self._may_close():
            event.ignore()
            return
        self.hide()
        self._is_complete = True  # what was not made by now is not made any more
        if (monitor := self.folder_monitor.made) is not None:
            monitor.close()
        if features is not None:
            features.end_work()
        self.folders.close()
        self.session.close()
        if features is not None:
            features.close()
        self.settings_store.save_now()
        if self._screen_reader is not None:
            self._screen_reader.end()
        event.accept()

    def _may_close(self) -> bool:
        """Return True where all is on disk, or the person lets go of what is not."""
        library, statuses = self.session.library, self.session.status_queue
        library.flush()
        end = time.monotonic() + WRITE_SECONDS
        while statuses.unwritten and not library.rests and time.monotonic() < end:
            # No event loop here, so that nothing begins anew: the library's thread writes.
            time.sleep(0.005)
        if not statuses.unwritten:
            return True
        from reader.gui.window.unsaved import ask_to_close

        return ask_to_close(self, statuses.unwritten)

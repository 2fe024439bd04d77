"""The window: puts the panes together and hands each command to whom it concerns.

What a person sees first is made first: the panes, in their place and colours. All else is made when
the window is painted, or when it is wanted before that.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QMainWindow

from reader.gui.article.view import ArticleView
from reader.gui.folder.chooser import FolderChooser
from reader.gui.folder.controller import FolderController
from reader.gui.headlines.pane import ListPane
from reader.gui.session.session import Session
from reader.gui.sidebar.sidebar import Sidebar
from reader.gui.style.labels import window_title
from reader.gui.window.actions import fill_menus, make_actions
from reader.gui.window.appearance import Appearance
from reader.gui.window.distraction_free import DistractionFree
from reader.gui.window.frame import Frame
from reader.gui.window.list_presenter import ListPresenter
from reader.gui.window.notification_bar import NotificationBar
from reader.gui.window.pane_navigation import PaneNavigation
from reader.gui.window.scroll_position import ScrollPosition
from reader.gui.window.status_bar import StatusBar
from reader.gui.window.window_state import WindowState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from reader.gui.article.find_bar import FindBar
    from reader.gui.dialogs.left_out import LeftOut
    from reader.gui.dialogs.problems import Problems
    from reader.gui.dialogs.status_exchange import StatusExchange
    from reader.gui.folder.monitor import FolderMonitor
    from reader.gui.gallery.picture_controller import PictureController
    from reader.gui.gallery.picture_settings import PictureSettings
    from reader.gui.pictures.loader import PictureLoader
    from reader.gui.system.launch_options import LaunchOptions
    from reader.gui.window.article_commands import ArticleCommands
    from reader.gui.window.article_presenter import ArticlePresenter
    from reader.gui.window.welcome_page import WelcomePage
    from reader.paths import Paths
    from reader.settings import Settings

SIZE = QSize(1280, 800)
UNPAINTED_MS = 300
"""A window that is not painted (minimised, behind a lock) opens its folder all the same."""
WATCH_AFTER_MS = 100
"""List and article come first; before the folder is looked through (folders.INGEST_AFTER_MS) it is
watched."""


class MainWindow(QMainWindow):
    """Sidebar, list and article beside each other; a welcome page where no folder is open."""

    def __init__(self, paths: Paths, settings: Settings, options: LaunchOptions) -> None:
        super().__init__()
        self.settings = settings
        self._paths = paths
        self._options = options
        self._complete = False
        self._to_open: Path | None = None
        self.setObjectName("MainWindow")
        self.setWindowTitle("Broadsheet")
        self.setAcceptDrops(True)
        self.session = Session(paths, settings, marks_read=options.keep, parent=self)
        self.folders = FolderController(self.session, settings, options.data_dir, self)
        self.opening = FolderChooser(self, settings)
        self.notices = NotificationBar()
        self.sidebar = Sidebar()
        self.list = ListPane(self.session.headlines)
        self.article = ArticleView()
        self.status_line = StatusBar()
        self.frame = Frame(self.notices, self.sidebar, self.list, self.article, settings)
        self.splitter, self.coverage = self.frame.splitter, self.frame.coverage
        self.setCentralWidget(self.frame)
        self.setStatusBar(self.status_line)
        self.panes = PaneNavigation(
            self.session, self.sidebar, self.list, self.article, lambda: self.find_bar
        )
        self.focus_mode = DistractionFree(
            self, self.article, [*self.frame.beside, self.status_line]
        )
        self.keeper = WindowState(
            self, self.splitter, self.session.library, settings, paths, keep=options.keep
        )
        self.scroll_place = ScrollPosition(self.session, self.list.rows, settings, self.keeper)
        self.looks = Appearance(
            self,
            settings,
            self.keeper,
            self.sidebar,
            self.list.rows,
            self.article,
            self.status_line,
            forced=options.theme,
        )
        self.looks.more_pages.append(lambda: self.picture_settings.page())
        self.following = ListPresenter(self)
        self.actions_by_id = make_actions(
            self,
            lambda command: self._handlers[command](),
            [self.sidebar, self.list.rows, self.article],
            [self.list.rows],
        )
        # Shown where there is a voice.
        self.actions_by_id["read-aloud"].setVisible(False)
        menus = fill_menus(self, self.actions_by_id)
        self._recent_menu = menus["File"].addMenu("Recent Folders")
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self._connect()
        self.resize(SIZE)
        self.keeper.restore()

    # -- putting together

    def _connect(self) -> None:
        session, article, folders = self.session, self.article, self.folders
        self.list.rows.chosen.connect(session.controller.select)
        self.list.search.searched.connect(session.controller.search)
        session.message.connect(self.status_line.say)
        session.trouble.connect(self.status_line.say_trouble)
        session.noted.connect(lambda sentence: self.notices.say("damage", sentence))
        session.held.connect(lambda sentence: self.notices.say("held", sentence))
        article.end_reached.connect(session.read_tracker.note_end_seen)
        article.link_hovered.connect(self.status_line.hover)
        folders.opened.connect(self._opened)
        folders.progressed.connect(self.status_line.progress)
        folders.finished.connect(self.status_line.progress_done)
        folders.empty.connect(self._welcome)
        folders.trouble.connect(self.status_line.say_trouble)
        self.opening.wanted.connect(self.open_folder)
        self.status_line.problems_clicked.connect(lambda: self.problems.show())

    # -- what is made behind the first paint, or when it is wanted

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint is over when this comes back to the event loop."""
        super().paintEvent(event)
        if not self._complete:
            QTimer.singleShot(0, self, self.complete)

    def complete(self) -> None:
        """Open the folder that was asked for, and make what was not seen at once."""
        if self._complete:
            return
        self._complete = True
        folder, self._to_open = self._to_open, None
        if folder is not None:
            self.folders.open(folder)
        from reader.gui.style.icons import program_icon

        self.setWindowIcon(program_icon())
        _ = self.ways  # before the library's first answers: it keeps what is counted
        self.outgoing.show_what_can_be(self.actions_by_id)

    @cached_property
    def _handlers(self) -> dict[str, Callable[[], None]]:
        from reader.gui.window.command_handlers import handlers

        return handlers(self)

    @cached_property
    def pictures(self) -> PictureLoader:
        """Where pictures are had from."""
        from reader.gui.pictures.loader import PictureLoader
        from reader.gui.pictures.store import PictureStore

        made = PictureLoader(
            PictureStore(self._paths, self.settings.pictures_mb * 1_000_000, self),
            offline=self._options.offline,
            connect_to=self._options.connect_to,
            parent=self,
        )
        made.arrived.connect(self.following.picture_arrived)
        self.list.rows.show_thumbnails(made.thumbnails)
        self.ways.look_ahead(made)
        return made

    @cached_property
    def picture_settings(self) -> PictureSettings:
        """What is set about pictures."""
        from reader.gui.gallery.picture_settings import PictureSettings

        return PictureSettings(
            self.settings,
            self.keeper.save_soon,
            self.pictures,
            offline=self._options.offline,
            parent=self,
        )

    @cached_property
    def desk(self) -> PictureController:
        """What a person does with pictures."""
        from reader.gui.gallery.picture_controller import PictureController
        from reader.gui.offline.progress_bar import DownloadBar

        made = PictureController(
            self, self.session, self.article, self.pictures, self.picture_settings
        )
        made.link_wanted.connect(lambda url: self.ways.open(url))
        made.message.connect(self.status_line.say)
        made.hovered.connect(self.status_line.hover)
        made.covered.connect(self.following.covered)
        self.status_line.addPermanentWidget(DownloadBar(made.downloader))
        return made

    @cached_property
    def ways(self) -> ArticlePresenter:
        """Out of an article."""
        from reader.gui.window.article_presenter import ArticlePresenter

        made = ArticlePresenter(self.session, self.article, self, keep=self._options.keep)
        made.message.connect(self.status_line.say)
        made.trouble.connect(self.status_line.say_trouble)
        return made

    @cached_property
    def outgoing(self) -> ArticleCommands:
        """What leaves the window."""
        from reader.gui.window.article_commands import ArticleCommands

        return ArticleCommands(
            self,
            self.session,
            self.list.rows,
            self.article,
            self.pictures,
            self.settings,
            self.keeper,
            self.status_line,
            self._paths,
            self._options,
            lambda: self.looks.theme,
        )

    @cached_property
    def upkeep(self) -> FolderMonitor:
        """Sees what changes in the folder."""
        from reader.gui.folder.monitor import FolderMonitor

        made = FolderMonitor(self.folders, self)
        made.away.connect(self.following.away)
        made.blind.connect(self.status_line.stand)
        return made

    @cached_property
    def find_bar(self) -> FindBar:
        """At the foot of the article."""
        from reader.gui.article.find_bar import FindBar

        made = FindBar()
        made.hide()
        self.frame.add_below_article(made)
        self.panes.follow(made)
        return made

    @cached_property
    def welcome(self) -> WelcomePage:
        """The page without a folder."""
        from reader.gui.window.welcome_page import WelcomePage

        made = WelcomePage()
        made.open_clicked.connect(self.opening.choose)
        made.samples_clicked.connect(self.opening.samples)
        made.folder_clicked.connect(lambda folder: self.open_folder(Path(folder)))
        return made

    @cached_property
    def exchange(self) -> StatusExchange:
        """Marks to and from other machines."""
        from reader.gui.dialogs.status_exchange import StatusExchange

        made = StatusExchange(self, self.session)
        made.message.connect(self.status_line.say)
        made.trouble.connect(self.status_line.say_trouble)
        made.restored.connect(lambda: self.notices.say("damage", ""))
        return made

    @cached_property
    def problems(self) -> Problems:
        """The files that could not be read."""
        from reader.gui.dialogs.problems import Problems

        return Problems(self.session, self)

    @cached_property
    def left_out(self) -> LeftOut:
        """The files that are none of the news."""
        from reader.gui.dialogs.left_out import LeftOut

        def turned() -> None:
            self.keeper.save_soon()
            self.folders.rescan()

        return LeftOut(self.session, self.settings, turned, self)

    # -- folders

    def start(self, folder: Path | None) -> None:
        """Open this folder, else the one shown last, else welcome the person."""
        if folder is None and self.settings.folder:
            folder = Path(self.settings.folder)
        if folder is None:
            self._welcome("Welcome to Broadsheet", "Open a folder of articles to read it as news.")
        elif self._complete:
            self.open_folder(folder)
        else:
            # What is known of it is painted at once; its library is opened behind that.
            self._to_open = folder
            self._name(folder)
            self.following.name_list(self.folders.kept_query(folder))
            QTimer.singleShot(UNPAINTED_MS, self, self.complete)

    def open_folder(self, folder: Path) -> None:
        """Show this folder."""
        self._to_open = None
        self.complete()
        self.folders.open(folder)

    def _opened(self, folder: Path) -> None:
        self.scroll_place.opened(folder)
        self.desk.opened(folder)
        self._name(folder)
        self.article.show_nothing()
        self.keeper.save_soon()
        QTimer.singleShot(WATCH_AFTER_MS, self, lambda: self._watch(folder))

    def _watch(self, folder: Path) -> None:
        if folder == self.session.controller.folder:
            self.upkeep.open(folder)

    def _name(self, folder: Path) -> None:
        self.sidebar.set_folder(folder.name or str(folder))
        self.setWindowTitle(window_title(folder))
        self.frame.show_panes()

    def _welcome(self, title: str, sentence: str) -> None:
        known = [
            folder for folder in self.settings.recent_folders if folder != self.settings.folder
        ]
        self.welcome.say(title, sentence, known)
        self.frame.show_page(self.welcome)

    def _fill_recent(self) -> None:
        self.opening.fill_recent(self._recent_menu)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder may be dropped anywhere."""
        self.opening.dropped(event, take=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the folder that was dropped."""
        self.opening.dropped(event, take=True)

    # -- commands

    def back(self) -> None:
        """Esc: out of what was entered last."""
        if self.outgoing.back() or self.panes.back():
            return
        if self.focus_mode.active:
            self.focus_mode.toggle()
        elif self.isFullScreen():
            self.toggle_full_screen()

    def toggle_full_screen(self) -> None:
        """In or out."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- coming and going

    def close_window(self) -> None:
        """Quit."""
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves room to read."""
        super().resizeEvent(event)
        self.keeper.share()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is left to write, then go."""
        from reader.gui.window.closing import may_close

        if self._complete:
            self.ways.keep_position()
        if not may_close(self, self.session):
            event.ignore()
            return
        self.hide()
        self._complete = True  # what was not made by now is not made any more
        self._close_made("upkeep", "outgoing", "exchange")
        self.folders.close()
        self.session.close()
        self._close_made("desk", "pictures")
        self.keeper.save_now()
        event.accept()

    def _close_made(self, *names: str) -> None:
        for name in names:
            if name in self.__dict__:
                getattr(self, name).close()

"""The window: puts the panes together and hands each command to whom it concerns."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.gui.actions import fill_menus, make_actions
from reader.gui.article_view import ArticleView
from reader.gui.closing import may_close
from reader.gui.dates import ask_age, ask_date
from reader.gui.dropping import called, dropped_folder
from reader.gui.exchange import Exchange
from reader.gui.find_bar import FindBar
from reader.gui.focus_mode import FocusMode
from reader.gui.folders import Folders
from reader.gui.headline_list import ListPane
from reader.gui.icons import program_icon
from reader.gui.keeper import WindowKeeper
from reader.gui.labels import label, tooltip, window_title
from reader.gui.list_words import heading, place_name, why_empty
from reader.gui.looks import Looks
from reader.gui.notices import NoticeBar
from reader.gui.options import Options
from reader.gui.outgoing import Outgoing
from reader.gui.outside import reveal_file
from reader.gui.panes import Panes
from reader.gui.picture_desk import PictureDesk
from reader.gui.picture_store import PictureStore
from reader.gui.pictures import Pictures
from reader.gui.problems import Problems
from reader.gui.reading import Reading
from reader.gui.saver_bar import SaverBar
from reader.gui.scroll_place import ScrollPlace
from reader.gui.sidebar import Sidebar, with_foot
from reader.gui.status_line import StatusLine
from reader.gui.upkeep import Upkeep
from reader.gui.ways import Ways
from reader.gui.welcome import WelcomePage
from reader.markup.plain import isolated, said
from reader.model import Counts, IndexState, Page, PictureProblem, Query, Section, Status, View
from reader.paths import Paths, resources
from reader.settings import Settings

SIZE = QSize(1280, 800)


class MainWindow(QMainWindow):
    """Sidebar, list and article beside each other; a welcome page where no folder is open."""

    def __init__(self, paths: Paths, settings: Settings, options: Options) -> None:
        super().__init__()
        self.settings = settings
        self._options = options
        self._whole = True  # all articles can be found by searching
        self.setObjectName("MainWindow")
        self.setWindowTitle("Broadsheet")
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.reading = Reading(paths, self)
        self.reading.marks_read = options.keep
        self.reading.settings = settings
        self.pictures = Pictures(
            PictureStore(paths, settings.pictures_mb * 1_000_000, self),
            offline=options.offline,
            connect_to=options.connect_to,
            parent=self,
        )
        self.folders = Folders(self.reading, settings, options.data_dir, self)
        self.upkeep = Upkeep(self.folders, self)
        self.notices = NoticeBar()
        self.sidebar = Sidebar()
        self.coverage = QLabel()
        self.list = ListPane(self.reading.headlines, self.pictures)
        self.article = ArticleView()
        self.find_bar = FindBar()
        self.find_bar.hide()
        self.welcome = WelcomePage()
        self.status_line = StatusLine()
        self._put_together()
        self.panes = Panes(self.reading, self.sidebar, self.list, self.article, self.find_bar)
        self.ways = Ways(self.reading, self.article, self)
        self.ways.look_ahead(self.pictures)
        self.focus_mode = FocusMode(self, self.article, [self.sidebar, self.list, self.status_line])
        self.keeper = WindowKeeper(
            self, self.splitter, self.reading.owner, settings, paths, keep=options.keep
        )
        self.exchange = Exchange(self, self.reading)
        self.scroll_place = ScrollPlace(self.reading, self.list.rows, settings, self.keeper)
        self.looks = Looks(
            self,
            settings,
            self.keeper,
            self.sidebar,
            self.list.rows,
            self.article,
            self.status_line,
            forced=options.theme,
        )
        self.problems = Problems(self.reading, self.status_line, self)
        self.desk = PictureDesk(
            self,
            self.reading,
            self.pictures,
            self.article,
            self.status_line,
            settings,
            self.keeper.save_soon,
            offline=options.offline,
        )
        self.looks.more_pages.append(self.desk.page)
        self.status_line.addPermanentWidget(SaverBar(self.desk.saver))
        self.outgoing = Outgoing(
            self,
            self.reading,
            self.list.rows,
            self.article,
            self.pictures,
            settings,
            self.keeper,
            self.status_line,
            paths,
            options,
            lambda: self.looks.theme,
        )
        self.actions_by_id = make_actions(
            self,
            self._handlers() | self.outgoing.handlers(),
            [self.sidebar, self.list.rows, self.article],
            [self.list.rows],
        )
        self.outgoing.show_what_can_be(self.actions_by_id)
        menus = fill_menus(self, self.actions_by_id)
        self._recent_menu = menus["File"].addMenu("Recent Folders")
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self._connect()
        self.article.show_nothing()
        self.resize(SIZE)
        self.keeper.restore()

    # -- putting together

    def _put_together(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.article, 1)
        column.addWidget(self.find_bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        left = with_foot(self.sidebar, self.coverage)
        for pane, least in ((left, 130), (self.list, 220), (right, 280)):
            pane.setMinimumWidth(least)
            self.splitter.addWidget(pane)
        for place, stretch in enumerate((0, 0, 1)):
            self.splitter.setStretchFactor(place, stretch)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self.welcome)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status_line)

    def _connect(self) -> None:
        reading, article = self.reading, self.article
        self.sidebar.chosen.connect(self._show)
        self.list.rows.chosen.connect(reading.select)
        self.list.search.searched.connect(reading.search)
        reading.query_changed.connect(self._query_changed)
        reading.selected.connect(self._selected)
        reading.list_ready.connect(self._list_ready)
        reading.page_ready.connect(self._show_page)
        reading.leaving.connect(self._keep_place)
        reading.page_failed.connect(article.show_error)
        reading.counted.connect(self._counted)
        reading.message.connect(self.status_line.say)
        reading.trouble.connect(self.status_line.say_trouble)
        reading.noted.connect(lambda sentence: self.notices.say("damage", sentence))
        self.exchange.restored.connect(lambda: self.notices.say("damage", ""))
        reading.statuses.held.connect(lambda sentence: self.notices.say("held", sentence))
        article.picture_source = lambda picture: self.pictures.full(
            reading.page.path if reading.page else "", picture.url
        )
        article.position_changed.connect(lambda _position: self._keep_place())
        article.end_reached.connect(reading.marks.end_seen)
        article.link_hovered.connect(self.status_line.hover)
        self.pictures.arrived.connect(self._picture_arrived)
        self.desk.link_wanted.connect(self.ways.open)
        self.desk.covered.connect(self.sidebar.show_coverage)
        self.desk.covered.connect(lambda _: self._say_coverage())
        self.folders.opened.connect(self._opened)
        self.folders.progressed.connect(self.status_line.progress)
        self.folders.finished.connect(self.status_line.progress_done)
        self.folders.finished.connect(self._looked)
        self.folders.empty.connect(self._welcome)
        self.folders.trouble.connect(self.status_line.say_trouble)
        self.upkeep.away.connect(self._folder_away)
        self.upkeep.blind.connect(self.status_line.stand)
        self.welcome.open_clicked.connect(self.choose_folder)
        self.welcome.samples_clicked.connect(self.open_samples)
        self.welcome.folder_clicked.connect(lambda folder: self.open_folder(Path(folder)))

    def _handlers(self) -> dict[str, Callable[[], None]]:
        reading = self.reading
        return {
            "open-folder": self.choose_folder,
            "open-samples": self.open_samples,
            "rescan": self.folders.rescan,
            "export-marks": self.exchange.ask_export,
            "import-marks": self.exchange.ask_import,
            "restore-backup": self.exchange.ask_restore,
            "preferences": self.looks.show_preferences,
            "quit": self.close_window,
            "next": lambda: reading.steps.by(1),
            "previous": lambda: reading.steps.by(-1),
            "next-unread": lambda: reading.steps.to_unread(1),
            "previous-unread": lambda: reading.steps.to_unread(-1),
            "page-down": self.panes.page_down,
            "page-up": self.panes.page_up,
            "first": reading.steps.to_first,
            "last": reading.steps.to_last,
            "view-all": lambda: self._show(Query(View.ALL)),
            "view-unread": lambda: self._show(Query(View.UNREAD)),
            "view-starred": lambda: self._show(Query(View.STARRED)),
            "view-begun": lambda: self._show(Query(View.BEGUN)),
            "next-link": lambda: self.panes.tab(1),
            "previous-link": lambda: self.panes.tab(-1),
            "next-pane": lambda: self.panes.step(1),
            "previous-pane": lambda: self.panes.step(-1),
            "pane-right": self.panes.right,
            "pane-left": self.panes.left,
            "go-to-date": lambda: ask_date(self, reading),
            "mark-all-read": reading.marks.whole_list,
            "mark-above-read": reading.marks.above,
            "mark-below-read": reading.marks.below,
            "mark-older-read": lambda: ask_age(self, reading.marks.older),
            "open-original": self._open_original,
            "finish": reading.finish,
            "undo": reading.marks.undo,
            **self.desk.handlers(),
            "search": self.panes.search,
            "find": self.panes.find,
            "find-next": lambda: self.panes.find_again(backward=False),
            "find-previous": lambda: self.panes.find_again(backward=True),
            "zoom-in": lambda: self.looks.zoom(1),
            "zoom-out": lambda: self.looks.zoom(-1),
            "zoom-reset": lambda: self.looks.zoom(0),
            "focus-mode": self.focus_mode.toggle,
            "full-screen": self._toggle_full_screen,
            "help-keys": self.looks.show_keys,
            "problems": self.problems.show,
            "back": self._back,
        }

    # -- folders

    def start(self, folder: Path | None) -> None:
        """Open this folder, else the one shown last, else welcome the person."""
        if folder is None and self.settings.folder:
            folder = Path(self.settings.folder)
        if folder is None:
            self._welcome("Welcome to Broadsheet", "Open a folder of articles to read it as news.")
        else:
            self.open_folder(folder)

    def open_folder(self, folder: Path) -> None:
        """Show this folder."""
        self.folders.open(folder)

    def choose_folder(self) -> None:
        """Ask for a folder with the system's own dialog."""
        start = self.settings.folder or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Open Folder", start)
        if chosen:
            self.open_folder(Path(chosen))

    def open_samples(self) -> None:
        """Show the articles that come with the program."""
        self.open_folder(resources() / "sample")

    def _opened(self, folder: Path) -> None:
        self.scroll_place.opened(folder)
        self.desk.opened(folder)
        self.sidebar.set_folder(folder.name or str(folder))
        self.setWindowTitle(window_title(folder))
        self.article.show_nothing()
        self._stack.setCurrentWidget(self.splitter)
        self.list.rows.setFocus()
        self.keeper.save_soon()

    def _welcome(self, title: str, sentence: str) -> None:
        known = [
            folder for folder in self.settings.recent_folders if folder != self.settings.folder
        ]
        self.welcome.say(title, sentence, known)
        self._stack.setCurrentWidget(self.welcome)

    def _looked(self) -> None:
        self.notices.say("look", self.folders.sentence if self.folders.articles else "")

    def _folder_away(self, sentence: str) -> None:
        self.notices.say("look", "")
        if self.notices.said("away") and not sentence:
            self.status_line.say("The folder is back.")
        self.notices.say("away", sentence)
        self.list.rows.set_away(bool(sentence))

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for folder in self.settings.recent_folders:
            action = self._recent_menu.addAction(label(folder))
            action.setToolTip(tooltip(folder))
            action.triggered.connect(called(self.open_folder, Path(folder)))
        self._recent_menu.setDisabled(self._recent_menu.isEmpty())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder may be dropped anywhere."""
        if dropped_folder(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the folder that was dropped."""
        folder = dropped_folder(event.mimeData().urls())
        if folder is not None:
            event.acceptProposedAction()
            self.open_folder(folder)

    # -- list and article

    def _show(self, query: Query) -> None:
        self.list.search.setText("")
        self.reading.show(query)

    def _query_changed(self, query: Query) -> None:
        self.sidebar.follow(query)
        self.list.say_partly(bool(query.search) and not self._whole)
        self._say_coverage()
        self.list.rows.new_list()
        self.list.say_empty("")
        self.list.say(heading(query), "")
        self.list.search.setPlaceholderText(said(f"Search {place_name(query)}"))
        if self.reading.folder is not None and not query.search:
            key = str(self.reading.folder)
            self.settings.last_view[key] = [query.view.value, *query.section]
            self.keeper.save_soon()

    def _selected(self, position: int) -> None:
        self.list.rows.follow(position)
        self.keeper.save_soon()

    def _list_ready(self) -> None:
        query, rows = self.reading.query, len(self.reading.headlines.rows)
        some = rows or self.folders.busy
        self.list.say_empty("" if some else why_empty(query, whole=self._whole))
        self.list.say(heading(query), f"{rows:,}")
        if rows and self.reading.current is None and self.article.current is None:
            self.article.show_nothing("J or ↓ opens the first article.")

    def _counted(self, counts: Counts, sections: list[Section], state: IndexState) -> None:
        self._whole = state.complete
        self.list.say_partly(bool(self.reading.query.search) and not state.complete)
        self.sidebar.show_counts(counts, sections)
        self.sidebar.follow(self.reading.query)
        if counts.articles and self._stack.currentWidget() is self.welcome:
            self._stack.setCurrentWidget(self.splitter)
            self.list.rows.setFocus()

    def _show_page(self, page: Page, status: Status) -> None:
        self.pictures.open_page(page, lambda: self._put_page(page, status))

    def _put_page(self, page: Page, status: Status) -> None:
        if self.reading.page is page:
            self.ways.show(page, status)
            self.panes.page_shown()
            self.outgoing.page_shown(page)
            self.desk.shown()

    def _say_coverage(self) -> None:
        sentence = self.desk.sentence(self.reading.query)
        self.coverage.setText(said(sentence))
        self.coverage.setVisible(bool(sentence))

    def _keep_place(self) -> None:
        page = self.reading.page
        if page is not None and self.article.current is page and self._options.keep:
            self.reading.keep_place(
                self.article.place_to_keep(), round(self.article.progress() * 100)
            )

    def _picture_arrived(self, path: str, url: str, answer: QImage | PictureProblem) -> None:
        if self.reading.page is not None and self.reading.page.path == path:
            self.article.picture_arrived(url, answer)

    def _open_original(self) -> None:
        current = self.reading.current
        if self.ways.open_chosen() or current is None or self.reading.folder is None:
            return
        if current.url:
            self.ways.leave(QUrl(current.url))
        elif reveal_file(self.reading.folder / current.path):
            self.status_line.say("This article names no original; its file is shown.")
        else:
            self.status_line.say(
                f"This article names no original. Its file: {isolated(current.path)}"
            )

    def _back(self) -> None:
        """Esc: out of what was entered last."""
        if self.outgoing.back() or self.panes.back():
            return
        if self.focus_mode.active:
            self.focus_mode.toggle()
        elif self.isFullScreen():
            self._toggle_full_screen()

    def _toggle_full_screen(self) -> None:
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
        self._keep_place()
        if not may_close(self, self.reading):
            event.ignore()
            return
        self.hide()
        self.upkeep.close()
        self.outgoing.close()
        self.folders.close()
        self.reading.close()
        self.desk.close()
        self.pictures.close()
        self.keeper.save_now()
        event.accept()

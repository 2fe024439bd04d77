"""What leaves the window: copies, files, paper, a voice. And the selection that commands act on.

What does the work is loaded when it is first wanted: the window's start does not pay for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.gui.article.view import ArticleView
from reader.gui.headlines.list_view import HeadlineList
from reader.gui.headlines.selection_commands import SelectionCommands
from reader.gui.pictures.loader import PictureLoader
from reader.gui.session.session import Session
from reader.gui.style.theme import Theme
from reader.gui.system.desktop import leaves
from reader.gui.system.launch_options import LaunchOptions
from reader.gui.window.status_bar import StatusBar
from reader.gui.window.window_state import WindowState
from reader.model import Headline, Page
from reader.paths import Paths
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.gui.export.exporter import Exporter
    from reader.gui.speech.reading_aloud import ReadingAloud

LOOK_MS = 300
"""After the first paint a voice is looked for."""


class ArticleCommands(QObject):
    """Puts the parts together that carry an article out of the window."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        rows: HeadlineList,
        article: ArticleView,
        pictures: PictureLoader,
        settings: Settings,
        keeper: WindowState,
        status_line: StatusBar,
        paths: Paths,
        options: LaunchOptions,
        theme: Callable[[], Theme],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._article = article
        self._rows = rows
        self._pictures = pictures
        self._settings = settings
        self._keeper = keeper
        self._status_line = status_line
        self._paths = paths
        self._options = options
        self._theme = theme
        self._exporting: Exporter | None = None
        self._aloud: ReadingAloud | None = None
        self.selection = SelectionCommands(session, rows.multi_selection, self)
        self.selection.message.connect(status_line.say)
        self.selection.trouble.connect(status_line.say_trouble)
        rows.multi_selection.changed.connect(self._picked)

    @property
    def exporting(self) -> "Exporter":
        """Articles into files and on paper."""
        if self._exporting is None:
            from reader.gui.export.exporter import Exporter

            part = self._exporting = Exporter(
                self._window,
                self._session,
                self.selection,
                self._pictures,
                self._settings,
                self._paths,
                self._options,
            )
            part.message.connect(self._status_line.say)
            part.trouble.connect(self._status_line.say_trouble)
            part.progressed.connect(self._status_line.work)
            part.finished.connect(self._status_line.progress_done)
            part.chosen.connect(self._keeper.save_soon)
        return self._exporting

    @property
    def aloud(self) -> "ReadingAloud":
        """The voice."""
        if self._aloud is None:
            from reader.gui.speech.reading_aloud import ReadingAloud

            part = self._aloud = ReadingAloud(self._session, self._article, self._theme, self)
            part.message.connect(self._status_line.say)
            part.trouble.connect(self._status_line.say_trouble)
        return self._aloud

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What each command does, by its id."""
        return {
            "toggle-read": self.selection.toggle_read,
            "toggle-star": self.selection.toggle_star,
            "select-next": lambda: self._rows.extend_selection(1),
            "select-previous": lambda: self._rows.extend_selection(-1),
            "select-all": self._rows.multi_selection.select_all,
            "copy-link": self.copy_link,
            "copy-title-link": self.copy_title_and_link,
            "copy-markdown": self.copy_markdown,
            "print": lambda: self.exporting.show_print_preview(),
            "export-pdf": lambda: self.exporting.export_pdf(),
            "export-html": lambda: self.exporting.export_html(),
            "export-epub": lambda: self.exporting.export_book(),
            "export-starred": lambda: self.exporting.export_starred(),
            "read-aloud": lambda: self.aloud.toggle(),
        }

    def show_what_can_be(self, actions: dict[str, QAction]) -> None:
        """Without a voice in the system there is no command to read aloud."""
        # List and article come first. Until then the command says itself that there is none.
        QTimer.singleShot(LOOK_MS, self, lambda: actions["read-aloud"].setVisible(has_voice()))

    def page_shown(self, page: Page) -> None:
        """Another article is shown."""
        if self._aloud is not None:
            self._aloud.page_shown(page)

    def back(self) -> bool:
        """Esc: silent, or nothing written, or nothing picked; False where none was to be ended."""
        if self._aloud is not None and self._aloud.stop():
            return True
        if self._exporting is not None and self._exporting.cancel():
            return True
        return self._rows.multi_selection.clear()

    def close(self) -> None:
        """End what is under way."""
        if self._aloud is not None:
            self._aloud.stop()
        if self._exporting is not None:
            self._exporting.close()

    # -- copying

    def copy_link(self) -> None:
        """The link that the keyboard chose; else the addresses of the originals, one a line."""
        chosen = self._article.chosen_address
        if leaves(QUrl(chosen)):
            QGuiApplication.clipboard().setText(chosen)
            self._status_line.say("Link copied.")
            return

        def done(articles: list[Headline]) -> None:
            links = [article.url for article in articles if article.url]
            if links:
                QGuiApplication.clipboard().setText("\n".join(links))
                self._say("Link copied.", f"{len(links):,} links copied.", len(links))
            else:
                self._status_line.say("This article names no original.")

        self.selection.articles(done)

    def copy_title_and_link(self) -> None:
        """Titles and addresses, for a letter or a list."""

        from reader.gui.document.clipboard import title_and_link

        def done(articles: list[Headline]) -> None:
            self._put(title_and_link([(article.title, article.url) for article in articles]))
            many = f"{len(articles):,} titles and links copied."
            self._say("Title and link copied.", many, len(articles))

        self.selection.articles(done)

    def copy_markdown(self) -> None:
        """What is marked in the article as Markdown; the whole article where nothing is."""
        from reader.gui.document.clipboard import page_markdown, selection_markdown

        page, cursor = self._article.page, self._article.textCursor()
        if page is None:
            self._status_line.say("No article is open.")
        elif cursor.hasSelection():
            QGuiApplication.clipboard().setText(selection_markdown(cursor, page.pictures))
            self._status_line.say("What is marked was copied as Markdown.")
        else:
            QGuiApplication.clipboard().setText(page_markdown(page))
            self._status_line.say("The article was copied as Markdown.")

    def _put(self, mime: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(mime)

    def _say(self, one: str, many: str, count: int) -> None:
        self._status_line.say(one if count == 1 else many)

    def _picked(self, count: int) -> None:
        self._status_line.say(f"{count:,} articles selected." if count else "")


def has_voice() -> bool:
    """Whether this system can read aloud."""
    from reader.gui.speech.voices import voices

    return bool(voices())

"""What leaves the window: copies, files, paper, a voice. And the selection that commands act on."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.gui.article_view import ArticleView
from reader.gui.copying import marked_markdown, page_markdown, title_and_link
from reader.gui.exporting import Exporting
from reader.gui.headline_list import HeadlineList
from reader.gui.keeper import WindowKeeper
from reader.gui.options import Options
from reader.gui.pictures import Pictures
from reader.gui.reading import Reading
from reader.gui.reading_aloud import ReadingAloud
from reader.gui.selection import Selection
from reader.gui.status_line import StatusLine
from reader.gui.theme import Theme
from reader.model import Headline
from reader.paths import Paths
from reader.settings import Settings


class Outgoing(QObject):
    """Puts the parts together that carry an article out of the window."""

    def __init__(
        self,
        window: QWidget,
        reading: Reading,
        rows: HeadlineList,
        article: ArticleView,
        pictures: Pictures,
        settings: Settings,
        keeper: WindowKeeper,
        status_line: StatusLine,
        paths: Paths,
        options: Options,
        theme: Callable[[], Theme],
    ) -> None:
        super().__init__(window)
        self._reading = reading
        self._article = article
        self._rows = rows
        self._status_line = status_line
        self.selection = Selection(reading, rows.picked, self)
        self.exporting = Exporting(
            window, reading, self.selection, pictures, settings, paths, options
        )
        self.aloud = ReadingAloud(reading, article, theme, self)
        rows.picked.changed.connect(self._picked)
        for part in (self.exporting, self.aloud):
            part.message.connect(status_line.say)
            part.trouble.connect(status_line.say_trouble)
        self.exporting.progressed.connect(status_line.work)
        self.exporting.finished.connect(status_line.progress_done)
        self.exporting.chosen.connect(keeper.save_soon)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What each command does, by its id."""
        return {
            "toggle-read": self.selection.toggle_read,
            "toggle-star": self.selection.toggle_star,
            "select-next": lambda: self._rows.pick_further(1),
            "select-previous": lambda: self._rows.pick_further(-1),
            "select-all": self._rows.picked.pick_all,
            "copy-link": self.copy_link,
            "copy-title-link": self.copy_title_and_link,
            "copy-markdown": self.copy_markdown,
            "print": self.exporting.show_print_preview,
            "export-pdf": self.exporting.export_pdf,
            "export-html": self.exporting.export_html,
            "export-epub": self.exporting.export_book,
            "export-starred": self.exporting.export_starred,
            "read-aloud": self.aloud.toggle,
        }

    def show_what_can_be(self, actions: dict[str, QAction]) -> None:
        """Without a voice in the system there is no command to read aloud."""
        actions["read-aloud"].setVisible(self.aloud.possible())

    def back(self) -> bool:
        """Esc: silent, or nothing written, or nothing picked; False where none was to be ended."""
        return self.aloud.stop() or self.exporting.cancel() or self._rows.picked.clear()

    def close(self) -> None:
        """End what is under way."""
        self.aloud.stop()
        self.exporting.close()

    # -- copying

    def copy_link(self) -> None:
        """The addresses of the originals, one a line."""

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

        def done(articles: list[Headline]) -> None:
            self._put(title_and_link([(article.title, article.url) for article in articles]))
            many = f"{len(articles):,} titles and links copied."
            self._say("Title and link copied.", many, len(articles))

        self.selection.articles(done)

    def copy_markdown(self) -> None:
        """What is marked in the article as Markdown; the whole article where nothing is."""
        page, cursor = self._article.current, self._article.textCursor()
        if page is None:
            self._status_line.say("No article is open.")
        elif cursor.hasSelection():
            QGuiApplication.clipboard().setText(marked_markdown(cursor, page.pictures))
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

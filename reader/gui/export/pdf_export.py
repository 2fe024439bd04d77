"""A PDF of several articles: each made ready, its pictures gathered, painted, then the next."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from reader.gui.document.picture_objects import PictureAnswer
from reader.gui.export.printing import Paper, PdfMaking
from reader.gui.session.page_client import PageClient
from reader.model import Headline, Page, PictureProblem


class PdfExport(QObject):
    """Articles on their way into one PDF. One at a time: no more than one is held."""

    progressed = Signal(int, int)
    """How many articles are painted, of how many; (0, 0) for one alone."""
    made = Signal(bytes, dict)
    """The whole file; how many articles it has and lacks, and how many pictures it lacks."""

    def __init__(
        self,
        title: str,
        articles: Sequence[Headline],
        pages: PageClient,
        paper: Paper,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._articles = articles
        self._pages = pages
        self._paper = paper
        self._making = PdfMaking(title, self, several=len(articles) > 1)
        self._done = 0
        self._is_stopped = False
        self._told = {"articles": 0, "left_out": 0, "missing_pictures": 0}

    def start(self) -> None:
        """Begin with the first article."""
        self._go_on()

    def stop(self) -> None:
        """Drop what is made so far."""
        self._is_stopped = True
        self._making.stop()

    def _go_on(self) -> None:
        count = len(self._articles)
        if self._done == count:
            self.made.emit(self._making.end(), self._told)
            self.deleteLater()
            return
        self.progressed.emit(*((self._done, count) if count > 1 else (0, 0)))
        article = self._articles[self._done]
        self._done += 1
        self._pages.fetch(article.id, article.path, self._page_came)

    def _page_came(self, answer: Page | str) -> None:
        if self._is_stopped:
            return
        if isinstance(answer, str):
            self._told["left_out"] += 1
            self._go_on()
        else:
            self._paper.gather(answer, lambda answers: self._paint(answer, answers))

    def _paint(self, page: Page, answers: Mapping[str, PictureAnswer]) -> None:
        lacking = [answer for answer in answers.values() if isinstance(answer, PictureProblem)]
        self._told["missing_pictures"] += len(lacking)
        self._told["articles"] += 1
        self._making.add(page, answers, self._go_on)

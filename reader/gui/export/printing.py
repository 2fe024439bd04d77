"""Articles on paper: laid out for the page, in the light colours, whatever the window shows.

Sizes are those of the screen, 96 to the inch; the device's own are reached by scaling.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QLocale,
    QMarginsF,
    QObject,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
)

from reader.gui.document.document import ArticleDocument
from reader.gui.document.picture_objects import ArticlePictures, PictureAnswer
from reader.gui.document.template import page_html
from reader.gui.pictures.loader import PictureLoader
from reader.gui.style.theme import LIGHT, Theme
from reader.gui.style.typography import TypeSetting, setting
from reader.markup.text.pdf_text import with_real_characters
from reader.markup.text.plain import one_line
from reader.model import Page, PictureProblem
from reader.patterns import lazy_re

PAPER = LIGHT._replace(page="#ffffff", page_text="#000000", text="#000000")
ZOOM = 78
"""Percent: 11 points of CJK text, which is what books have."""
DPI = 96
MARGINS_MM = QMarginsF(22, 24, 22, 22)
CHARACTERS_A_TURN = 20_000
"""So many are laid out at once, in about 10 ms."""
PICTURES_MS = 15_000
"""So long are pictures waited for that are still on their way."""
HAIR = 0.5
"""Pixels above the edge of a sheet where nothing is painted: what the next one begins with would
show as a hairline there."""


class _PaperPictures(ArticlePictures):
    """Pictures at their full resolution, none taller than a page."""

    is_clickable = False

    def __init__(self, page: Page, theme: Theme, setting_: TypeSetting, size: QSizeF) -> None:
        super().__init__(page.pictures, theme, setting_, int(size.width()), page.formulas)
        self._tallest = size.height() * 0.9

    def intrinsicSize(self, doc: object, position: int, format_: object) -> QSizeF:
        size: QSizeF = super().intrinsicSize(doc, position, format_)  # type: ignore[arg-type]  # Qt's types, as it calls it
        if size.height() > self._tallest:
            return QSizeF(size.width() * self._tallest / size.height(), self._tallest)
        return size

    def _draw_picture(self, painter: QPainter, rect: QRectF, _place: object, image: QImage) -> None:
        painter.drawImage(rect, image)


_LINK = lazy_re(r'(<a\s[^<>]*?href=")([^"<>]*+)(?=")')
_IN_STRINGS = str.maketrans({"(": "%28", ")": "%29", "\\": "%5C"})
"""What ends a string of a PDF: Qt writes addresses as they are (6.11), and what came behind a
bracket would be commands of the PDF."""


def _for_paper(html: str) -> str:
    return _LINK.sub(lambda found: found[1] + found[2].translate(_IN_STRINGS), html)


class PaperArticle:
    """A page of ours on pages of paper. size: of the text on one, in pixels of 96 to the inch."""

    def __init__(self, page: Page, answers: Mapping[str, PictureAnswer], size: QSizeF) -> None:
        own = setting(page.language, ZOOM)
        # The document does not own what draws its pictures.
        self._pictures = _PaperPictures(page, PAPER, own, size)
        for picture in page.pictures:
            answer = answers.get(picture.key) or PictureProblem.UNREACHABLE
            self._pictures.set_answer(picture.key, answer)
        self._page = page
        self._size = size
        self._document = ArticleDocument(
            _for_paper(page_html(page)), PAPER, ZOOM, own, self._pictures
        )
        # The face is the language's own already. Its local forms of digits have no character of
        # their own, so that a PDF with them could not be searched for a number.
        font = self._document.defaultFont()
        font.setFeature(QFont.Tag("locl"), 0)
        self._document.setDefaultFont(font)
        # Glyphs are placed for paper, not for the screen's pixels.
        self._document.setUseDesignMetrics(True)
        self._document.setPageSize(size)
        self._document.lay_out()
        self._laid_out = 0

    def lay_out_further(self) -> bool:
        """Lay out some sheets more; False when all are. Else the first question does it at once."""
        self._laid_out += CHARACTERS_A_TURN
        block = self._document.findBlock(self._laid_out)
        if block.isValid():
            self._document.documentLayout().blockBoundingRect(block)
        return block.isValid()

    @property
    def pages(self) -> int:
        """Return how many sheets there are, at least 1."""
        return max(1, self._document.pageCount())

    def paint(self, painter: QPainter, number: int, before: int | None = None) -> None:
        """Paint sheet `number`, from 0.

        The painter's units: 96 to the inch, 0 at the text's corner.
        before: sheets of other articles before this one's, where there are others.
        """
        size = self._size
        painter.save()
        top = number * size.height()
        painter.translate(0, -top)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, top, size.width(), size.height() - HAIR)
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.Text, QColor(PAPER.page_text))
        context.palette = colours
        painter.setClipRect(context.clip)
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        said = f"{number + 1} / {self.pages}" if before is None else f"{before + number + 1}"
        self._paint_edges(painter, number, said)

    def _paint_edges(self, painter: QPainter, number: int, said: str) -> None:
        font = setting(self._page.language, ZOOM).font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(PAPER.text_soft))
        metrics, size = QFontMetricsF(font), self._size
        if number:
            title = " ".join(one_line(self._page.title).split())
            shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, size.width())
            above = QRectF(0, -44, size.width(), 20)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, shown)
        below = QRectF(0, size.height() + 20, size.width(), 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, said)


def paper() -> QPageSize:
    """Return the paper of the person's country."""
    imperial = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if imperial else QPageSize.PageSizeId.A4)


def text_size(device: QPagedPaintDevice) -> QSizeF:
    """Return the room for text on one sheet of the device, 96 to the inch."""
    room = device.pageLayout().paintRect(QPageLayout.Unit.Inch)
    # Whole pixels: else the first line of a sheet begins a hair above its edge.
    return QSizeF(int(room.width() * DPI), int(room.height() * DPI))


class Sheets:
    """The painting of articles onto a device, a sheet at a time."""

    def __init__(self, device: QPagedPaintDevice, *, several: bool = False) -> None:
        """Start painting; raise RuntimeError where the device takes none.

        several: more than one article comes, so that the sheets are numbered through.
        """
        self._device = device
        self._several = several
        self._article: PaperArticle | None = None
        self._number = self._before = 0
        self.painted = 0
        self._laying_out = False
        self._painter = QPainter()
        if not self._painter.begin(device):
            raise RuntimeError("The device takes no painting.")
        scale = device.logicalDpiX() / DPI
        self._painter.scale(scale, scale)

    def add(self, page: Page, answers: Mapping[str, PictureAnswer]) -> None:
        """Take this article to be painted next; the one before is painted by now."""
        self._article = PaperArticle(page, answers, text_size(self._device))
        self._number, self._before = 0, self.painted
        self._laying_out = True

    def paint_next(self) -> bool:
        """Paint one more sheet, or lay out towards the first; False when the article is painted."""
        if self._article is None:
            return False
        if self._laying_out:
            self._laying_out = self._article.lay_out_further()
            return True
        if self.painted:
            self._device.newPage()
        before = self._before if self._several else None
        self._article.paint(self._painter, self._number, before)
        self._number += 1
        self.painted += 1
        return self._number < self._article.pages

    def end(self) -> None:
        """End the painting, so that the file or the printer has all pages."""
        self._painter.end()


class Paper(QObject):
    """Gathers an article's pictures for paper."""

    def __init__(self, pictures: PictureLoader, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._waiting: Callable[[], None] | None = None
        self._page: Page | None = None
        self._answers: dict[str, PictureAnswer] = {}
        self._patience = QTimer(self, singleShot=True, interval=PICTURES_MS)
        self._patience.timeout.connect(self._gathered)
        pictures.arrived.connect(self._arrived)

    def gather(self, page: Page, done: Callable[[Mapping[str, PictureAnswer]], None]) -> None:
        """Call `done` with what there is of each picture, when all have come or time is over."""
        self._page = page
        self._answers = {}
        for picture in page.pictures:
            self._answers[picture.key] = self._pictures.load(page.path, picture.url, hold=True)
        self._waiting = lambda: done(self._answers)
        self._patience.start()
        self._look()

    @property
    def waiting(self) -> bool:
        """Return whether pictures are waited for."""
        return self._waiting is not None

    def cancel(self) -> bool:
        """Wait no longer for what was asked for; return whether anything was."""
        waited, self._waiting = self._waiting is not None, None
        self._patience.stop()
        return waited

    def _arrived(self, path: str, url: str, answer: QImage | PictureProblem) -> None:
        if self._waiting is None or self._page is None or path != self._page.path:
            return
        for picture in self._page.pictures:
            if picture.url == url:
                self._answers[picture.key] = answer
        self._look()

    def _look(self) -> None:
        # A size alone says that the picture is still on its way.
        if not any(isinstance(answer, QSize | None) for answer in self._answers.values()):
            self._gathered()

    def _gathered(self) -> None:
        self._patience.stop()
        then, self._waiting = self._waiting, None
        if then is not None:
            then()


class PdfMaking(QObject):
    """Articles becoming the bytes of one PDF, a sheet at each turn of the event loop."""

    def __init__(self, title: str, parent: QObject, *, several: bool = False) -> None:
        super().__init__(parent)
        self._then: Callable[[], None] = _nothing
        self._buffer = QBuffer(self)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setPageSize(paper())
        self._writer.setPageMargins(MARGINS_MM, QPageLayout.Unit.Millimeter)
        self._writer.setTitle(one_line(title))
        self._writer.setCreator("Broadsheet")
        self._sheets = Sheets(self._writer, several=several)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._paint)

    def add(
        self, page: Page, answers: Mapping[str, PictureAnswer], then: Callable[[], None]
    ) -> None:
        """Paint this article behind the others; `then` is called when it is on its sheets."""
        self._then = then
        self._sheets.add(page, answers)
        self._turn.start()

    def end(self) -> bytes:
        """Return the whole file; nothing can be added any more."""
        self._sheets.end()
        self.deleteLater()
        return with_real_characters(bytes(self._buffer.data().data()))

    def stop(self) -> None:
        """Drop what is made so far."""
        self._turn.stop()
        self._sheets.end()
        self.deleteLater()

    def _paint(self) -> None:
        if not self._sheets.paint_next():
            self._turn.stop()
            self._then()


def _nothing() -> None:
    return

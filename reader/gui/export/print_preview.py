"""An article as it will look on paper, before it is printed: only the visible sheets are painted.

Qt's own paints every sheet at once, and again after every change, which takes long for a book.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QPageLayout,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtPrintSupport import QPageSetupDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.document.picture_objects import PictureAnswer
from reader.gui.export.printing import DPI, MARGINS_MM, PaperArticle, Sheets, paper, text_size
from reader.gui.style.labels import dialog_title
from reader.language import _, ngettext
from reader.markup.text.plain import one_line, quoted
from reader.model import Page

GAP = 18
"""Pixels between the sheets, and beside them."""
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
"""Beside that at which a sheet is as wide as the window, or at most as wide as it is on paper."""


class SheetsPane(QAbstractScrollArea):
    """Sheets of paper, one below the other."""

    zoom_wanted = Signal(int)
    """1 for larger, -1 for smaller."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = 0
        self._article: PaperArticle | None = None
        self._sheet = QSizeF(1, 1)
        self._corner = QPointF()
        self._zoom = 1.0
        self.setAccessibleName(_("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_article(self, article: PaperArticle | None, layout: QPageLayout) -> None:
        """Show these sheets, which are laid out; none while there are none."""
        inch = QPageLayout.Unit.Inch
        full, inner = layout.fullRect(inch), layout.paintRect(inch)
        self._article = article
        self.count = article.pages if article is not None else 0
        self._sheet = QSizeF(full.width() * DPI, full.height() * DPI)
        self._corner = QPointF(inner.x() * DPI, inner.y() * DPI)
        self._settle()

    def set_zoom(self, zoom: float) -> None:
        """Show the sheets so many times as large as what fits."""
        self._zoom = zoom
        self._settle()

    @property
    def _scale(self) -> float:
        fitting = (self.viewport().width() - 2 * GAP) / self._sheet.width()
        return max(0.05, min(1.0, fitting)) * self._zoom

    def _settle(self) -> None:
        view, scale = self.viewport().size(), self._scale
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        whole = GAP + self.count * (round(self._sheet.height() * scale) + GAP)
        bar.setPageStep(view.height())
        bar.setSingleStep(60)
        bar.setRange(0, max(0, whole - view.height()))
        side.setPageStep(view.width())
        side.setRange(0, max(0, round(self._sheet.width() * scale) + 2 * GAP - view.width()))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheets into the new size."""
        super().resizeEvent(event)
        self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for another zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the visible sheets."""
        article = self._article
        if article is None:
            return
        painter = QPainter(self.viewport())
        scale = self._scale
        width, height = self._sheet.width() * scale, round(self._sheet.height() * scale)
        left = max(GAP, (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        top = self.verticalScrollBar().value()
        first = max(0, (top - GAP) // (height + GAP))
        for number in range(first, self.count):
            sheet = QRectF(left, GAP + number * (height + GAP) - top, width, height)
            if sheet.top() > self.viewport().height():
                break
            painter.fillRect(sheet, QColor("#ffffff"))
            painter.save()
            painter.translate(sheet.topLeft())
            painter.scale(scale, scale)
            painter.translate(self._corner)
            article.paint(painter, number)
            painter.restore()
        painter.end()


class PrintPreview(QDialog):
    """The sheets, and the way to the printer."""

    def __init__(self, page: Page, answers: Mapping[str, PictureAnswer], window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(dialog_title(_("Print {title}").format(title=quoted(page.title))))
        self._page, self._answers = page, answers
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setPageSize(paper())
        self.printer.setPageMargins(MARGINS_MM, QPageLayout.Unit.Millimeter)
        self.printer.setDocName(one_line(page.title))
        self._article: PaperArticle | None = None
        self._printing: Sheets | None = None
        self._painted = 0
        self._zoom = ZOOMS.index(1.0)
        self.sheets = SheetsPane(self)
        self.sheets.setBackgroundRole(QPalette.ColorRole.Mid)
        self.sheets.viewport().setAutoFillBackground(True)
        self.sheets.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.sheets.zoom_wanted.connect(self._zoom_by)
        self.told = QLabel()
        self.print_button = self._button(_("&Print…"), self._ask_printer)
        self.print_button.setDefault(True)
        self._paper_button = self._button(_("Pa&per…"), self._ask_paper)
        # Without a printer the system has no such dialog.
        native = self.printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
        self._paper_button.setEnabled(native)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        for button in (
            self._button("−", lambda: self._zoom_by(-1), _("Smaller")),
            self._button("+", lambda: self._zoom_by(1), _("Larger")),
            self._paper_button,
            self._button(_("Close"), self.reject),
            self.print_button,
        ):
            row.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 10)
        whole.addWidget(self.sheets, 1)
        row.setContentsMargins(12, 0, 12, 0)
        whole.addLayout(row)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._work)
        self._lay_out()
        self.resize(min(1000, window.width()), min(900, window.height()))
        self.sheets.setFocus()

    def _button(self, text: str, pressed: Callable[[], None], said: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setAccessibleName(said)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        """Lay the article out for the paper as it is now, bit by bit."""
        self._article = PaperArticle(self._page, self._answers, text_size(self.printer))
        self.sheets.show_article(None, self.printer.pageLayout())
        self.told.setText("…")
        self.print_button.setEnabled(False)
        self._turn.start()

    @Slot()
    def _work(self) -> None:
        if self._printing is not None:
            self._print_on(self._printing)
        elif self._article is None or not self._article.lay_out_further():
            self._turn.stop()
            self.sheets.show_article(self._article, self.printer.pageLayout())
            self._tell()
            self.print_button.setEnabled(True)

    def _tell(self) -> None:
        count = self.sheets.count
        self.told.setText(ngettext("{count:,} page", "{count:,} pages", count).format(count=count))

    @Slot(int)
    def _zoom_by(self, steps: int) -> None:
        self._zoom = min(max(self._zoom + steps, 0), len(ZOOMS) - 1)
        self.sheets.set_zoom(ZOOMS[self._zoom])

    # -- the system's dialogs

    def _ask_paper(self) -> None:
        dialog = QPageSetupDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._lay_out)
        dialog.open()

    def _ask_printer(self) -> None:
        dialog = QPrintDialog(self.printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.print_all)
        QDialog.open(dialog)  # its own takes a slot by name

    # -- printing

    def print_all(self) -> None:
        """Print with what was chosen, a sheet at each turn of the event loop."""
        try:
            self._printing = Sheets(self.printer)
            self._printing.add(self._page, self._answers)
        except RuntimeError:
            self.told.setText(_("The printer takes nothing at the moment."))
            return
        self._painted = 0
        self.print_button.setEnabled(False)
        self._paper_button.setEnabled(False)
        self._turn.start()

    def _print_on(self, sheets: Sheets) -> None:
        going_on = sheets.paint_next()
        if sheets.painted != self._painted:
            self._painted = sheets.painted
            said = _("Printing page {number:,} of {count:,}")
            self.told.setText(said.format(number=self._painted, count=self.sheets.count))
        if not going_on:
            sheets.end()
            self._printing = None
            self._turn.stop()
            self.accept()

    def done(self, result: int) -> None:
        """Close; what is being printed ends with the sheet it is at."""
        self._turn.stop()
        printing, self._printing = self._printing, None
        if printing is not None:
            self.printer.abort()
            printing.end()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the ground between the sheets in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.sheets.viewport().update()

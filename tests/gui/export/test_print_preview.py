"""The sheets before they are printed: what is seen is what comes out."""

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractSlider, QDialog, QPushButton, QWidget

from reader.gui.export.print_preview import PrintPreview
from reader.gui.export.printing import PaperArticle
from tests.gui.export.test_printing import sheets_of
from tests.gui.pages import page, paragraphs


@pytest.fixture
def preview(qapp, shown, wait_until):
    """`preview(page)` opens one and waits until its sheets are there."""

    def open_(article, answers=None):
        window = shown(QWidget())
        window.resize(900, 700)
        dialog = PrintPreview(article, answers or {}, window)
        dialog.open()
        wait_until(lambda: dialog.sheets.count, 20)
        return dialog

    return open_


def test_the_preview_shows_each_sheet(preview):
    dialog = preview(page(paragraphs(60)))
    assert dialog.windowTitle() == "Print “Fog over the tea gardens”"
    assert dialog.sheets.count >= 4
    assert dialog.told.text() == f"{dialog.sheets.count} pages"
    pane = dialog.sheets
    seen = set()
    for _ in range(40):
        seen.add(pane.viewport().grab().toImage().cacheKey())
        pane.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    assert pane.verticalScrollBar().value() == pane.verticalScrollBar().maximum() > 2000
    shot = pane.viewport().grab().toImage()
    assert shot.pixelColor(shot.width() // 2, shot.height() // 3).lightness() > 250


def test_a_hostile_title_is_one_plain_line_to_the_printer(preview):
    dialog = preview(page(title="Tax\u202e law\u2066 \0order\nend\ud800\x9b"))
    assert dialog.printer.docName() == "Tax law order end?"
    assert dialog.windowTitle() == "Print “Tax law order end?”"


def test_of_a_book_only_the_sheets_in_sight_are_painted(qapp, preview, monkeypatch):
    painted, paint = [], PaperArticle.paint

    def noted(self, painter, number):
        painted.append(number)
        paint(self, painter, number)

    monkeypatch.setattr(PaperArticle, "paint", noted)
    steps, further = [], PaperArticle.lay_out_further
    monkeypatch.setattr(
        PaperArticle, "lay_out_further", lambda self: steps.append(1) or further(self)
    )
    dialog = preview(page(paragraphs(1800)))
    dialog.sheets.viewport().grab()
    assert dialog.sheets.count > 150
    assert len(steps) > 5
    assert set(painted) <= {0, 1, 2}
    painted.clear()
    dialog.sheets.verticalScrollBar().setValue(dialog.sheets.verticalScrollBar().maximum())
    dialog.sheets.viewport().grab()
    assert set(painted) <= set(range(dialog.sheets.count - 3, dialog.sheets.count))


def test_the_preview_is_enlarged(preview, qapp):
    dialog = preview(page(paragraphs(60)))
    high = dialog.sheets.verticalScrollBar().maximum()
    dialog.sheets.zoom_wanted.emit(1)
    assert dialog.sheets.verticalScrollBar().maximum() > high
    for _ in range(9):
        dialog.sheets.zoom_wanted.emit(1)
    assert dialog.sheets.horizontalScrollBar().maximum() > 0


def test_what_the_preview_shows_is_printed(preview, wait_until, tmp_path):
    dialog = preview(page(paragraphs(60)))
    sheets = dialog.sheets.count
    dialog.printer.setOutputFileName(str(tmp_path / "out.pdf"))
    closed = []
    dialog.accepted.connect(lambda: closed.append(True))
    dialog.print_all()
    assert not dialog.print_button.isEnabled()
    wait_until(lambda: closed, 20)
    assert sheets_of((tmp_path / "out.pdf").read_bytes()) == sheets


def test_closing_the_preview_ends_the_printing(preview, wait_until, qapp, tmp_path):
    dialog = preview(page(paragraphs(300)))
    dialog.printer.setOutputFileName(str(tmp_path / "out.pdf"))
    dialog.print_all()
    for _ in range(12):
        qapp.processEvents()
    assert dialog.told.text().startswith("Printing page")
    gone = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.reject()
    wait_until(lambda: gone)


@pytest.mark.parametrize("name", ["&Print…", "Pa&per…"])
def test_the_systems_dialogs_open_and_close(preview, wait_until, name):
    dialog = preview(page("<p>Short.</p>"))
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == name]
    if not button.isEnabled():
        assert dialog.printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
        return
    button.click()
    wait_until(lambda: dialog.findChildren(QDialog))
    [opened] = dialog.findChildren(QDialog)
    opened.reject()
    wait_until(lambda: not dialog.findChildren(QDialog))
    assert dialog.isVisible()

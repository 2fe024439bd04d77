"""The article pane as a person meets it: pages, place, pictures, keys."""

import gc
import itertools
import sys
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from reader.gui.document.document_cache import KEPT
from reader.gui.document.position import y_of
from reader.gui.style.theme import DARK, LIGHT
from reader.model import Status
from tests.gui.pages import image, page, paragraphs, picture, top_line

LONG = page(paragraphs(60))


def press(view, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Whether the pane took the key."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
    event.setAccepted(True)
    view.keyPressEvent(event)
    return event.isAccepted()


def test_shows_a_page_from_its_start(view):
    view.show_page(LONG, Status())
    assert view.page is LONG
    assert view.position() == 0
    assert view.progress() == 0
    assert "Number 59" in view.toPlainText()
    assert view.accessibleName() == "Article: Fog over the tea gardens"


def test_shows_nothing_and_errors(view):
    view.show_page(LONG, Status())
    view.show_nothing("Choose an article.")
    assert view.page is None
    assert view.toPlainText().strip() == "Choose an article."
    view.show_error("No article", "The file <b>x</b> is gone.")
    assert view.toPlainText().split("\n") == ["No article", "The file <b>x</b> is gone."]
    assert not view.page_down()


def test_opens_at_a_place(view):
    view.show_page(LONG, Status(), position=5000)
    assert view.position() == 5000
    assert abs(top_line(view)) <= 1
    assert 0 < view.progress() < 1


def test_a_place_beyond_the_end_is_the_end(view):
    view.show_page(LONG, Status(), position=10**9)
    assert view.progress() > 0.97
    view.show_page(LONG, Status(), position=-5)
    assert view.position() == 0


def test_zoom_width_and_theme_keep_the_place(view):
    view.show_page(LONG, Status(), position=6000)
    for change in (
        lambda: view.set_zoom(150),
        lambda: view.resize(430, 500),
        lambda: view.set_theme(DARK),
        lambda: view.resize(1200, 700),
        lambda: view.set_zoom(100),
        lambda: view.resize(800, 600),
        lambda: view.set_theme(LIGHT),
    ):
        change()
        QApplication.processEvents()
        assert view.position() == 6000
        assert abs(top_line(view)) <= 1


def test_resizing_step_by_step_does_not_drift(view):
    view.show_page(LONG, Status())
    view.verticalScrollBar().setValue(2000)
    before = view.position()
    for width in [*range(800, 500, -20), *range(500, 801, 20)]:
        view.resize(width, 600)
        QApplication.processEvents()
    assert view.position() == before
    assert abs(view.verticalScrollBar().value() - 2000) <= 1


def test_page_down_ends_at_the_end(view):
    view.show_page(LONG, Status())
    steps = 0
    while view.page_down():
        steps += 1
        assert steps < 100
    assert steps > 3
    assert view.progress() == 1
    while view.page_up():
        steps -= 1
    assert steps == 0
    assert view.position() == 0


def test_nothing_is_skipped_between_two_screens(view):
    view.show_page(LONG, Status())
    before = view.verticalScrollBar().value()
    view.page_down()
    moved = view.verticalScrollBar().value() - before
    assert view.viewport().height() - 120 < moved < view.viewport().height()


def test_the_place_is_told_once_scrolling_rests(view, wait_until):
    view.show_page(LONG, Status())
    told = QSignalSpy(view.position_changed)
    for y in range(100, 1000, 100):
        view.verticalScrollBar().setValue(y)
    assert told.count() == 0
    wait_until(lambda: told.count() > 0)
    assert told.count() == 1
    assert told.at(0)[0] == view.position() > 0


def test_showing_an_article_tells_no_place(view):
    told = QSignalSpy(view.position_changed)
    view.show_page(LONG, Status(), position=3000)
    view.set_zoom(120)
    view.resize(600, 600)
    QTest.qWait(350)
    assert told.count() == 0


@pytest.mark.parametrize(
    "key",
    [
        Qt.Key.Key_J,
        Qt.Key.Key_N,
        Qt.Key.Key_S,
        Qt.Key.Key_O,
        Qt.Key.Key_Space,
        Qt.Key.Key_Slash,
        Qt.Key.Key_Question,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Return,
        Qt.Key.Key_F3,
    ],
)
def test_the_windows_keys_pass(view, key):
    view.show_page(LONG, Status())
    assert not press(view, key)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, override)
    assert not override.isAccepted()
    assert view.verticalScrollBar().value() == 0


def test_scroll_keys_scroll(view):
    view.show_page(LONG, Status())
    bar = view.verticalScrollBar()
    places = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_End,
        Qt.Key.Key_Home,
    ):
        override = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, override)
        assert override.isAccepted()
        assert press(view, key)
        places.append(bar.value())
    down, further, back, up, end, home = places
    assert 0 < down < 120 < further
    assert up < back < further
    assert end == bar.maximum()
    assert home == 0
    assert not press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def test_no_input_method_takes_the_letters(view):
    view.show_page(LONG, Status())
    view.setFocus()
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.viewport().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_links_are_told_never_opened(view, wait_until):
    view.show_page(
        page("<p><a href='https://x.test/a b?q=1'>A link to elsewhere</a></p>"), Status()
    )
    activated, hovered = QSignalSpy(view.link_activated), QSignalSpy(view.link_hovered)
    at = view.document().toPlainText().index("A link")
    left = view.document().rootFrame().frameFormat().leftMargin()
    point = QPoint(round(left) + 30, round(y_of(view.document(), at)) + 14)
    steps = itertools.cycle((QPoint(0, 0), QPoint(3, 2)))

    def hovers():  # a hand that moves on a little: the screen tells of it when it has time
        QTest.mouseMove(view.viewport(), point + next(steps))
        return hovered.count() > 0

    wait_until(hovers)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert activated.count() == 1
    assert activated.at(0)[0] == QUrl("https://x.test/a b?q=1")
    assert hovered.at(0)[0] == "https://x.test/a%20b?q=1"
    assert "A link" in view.toPlainText()
    menu = view.context_menu(point)
    assert [a.text() for a in menu.actions() if a.text()] == ["Copy", "Copy Link", "Select All"]
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == "https://x.test/a b?q=1"


def test_an_address_that_means_nothing_elsewhere_is_not_copied(view):
    for href in ("article:a/b.md", "#there", "broadsheet:section/0"):
        view.show_page(page(f'<p><a href="{href}">A link within</a></p>'), Status())
        left = view.document().rootFrame().frameFormat().leftMargin()
        top = y_of(view.document(), view.toPlainText().index("A link"))
        here = QPoint(round(left) + 30, round(top) + 14)
        assert view.anchorAt(here) == href
        assert "Copy Link" not in [a.text() for a in view.context_menu(here).actions()]


def test_copying(view):
    view.show_page(LONG, Status())
    view.selectAll()
    assert press(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Number 59" in QGuiApplication.clipboard().text()
    plain = [a.text() for a in view.context_menu(QPoint(5, 5)).actions() if a.text()]
    assert plain == ["Copy", "Select All"]


def test_ctrl_and_wheel_ask_for_zoom(view):
    view.show_page(LONG, Status())
    wanted = QSignalSpy(view.zoom_wanted)

    def turn(by, modifiers):
        event = QWheelEvent(
            QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
            modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    turn(120, Qt.KeyboardModifier.ControlModifier)
    turn(-120, Qt.KeyboardModifier.ControlModifier)
    assert [wanted.at(n)[0] for n in range(wanted.count())] == [1, -1]
    assert view.verticalScrollBar().value() == 0
    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [400, 800, 1800])
def test_the_column_is_centred_and_of_reading_width(view, width, language):
    view.resize(width, 600)
    view.show_page(page(paragraphs(3), language=language), Status())
    QApplication.processEvents()
    form = view.document().rootFrame().frameFormat()
    assert form.leftMargin() >= 24
    assert abs(form.leftMargin() - form.rightMargin()) <= 1
    column = view.viewport().width() - form.leftMargin() - form.rightMargin()
    if language == "zh-Hans" and width == 1800:
        assert 34 <= column / view.document().defaultFont().pixelSize() <= 42
    if language == "en" and width == 1800:
        block = view.document().findBlock(view.toPlainText().index("Number 1"))
        lines = [block.layout().lineAt(n).textLength() for n in range(block.layout().lineCount())]
        assert 60 <= lines[0] <= 80


def test_long_words_and_code_do_not_widen_the_page(view):
    cells = "".join(f"<td>cell number {n}</td>" for n in range(4))
    body = (
        f"<p>{'x' * 500}</p><table class='data'><tr>{cells}</tr></table>"
        f"<table class='code' width='100%'><tr><td><pre>{'code ' * 80}</pre></td></tr></table>"
    )
    view.resize(420, 600)
    view.show_page(page(body), Status())
    view.document().size()
    assert view.horizontalScrollBar().maximum() == 0
    assert view.document().size().width() <= view.viewport().width()


def test_a_table_that_is_too_wide_can_be_scrolled_to(view):
    cells = "".join(f"<td>number {n}</td>" for n in range(20))
    view.resize(420, 600)
    view.show_page(page(f"<table class='data'><tr>{cells}</tr></table>"), Status())
    view.document().size()
    assert view.horizontalScrollBar().maximum() > 0


def test_none_keeps_its_references(view):
    """PySide 6.12.0 loses one reference to None at calls that return nothing (DESIGN, 4)."""
    shown = page("<p>Text</p><img src='picture:0'>", pictures=(picture(0, width=9, height=9),))
    view.picture_source = lambda _wanted: image(9, 9)
    view.show_page(shown, Status())
    QTest.qWait(1)
    gc.collect()  # what the tests before left behind holds references of its own
    gc.disable()
    before = sys.getrefcount(None)
    for _ in range(300):
        view.show_page(shown, Status())
        view.picture_arrived(picture(0).url, image(5, 5))
        view._updates._lay_out()
        view.viewport().repaint()
    for _ in range(3000):
        view.document().setHtml("<p>x</p>")
        image(2, 2)
    # Short of a lost one each call; a handful may come and go by themselves.
    after = sys.getrefcount(None)
    gc.enable()
    assert after > before - 100


def test_an_article_that_was_left_takes_its_document_with_it(view):
    """A day of reading must not pile up every text and picture that was shown."""
    documents = []
    for number in range(12):
        view.show_page(page(paragraphs(3), id=f"{number:032}"), Status())
        documents.append(weakref.ref(view.document()))
        QTest.qWait(1)  # which, other than processing events, lets go of what is to be deleted
    gc.collect()
    left = [document() for document in documents]
    # A few wait for the person to come back.
    assert left[: -1 - KEPT] == [None] * (11 - KEPT)
    assert None not in left[-1 - KEPT :]
    view.set_zoom(120)
    QTest.qWait(1)
    del left
    gc.collect()
    assert {document() for document in documents} == {None}

"""Text to be read: nothing is loaded, links are told, other keys are the window's."""

import itertools

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QTextBrowser

from reader.gui.document.position import y_of
from tests.gui.document.test_document import block_with
from tests.gui.pages import image, page, paragraphs, picture, press, show

LONG = page(paragraphs(60))


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
    view.show_page(LONG)
    assert not press(view, key)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, override)
    assert not override.isAccepted()
    assert view.verticalScrollBar().value() == 0


def test_no_input_method_takes_the_letters(view):
    view.show_page(LONG)
    view.setFocus()
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.viewport().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_links_are_told_never_opened(view, wait_until):
    view.show_page(page("<p><a href='https://x.test/a b?q=1'>A link to elsewhere</a></p>"))
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
    entries = {action.text(): action for action in menu.actions() if action.text()}
    assert list(entries) == ["Copy", "Open Link in the Browser", "Copy Link", "Select All"]
    outside = QSignalSpy(view.outside_wanted)
    entries["Open Link in the Browser"].trigger()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=point)
    assert [outside.at(n)[0] for n in range(outside.count())] == [
        QUrl("https://x.test/a b?q=1")
    ] * 2
    assert activated.count() == 1
    entries["Copy Link"].trigger()
    assert QGuiApplication.clipboard().text() == "https://x.test/a b?q=1"


def test_an_address_that_means_nothing_elsewhere_is_not_copied(view):
    for href in ("article:a/b.md", "#there", "broadsheet:section/0"):
        view.show_page(page(f'<p><a href="{href}">A link within</a></p>'))
        left = view.document().rootFrame().frameFormat().leftMargin()
        top = y_of(view.document(), view.toPlainText().index("A link"))
        here = QPoint(round(left) + 30, round(top) + 14)
        assert view.anchorAt(here) == href
        assert "Copy Link" not in [a.text() for a in view.context_menu(here).actions()]


def test_copying(view):
    view.show_page(LONG)
    view.selectAll()
    assert press(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Number 59" in QGuiApplication.clipboard().text()
    plain = [a.text() for a in view.context_menu(QPoint(5, 5)).actions() if a.text()]
    assert plain == ["Copy", "Select All"]


def test_ctrl_and_wheel_ask_for_zoom(view):
    view.show_page(LONG)
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


def test_long_words_and_code_do_not_widen_the_page(view):
    cells = "".join(f"<td>cell number {n}</td>" for n in range(4))
    body = (
        f"<p>{'x' * 500}</p><table class='data'><tr>{cells}</tr></table>"
        f"<table class='code' width='100%'><tr><td><pre>{'code ' * 80}</pre></td></tr></table>"
    )
    view.resize(420, 600)
    view.show_page(page(body))
    view.document().size()
    assert view.horizontalScrollBar().maximum() == 0
    assert view.document().size().width() <= view.viewport().width()


def test_a_table_that_is_too_wide_can_be_scrolled_to(view):
    cells = "".join(f"<td>number {n}</td>" for n in range(20))
    view.resize(420, 600)
    view.show_page(page(f"<table class='data'><tr>{cells}</tr></table>"))
    view.document().size()
    assert view.horizontalScrollBar().maximum() > 0


def test_no_request_reaches_qts_own_loader(view, monkeypatch, tmp_path):
    reached = []
    monkeypatch.setattr(QTextBrowser, "loadResource", lambda *given: reached.append(given))
    trap = tmp_path / "trap.png"
    image(50, 50, "#ff00ff").save(str(trap))
    body = (
        f"<img src='{trap.as_uri()}'><img src='{trap}'><img src='picture:0'>"
        f"<img src='data:image/png;base64,AAAA'><img src=''><img src='//host/share.png'>"
        f"<p style='background-image:url({trap.as_uri()})'>Text</p>"
        f"<link rel='stylesheet' href='{trap.as_uri()}'>"
    )
    view.show_page(page(body, pictures=(picture(0),)))
    drawn = view.grab().toImage()
    assert not reached
    assert "#ff00ff" not in {
        drawn.pixelColor(x, y).name() for x in range(0, 800, 5) for y in range(0, 600, 5)
    }


def test_a_link_that_was_clicked_looks_as_before(view, qapp):
    document = show(view, '<p>Some words and <a href="https://a.test/">a link</a> in a line.</p>')
    view.anchorClicked.disconnect()
    block = block_with(document, "a link")
    line, at = block.layout().lineAt(0), block.text().index("a link") + 2
    x = block.layout().position().x() + line.cursorToX(at)[0]
    y = block.layout().position().y() + line.rect().center().y()
    point = QPointF(x, y - view.verticalScrollBar().value()).toPoint()
    assert view.anchorAt(point) == "https://a.test/"
    QTest.mouseMove(view.viewport(), point)
    qapp.processEvents()
    before = view.viewport().grab().toImage()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    qapp.processEvents()
    assert view.viewport().grab().toImage() == before

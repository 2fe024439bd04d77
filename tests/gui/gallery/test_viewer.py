"""One picture at a time: whole, close up, around through the article, and out to a file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from reader.gui.gallery.viewer import HINT, LARGER, PictureViewer
from tests.gui.pages import page, picture
from tests.support import pictures as made
from tests.support.picture_server import picture as answer
from tests.support.picture_server import status

Key = Qt.Key


@pytest.fixture
def look(shown, pictures, picture_server, wait_until):
    """`look(links)`: a viewer at the first of three pictures; the second does not come."""
    picture_server.default = answer(made.png(1600, 1200))
    picture_server.routes["/1.jpg"] = status(404)
    picture_server.routes["/2.jpg"] = answer(made.png(40, 30))

    def open_viewer(links=None):
        window = shown(QWidget())
        window.setGeometry(0, 0, 800, 634)
        wanted = [picture(number, alt=f"Number {number}") for number in range(3)]
        viewer = PictureViewer(
            pictures,
            page(pictures=tuple(wanted)),
            wanted,
            wanted[0],
            lambda one: (links or {}).get(one.key, ""),
            window,
        )
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        shown(viewer)
        wait_until(lambda: not viewer.image.isNull())
        return viewer

    return open_viewer


def test_it_shows_the_whole_picture_and_every_pixel_when_asked(look):
    viewer = look()
    whole = viewer.zoom
    assert 0 < whole < 1
    assert viewer.caption().startswith("1 of 3   ·   1,600 × 1,200")
    assert viewer.caption().endswith("Number 0")
    QTest.keyClick(viewer, Key.Key_1)
    assert viewer.zoom == 1.0
    QTest.keyClick(viewer, Key.Key_Plus)
    assert viewer.zoom == 1.25
    QTest.keyClick(viewer, Key.Key_0)
    assert viewer.zoom == whole


def test_one_goes_around_and_a_missing_one_says_why(look, wait_until):
    viewer = look()
    QTest.keyClick(viewer, Key.Key_Right)
    wait_until(lambda: viewer.sentence not in ("", "Loading …"))
    assert viewer.picture == picture(1, alt="Number 1")
    assert viewer.image.isNull()
    assert viewer.sentence.endswith(".")
    QTest.keyClick(viewer, Key.Key_J)
    wait_until(lambda: viewer.image.width() == 40)
    assert viewer.zoom == 1.0  # small ones are not enlarged
    QTest.keyClick(viewer, Key.Key_Down)
    wait_until(lambda: viewer.image.width() == 1600)
    assert viewer.caption().startswith("1 of 3")


def test_a_picture_is_copied(look):
    viewer = look()
    QTest.keyClick(viewer, Key.Key_C)
    assert QGuiApplication.clipboard().image().width() == 1600
    assert viewer.sentence == "Copied."


def test_a_link_to_a_larger_one_is_shown_in_here_and_another_one_told(look, wait_until):
    viewer = look({"picture:0": "https://pictures.test/2.jpg?w=4000"})
    assert viewer.hint() == LARGER + HINT
    QTest.keyClick(viewer, Key.Key_O)
    wait_until(lambda: viewer.image.width() in (40, 1600) and not viewer.sentence)
    other = look({"picture:0": "https://shop.test/"})
    wanted = []
    other.link_wanted.connect(wanted.append)
    QTest.keyClick(other, Key.Key_O)
    assert wanted == ["https://shop.test/"]
    plain = look()
    assert plain.hint() == HINT
    QTest.keyClick(plain, Key.Key_O)
    assert plain.sentence == "This picture links to nothing."


def test_what_comes_after_it_was_closed_is_dropped(look, wait_until, pictures):
    viewer = look()
    QTest.keyClick(viewer, Key.Key_Right)
    QTest.keyClick(viewer, Key.Key_Right)
    QTest.keyClick(viewer, Key.Key_Escape)
    assert not viewer.isVisible()
    wait_until(lambda: not pictures.busy)
    assert viewer.image.isNull()


def button(viewer, name):
    return next(one for one in viewer.findChildren(QToolButton) if one.toolTip().startswith(name))


def test_all_can_be_done_by_the_mouse(look, wait_until):
    viewer = look()
    bar = button(viewer, "Close").parent()
    assert viewer.rect().contains(bar.geometry())
    assert min(one.height() for one in viewer.findChildren(QToolButton)) >= 28
    whole = viewer.zoom
    button(viewer, "Larger").click()
    assert viewer.zoom > whole
    button(viewer, "Whole").click()
    assert viewer.zoom == whole
    button(viewer, "Previous").click()
    wait_until(lambda: viewer.caption().startswith("3 of 3"))
    button(viewer, "Next").click()
    wait_until(lambda: viewer.caption().startswith("1 of 3"))
    wait_until(lambda: not viewer.image.isNull())
    button(viewer, "Copy").click()
    assert QGuiApplication.clipboard().image().width() == 1600
    button(viewer, "Close").click()
    assert not viewer.isVisible()

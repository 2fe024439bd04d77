"""The viewer, with wheel, mouse and the dialog that saves."""

import io

from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from reader.gui.gallery.viewer import PictureViewer
from tests.end_to_end.test_pictures import one_article
from tests.support import pictures
from tests.support.made import made
from tests.support.picture_server import picture, status


def look(program, tmp_path, picture_server, body):
    run = program(offline=False, connect_to=picture_server.address)
    run.open(one_article(tmp_path, body), 1)
    run.shows("One")
    run.settle()
    run.press("i")
    run.wait(lambda: run.window.findChild(PictureViewer) is not None)
    viewer = run.window.findChild(PictureViewer)
    run.wait(viewer.isActiveWindow)  # a key before that goes to nobody
    run.wait(lambda: not viewer.image.isNull(), 20)
    return run, viewer


def turn(viewer, notches, at):
    """The wheel, over this point."""
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewer.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewer, event)


def under(viewer, point):
    """The picture's own point below a point of the window."""
    whole = viewer._target()
    return (QPointF(point) - whole.topLeft()) / viewer.zoom


def test_the_wheel_zooms_where_the_pointer_is(program, tmp_path, picture_server):
    picture_server.default = picture(pictures.png(4000, 3000))
    _, viewer = look(program, tmp_path, picture_server, '<img src="https://a.example/1.png">')
    at = QPoint(viewer.width() // 2 + 60, viewer.height() // 2 - 40)
    fit = viewer.zoom
    for _ in range(6):
        turn(viewer, 1, at)
    closer = viewer.zoom
    assert closer > 3 * fit
    before = under(viewer, at)
    turn(viewer, 1, at)
    moved = under(viewer, at) - before
    assert abs(moved.x()) + abs(moved.y()) < 2  # what is under the pointer stays there
    for _ in range(40):
        turn(viewer, 1, at)
    assert viewer.zoom == 16.0
    viewer.grab()
    for _ in range(80):
        turn(viewer, -1, at)
    assert viewer.zoom <= fit
    viewer.grab()
    # A double click is every pixel, another one the whole again.
    QTest.mouseDClick(viewer, Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.zoom == fit
    QTest.mouseDClick(viewer, Qt.MouseButton.LeftButton, pos=at)
    assert viewer.zoom == 1.0
    viewer.close()


def test_a_drag_moves_the_picture_and_never_out_of_sight(program, tmp_path, picture_server):
    picture_server.default = picture(pictures.png(4000, 3000))
    _, viewer = look(program, tmp_path, picture_server, '<img src="https://a.example/1.png">')
    QTest.keyClick(viewer, Qt.Key.Key_1)
    middle = viewer.rect().center()
    before = viewer._target().topLeft()
    QTest.mousePress(viewer, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(viewer, middle - QPoint(50, 30))
    QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton, pos=middle - QPoint(50, 30))
    assert viewer._target().topLeft() - before == QPointF(-50, -30)
    for _ in range(200):
        QTest.mousePress(viewer, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        QTest.mouseMove(viewer, middle)
        QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton, pos=middle)
    assert viewer._target().contains(QPointF(middle))
    viewer.close()


def test_it_is_saved_with_its_own_name_and_the_ending_of_what_it_is(
    program, tmp_path, picture_server, monkeypatch
):
    data = made("webp")
    picture_server.default = picture(data, "image/png")
    _, viewer = look(
        program, tmp_path, picture_server, '<img src="https://a.example/x/The%20sea.png?w=9">'
    )
    asked = []
    answers = iter([str(tmp_path / "mine.webp"), "", str(tmp_path / "no" / "where.webp")])

    def dialog(parent, title, place):
        asked.append((title, place.rpartition("/")[2]))
        return next(answers), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    for sentence in ("Saved as “mine.webp”.", "", "“where.webp” could not be written"):
        viewer.sentence = ""
        number = len(asked)
        QTest.keyClick(viewer, Qt.Key.Key_S)
        _until(lambda n=number: len(asked) > n)
        assert sentence in viewer.caption()
    assert asked == [("Save Picture", "The sea.webp")] * 3
    assert (tmp_path / "mine.webp").read_bytes() == data
    assert len(picture_server.requests) == 1
    viewer.close()


def _until(predicate):
    for _ in range(300):
        if predicate():
            return
        QTest.qWait(10)
    raise AssertionError("never")


def test_it_says_why_there_is_no_picture(program, tmp_path, picture_server):
    picture_server.routes["/1"] = picture(pictures.png(300, 200))
    picture_server.routes["/2"] = picture(b"<!doctype html>")
    body = '<img src="https://a.example/1"><p>x</p><img src="https://a.example/2">'
    run, viewer = look(program, tmp_path, picture_server, body)
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    run.wait(lambda: "not a picture" in viewer.caption())
    viewer.grab()
    QTest.keyClick(viewer, Qt.Key.Key_C)
    assert "Copied" not in viewer.caption()
    viewer.close()


def test_a_large_picture_is_smooth_where_it_is_shown_small(program, tmp_path, picture_server):
    """Stripes of one pixel are grey from afar: a painter that leaves pixels out shows bars."""
    width, height = 5000, 800
    stream = io.BytesIO()
    Image.frombytes("L", (width, height), bytes((0, 255)) * (width * height // 2)).save(
        stream, "PNG"
    )
    picture_server.default = picture(stream.getvalue())
    _, viewer = look(program, tmp_path, picture_server, '<img src="https://a.example/1.png">')
    assert viewer.image.width() == width
    assert viewer.zoom < 0.4
    shown = viewer.grab().toImage()
    row = viewer._target().center().toPoint().y()
    seen = [shown.pixelColor(x, row).lightness() for x in range(100, 700)]
    assert min(seen) > 80
    assert max(seen) < 130
    QTest.keyClick(viewer, Qt.Key.Key_1)
    close = viewer.grab().toImage()
    seen = [close.pixelColor(x, row).lightness() for x in range(100, 700)]
    assert {0, 255} == set(seen)  # every pixel as it is
    viewer.close()


def test_the_foot_tells_of_a_link_where_there_is_one(program, tmp_path, picture_server):
    picture_server.default = picture(pictures.png(300, 200))
    body = '<a href="https://a.example/big.png"><img src="https://a.example/1"></a><p>x</p>'
    body += '<img src="https://a.example/2">'
    run, viewer = look(program, tmp_path, picture_server, body)
    assert viewer.hint().startswith("O  ")
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    run.wait(lambda: viewer.caption().startswith("2 of 2"))
    assert "O  " not in viewer.hint()
    viewer.close()


def test_a_missing_picture_is_not_the_one_that_is_looked_at(program, tmp_path, picture_server):
    picture_server.routes["/gone.png"] = status(404)
    picture_server.default = picture(pictures.png(64, 48))
    body = '<img src="https://a.example/gone.png"><p>x</p><img src="https://a.example/1.png">'
    _, viewer = look(program, tmp_path, picture_server, body)
    assert viewer.image.width() == 64

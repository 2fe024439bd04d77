"""The pictures of the article pane: pulled, drawn, late, missing, never loaded by Qt."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTextBrowser

from reader.gui.document.position import y_of
from reader.gui.style.theme import LIGHT
from reader.model import PictureProblem, Status
from tests.gui.pages import image, page, paragraphs, picture, top_line


def test_late_pictures_do_not_move_the_text(view, wait_until):
    pictures = tuple(picture(n) for n in range(4))
    body = "".join(f"{paragraphs(4)}<p><img src='{p.key}'></p>" for p in pictures)
    view.show_page(page(body + paragraphs(20), pictures=pictures), Status())
    start = view.document().toPlainText().index("Number 10")
    view.go_to_character(start)
    before = top_line(view), view.document().size().height()
    for number, arrived in enumerate(
        (image(900, 2000), image(50, 40), PictureProblem.GONE, image(640, 480))
    ):
        view.picture_arrived(pictures[number].url, arrived)
        wait_until(lambda: not view.pictures_pending)
    assert view.document().size().height() != before[1]
    assert view.position() == start
    assert top_line(view) == pytest.approx(before[0], abs=1)


def test_pictures_are_pulled_and_drawn(view, wait_until):
    pictures = (picture(0, width=300, height=200), picture(1, width=300, height=200))
    asked = []

    def source(wanted):
        asked.append(wanted.key)
        return image(300, 200, "#ff0000") if wanted.key == "picture:0" else None

    view.picture_source = source
    body = "<p><img src='picture:0'></p><p><img src='picture:1'></p>"
    view.show_page(page(body, pictures=pictures), Status())
    assert asked == ["picture:0", "picture:1"]

    def colours():
        drawn = view.viewport().grab().toImage()
        x = drawn.width() // 2
        return {drawn.pixelColor(x, y).name() for y in range(0, drawn.height(), 4)}

    assert "#ff0000" in colours()
    assert "#0000ff" not in colours()
    assert LIGHT.placeholder in colours()
    view.picture_arrived(pictures[1].url, image(300, 200, "#0000ff"))
    view.picture_arrived("https://elsewhere.test/", image(3, 3))
    wait_until(lambda: "#0000ff" in colours())
    assert LIGHT.placeholder not in colours()


def test_a_picture_that_stands_twice_is_laid_out_and_found_twice(view, wait_until):
    one = picture(0)
    body = "<p><img src='picture:0'></p><p>Amid them.</p><p><img src='picture:0'></p><p>End.</p>"
    view.show_page(page(body, pictures=(one,)), Status())
    before = view.document().size().height()
    view.picture_arrived(one.url, image(300, 60, "#ff0000"))
    wait_until(lambda: not view.pictures_pending)
    blocks = map(view.document().findBlockByNumber, range(view.document().blockCount()))
    heights = [
        view.document().documentLayout().blockBoundingRect(block).height()
        for block in blocks
        if "\ufffc" in block.text()
    ]
    assert heights == [heights[0]] * 2
    assert view.document().size().height() < before - 100
    drawn = view.viewport().grab().toImage()
    x = drawn.width() // 2
    red = [y for y in range(drawn.height()) if drawn.pixelColor(x, y).name() == "#ff0000"]
    assert max(red) - min(red) > 60
    for y in (min(red), max(red)):
        assert view.picture_at(QPoint(x, y)) == one
    assert view.pictures_in_view() == [one]


def test_a_picture_that_is_null_or_failed_gets_its_placeholder(view):
    pictures = (picture(0), picture(1))
    answers = {"picture:0": QImage(), "picture:1": PictureProblem.OFFLINE}
    view.picture_source = lambda wanted: answers[wanted.key]
    body = "<p><img src='picture:0'></p><p><img src='picture:1'></p>"
    view.show_page(page(body, pictures=pictures), Status())
    assert LIGHT.placeholder in {
        view.viewport().grab().toImage().pixelColor(400, y).name() for y in range(600)
    }
    assert view.pictures.answer("picture:0") is PictureProblem.DAMAGED


def test_a_late_picture_of_the_former_article_is_ignored(view):
    view.show_page(page("<img src='picture:0'>", pictures=(picture(0),)), Status())
    view.show_page(page("<img src='picture:0'>", pictures=(picture(7),)), Status())
    view.picture_arrived(picture(0).url, image(5, 5))
    assert not view.pictures_pending


def test_picture_under_the_pointer(view):
    body = "<p>Text</p><p><img src='picture:0'></p>"
    shown = picture(0, width=300, height=200)
    view.show_page(page(body, pictures=(shown,)), Status())
    view.grab()
    y = round(y_of(view.document(), view.pictures.position("picture:0")))
    assert view.picture_at(QPoint(400, y + 100)) == shown
    assert view.picture_at(QPoint(view.width() - 30, y + 100)) is None  # beside it
    assert view.picture_at(QPoint(400, 60)) is None


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
    view.show_page(page(body, pictures=(picture(0),)), Status())
    drawn = view.grab().toImage()
    assert not reached
    assert "#ff00ff" not in {
        drawn.pixelColor(x, y).name() for x in range(0, 800, 5) for y in range(0, 600, 5)
    }

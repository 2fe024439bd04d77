"""The pictures of the article pane: pulled, drawn, late, missing, never loaded by Qt."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import (
    QImage,
    QPainter,
)

from reader.gui.document.position import y_of
from reader.gui.style.theme import LIGHT
from reader.model import PictureProblem
from tests.gui.pages import image, page, paragraphs, picture


def test_pictures_are_pulled_and_drawn(view, wait_until):
    pictures = (picture(0, width=300, height=200), picture(1, width=300, height=200))
    asked = []

    def source(wanted):
        asked.append(wanted.key)
        return image(300, 200, "#ff0000") if wanted.key == "picture:0" else None

    view.set_picture_source(source)
    body = "<p><img src='picture:0'></p><p><img src='picture:1'></p>"
    view.show_page(page(body, pictures=pictures))
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


def test_a_picture_that_is_null_or_failed_gets_its_placeholder(view):
    pictures = (picture(0), picture(1))
    answers = {"picture:0": QImage(), "picture:1": PictureProblem.OFFLINE}
    view.set_picture_source(lambda wanted: answers[wanted.key])
    body = "<p><img src='picture:0'></p><p><img src='picture:1'></p>"
    view.show_page(page(body, pictures=pictures))
    assert LIGHT.placeholder in {
        view.viewport().grab().toImage().pixelColor(400, y).name() for y in range(600)
    }
    assert view.pictures.answer("picture:0") is PictureProblem.DAMAGED


def test_picture_under_the_pointer(view):
    body = "<p>Text</p><p><img src='picture:0'></p>"
    shown = picture(0, width=300, height=200)
    view.show_page(page(body, pictures=(shown,)))
    view.grab()
    y = round(y_of(view.document(), view.pictures.position("picture:0")))
    assert view.picture_at(QPoint(400, y + 100)) == shown
    assert view.picture_at(QPoint(view.width() - 30, y + 100)) is None  # beside it
    assert view.picture_at(QPoint(400, 60)) is None


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pictures_have_a_pixel_for_each_of_the_screen_s(view, ratio):
    view.set_picture_source(lambda _picture: image(3000, 1500))
    view.show_page(page('<p class="picture"><img src="picture:0"></p>', pictures=(picture(0),)))
    width = view.pictures.size("picture:0").width()
    screen = QImage(1600, 1200, QImage.Format.Format_RGB32)
    screen.setDevicePixelRatio(ratio)
    painter = QPainter(screen)
    view.document().drawContents(painter)
    painter.end()
    drawn = view.pictures._places["picture:0"].scaled
    assert drawn.width() == round(width * ratio)


def test_the_farthest_pictures_go_first_and_what_is_near_stays(view):
    """An article of very many large pictures: those far from what is read take no memory."""
    pictures = tuple(picture(n) for n in range(6))
    view.set_picture_source(lambda _picture: image(100, 100))
    body = "".join(f"<p><img src='{each.key}'></p>{paragraphs(20)}" for each in pictures)
    view.show_page(page(body, pictures=pictures))
    one = view.pictures.held("picture:0")
    assert view.pictures.bytes_held() == 6 * one
    view.go_to_character(view.character_of(pictures[2]))
    assert view.release_far_pictures(6 * one) == []
    assert view.release_far_pictures(4 * one) == [pictures[5].url, pictures[0].url]
    assert view.pictures.bytes_held() == 4 * one
    assert view.pictures.size("picture:5").width() == 100, "its size is kept"
    gone = view.release_far_pictures(0)
    assert pictures[2].url not in gone, "what is on screen stays, whatever it takes"
    assert isinstance(view.answer_of(pictures[2]), QImage)

"""Pictures that come while their article is read."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QSignalSpy

from reader.model import PictureProblem
from tests.gui.pages import image, page, paragraphs, picture, top_line


def test_late_pictures_do_not_move_the_text(view, wait_until):
    pictures = tuple(picture(n) for n in range(4))
    body = "".join(f"{paragraphs(4)}<p><img src='{p.key}'></p>" for p in pictures)
    view.show_page(page(body + paragraphs(20), pictures=pictures))
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


def test_a_picture_that_stands_twice_is_laid_out_and_found_twice(view, wait_until):
    one = picture(0)
    body = "<p><img src='picture:0'></p><p>Amid them.</p><p><img src='picture:0'></p><p>End.</p>"
    view.show_page(page(body, pictures=(one,)))
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


def test_a_late_picture_of_the_former_article_is_ignored(view):
    view.show_page(page("<img src='picture:0'>", pictures=(picture(0),)))
    view.show_page(page("<img src='picture:0'>", pictures=(picture(7),)))
    view.picture_arrived(picture(0).url, image(5, 5))
    assert not view.pictures_pending


def test_pictures_that_come_together_are_laid_out_together(view, wait_until):
    """A page of hundreds would be laid out hundreds of times, and the window stand still."""
    pictures = tuple(picture(n) for n in range(20))
    body = "".join(f"<p><img src='{each.key}'></p>" for each in pictures)
    view.show_page(page(body, pictures=pictures))
    height = view.document().size().height()
    laid_out = QSignalSpy(view.sight_changed)
    for each in pictures:
        view.picture_arrived(each.url, image(300, 50))
    assert view.pictures_pending
    assert view.document().size().height() == height, "nothing moves picture by picture"
    wait_until(lambda: not view.pictures_pending)
    assert view.document().size().height() < height / 2
    assert laid_out.count() == 1


def test_what_came_for_the_former_article_lays_out_nothing_of_this_one(view, wait_until):
    body = f"<p><img src='picture:0'></p>{paragraphs(30)}"
    view.show_page(page(body, pictures=(picture(0),)))
    view.picture_arrived(picture(0).url, image(300, 50))
    view.show_page(page(body, id="b" * 32, pictures=(picture(1, width=300, height=50),)))
    view.verticalScrollBar().setValue(200)
    before = view.position(), top_line(view)
    wait_until(lambda: not view.pictures_pending)
    assert (view.position(), top_line(view)) == before


def test_a_picture_in_a_table_has_its_room_in_all_of_the_table(view, wait_until):
    body = (
        "<table><tr><td><table><tr><td><img src='picture:0'></td></tr></table></td>"
        "<td>Beside it</td></tr></table><p>After</p>"
    )
    view.show_page(page(body, pictures=(picture(0, width=100, height=100),)))
    layout = view.document().documentLayout()
    after = view.document().findBlock(view.document().toPlainText().index("After"))
    before = layout.blockBoundingRect(after).top()
    view.picture_arrived(picture(0).url, image(100, 300))
    wait_until(lambda: not view.pictures_pending)
    assert layout.blockBoundingRect(after).top() == pytest.approx(before + 200, abs=2)

"""A very long article: its beginning at once, the rest while it is read, all of it when needed."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest

from reader.gui.article_document import footer_html
from reader.gui.article_pieces import LONG, pieces
from reader.markup.page import make_page
from reader.model import Status
from tests.gui.pages import image, page, paragraphs, picture, top_line
from tests.markup.articles import article

BODY = (
    paragraphs(600)
    + f"<blockquote>{paragraphs(200)}</blockquote><ul>{'<li>An item.</li>' * 3000}</ul>"
    + paragraphs(300)
    + "<p><img src='picture:0'></p><p>The very end.</p>"
)
LONG_PAGE = page(BODY, pictures=(picture(0, width=300, height=200),))
WORDS = "A sentence that goes on for a while, over the end of its line. "
FOOTER = footer_html(("", ""), ("b" * 32, "The one after"))


@pytest.fixture
def long(view):
    view.show_page(LONG_PAGE, Status(), footer=FOOTER)
    assert view._made.document.grows
    return view


def grown(view, wait_until):
    wait_until(lambda: not view._made.document.grows, 20)
    return view


def whole_text():
    document = QTextDocument()
    document.setHtml(BODY)
    return document.toPlainText()


def test_nothing_is_lost_or_moved_where_a_text_is_cut(long, wait_until):
    grown(long, wait_until)
    text = long.document().toPlainText()
    assert whole_text() in text
    assert text.endswith("The very end.\nNext: The one after")
    formats = {
        block.blockFormat().lineHeight()
        for block in map(long.document().findBlockByNumber, range(5, 600))
    }
    assert len(formats) == 1
    assert long.pictures.position("picture:0") == text.index("\ufffc")


def test_pieces_are_the_text():
    for html in (BODY, f"<div><div>{BODY}</div></div>", f'<div dir="rtl">{BODY}</div>'):
        found = pieces(html)
        assert "".join(found) == html
        assert all(piece.startswith("<p") for piece in found[1:])
        assert not any("<blockquote>" in piece and "</bl" not in piece for piece in found)
    assert len(pieces(f"<div>{BODY}</div>")) > 3
    assert len(pieces(f'<div lang="zh">{BODY}</div>')) > 3
    assert len(pieces(f'<div dir="rtl">{BODY}</div>')) == 1
    assert len(pieces("<p>x</p>" * (LONG // 9))) == 1


def test_what_needs_all_of_the_text_has_it_at_once(long):
    assert long.find_text("very end") == (1, 1)
    assert "The very end." in long.toPlainText()


def test_the_end_is_reached_at_once(long):
    long.scroll_by_key(Qt.Key.Key_End)
    assert long.progress() == 1.0
    assert not long._made.document.grows


def test_it_is_opened_where_it_was_left(view, wait_until):
    place = whole_text().index("The very end.") + 60
    view.show_page(LONG_PAGE, Status(), position=place)
    # On the way there it is nowhere else, nor read to its end.
    assert view._made.document.grows
    assert view.position() == view.place_to_keep() == place
    assert 0.5 < view.progress() < 1.0
    wait_until(lambda: view.verticalScrollBar().value() > 0)
    assert view.position() == place
    assert abs(top_line(view)) <= view.viewport().height()
    assert "Number 29" in view.document().findBlock(place - 700).text()


def test_who_scrolls_on_the_way_stays_there(view, wait_until):
    place = whole_text().index("The very end.")
    view.show_page(LONG_PAGE, Status(), position=place, footer=FOOTER)
    view.document().size()
    view.verticalScrollBar().setValue(400)
    here = view.position(), top_line(view)
    grown(view, wait_until)
    assert (view.position(), top_line(view)) == here
    assert here[0] < 1000


def test_another_size_of_the_text_keeps_a_place_far_down(view, wait_until):
    place = whole_text().index("The very end.") - 2000
    view.show_page(LONG_PAGE, Status(), position=place)
    wait_until(lambda: view.verticalScrollBar().value() > 0)
    view.set_zoom(130)
    assert view.position() == place
    wait_until(lambda: view.verticalScrollBar().value() > 0)
    assert view.position() == place
    assert abs(top_line(view)) <= 40


def test_the_way_to_a_place_far_down_never_stops_the_window(view, wait_until):
    made = make_page(article("".join(f"<p>{n} {WORDS * 8}</p>" for n in range(2000))))
    view.show_page(page("<p>Short.</p>"), Status())
    began = time.thread_time()
    view.show_page(made, Status(), position=800_000)
    view.viewport().repaint()
    longest = time.thread_time() - began
    while view._made.document.grows:
        began = time.thread_time()
        QTest.qWait(1)
        longest = max(longest, time.thread_time() - began)
    # 10 to 20 ms of processor time; 200 where all before the place came at once.
    assert longest < 0.1
    assert view.position() == 800_000
    assert view.verticalScrollBar().value() > 10_000


def test_growing_moves_nothing_and_marks_stay(long, wait_until):
    long.verticalScrollBar().setValue(500)
    before = long.position(), top_line(long)
    long.picture_source = lambda _picture: image(300, 200)
    grown(long, wait_until)
    assert (long.position(), top_line(long)) == before
    assert long.progress() < 0.2
    long.set_zoom(120)
    assert long.position() == before[0]


def test_the_window_never_waits_long_for_a_megabyte(view, wait_until):
    words = "A sentence that goes on for a while, over the end of its line. " * 8
    made = make_page(article("".join(f"<p>{n} {words}</p>" for n in range(2000))))
    longest = 0.0
    view.show_page(made, Status())
    while view._made.document.grows:
        began = time.thread_time()
        QTest.qWait(1)
        longest = max(longest, time.thread_time() - began)
    # 10 to 20 ms on a calm computer, 60 where it was taken in one piece.
    assert longest < 0.15


@pytest.mark.parametrize(
    "html", [f"<p>{WORDS * 5000}</p>", f"<p>{'<br>'.join([WORDS * 4] * 1300)}</p>"]
)
def test_the_window_never_waits_long_for_one_endless_paragraph(view, wait_until, html):
    made = make_page(article(html))
    view.show_page(page("<p>Short.</p>"), Status())
    began = time.thread_time()
    view.show_page(made, Status())
    view.viewport().repaint()
    longest = time.thread_time() - began
    while view._made.document.grows:
        began = time.thread_time()
        QTest.qWait(1)
        longest = max(longest, time.thread_time() - began)
    # 10 ms of processor time; 80 to 100 where Qt had it in one piece.
    assert longest < 0.05
    assert view.document().toPlainText().count(WORDS.strip()) >= 5000


def test_a_letter_more_of_what_is_sought_in_a_megabyte_takes_no_time(view, wait_until):
    made = make_page(article("".join(f"<p>{n} · {WORDS * 8}</p>" for n in range(2000))))
    view.show_page(made, Status())
    grown(view, wait_until)
    view.find_text("goes on fo")
    began = time.thread_time()
    number, hits = view.find_text("goes on for")
    # 15 ms; 200 where each letter looked at all characters.
    assert time.thread_time() - began < 0.05
    assert (number, hits) == (1, 16_000)

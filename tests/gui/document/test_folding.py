"""Parts that open and close: a place in the article holds whatever is open."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from reader.gui.document.folding import FOLD, Folds
from reader.gui.document.position import y_of
from reader.markup.page.details import count_details, folded
from reader.markup.page.page import make_page
from tests.gui.pages import paragraphs, show
from tests.markup.articles import article


def test_a_part_opens_and_closes_with_its_place(view):
    document = show(view, "<details><summary>More</summary><p>Inside</p></details><p>After</p>")
    assert "Inside" not in document.toPlainText()
    view.follow(QUrl(f"{FOLD}0"))
    assert "Inside" in view.toPlainText()
    assert view.toPlainText().index("Inside") < view.toPlainText().index("After")
    view.follow(QUrl(f"{FOLD}0"))
    assert "Inside" not in view.toPlainText()


def line_at_the_top(view):
    block = view.document().findBlock(view.position())
    return block.text()[:10], round(y_of(view.document(), view.position())) - (
        view.verticalScrollBar().value()
    )


PARTS = (
    "<details><summary>First</summary><p>In it</p><table border=1><tr><td>a</td><td>b</td></tr>"
    f"</table><details open><summary>Within</summary>{paragraphs(5)}</details></details>"
    f"<p>Between</p><details open><ul><li>one</li><li>two</li></ul></details>{paragraphs(40)}"
    "<details><summary>Last</summary><p>At the end</p></details>"
)


@pytest.mark.parametrize("number", range(4))
def test_the_place_stays_whatever_opens_above_it(view, number):
    made = make_page(article(PARTS))
    view.show_page(made)
    view.go_to_character(view.document().toPlainText().index("Number 20"))
    before = line_at_the_top(view)
    assert before[0].startswith("Number 20")
    kept = view.position_to_keep()
    for _ in range(2):
        view.follow(QUrl(f"{FOLD}{number}"))
        assert line_at_the_top(view) == before
        assert view.position_to_keep() == kept
        view.show_nothing()
        view.show_page(made, position=kept)
        assert line_at_the_top(view) == before
        view.follow(QUrl(f"{FOLD}0"))


def test_a_place_within_a_part_that_is_closed_is_at_its_line(view):
    view.show_page(make_page(article(f"<p>a</p>{PARTS}{paragraphs(60)}")))
    view.follow(QUrl(f"{FOLD}0"))
    view.go_to_character(view.document().toPlainText().index("Number 3"))
    kept = view.position_to_keep()
    view.follow(QUrl(f"{FOLD}0"))
    assert view.document().findBlock(view.position()).text() == "▸ First"
    view.follow(QUrl(f"{FOLD}0"))
    view.show_page(make_page(article(f"<p>a</p>{PARTS}{paragraphs(60)}")), position=kept)
    assert view.document().findBlock(view.position()).text() == "▸ First"


def folds(html):
    return Folds(html, count_details(html), QTextDocument())


def test_numbers_count_what_is_closed(qapp):
    html = "<p>ab</p><details><summary>S</summary><p>cdef</p></details><p>gh</p>"
    found = folds(html)
    shown = QTextDocument()
    shown.setHtml(folded(html, (), FOLD))
    text = shown.toPlainText()
    assert found.to_unfolded(text.index("ab"), ()) == 0
    after = found.to_unfolded(text.index("gh"), ())
    assert after > text.index("gh") + len("cdef")
    assert found.to_shown(after, ()) == text.index("gh")
    assert found.to_shown(after + 1, ()) == text.index("gh") + 1


def test_every_place_comes_back_whatever_is_open(qapp):
    html = make_page(article(PARTS)).html
    found = folds(html)
    numbers = range(count_details(html))
    for opened in ((), (0,), (0, 1), (2,), (0, 1, 2, 3), tuple(numbers)):
        shown = QTextDocument()
        shown.setHtml(folded(html, opened, FOLD))
        for character in range(0, shown.characterCount() - 1, 7):
            assert found.to_shown(found.to_unfolded(character, opened), opened) == character


def test_a_long_text_is_counted_piece_by_piece(qapp):
    closed = "<details><summary>What</summary><p>Within</p></details>"
    html = make_page(article(closed + paragraphs(1500) + closed)).html
    found = folds(html)
    assert found.is_counted(0)
    assert not found.is_counted(300_000)
    steps = 0
    while found.count_more():
        steps += 1
    assert steps > 1
    assert found.is_counted(300_000)
    assert not found.count_more()

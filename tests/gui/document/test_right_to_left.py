"""What runs from right to left begins on the right: header, paragraphs, bullets, numbers."""

import pytest

from reader.gui.article.view import ArticleView
from reader.gui.document.template import page_html
from reader.markup.page.page import make_page
from tests.gui.document.test_constructs_shown import LTR, RTL, column, left_of, show
from tests.gui.document.test_document import block_with, blocks
from tests.gui.pages import image
from tests.markup.articles import article


@pytest.fixture
def view(shown):
    pane = ArticleView()
    pane.resize(800, 600)
    pane.set_picture_source(lambda picture: image(900, 500))
    return shown(pane)


def test_the_header_of_a_right_to_left_article_is_on_its_right(view):
    document = show(view, "<p>في صباح يوم من الأيام</p>", title="عنوان")
    said = [block for block in blocks(document) if block.text().strip()][:3]
    assert [block.textDirection() for block in said] == [RTL, RTL, RTL]
    assert 'dir="rtl"' not in page_html(make_page(article("<p>Words in English</p>")))


def test_the_most_of_a_paragraph_decides_its_direction(view):
    document = show(
        view, "<p>YouTube هو موقع ويب معروف بمشاركة الفيديو</p><p>Then in English: العربية</p>"
    )
    assert block_with(document, "YouTube").textDirection() == RTL
    assert block_with(document, "Then").textDirection() == LTR


def test_bullets_and_numbers_stand_on_the_right(view):
    document = show(view, '<ol dir="rtl"><li>אחת</li></ol><ul dir="rtl"><li>שתיים</li></ul>')
    for word in ("אחת", "שתיים"):
        assert block_with(document, word).textDirection() == RTL
        assert left_of(document, word) > column(document) / 2
    # Qt turns it once more: the dot is seen on the side of the text.
    numbers = block_with(document, "אחת").textList().format()
    assert (numbers.numberPrefix(), numbers.numberSuffix()) == (".", "")

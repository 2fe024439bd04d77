"""What stands in a picture's place: seen on every ground, and said as far as there is room."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from reader.gui.document.placeholders import Missing, draw_placeholder, size_alone, size_amid_text
from reader.gui.style.theme import THEMES
from reader.gui.style.typography import setting
from reader.model import PictureProblem
from tests.gui.pages import picture


@pytest.fixture
def own(qapp):
    """How an English article is set."""
    return setting("en", 100)


def drawn(own, theme, width, height, problem, ground):
    """The colours of a placeholder that fills a picture of this size on this ground."""
    canvas = QImage(width, height, QImage.Format.Format_RGB32)
    canvas.fill(QColor(ground))
    painter = QPainter(canvas)
    rect = QRectF(0, 0, width, height)
    draw_placeholder(painter, rect, Missing(picture(0), problem), theme, own)
    painter.end()
    return {canvas.pixelColor(x, y).name() for x in range(width) for y in range(height)}


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_its_edge_is_seen_on_the_page_and_on_a_card(own, theme):
    for ground in (theme.page, theme.code_background):
        assert theme.line in drawn(own, theme, 200, 60, PictureProblem.OFFLINE, ground)


def test_one_too_small_for_words_has_a_sign_unless_it_is_on_its_way(own):
    theme = THEMES["light"]
    failed, waiting = (
        drawn(own, theme, 40, 20, problem, theme.page) for problem in (PictureProblem.GONE, None)
    )
    assert len(failed) > len(waiting)


@pytest.mark.parametrize("problem", list(PictureProblem))
def test_what_a_click_does_has_a_line_of_its_own_where_one_is_too_narrow(own, problem):
    wide, narrow = (size_alone(Missing(picture(0), problem), own, room) for room in (600, 200))
    assert (wide.width(), narrow.width()) == (600, 200)
    assert narrow.height() > wide.height()


def test_amid_text_it_is_no_higher_than_the_letters(own):
    assert size_amid_text(picture(0), own, 600).height() <= own.size
    badge = size_amid_text(picture(0, width=90, height=16), own, 600)
    assert (badge.width(), badge.height()) == (90, 16)


def test_on_paper_nothing_is_said_of_a_click(own):
    alone = Missing(picture(0), PictureProblem.GONE)
    on_paper = alone._replace(clickable=False)
    assert size_alone(on_paper, own, 200).height() < size_alone(alone, own, 200).height()

"""A search shows what it found from the top, and gives the place back when it is left."""

import pytest
from PySide6.QtCore import Qt

from tests.end_to_end.conftest import write_article

Key = Qt.Key


@pytest.fixture
def run(program, tmp_path):
    """Sixty articles with a common word; the fortieth, deep in the list, is read."""
    folder = tmp_path / "many"
    for number in range(60):
        write_article(
            folder, f"s/{number}.md", f"Title {number}", hours_old=number, body="<p>Leica.</p>"
        )
    run = program().open(folder, 60)
    run.window.session.controller.select(40)
    run.shows("Title 40")
    run.settle()
    return run


def top(run):
    """The title at the top of the list."""
    return run.titles[run.window.list.rows.visible_rows().start]


def test_the_first_hits_are_in_sight_though_the_present_article_is_one_further_down(run):
    assert top(run) != "Title 0"
    run.press("/")
    run.press("leica")
    run.settle()
    assert len(run.titles) == 60
    assert top(run) == "Title 0"
    assert run.title == "Title 40"
    run.press(Key.Key_Return)
    run.shows("Title 0")
    run.press("j")
    run.shows("Title 1")


def test_left_without_a_choice_it_gives_the_place_back(run):
    run.press("/")
    run.press("leica")
    run.settle()
    run.press(Key.Key_Escape)
    run.settle()
    assert run.window.session.controller.query.search == ""
    assert run.title == "Title 40"
    assert 40 in run.window.list.rows.visible_rows()


def test_down_leads_to_the_first_hit(run):
    run.press("/")
    run.press("leica")
    run.settle()
    run.press(Key.Key_Down)
    run.shows("Title 0")
    assert run.window.list.rows.hasFocus()


def test_return_stays_with_an_article_that_is_in_sight(run):
    run.window.session.controller.select(2)
    run.shows("Title 2")
    run.press("/")
    run.press("leica")
    run.settle()
    run.press(Key.Key_Return)
    run.press("j")
    run.shows("Title 3")

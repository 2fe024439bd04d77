"""Commands on several articles at once; on the one that is read where none are selected."""

import pytest

from reader.gui.headlines.list_view import HeadlineList
from reader.gui.headlines.selection_commands import SelectionCommands
from tests.gui.session.conftest import make, news, opened  # noqa: F401 - the same serve here


@pytest.fixture
def commands(opened, shown):  # noqa: F811
    """Those of the session's list: `commands.opened`, `commands.rows`."""
    rows = HeadlineList(opened.session.headlines)
    rows.resize(300, 700)
    shown(rows)
    session = opened.session
    made = SelectionCommands(
        session.controller,
        session.headlines,
        session.library,
        session.read_tracker,
        rows.multi_selection,
        rows,
    )
    made.opened, made.rows, made.said = opened, rows, []
    made.message.connect(made.said.append)
    assert opened.titles == ["One", "Two", "Three", "Four", "Five"]
    return made


def select(commands, first, last):
    commands.rows.follow(first)
    commands.rows.multi_selection.extend_to(last)


def test_all_selected_become_read_and_unread_where_they_are_already(commands, wait_until):
    select(commands, 1, 3)
    commands.toggle_read()
    wait_until(lambda: commands.opened.read() == ["Two", "Three", "Four"])
    assert commands.said == ["Marked 3 as read. Ctrl+Z takes it back."]
    commands.toggle_read()
    wait_until(lambda: commands.opened.read() == [])
    assert commands.said[1].startswith("Marked 3 as unread.")


def test_stars_are_set_for_all_before_they_are_taken_away(commands, wait_until):
    select(commands, 0, 0)
    commands.opened.controller.select(0)
    wait_until(lambda: commands.opened.title == "One")
    commands.toggle_star()  # none is selected: the one that is read
    wait_until(lambda: commands.opened.session.controller.current.status.starred)
    select(commands, 0, 1)
    commands.toggle_star()
    wait_until(lambda: commands.said)
    assert commands.said == ["Starred 2. Ctrl+Z takes it back."]
    commands.toggle_star()
    assert commands.said[1].startswith("Took the star from 2.")


def test_articles_are_given_in_the_lists_order_also_those_not_loaded(commands, wait_until):
    given = []
    commands.rows.follow(0)
    commands.rows.multi_selection.select_all()
    commands.opened.session.headlines._known.clear()
    commands.articles(given.append)
    wait_until(lambda: given)
    assert [article.title for article in given[0]] == ["One", "Two", "Three", "Four", "Five"]


def test_without_a_selection_and_an_article_nothing_is_given(commands):
    given = []
    commands.articles(given.append)
    assert given == []

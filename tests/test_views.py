"""The table of views: each has all that its users take from it."""

import pytest

from reader.commands import BY_ID as COMMANDS
from reader.gui.headlines.labels import heading, why_empty
from reader.library.index.view_sql import VIEW_SQL
from reader.model import Query
from reader.views import BY_ID, VIEWS


def test_the_first_is_what_is_listed_where_nothing_else_is_asked_for():
    assert Query().view == VIEWS[0].id
    assert len(BY_ID) == len(VIEWS)


def test_each_has_sql_and_there_is_no_other():
    assert VIEW_SQL.keys() == BY_ID.keys()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_each_has_a_name_a_command_with_a_key_and_an_empty_text(view):
    assert heading(Query(view.id)) == view.label
    assert why_empty(Query(view.id), whole=True) == view.empty
    assert view.empty.endswith(".")
    command = COMMANDS[view.command_id]
    assert (command.title, " ".join(command.keys)) == (view.command, view.keys)
    assert command.keys
    assert command.menu == "Go"

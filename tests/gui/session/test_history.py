"""Back and forward through what was shown: list, article and place, however one came there."""

import pytest

from reader.gui.session import history as history_module
from reader.model import Query


@pytest.fixture
def walk(opened):
    """`walk(…)`: go to a position of the list, or to another list; wait until it is shown."""

    def go(*steps):
        for step in steps:
            if isinstance(step, Query):
                opened.controller.show(step)
                opened.settle()
            else:
                opened.select(step)

    return go


def back(opened, by=-1):
    """Go back, and tell what is shown: the list and the article."""
    opened.session.history.go(by)
    opened.settle()
    query = opened.controller.query
    return query.search or "/".join(query.section) or query.view, opened.title


def possible(opened):
    rules = opened.session.history.possible()
    return rules["go-back"](), rules["go-forward"]()


def test_through_lists_and_articles_and_forward_again(opened, walk):
    assert possible(opened) == (False, False)
    walk(0, 2, Query("unread"), 3, Query(section=("World",)), 1)
    assert possible(opened) == (True, False)
    shown = [back(opened) for _ in range(5)]
    assert shown == [
        ("World", "Four"),
        ("unread", "Four"),
        ("unread", "Three"),
        ("all", "Three"),
        ("all", "One"),
    ]
    assert possible(opened) == (False, True)
    opened.session.history.go(-1)
    assert opened.messages[-1] == "There is nothing to go back to."
    assert [back(opened, 1) for _ in range(5)][-1] == ("World", "Five")
    opened.session.history.go(1)
    assert opened.messages[-1] == "There is nothing to go forward to."
    assert opened.read() == []  # coming back is no reading on


def test_another_way_taken_ends_the_way_forward(opened, walk):
    walk(0, 1, 2)
    assert back(opened) == ("all", "Two")
    walk(4)
    assert possible(opened) == (True, False)
    assert back(opened) == ("all", "Two")


def test_a_search_is_one_place_however_it_was_typed(opened, walk):
    walk(1)
    for typed in ("f", "fo", "fou", "four"):
        opened.controller.search(typed)
        opened.settle()
    assert opened.titles == ["Four"]
    walk(0)
    opened.controller.search("")
    opened.settle()
    assert [back(opened) for _ in range(3)] == [
        ("four", "Four"),
        ("four", "Two"),
        ("all", "Two"),
    ]


@pytest.mark.parametrize(("shown_for", "wanted"), [(10**9, "One"), (0, "Three")])
def test_what_steps_pass_in_a_moment_is_no_place(opened, walk, monkeypatch, shown_for, wanted):
    monkeypatch.setattr(history_module, "PASSED_MS", shown_for)
    walk(0, 1)
    for title in ("Three", "Four"):
        opened.session.navigator.step(1)
        opened.wait(lambda title=title: opened.title == title)
    opened.settle()
    assert back(opened) == ("all", wanted)


def test_a_step_taken_while_the_way_back_is_looked_for_holds(opened, walk):
    walk(0, 1, 2)
    opened.session.history.go(-1)
    opened.controller.select(4)  # before the library has answered
    opened.settle()
    assert opened.title == "Five"
    assert back(opened) == ("all", "Two")


def test_places_within_an_article(opened, walk):
    history, wanted, at = opened.session.history, [], iter((120, 900, 5))
    history.set_position_source(lambda: next(at))
    history.position_wanted.connect(wanted.append)
    walk(0)
    history.note_jump()
    back(opened)
    assert wanted == [120]
    back(opened, 1)
    assert wanted == [120, 900]


def test_it_is_bounded_and_ends_with_the_folder(opened, walk, monkeypatch):
    monkeypatch.setattr(history_module, "LENGTH", 3)
    walk(0, 1, 2, 3, 4)
    assert [back(opened)[1], back(opened)[1]] == ["Four", "Three"]
    assert possible(opened) == (False, True)
    opened.controller.open(opened.folder, Query(), "")
    opened.settle()
    assert possible(opened) == (False, False)

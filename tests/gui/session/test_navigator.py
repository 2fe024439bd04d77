"""Steps lead through the list and say where it ends."""

from datetime import timedelta

from reader.model import Query
from tests.end_to_end.conftest import BEGIN


def shows(opened, title):
    opened.wait(lambda: opened.title == title and opened.controller.page is not None)


def test_step_by_step_to_both_ends(opened):
    navigator = opened.session.navigator
    navigator.step(1)
    shows(opened, "One")
    navigator.step(-1)
    assert opened.messages == ["This is the beginning of the list."]
    assert opened.read() == ["One"]  # who goes on has read it, though nothing follows
    navigator.to_last()
    shows(opened, "Five")
    assert not navigator.has_next()
    navigator.step(1)
    assert opened.messages[-1] == "This is the end of the list."


def test_the_next_unread_one_once_around(opened):
    navigator, statuses = opened.session.navigator, opened.session.status_queue
    opened.select(3)
    ids = [opened.session.headlines.headline(at).id for at in (0, 4)]
    statuses.set_read(ids, True, "")
    navigator.to_unread(1)
    shows(opened, "Two")
    assert opened.messages == ["Continued from the other end of the list."]
    navigator.to_unread(-1)
    shows(opened, "Three")
    navigator.to_unread(1)
    opened.wait(lambda: "No unread article in this list." in opened.messages)


def test_from_an_article_that_the_list_no_longer_holds(opened):
    opened.select(1)
    opened.controller.show(Query(section=("World",)))
    opened.settle()
    assert opened.controller.position == -1
    opened.session.navigator.step(1)
    shows(opened, "Four")


def test_to_a_date_and_past_the_last_one(opened):
    navigator = opened.session.navigator
    navigator.to_date((BEGIN - timedelta(hours=2.5)).timestamp())
    shows(opened, "Four")
    navigator.to_date((BEGIN - timedelta(days=9)).timestamp())
    shows(opened, "Five")
    assert "oldest" in opened.messages[-1]


def test_to_a_title_and_to_one_that_is_not_there(opened):
    navigator = opened.session.navigator
    navigator.to_title("hre")
    shows(opened, "Three")
    navigator.to_title("Twelve")
    opened.wait(lambda: opened.messages)
    assert opened.messages == ["No title contains “Twelve”."]
    navigator.to_any()
    assert opened.title == "Three"


def test_to_an_article_outside_the_list(opened):
    opened.select(0)
    wanted = opened.controller.current.id
    opened.controller.show(Query(section=("World",)))
    opened.settle()
    opened.select(0)
    opened.session.navigator.to_article(wanted)
    shows(opened, "One")
    assert opened.controller.position == -1

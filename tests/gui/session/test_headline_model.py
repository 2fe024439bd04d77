"""The list's model: what is shown stays where it stood."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from reader.gui.session.headline_model import HeadlineModel, Role, merged
from reader.model import Headline, Status


def headline(row, *, read=False):
    return Headline(
        row, f"{row:032x}", f"Title {row}", "Source", 0.0, True, "", "", "", "", Status(read=read)
    )


def rows(*numbers):
    return array("q", numbers)


def test_a_read_article_stays_where_it_stood_in_the_unread_list():
    assert merged(rows(1, 2, 3, 4), rows(1, 3, 4), {2}) == rows(1, 2, 3, 4)


def test_new_articles_come_among_those_that_stay():
    assert merged(rows(1, 2, 3), rows(9, 1, 8, 3, 7), {2}) == rows(9, 1, 2, 8, 3, 7)


def test_an_article_that_is_gone_and_was_not_touched_goes():
    assert merged(rows(1, 2, 3), rows(1, 3), set()) == rows(1, 3)


@given(st.lists(st.integers(0, 30), unique=True), st.data())
def test_merging_loses_nothing_and_doubles_nothing(found, data):
    shown = data.draw(st.lists(st.integers(0, 30), unique=True))
    kept = set(data.draw(st.lists(st.integers(0, 30))))
    result = merged(rows(*shown), rows(*found), kept)
    assert len(result) == len(set(result))
    assert set(result) == set(found) | (set(shown) & kept)
    if not set(shown) & kept - set(found):
        assert list(result) == found


def test_headlines_are_asked_for_once_around_what_is_looked_at(qapp, wait_until):
    model = HeadlineModel()
    asked = []
    model.wanted.connect(asked.append)
    model.set_rows(rows(*range(1000)))
    assert model.headline(500) is None
    assert model.headline(501) is None
    wait_until(lambda: asked)
    assert len(asked) == 1
    assert 500 in asked[0]
    assert len(asked[0]) < 200
    model.add([headline(row) for row in asked[0]])
    assert model.headline(500).title == "Title 500"
    assert model.data(model.index(500), Role.HEADLINE).row == 500


def test_a_status_is_shown_at_once_and_no_older_answer_takes_it_back(qapp):
    model = HeadlineModel()
    model.set_rows(rows(1, 2))
    model.add([headline(1), headline(2)])
    first = headline(1).id
    assert model.set_status([first], read=True) == [1]
    model.add([headline(1)])  # asked for before the change was written
    assert model.loaded(0).status.read
    model.written([first])
    model.add([headline(1)])
    assert not model.loaded(0).status.read


def test_what_is_known_stays_bounded(qapp):
    model = HeadlineModel()
    for start in range(0, 40_000, 100):
        model.add([headline(row) for row in range(start, start + 100)])
    assert len(model._known) <= 4000
    assert model.known(39_999) is not None


def test_what_may_have_changed_is_shown_until_the_newer_comes(qapp, wait_until):
    model = HeadlineModel()
    asked = []
    model.wanted.connect(asked.append)
    model.set_rows(rows(1))
    model.add([headline(1)])
    model.expire()
    assert model.headline(0) is not None
    wait_until(lambda: asked == [[1]])


def test_the_neighbours_of_a_row_are_those_at_hand(qapp):
    model = HeadlineModel()
    model.set_rows([3, 2, 1])
    model.add([headline(3), headline(2)])
    assert [one and one.row for one in model.beside(0)] == [None, 2]
    assert [one and one.row for one in model.beside(1)] == [3, None]  # the next is not known yet
    assert [one and one.row for one in model.beside(2)] == [2, None]

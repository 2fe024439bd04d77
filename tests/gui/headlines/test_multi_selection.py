"""Several rows at once: kept by their articles, however the list is renewed."""

from array import array

import pytest


@pytest.fixture
def selection(listing):
    listing.fill(10)
    listing.follow(4)
    return listing.multi_selection


def shown(listing):
    return sorted(index.row() for index in listing.selectionModel().selectedIndexes())


def test_one_row_alone_is_no_selection(selection):
    selection.toggle(4)
    assert selection.rows() == []
    assert not selection
    selection.extend_to(4)
    assert selection.rows() == []


def test_it_grows_and_shrinks_from_where_it_started(selection, listing):
    assert selection.extend(1) == 5
    assert selection.extend(1) == 6
    assert selection.rows() == [4, 5, 6]
    assert selection.extend(-1) == 5
    assert selection.rows() == [4, 5]
    selection.extend_to(2)
    assert selection.rows() == [2, 3, 4]
    assert shown(listing) == [2, 3, 4]


def test_it_ends_at_the_ends_of_the_list(selection):
    selection.extend_to(9)
    assert selection.extend(1) == 9
    selection.select_all()
    assert selection.rows() == list(range(10))


def test_its_articles_stay_selected_in_a_renewed_list_in_its_order(selection, listing):
    selection.extend_to(6)
    listing.headlines.set_rows(array("q", [99, 6, 5, 1, 4]))
    assert selection.rows() == [6, 5, 4]
    assert shown(listing) == [1, 2, 4]
    listing.headlines.set_rows(array("q", [99, 6]))  # one is left: commands mean what is read
    assert selection.rows() == []


def test_how_many_are_selected_is_told_when_it_changes(selection):
    told = []
    selection.changed.connect(told.append)
    selection.extend_to(6)
    selection.extend_to(6)
    selection.toggle(6)
    assert selection.clear()
    assert not selection.clear()
    assert told == [3, 2, 0]

"""What is typed is searched for; Down and Return go on to the list."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.gui.headlines.search_field import SearchField


def test_it_searches_while_one_types_and_leads_to_the_list(shown, wait_until):
    field = shown(SearchField())
    searched, left = [], []
    field.searched.connect(searched.append)
    field.left.connect(lambda: left.append(True))
    QTest.keyClicks(field, "tea")
    wait_until(lambda: searched and searched[-1] == "tea")
    assert not field.waiting
    QTest.keyClicks(field, " x")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert searched[-1] == "tea x"  # at once, not after a wait
    assert left == [True]
    assert not field.waiting
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert left == [True, True]


def test_no_text_is_too_long_to_search_for(shown):
    field = shown(SearchField())
    field.setText("徕" * 5000)
    assert len(field.text()) == 1000

"""Which day to go to, and how old is old."""

from datetime import datetime

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QWidget

from reader.gui.dialogs.dates import AGES, DateDialog, ask_age, end_of


def test_a_day_ends_when_the_next_one_begins_here():
    assert end_of(QDate(2022, 5, 28)) == datetime(2022, 5, 29).timestamp()  # noqa: DTZ001 - local


@pytest.mark.parametrize(("row", "days"), [(None, 7), (6, 365)])
def test_an_age_is_given_in_days_once_it_is_accepted(shown, row, days):
    window, given = shown(QWidget()), []
    ask_age(window, given.append)
    dialog = window.findChild(DateDialog)
    field = dialog.field
    assert isinstance(field, QComboBox)
    assert [field.itemText(n) for n in range(field.count())] == [name for name, _ in AGES]
    if row is not None:
        field.setCurrentIndex(row)
    assert given == []
    dialog.accept()
    assert given == [days]


def test_one_that_is_cancelled_gives_nothing(shown):
    window, given = shown(QWidget()), []
    ask_age(window, given.append)
    window.findChild(DateDialog).reject()
    assert given == []

"""The right button: a menu about what is under it, and nothing is opened or marked by asking."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.model import Query


@pytest.fixture
def menu_at(run):
    """`menu_at(pane, point)`: the entries by name, of the menu that the right button opens."""

    def ask(pane, point, reason=QContextMenuEvent.Reason.Mouse):
        close_menu()
        viewport = pane.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=point)
        event = QContextMenuEvent(reason, point, viewport.mapToGlobal(point))
        target = viewport if reason is QContextMenuEvent.Reason.Mouse else pane
        QApplication.sendEvent(target, event)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        return {action.text().partition("\t")[0]: action for action in menu.actions()}

    yield ask
    close_menu()


def close_menu():
    if (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def test_a_row_is_meant_and_not_opened(run, menu_at):
    rows = run.window.list.rows
    third = rows.visualRect(run.window.session.headlines.index(2)).center()
    entries = menu_at(rows, third)
    assert run.title == "One"
    assert not run.status("Three").read
    entries["Star"].trigger()
    entries["Mark as Read"].trigger()
    run.wait(lambda: run.status("Three").read and run.status("Three").starred)
    assert not run.status("One").starred
    entries["Copy Link"].trigger()
    assert QGuiApplication.clipboard().text() == "https://example.org/three"
    again = menu_at(rows, third)
    assert {"Mark as Unread", "Remove the Star"} <= set(again)
    again["Mark Below as Read"].trigger()
    run.wait(lambda: run.status("Five").read)
    assert not run.status("Two").read
    menu_at(rows, third)["Open"].trigger()
    run.shows("Three")


def test_those_that_are_selected_are_meant_where_the_row_is_one_of_them(run, menu_at):
    rows = run.window.list.rows
    rows.extend_selection(1)
    second = rows.visualRect(run.window.session.headlines.index(1)).center()
    entries = menu_at(rows, second)
    assert "Open" not in entries
    entries["Star or Unstar"].trigger()
    run.wait(lambda: run.status("One").starred and run.status("Two").starred)


def test_in_the_article_it_is_meant_alone_whatever_is_selected(run, menu_at):
    run.window.list.rows.extend_selection(1)
    assert run.window.session.controller.is_unasked
    menu_at(run.window.article, QPoint(40, 10))["Star"].trigger()
    run.wait(lambda: run.status("One").starred)
    assert not run.status("Two").starred
    assert run.window.session.controller.is_unasked  # a menu is no reading


def test_an_entry_of_the_sidebar_is_meant_and_not_listed(run, menu_at):
    sidebar, before = run.window.sidebar, run.titles
    item = sidebar.topLevelItem(sidebar.topLevelItemCount() - 1)
    entries = menu_at(sidebar, sidebar.visualItemRect(item).center())
    assert run.titles == before
    entries["Mark All as Read"].trigger()
    run.wait(lambda: run.status("Four").read)
    assert not run.status("Two").read
    menu_at(sidebar, sidebar.visualItemRect(item).center())["Open"].trigger()
    run.wait(lambda: run.window.session.controller.query == Query(section=("World",)))


def test_the_article_is_meant_also_by_the_keyboard(run, menu_at):
    article = run.window.article
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        entries = menu_at(article, QPoint(40, 10), reason)
        assert {"Select All", "Mark as Read", "Star", "Find in Article", "Print…"} <= set(entries)
    entries["Star"].trigger()
    run.wait(lambda: run.status("One").starred)

"""The window as a screen reader walks it: what there is, in which order, under what name."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog

ROLE = QAccessible.Role
LABEL = QAccessible.RelationFlag.Label
NAMED = {
    ROLE.Button,
    ROLE.CheckBox,
    ROLE.ComboBox,
    ROLE.Dialog,
    ROLE.EditableText,
    ROLE.List,
    ROLE.ProgressBar,
    ROLE.RadioButton,
    ROLE.Slider,
    ROLE.SpinBox,
    ROLE.Tree,
    ROLE.Window,
}


@pytest.fixture(autouse=True)
def listened_to(qapp: QApplication) -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def walk(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that can be seen, in the tree's order."""
    if top.isValid() and not top.state().invisible:
        yield top
        for number in range(top.childCount()):
            yield from walk(top.child(number))


def seen(of) -> list[QAccessibleInterface]:
    return list(walk(QAccessible.queryAccessibleInterface(of)))


def name(one: QAccessibleInterface) -> str:
    return one.text(QAccessible.Text.Name)


def test_the_panes_come_from_left_to_right_and_their_entries_say_all(run):
    window = run.window
    tree = seen(window)
    panes = [window.sidebar, window.list.search, window.list.rows, window.article]
    assert [one.object() for one in tree if one.object() in panes] == panes
    rows = [name(one) for one in tree if one.role() == ROLE.ListItem]
    assert len(rows) == 6
    assert rows[1].startswith("unread, Two, Alpha, ")
    assert rows[1].endswith(", A body.")
    entries = [name(one) for one in tree if one.role() == ROLE.TreeItem]
    assert entries[0] == "All Articles, level 1"
    assert any(one.startswith("Unread, ") and "unread" in one[7:] for one in entries)
    window.sidebar.expandAll()
    entries = [name(one) for one in seen(window.sidebar) if one.role() == ROLE.TreeItem]
    assert "Beta, 1 unread, level 2" in entries
    assert "Gamma, 3 unread, level 2" in entries


def test_all_that_can_be_used_has_a_name_and_a_closed_dialog_is_gone(run):
    window, handlers = run.window, run.window.handlers
    window.list.search.setText("徕卡")
    window.list.show_sidebar_button(True)
    window.status_bar.show_work("Writing", 1, 2)
    window.status_bar.show_problems(3)
    window.pane_navigation.find()
    window.pane_navigation.find_bar().edit.setText("news")
    nameless = [one for one in seen(window) if one.role() in NAMED and not name(one)]
    assert [one.object() for one in nameless] == []
    for command in ("go-to-date", "mark-older-read", "help-keys", "problems", "left-out",
                    "missing-pictures", "preferences", "print"):  # fmt: skip
        handlers[command]()
        run.wait(lambda: any(d.isVisible() for d in window.findChildren(QDialog)))
        [dialog] = [d for d in window.findChildren(QDialog) if d.isVisible()]
        nameless = [one for one in seen(dialog) if one.role() in NAMED and not name(one)]
        assert [one.object() for one in nameless] == []
        # Their values are their names; what they are for, their labels say.
        boxes = [one for one in seen(dialog) if one.role() == ROLE.ComboBox]
        assert all(one.text(QAccessible.Text.Value) for one in boxes)
        assert [one.object() for one in boxes if not one.relations(LABEL)] == []
        dialog.close()
        run.wait(lambda: not window.findChildren(QDialog))

"""What the window does beyond its panes is made when it is wanted, and ended with it."""

import pytest
from PySide6.QtWidgets import QDialog


def test_nothing_is_made_before_it_is_wanted(run):
    features = run.window.features
    late = (features.exporter, features.reading_aloud, features.status_exchange, features.problems)
    assert [part.made for part in late] == [None] * 4
    run.window.actions_by_id["problems"].trigger()
    run.wait(lambda: features.problems.made is not None and features.problems().dialog)
    features.problems().dialog.close()
    assert [part.made is None for part in late] == [True, True, True, False]


@pytest.mark.parametrize(
    "command", ["preferences", "help-keys", "go-to-date", "mark-older-read", "about"]
)
def test_a_command_that_asks_opens_its_dialog(run, command):
    run.window.actions_by_id[command].trigger()
    run.wait(lambda: any(one.isVisible() for one in run.window.findChildren(QDialog)))
    for dialog in run.window.findChildren(QDialog):
        dialog.close()


def test_esc_ends_the_selection_first(run):
    run.window.actions_by_id["select-all"].trigger()
    assert run.message == "6 articles selected."
    assert run.window.features.escape()
    assert not run.window.list.rows.multi_selection
    assert not run.window.features.escape()

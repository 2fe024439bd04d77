"""The window opens, shows, and leaves nothing behind."""

import subprocess
import sys

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from reader.model import Query
from tests.conftest import ROOT

LOADED = """
import sys
import reader.gui.window.window
late = ("bs4", "nh3", "frontmatter", "markdown_it", "requests", "PIL", "reader.gui.export",
        "reader.gui.dialogs", "reader.gui.gallery", "reader.gui.window.features")
print([name for name in late if name in sys.modules])
"""


def test_its_start_loads_no_parser_no_network_and_nothing_that_comes_later():
    told = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_without_a_folder_one_is_welcomed(program):
    run = program().open(None)
    assert run.window.folder_presenter.welcome_page().isVisible()
    assert run.window.session.controller.folder is None
    run.window.actions_by_id["next"].trigger()  # does no harm
    assert run.message == ""


def test_a_folder_that_is_dropped_is_opened(program, news):
    run = program().open(None)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(news / "Tech/Alpha/one.md"))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    run.window.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))
    run.wait(lambda: run.window.session.controller.folder == news / "Tech/Alpha")
    run.wait(lambda: sorted(run.titles) == ["One", "Two"], 20)


def test_closed_before_it_was_painted_it_makes_nothing(program, news):
    run = program()
    run.window.start(news)
    run.close()
    assert run.window._features.made is None


def test_back_leaves_full_screen_last(run):
    window = run.window
    window.toggle_full_screen()
    run.wait(window.isFullScreen)
    window.distraction_free.toggle()
    window.back()
    assert not window.distraction_free.active
    window.list.rows.setFocus()
    window.back()
    run.wait(lambda: not window.isFullScreen())


BACK, FORWARD = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton


def test_the_mouses_own_buttons_go_back_and_forward_over_every_pane(run):
    window = run.window
    panes = (window.list.rows.viewport(), window.article.viewport(), window.sidebar.viewport())
    window.actions_by_id["next"].trigger()
    run.shows("Two")
    for pane in panes:
        QTest.mouseClick(pane, BACK, pos=QPoint(30, 20))
        run.shows("One")
        QTest.mouseClick(pane, FORWARD, pos=QPoint(30, 20))
        run.shows("Two")
    assert window.session.controller.query == Query()


def test_back_leads_into_a_search_and_its_field_says_so(run):
    window = run.window
    window.list.search.setText("three")
    run.wait(lambda: run.titles == ["Three"])
    run.press(Qt.Key.Key_Escape)
    window.list.search.setFocus()
    window.list.search.clear()
    run.wait(lambda: len(run.titles) == 6)
    window.list.rows.setFocus()
    run.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    run.wait(lambda: run.titles == ["Three"])
    assert window.list.search.text() == "three"
    run.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    run.wait(lambda: len(run.titles) == 6)
    assert window.list.search.text() == ""
    run.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    run.wait(lambda: run.titles == ["Three"])

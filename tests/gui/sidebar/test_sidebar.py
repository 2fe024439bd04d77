"""The sidebar's first entries come from the table of views, and from nothing else."""

import json
import os
import subprocess
import sys

import pytest

from reader.gui.style.icons import sign
from reader.gui.style.theme import DARK, LIGHT, SEPIA
from reader.views import VIEWS
from tests.conftest import ROOT


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_each_has_an_icon_in_a_colour_of_every_theme(view, qapp):
    for theme in (LIGHT, SEPIA, DARK):
        assert view.colour in theme._fields
        drawn = sign(view.icon, getattr(theme, view.colour)).toImage()
        assert any(drawn.pixelColor(x, y).alpha() for x in range(32) for y in range(32))


ONE_MORE = """
import json, sys
from pathlib import Path

from reader import views
from reader.library.index import view_sql

# What the recipe says: one entry in the table, and its SQL.
views.VIEWS += (
    views.View(
        "tea",
        label="About Tea",
        command="Articles About Tea",
        keys="Ctrl+5",
        icon="folder",
        empty="Nothing about tea.",
    ),
)
views.BY_ID["tea"] = views.VIEWS[-1]
view_sql.VIEW_SQL["tea"] = view_sql.ViewSql(
    "SELECT group_concat(row) FROM idx.article WHERE title LIKE '%tea%' AND :section AND :limit",
    None,
    "(SELECT count(*) FROM idx.article WHERE title LIKE '%tea%')",
)

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from reader.gui.system.launch_options import LaunchOptions
from reader.gui.window.window import MainWindow
from reader.paths import Paths
from reader.settings import Settings
from PySide6.QtWidgets import QApplication

folder, data = map(Path, sys.argv[1:])
app = QApplication([])
paths = Paths.at(data)
paths.create()
window = MainWindow(paths, Settings(), LaunchOptions(data_dir=data, offline=True))
window.show()
window.start(folder)


def wait(holds, what):
    loop, left = QEventLoop(), QTimer()
    left.timeout.connect(lambda: holds() and loop.quit())
    left.start(5)
    QTimer.singleShot(60_000, loop, lambda: sys.exit("not within a minute: " + what))
    if not holds():
        loop.exec()


def titles():
    headlines = window.session.headlines
    return [h.title if (h := headlines.headline(n)) else "" for n in range(len(headlines.rows))]


def entry(number):
    item = window.sidebar.topLevelItem(number)
    return item.text(0), item.data(0, Qt.ItemDataRole.UserRole)


wait(lambda: len(titles()) == 3, "the list")
wait(lambda: entry(4)[1] == 2, "the figure")
QTest.keyClick(window.list.rows, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
wait(lambda: sorted(titles()) == ["Green tea", "Tea and fog"], "the view's list")
current = window.sidebar.currentItem().text(0)
icon = not window.sidebar.topLevelItem(4).icon(0).isNull()
own = [action for action in window.actions() if action.objectName() == "view-tea"]
menu = [action.text().replace("&", "") for action in own]
window.list.search.setText("fog")
wait(lambda: titles() == ["Tea and fog"], "the view's list, searched")
print(json.dumps({"entry": entry(4), "current": current, "icon": icon, "menu": menu}))
window.close()
"""


def test_one_more_entry_and_its_sql_are_all_that_a_further_view_takes(tmp_path):
    """In a program of its own: the window, the key, the list, the figure, the search."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, words in (("Tea and fog", "a"), ("Green tea", "b"), ("Fog", "c")):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n{words}\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", ONE_MORE, folder, tmp_path / "data"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {
        "entry": ["About Tea", 2],
        "current": "About Tea",
        "icon": True,
        "menu": ["Articles About Tea"],
    }

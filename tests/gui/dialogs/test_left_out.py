"""Help > Left Out in the real window: what is none of the news, why, and its switch."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QMenu, QTreeWidget

from reader import settings as settings_file
from tests.end_to_end.conftest import program, write_article  # noqa: F401 - they serve here, too


@pytest.fixture
def site(tmp_path):
    """A blog of two posts, with a draft and a page about itself."""
    folder = tmp_path / "blog"
    write_article(folder, "source/_posts/a.md", "First post")
    write_article(folder, "source/_posts/b.md", "Second post", hours_old=1)
    write_article(folder, "source/_drafts/c.md", "Not done yet", hours_old=2)
    (folder / "_config.yml").write_text("title: Site\n")
    (folder / "README.md").write_text("# About this blog\n\nHow it is built.\n")
    return folder


def choose(run, menu_title, action_id):
    """Open a menu of the menu bar and click on one of its entries."""
    bar, action = run.window.menuBar(), run.window.actions_by_id[action_id]
    entry = next(each for each in bar.actions() if each.text().replace("&", "") == menu_title)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(bar, left, pos=bar.actionGeometry(entry).center())
    menu = entry.menu()
    assert isinstance(menu, QMenu)
    run.wait(menu.isVisible)
    QTest.mouseClick(menu, left, pos=menu.actionGeometry(action).center())


def dialog(run):
    """Open the page by the menu; return its list, as rows of texts, and its switch."""
    choose(run, "Help", "left-out")
    left_out = run.window.features.left_out()
    run.wait(lambda: left_out.dialog is not None and left_out.dialog.isVisible(), 10)
    shown = left_out.dialog
    files = shown.findChild(QTreeWidget, "LeftOutFiles")
    rows = [files.topLevelItem(n) for n in range(files.topLevelItemCount())]
    return {row.text(0): row.text(1) for row in rows}, shown.findChild(QCheckBox, "LeftOutShown")


def click_box(box):
    """Click on a check box, on its words."""
    words = QPoint(60, box.height() // 2)  # the box is as wide as its window, they are not
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=words)


def close(run):
    """Close the dialog by Escape."""
    left_out = run.window.features.left_out()
    QTest.keyClick(left_out.dialog, Qt.Key.Key_Escape)
    assert not left_out.dialog.isVisible()
    left_out.dialog = None


def test_files_and_reasons_are_listed_and_the_switch_lists_them_among_the_articles(
    program,  # noqa: F811
    site,
):
    run = program().open(site, 2)
    assert set(run.titles) == {"First post", "Second post"}
    rows, switch = dialog(run)
    assert set(rows) == {"README.md", "source/_drafts/c.md"}
    assert all(why.endswith(".") for why in rows.values())
    assert rows["README.md"] != rows["source/_drafts/c.md"]
    assert not switch.isChecked()

    click_box(switch)
    run.wait(lambda: {"Not done yet", "About this blog"} < set(run.titles), 60)
    close(run)
    run.settle()
    assert len(run.titles) == 4
    run.close()
    assert settings_file.load(run.paths.settings_file).left_out_shown

    # It holds in the next run, still says what they are, and takes them back.
    run = program().open(site, 4)
    rows, switch = dialog(run)
    assert set(rows) == {"README.md", "source/_drafts/c.md"}
    assert switch.isChecked()
    click_box(switch)
    run.wait(lambda: set(run.titles) == {"First post", "Second post"}, 60)
    close(run)

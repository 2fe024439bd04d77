"""Folders of every kind: a sentence and a way on."""

import os
import sys

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton

from tests.end_to_end.conftest import write_article


def said(run):
    """The sentences of the welcome page."""
    return " ".join(
        label.text() for label in run.window.folder_presenter.welcome_page().findChildren(QLabel)
    )


def test_a_first_start_welcomes_with_the_samples_one_click_away(program, wait_until):
    run = program().open(None)
    assert run.window.folder_presenter.welcome_page().isVisible()
    samples = [
        button
        for button in run.window.folder_presenter.welcome_page().findChildren(QPushButton)
        if "sample" in button.text()
    ]
    samples[0].click()
    run.wait(lambda: len(run.titles) == 12, 20)
    run.settle()
    assert run.title
    assert not run.window.folder_presenter.welcome_page().isVisible()


def test_a_folder_without_articles(program, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "picture.png").write_bytes(b"x")
    run = program().open(empty)
    run.wait(lambda: run.window.folder_presenter.welcome_page().isVisible(), 10)
    assert "“empty” holds no" in said(run)
    write_article(empty, "a.md", "A")
    run.press(Qt.Key.Key_F5)
    run.wait(lambda: run.titles == ["A"], 10)
    run.wait(lambda: not run.window.folder_presenter.welcome_page().isVisible())


def test_a_folder_that_is_not_there(program, tmp_path):
    run = program().open(tmp_path / "gone")
    run.wait(lambda: run.window.folder_presenter.welcome_page().isVisible(), 10)
    assert "gone" in said(run)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_cannot_be_read(program, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    run = program().open(closed)
    run.wait(lambda: run.window.folder_presenter.welcome_page().isVisible(), 10)
    assert "closed" in said(run)


def test_a_folder_that_vanished_stays_readable_as_a_list(program, news):
    run = program().open(news, 6)
    run.close()
    news.rename(news.with_name("moved"))
    again = program().open(None, 6)
    again.wait(lambda: "news" in again.message, 10)
    assert len(again.titles) == 6


def test_a_file_that_vanished_says_so_in_its_place(program, news):
    run = program().open(news, 6)
    run.shows("One")
    (news / "World" / "Gamma" / "five.md").unlink()
    for _ in range(4):
        run.press("j")
    run.wait(lambda: "Five" in run.text, 10)
    run.press("j")
    run.shows("小米徕卡旗舰发布")


def drop(window, folder):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    nothing = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(
        window.rect().center(), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, nothing
    )
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    event = QDropEvent(
        QPointF(window.rect().center()),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        nothing,
    )
    window.dropEvent(event)


def test_a_dropped_folder_is_opened_and_the_former_one_is_a_recent_one(program, news, tmp_path):
    run = program().open(news, 6)
    other = tmp_path / "other"
    write_article(other, "a/b.md", "Another folder")
    drop(run.window, other)
    run.wait(lambda: run.titles == ["Another folder"], 10)
    run.shows("Another folder")
    run.settle()
    assert run.window.windowTitle().endswith(("other", "other – Broadsheet"))
    run.window.folder_chooser.fill_menu(run.window.recent_menu)
    recent = [action.text() for action in run.window.recent_menu.actions()]
    assert recent == [str(other), str(news)]
    run.window.recent_menu.actions()[1].trigger()
    run.wait(lambda: len(run.titles) == 6, 10)
    run.shows("One")
    run.settle()


def test_the_folder_of_the_person_is_never_written_to(program, news):
    before = sorted((str(p), p.stat().st_mtime_ns) for p in [news, *news.rglob("*")])
    run = program().open(news, 6)
    run.press("js")
    run.settle()
    run.close()
    assert sorted((str(p), p.stat().st_mtime_ns) for p in [news, *news.rglob("*")]) == before


def test_a_file_no_one_can_read_as_an_article_leaves_the_others(program, news):
    (news / "Tech" / "bad.md").write_bytes(os.urandom(3000))
    (news / "Tech" / "nul.md").write_bytes(b"\0" * 1000)
    (news / "Tech" / "yaml.md").write_text("---\ntitle: [" + "[" * 50_000 + "\n---\ntext\n")
    run = program().open(news)
    run.wait(lambda: {"One", "Two", "Five"} <= set(run.titles), 20)
    run.settle()
    assert "Something went wrong" not in run.message


def test_the_article_that_is_read_stays_where_it_is_while_the_list_grows(program, tmp_path):
    folder = tmp_path / "news"
    for number in range(30):
        write_article(folder, f"a/{number}.md", f"Old {number}", hours_old=100 + number)
    run = program().open(folder, 30)
    run.shows("Old 0")
    for _ in range(3):
        run.press("j")
    run.shows("Old 3")
    rows = run.window.list.rows

    def place():
        return rows.visualRect(rows.currentIndex()).top()

    before = place()
    for number in range(40):
        write_article(folder, f"b/{number}.md", f"New {number}", hours_old=number)
    run.press(Qt.Key.Key_F5)
    run.wait(lambda: len(run.titles) == 70, 10)
    run.settle()
    assert run.title == "Old 3"
    assert run.titles[rows.currentIndex().row()] == "Old 3"
    assert place() == before

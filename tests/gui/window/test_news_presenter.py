"""What is new is told above the list, leads there, and F5 answers."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.end_to_end.conftest import write_article


def line(run):
    """What stands above the list."""
    button = run.window.list.findChild(QPushButton, "NewArticles")
    return button.text() if button is not None and not button.isHidden() else ""


def first_seen(run):
    """The title at the top of what is seen of the list."""
    rows = run.window.list.rows
    headline = run.window.session.headlines.headline(rows.visible_rows().start)
    return headline.title if headline is not None else ""


def test_new_articles_are_told_and_the_line_leads_to_them(run, news):
    assert line(run) == ""  # a folder that is read for the first time has nothing new
    run.press(Qt.Key.Key_End)
    run.shows("小米徕卡旗舰发布")
    write_article(news, "Tech/new.md", "Brand new", hours_old=0)
    write_article(news, "Tech/newer.md", "Second new", hours_old=3)
    run.wait(lambda: line(run) == "2 new articles", 30)
    button = run.window.list.findChild(QPushButton, "NewArticles")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    run.wait(lambda: line(run) == "")
    run.wait(lambda: first_seen(run) == "Brand new")
    assert run.title == "小米徕卡旗舰发布"  # what is read stays


def test_what_is_new_beside_the_list_is_shown_among_all(run, news):
    run.window.actions_by_id["view-starred"].trigger()
    run.wait(lambda: run.titles == [])
    write_article(news, "World/new.md", "Elsewhere", hours_old=0)
    run.wait(lambda: line(run) == "1 new article", 30)
    run.window.list.news_wanted.emit()
    run.wait(lambda: "Elsewhere" in run.titles)
    run.wait(lambda: line(run) == "")


def test_who_asks_is_answered(run, news):
    run.press(Qt.Key.Key_F5)
    run.wait(lambda: run.message == "Nothing new in the folder.", 30)
    run.window.folder_monitor().close()
    (news / "Tech/Alpha/one.md").rename(news / "Tech/Alpha/moved.md")
    write_article(news, "World/new.md", "One more", hours_old=9)
    run.press(Qt.Key.Key_F5)
    run.wait(lambda: run.message == "1 new article", 30)  # what moved is none


def test_what_came_while_the_window_was_closed_is_told(run, program, news):
    run.close()
    write_article(news, "World/new.md", "Overnight", hours_old=0)
    again = program().open(news, 7)
    again.wait(lambda: line(again) == "1 new article", 30)

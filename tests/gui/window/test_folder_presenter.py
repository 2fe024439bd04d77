"""The window bears the folder's name, says when it is away, and welcomes where there is none."""

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from tests.end_to_end.conftest import write_article


def test_the_window_and_the_sidebar_bear_the_folders_name(run):
    assert "news" in run.window.windowTitle()
    assert run.window.sidebar.topLevelItem(4).text(0) == "news"


def test_a_folder_without_articles_is_told_until_one_comes(program, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    run = program().open(folder)
    page = run.window.folder_presenter.welcome_page
    run.wait(lambda: page.made is not None and page().isVisible(), 20)
    assert "No articles here" in [label.text() for label in page().findChildren(QLabel)]
    write_article(folder, "a.md", "The first")
    run.window.folders.rescan()
    run.wait(lambda: run.window.frame.shows_panes, 20)
    run.wait(lambda: run.titles == ["The first"])


def test_while_the_folder_is_away_its_list_stays(run):
    presenter, notices = run.window.folder_presenter, run.window.notification_bar
    presenter.show_away("The folder is not there.")
    assert notices.notice("away") == "The folder is not there."
    assert run.window.list.rows.delegate.faded
    assert len(run.titles) == 6
    presenter.show_away("")
    assert run.message == "The folder is back."
    assert not notices.isVisible()
    assert not run.window.list.rows.delegate.faded


def test_a_disk_that_did_not_answer_is_no_trouble_once_it_does(run):
    run.window.folders.trouble.emit("The folder's disk does not answer.")
    assert run.message == "The folder's disk does not answer."
    run.window.folders.progressed.emit(1, 2)
    assert run.message == ""
    run.window.status_bar.show_trouble("Something else.")
    run.window.folders.progressed.emit(2, 2)
    assert run.message == "Something else."


def test_a_folder_that_is_away_can_be_found_again(run, news, tmp_path, monkeypatch):
    run.press("j")
    run.shows("Two")
    run.settle()
    moved = tmp_path / "elsewhere"
    news.rename(moved)
    notices = run.window.notification_bar
    run.wait(lambda: notices.notice("away"), 30)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved))
    find, _other = (one for one in notices.findChildren(QPushButton) if one.isVisible())
    find.click()
    run.wait(lambda: run.window.session.controller.folder == moved)
    run.wait(lambda: len(run.titles) == 6, 30)
    run.shows("Two")
    assert str(news) not in run.window.settings.recent_folders
    run.wait(lambda: not notices.isVisible())


def test_a_file_that_is_dropped_is_shown_in_the_folder_that_is_open(run, news):
    run.window.folder_chooser.file_wanted.emit(news / "World" / "Gamma", "five.md")
    run.shows("Five")
    assert run.window.session.controller.folder == news
    assert len(run.titles) == 6


def test_a_file_of_another_folder_opens_that_at_the_article(run, tmp_path):
    file = write_article(tmp_path / "else", "only.md", "Another")
    run.window.folder_chooser.file_wanted.emit(file.parent, file.name)
    run.shows("Another")
    assert run.window.session.controller.folder == file.parent

"""The window bears the folder's name, says when it is away, and welcomes where there is none."""

from PySide6.QtWidgets import QLabel

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

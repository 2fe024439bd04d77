"""What was read is still read, and the person is where they were."""

import json
import shutil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from reader.library import database
from tests.end_to_end.conftest import CTRL, LONG, write_article

Key = Qt.Key


def read_some(run):
    """One and Two read, Three starred and open."""
    run.shows("One")
    run.press("jj")
    run.shows("Three")
    run.press("s")
    run.wait(lambda: run.status("Three").read)
    run.settle()


def test_read_star_article_view_and_window_are_as_they_were(program, news):
    run = program().open(news, 6)
    read_some(run)
    run.press("2", CTRL)
    run.wait(lambda: run.window.session.controller.query.view == "unread")
    run.window.resize(1101, 501)
    run.window.frame.splitter.setSizes([150, 240, 500])
    run.window.frame.splitter.splitterMoved.emit(150, 1)  # by the person
    sizes = run.window.frame.splitter.sizes()
    run.press(Key.Key_Plus, CTRL)
    run.close()

    again = program().open(None)
    again.shows("Three")
    again.settle()
    assert again.window.session.controller.query.view == "unread"
    assert again.titles == ["Four", "Five", "小米徕卡旗舰发布"]
    assert again.window.size().width() == 1101
    assert again.window.frame.splitter.sizes() == sizes
    assert again.window.settings.zoom == 110
    again.press("1", CTRL)
    again.wait(lambda: len(again.titles) == 6)
    again.settle()
    assert again.status("One").read
    assert again.status("Two").read
    assert again.status("Three").starred
    assert again.sidebar()["Starred"] == 1


def test_the_place_in_the_text_is_kept(program, news):
    run = program().open(news, 6)
    run.shows("One")
    run.press(Key.Key_Space)
    run.press(Key.Key_Space)
    bar = run.window.article.verticalScrollBar()
    run.wait(lambda: bar.value() > 500)
    place = run.window.article.position()
    assert place > 100
    run.press("j")
    run.shows("Two")
    run.press("k")
    run.shows("One")
    assert abs(run.window.article.position() - place) < 80
    run.close()

    again = program().open(None)
    again.shows("One")
    assert abs(again.window.article.position() - place) < 80


def test_a_clone_elsewhere_a_rename_and_a_new_index_keep_what_was_read(program, news, tmp_path):
    run = program().open(news, 6)
    read_some(run)
    run.close()
    elsewhere = tmp_path / "elsewhere" / "clone"
    shutil.copytree(news, elsewhere)
    shutil.rmtree(news)
    shutil.rmtree(run.paths.cache)
    (elsewhere / "World" / "Renamed").mkdir()
    (elsewhere / "Tech" / "Alpha" / "two.md").rename(elsewhere / "World" / "Renamed" / "2.md")

    again = program().open(elsewhere, 6)
    again.settle()
    assert again.status("One").read
    assert again.status("Two").read
    assert again.status("Three").starred
    assert not again.status("Four").read


def test_a_regeneration_with_new_times_changes_nothing(program, news):
    run = program().open(news, 6)
    read_some(run)
    titles = run.titles
    for file in news.rglob("*.md"):
        file.write_bytes(file.read_bytes())
    run.press(Key.Key_F5)
    run.settle()
    assert run.titles == titles
    assert run.status("Two").read
    assert run.title == "Three"


def test_closing_at_once_after_a_mark_loses_nothing(program, news):
    run = program().open(news, 6)
    run.shows("One")
    run.press("j")
    run.shows("Two")
    run.press("s")
    run.close()
    again = program().open(None, 6)
    assert again.status("One").read
    assert again.status("Two").starred


def test_damaged_settings_do_not_keep_the_window_from_opening(program, news):
    run = program().open(news, 6)
    run.close()
    run.paths.settings_file.write_text(json.dumps({"geometry": "%%%", "splitter": "AAAA"}))
    again = program().open(news, 6)
    again.shows("One")


def test_a_page_kept_from_the_last_time_gives_way_to_a_changed_file(program, news):
    run = program().open(news, 6)
    run.shows("One")
    run.settle()
    run.close()
    write_article(news, "Tech/Alpha/one.md", "One", hours_old=1, body="<p>Changed text.</p>" + LONG)
    again = program().open(None)
    again.shows("One")
    again.settle()
    again.wait(lambda: "Changed text." in again.text, 10)


def test_an_index_deleted_while_one_reads_comes_back_by_itself(program, news):
    run = program().open(news, 6)
    run.shows("One")
    run.press("s")
    run.settle()
    database.delete(run.paths.index_db(news))
    run.press("j")
    run.shows("Two")
    run.wait(lambda: run.sidebar()["Unread"] == 0, 10)  # seen to be gone
    run.wait(lambda: run.sidebar()["Starred"] == 1 and len(run.titles) == 6, 20)
    run.settle()
    assert run.window.frame.shows_panes
    assert run.status("One").starred
    assert run.title == "Two"
    run.press("j")
    run.shows("Three")


def test_a_folder_from_which_all_articles_go_says_so(program, news):
    run = program().open(news, 6)
    run.shows("One")
    for file in news.rglob("*.md"):
        file.unlink()
    run.wait(lambda: not run.window.frame.shows_panes, 20)
    said = [
        label.text() for label in run.window.folder_presenter.welcome_page().findChildren(QLabel)
    ]
    assert "No articles here" in said

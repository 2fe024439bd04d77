"""A folder is opened as it is known, then looked through, then watched over."""

import shutil

from reader.model import Query
from tests.end_to_end.conftest import write_article


def test_a_new_folder_is_read_and_its_newest_article_opened(folders, news):
    progress = []
    folders.controller.progressed.connect(lambda files, found: progress.append((files, found)))
    folders.open(news)
    assert folders.titles == ["One", "Two", "Three"]
    folders.wait(lambda: folders.session.controller.page is not None, 20)
    assert folders.session.controller.page.title == "One"
    assert folders.controller.articles == 3
    assert all(files <= found for files, found in progress)
    assert folders.settings.folder == str(news)


def test_what_is_new_is_listed_after_a_look(folders, news):
    folders.open(news)
    write_article(news, "Tech/new.md", "New", hours_old=-1)
    folders.controller.commands()["rescan"]()
    folders.wait(lambda: "New" in folders.titles, 20)
    folders.settle()
    assert folders.controller.sentence == ""


def test_list_and_article_of_the_last_time_come_back(folders, news):
    folders.settings.last_view[str(news)] = ["all", "Tech"]
    assert folders.controller.kept_query(news) == Query("all", ("Tech",))
    folders.settings.last_view[str(news)] = ["of a newer program", "Tech"]
    assert folders.controller.kept_query(news) == Query()
    folders.open(news)
    folders.session.controller.select(2)
    folders.wait(lambda: folders.session.controller.position == 2)
    article = folders.session.controller.current.id
    assert folders.settings.last_article[str(news)] == article


def test_a_folder_without_articles_and_one_that_is_not_there(folders, tmp_path):
    empty, unreadable = tmp_path / "empty", []
    empty.mkdir()
    folders.controller.unreadable.connect(unreadable.append)
    folders.open(empty)
    folders.wait(lambda: folders.empty, 20)
    assert folders.empty[-1][0] == "No articles here"
    assert "“empty”" in folders.empty[-1][1]
    assert unreadable == []
    folders.open(tmp_path / "none")
    folders.wait(lambda: unreadable, 20)
    assert folders.empty[-1] == ("This folder cannot be read", unreadable[-1])


def test_one_place_however_it_is_written(folders, news, tmp_path):
    folders.open(tmp_path / "other" / ".." / "news")
    assert folders.session.controller.folder == news


def test_a_folder_that_goes_away_keeps_its_list(folders, news):
    troubles = []
    folders.controller.trouble.connect(troubles.append)
    folders.open(news)
    shutil.rmtree(news)
    folders.controller.rescan()
    folders.wait(lambda: troubles, 20)
    folders.settle()
    assert folders.titles == ["One", "Two", "Three"]
    assert folders.empty == []


def test_a_file_that_is_opened_is_read_in_its_folder(folders, news):
    def shows(title):
        return lambda: getattr(folders.session.controller.page, "title", "") == title

    folders.controller.open(news / "Tech", "two.md")
    folders.wait(shows("Two"), 20)
    folders.settle()
    assert shows("Two")()
    # Known already, and another one was read since.
    folders.session.controller.select(0)
    folders.wait(shows("One"), 20)
    folders.controller.open(news / "Tech", "three.md")
    folders.wait(shows("Three"), 20)


def test_a_file_that_is_no_article_is_said_to_be_none(folders, news):
    (news / "Tech" / "notes.csv").write_text("a,b")
    troubles = []
    folders.controller.trouble.connect(troubles.append)
    folders.controller.open(news / "Tech", "notes.csv")
    folders.wait(lambda: troubles, 20)
    assert "notes.csv" in troubles[0]
    assert folders.titles == ["One", "Two", "Three"]

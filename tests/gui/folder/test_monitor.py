"""The list follows its folder by itself, also when that goes away and comes back."""

import pytest

from reader.gui.folder import monitor
from reader.gui.folder.monitor import FolderMonitor
from tests.end_to_end.conftest import write_article


@pytest.fixture
def watched(folders, news, monkeypatch):
    monkeypatch.setattr(monitor, "AWAY_MS", 200)
    folders.open(news)
    made = FolderMonitor(folders.controller)
    folders.away = []
    made.away.connect(folders.away.append)
    made.open(news)
    folders.wait(lambda: made._watching, 20)
    folders.monitor = made
    yield folders
    made.close()


def test_an_article_that_is_written_is_listed(watched, news):
    write_article(news, "Tech/new.md", "New", hours_old=-1)
    watched.wait(lambda: watched.titles[0] == "New", 30)
    watched.wait(lambda: not watched.monitor.waiting, 30)


def test_an_article_in_a_new_folder_is_listed(watched, news):
    write_article(news, "Other/deep/new.md", "New", hours_old=-1)
    watched.wait(lambda: watched.titles[0] == "New", 30)


def test_a_folder_that_goes_and_comes_back(watched, news, tmp_path):
    assert watched.away == [""]
    news.rename(tmp_path / "elsewhere")
    watched.controller.rescan()
    watched.wait(lambda: "“news” is not there" in watched.away[-1], 30)
    assert watched.titles == ["One", "Two", "Three"]
    write_article(tmp_path / "elsewhere", "Tech/new.md", "New", hours_old=-1)
    (tmp_path / "elsewhere").rename(news)
    watched.wait(lambda: watched.away[-1] == "", 30)
    watched.wait(lambda: watched.titles[0] == "New", 30)

"""Which articles' pictures a command saves."""

import pytest
from PySide6.QtWidgets import QWidget

from reader.gui.offline.downloader import Downloader
from reader.gui.offline.missing_pictures import MissingPicturesDialog
from reader.gui.offline.scope import OfflineScope
from reader.model import Query
from tests.gui.session.conftest import make, news, opened  # noqa: F401 - the same serve here
from tests.support import pictures
from tests.support.picture_server import picture, slow


@pytest.fixture
def scope(opened, shown, store, fetcher, picture_server):  # noqa: F811
    """Of the session's folder; what it starts is in `scope.jobs`: title and number of articles."""
    picture_server.default = picture(pictures.png(8, 8))
    window = shown(QWidget())
    downloader = Downloader(fetcher, store, window)
    made = OfflineScope(
        opened.controller,
        opened.session.headlines,
        opened.session.library,
        opened.paths,
        store,
        downloader,
        window,
    )
    made.article_wanted.connect(opened.session.navigator.to_article)
    made.opened, made.jobs, made.said, made.window = opened, [], [], window
    made.message.connect(made.said.append)
    downloader.progressed.connect(
        lambda job: made.jobs.append((job.title, job.articles)) if job is not None else None
    )
    made.downloader = downloader
    yield made
    downloader.close()


def job(scope, wait_until):
    wait_until(lambda: scope.jobs, 20)
    return scope.jobs[0]


def test_this_article(scope, wait_until):
    scope.save_article()
    assert scope.said == ["No article is open."]
    scope.opened.controller.select(1)
    wait_until(lambda: scope.opened.title)
    scope.save_article()
    assert job(scope, wait_until) == ("This article", 1)


def test_its_source(scope, wait_until):
    scope.opened.controller.select(1)
    wait_until(lambda: scope.opened.title)
    scope.save_source()
    assert job(scope, wait_until) == ("Tech", 3)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (Query(), ("All Articles", 5)),
        (Query(section=("World",)), ("World", 2)),
        (Query(search="three"), ("three", 1)),
    ],
)
def test_the_list_as_it_is_shown(scope, wait_until, query, wanted):
    scope.opened.controller.show(query)
    scope.opened.settle()
    wait_until(lambda: len(scope.opened.session.headlines.rows) == wanted[1])
    scope.save_list()
    assert job(scope, wait_until) == wanted


def test_the_whole_folder_whatever_is_listed(scope, wait_until):
    scope.opened.controller.show(Query(section=("World",)))
    scope.opened.settle()
    scope.save_all()
    assert job(scope, wait_until) == ("All", 5)


def test_a_job_that_runs_is_not_pushed_aside(scope, wait_until, picture_server):
    picture_server.default = slow(0.2, pictures.png(8, 8))
    scope.save_all()
    wait_until(lambda: scope.downloader.job is not None, 20)
    scope.downloader.pause()
    scope.save_list()
    assert scope.said[-1] == "Pictures are being saved already: stop that first."


def test_what_is_missing_is_shown_of_the_section_that_is_listed(scope, store, wait_until):
    wait_until(lambda: store.idle)  # its index is open
    scope.opened.controller.show(Query(section=("World",)))
    scope.opened.settle()
    scope.show_missing()
    wait_until(lambda: scope.said or scope.window.findChild(MissingPicturesDialog), 20)
    assert scope.said == []
    assert "World" in scope.window.findChild(MissingPicturesDialog).windowTitle()

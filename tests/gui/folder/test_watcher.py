"""What changes in the folder is told, at any depth."""

import pytest

from reader.gui.folder.watcher import FolderWatcher, is_remote
from reader.gui.system.threads import Pool
from tests.end_to_end.conftest import write_article


@pytest.fixture
def watcher(qapp, wait_until, news):
    pool = Pool("watch", 1)
    made, settled = FolderWatcher(pool), []
    made.settled.connect(settled.append)
    made.open(news)
    wait_until(lambda: settled, 20)
    made.whole = settled[0]
    made.changes = []
    made.changed.connect(lambda: made.changes.append(True))
    yield made
    made.close()
    pool.close()


def test_a_file_that_is_written_deep_below_is_told(watcher, news, wait_until):
    write_article(news, "Tech/two.md", "Two", body="<p>Another text.</p>")
    wait_until(lambda: watcher.changes)


def test_a_new_folder_is_watched_once_the_watch_is_renewed(watcher, news, wait_until):
    write_article(news, "New/deep/a.md", "A")
    wait_until(lambda: watcher.folders_changed)
    settled = []
    watcher.settled.connect(settled.append)
    watcher.renew()
    wait_until(lambda: settled)
    assert not watcher.folders_changed
    watcher.changes.clear()
    write_article(news, "New/deep/b.md", "B")
    wait_until(lambda: watcher.changes)


def test_after_it_is_closed_nothing_is_told(watcher, news, wait_until, qapp):
    watcher.close()
    write_article(news, "Tech/two.md", "Two", body="<p>Another text.</p>")
    for _ in range(20):
        qapp.processEvents()
    assert watcher.changes == []


def test_a_folder_of_this_computer_is_not_remote(tmp_path):
    assert not is_remote(tmp_path)

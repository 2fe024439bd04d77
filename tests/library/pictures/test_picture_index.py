"""pictures.db: last use, room, starred last, the job."""

import sqlite3
import time

import pytest

from reader.images.cache import PictureCache
from reader.library.library import Library
from reader.library.pictures import offline_job
from reader.library.pictures.picture_index import PictureIndex
from reader.model import KeptFile, OfflineJob, picture_digest


def kept(url, size=100, kind="png", used=0.0, problem="", ending=".bin"):
    return KeptFile(picture_digest(url) + ending, url, size, kind, 30, 20, problem, used)


@pytest.fixture
def index(tmp_path):
    opened = PictureIndex.open(tmp_path / "pictures.db")
    yield opened
    opened.close()


def test_sizes_are_known_and_what_is_gone_is_not(index):
    index.note([kept("a"), kept("b", kind="failure", problem="gone", ending=".json")])
    names = [PictureCache.name_of("a"), PictureCache.name_of("b"), PictureCache.name_of("c")]
    assert index.sizes(names) == {names[0]: (30, 20)}
    index.note([], gone=[names[0]])
    assert index.sizes(names) == {}


def test_the_least_recently_used_go_first(index, tmp_path):
    index.note([kept(url, used=time.time() - 100 + n) for n, url in enumerate("abcdefghij")])
    index.note([], used=[PictureCache.name_of("a")])
    assert index.total() == (10, 1000)
    assert index.surplus(1000, tmp_path / "none.db") == []
    going = index.surplus(800, tmp_path / "none.db")
    assert going == [PictureCache.name_of(url) for url in "bcd"]


def test_pictures_of_starred_articles_go_last(index, tmp_path):
    library = Library.open(tmp_path / "state.db", tmp_path / "index.db")
    starred, plain = "aa" * 16, "bb" * 16
    library.set_starred([starred], True)
    index.note([kept("old", used=1.0), kept("new", used=2.0)])
    index.show(starred, [(picture_digest("old"), "old")])
    index.show(plain, [(picture_digest("new"), "new")])
    assert index.surplus(150, tmp_path / "state.db") == [PictureCache.name_of("new")]
    library.set_starred([starred], False)
    assert index.surplus(150, tmp_path / "state.db") == [PictureCache.name_of("old")]
    library.close()


def test_old_failures_go(index, tmp_path):
    index.note([kept("a", kind="failure", problem="gone", ending=".json", used=5.0)])
    assert index.surplus(10_000, tmp_path / "none.db") == [picture_digest("a") + ".json"]


def test_a_damaged_index_is_made_anew(tmp_path):
    file = tmp_path / "pictures.db"
    file.write_bytes(b"no database at all" * 100)
    index = PictureIndex.open(file)
    assert index.fresh
    assert index.total() == (0, 0)
    index.close()
    again = PictureIndex.open(file)
    assert not again.fresh
    again.close()
    with sqlite3.connect(file) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    newest = PictureIndex.open(file)
    assert newest.fresh
    newest.close()


def test_a_job_survives_a_restart(tmp_path):
    index = PictureIndex.open(tmp_path / "pictures.db")
    offline_job.begin(index, "/news", "All", [("aa" * 16, "a.md"), ("bb" * 16, "b\udc80.md")])
    first = offline_job.next_articles(index, 0, 1)
    offline_job.visited(index, [first[0][0]], OfflineJob("", "", True, 2, 1, 3, 1, 500), ["ab"])
    index.close()
    again = PictureIndex.open(tmp_path / "pictures.db")
    assert offline_job.present(again) == OfflineJob("/news", "All", True, 2, 1, 3, 1, 500)
    assert [path for _, _, path in offline_job.next_articles(again, 0, 9)] == ["b\udc80.md"]
    assert offline_job.counted(again) == {"ab"}
    offline_job.end(again)
    assert offline_job.counted(again) == set()
    assert offline_job.present(again) is None
    again.close()

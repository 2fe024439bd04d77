"""The cache with its index, behind its own thread."""

import pytest

from reader.gui import picture_store
from reader.gui.picture_store import PictureStore
from reader.images.cache import PictureCache
from reader.paths import Paths
from tests.support import pictures


@pytest.fixture
def store(qapp, tmp_path):
    stores = []

    def make():
        stores.append(PictureStore(Paths.at(tmp_path), 10**9))
        return stores[-1]

    yield make
    for made in stores:
        made.close()


def url(n):
    return f"https://a.example/{n}"


def learnt(store, wait_until, urls):
    done = []
    store.learn_sizes(urls, lambda: done.append(True))
    wait_until(lambda: bool(done))
    return [store.size_of(one) for one in urls]


def test_sizes_survive_a_restart_and_a_lost_index(store, tmp_path, wait_until):
    first = store()
    for n in range(250):
        first.cache.put(url(n), pictures.png(10 + n, 20))
    first.close()
    second = store()
    assert learnt(second, wait_until, [url(3), url(999)]) == [(13, 20), None]
    second.close()
    for file in tmp_path.glob("cache/pictures.db*"):
        file.unlink()
    third = store()
    wanted = [url(n) for n in range(250)]
    wait_until(lambda: None not in learnt(third, wait_until, wanted))
    assert third.size_of(url(249)) == (259, 20)


def test_only_the_newest_question_is_answered(store, wait_until):
    made = store()
    answered = []
    made.learn_sizes([url(1)], lambda: answered.append("old"))
    made.learn_sizes([url(2)], lambda: answered.append("new"))
    wait_until(lambda: bool(answered) and made.idle)
    assert answered == ["new"]


def test_a_place_that_cannot_be_written_is_no_failure(qapp, tmp_path, wait_until, expect_log):
    (tmp_path / "cache").write_text("a file where the folder should be")
    expect_log("index of pictures")
    store = PictureStore(Paths.at(tmp_path), 10**9)
    store.cache.put(url(1), pictures.png(9, 9))
    done = []
    store.learn_sizes([url(1)], lambda: done.append(True))
    wait_until(lambda: bool(done))
    store.close()


def test_what_a_child_kept_and_a_hand_deleted_is_found_out(
    store, tmp_path, wait_until, monkeypatch
):
    monkeypatch.setattr(picture_store, "STOCK_AFTER_MS", 10)
    first = store()
    first.cache.put(url(1), pictures.png(11, 20))
    first.cache.put(url(2), pictures.png(12, 20))
    first.close()
    cache = PictureCache(tmp_path / "cache" / "pictures")
    cache.put(url(3), pictures.png(13, 20))
    cache.remove(cache.name_of(url(2)))
    second = store()
    wait_until(lambda: learnt(second, wait_until, [url(3)]) == [(13, 20)])
    found = []
    second.ask(lambda index: index.names(), found.append)
    wait_until(lambda: bool(found))
    assert found[0] <= {cache.name_of(url(1)), cache.name_of(url(2)), cache.name_of(url(3))}
    wait_until(lambda: second.ask(lambda i: i.total()[0], found.append) or 2 in found)

"""The cache with its index, behind its own thread."""

import shutil

import pytest

from reader.gui.pictures import store as store_module
from reader.gui.pictures.store import PictureStore
from reader.images.cache import PictureCache
from reader.library.pictures.coverage import coverage
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
    monkeypatch.setattr(store_module, "STOCK_AFTER_MS", 10)
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


def test_an_index_that_is_damaged_while_we_run_is_made_anew_from_the_files(
    store, tmp_path, wait_until, expect_log
):
    expect_log("is made anew")
    made = store()
    for n in range(5):
        made.cache.put(url(n), pictures.png(10 + n, 20))
    made._note()
    wait_until(lambda: made.idle)
    for file in (tmp_path / "cache").glob("pictures.db*"):
        file.write_bytes(b"garbage" * 3000)
    made.cache.put(url(5), pictures.png(15, 20))
    made._note()
    wait_until(lambda: made.idle)
    totals = []

    def all_known():
        made.ask(lambda index: index.total()[0], totals.append)
        return 6 in totals

    wait_until(all_known)
    made.close()
    again = store()
    wanted = [url(n) for n in range(6)]
    assert learnt(again, wait_until, wanted) == [(10 + n, 20) for n in range(6)]


def test_damage_to_another_database_does_not_cost_the_index(store, tmp_path, wait_until):
    made = store()
    made.cache.put(url(1), pictures.png(11, 20))
    made._note()
    wait_until(lambda: made.idle)
    other = tmp_path / "index.db"
    other.write_bytes(b"garbage" * 3000)

    failures, totals = [], []
    made.ask(lambda index: coverage(index, other), failed=failures.append)
    made.ask(lambda index: index.total()[0], totals.append)
    wait_until(lambda: bool(totals))
    assert totals == [1]
    assert len(failures) == 1


def filled(store, wait_until, number):
    for n in range(number):
        store.cache.put(url(n), pictures.png(10 + n, 20))
    store._note()
    wait_until(lambda: store.idle)


def kept_in(store, wait_until):
    totals = []
    store.ask(lambda index: index.total()[0], totals.append)
    wait_until(lambda: bool(totals))
    return totals[0]


@pytest.mark.parametrize("what", ["pictures", "all"])
def test_a_cache_that_is_deleted_under_us_is_noticed(
    what, store, tmp_path, wait_until, monkeypatch
):
    monkeypatch.setattr(store_module, "WATCH_MS", 20)
    made = store()
    filled(made, wait_until, 5)
    assert kept_in(made, wait_until) == 5
    wait_until(lambda: made._folder is not None)
    told = []
    made.noted.connect(lambda: told.append(True))
    shutil.rmtree(tmp_path / "cache" / ("pictures" if what == "pictures" else ""))
    wait_until(lambda: bool(told))
    assert kept_in(made, wait_until) == 0
    filled(made, wait_until, 3)
    assert kept_in(made, wait_until) == 3
    again = store()
    assert kept_in(again, wait_until) == 3


def test_a_picture_that_is_deleted_under_us_is_noticed_when_it_is_looked_for(
    store, tmp_path, wait_until, monkeypatch
):
    monkeypatch.setattr(store_module, "STOCK_AFTER_MS", 20)
    made = store()
    filled(made, wait_until, 5)
    for n in range(3):
        (tmp_path / "cache" / "pictures" / made.cache.name_of(url(n))[:2]).rename(
            tmp_path / f"away {n}"
        )
    assert made.cache.get(url(0)) is None
    made._note()
    wait_until(lambda: kept_in(made, wait_until) == 2)
    assert learnt(made, wait_until, [url(0), url(4)]) == [None, (14, 20)]


def test_an_index_that_could_not_be_opened_is_once_it_can_be(
    store, tmp_path, wait_until, monkeypatch, expect_log
):
    """As on a disk that was full when the program started."""
    expect_log("index of pictures")
    monkeypatch.setattr(store_module, "OPEN_AGAIN_SECONDS", 0.05)
    blocked = tmp_path / "cache"
    blocked.write_text("a file where a folder should be")
    made, failed = store(), []
    made.ask(lambda index: index.names(), None, failed.append)
    wait_until(lambda: failed)
    blocked.unlink()
    made.cache.put(url(1), pictures.png(11, 20))
    wait_until(lambda: learnt(made, wait_until, [url(1)]) == [(11, 20)])

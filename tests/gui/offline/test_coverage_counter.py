"""How much is kept is counted again when it has changed, for the library that is open."""

import pytest

from reader.gui.offline import coverage_counter
from reader.gui.offline.coverage_counter import CoverageCounter
from reader.model import Coverage
from tests.library.conftest import Shelf
from tests.support import pictures

URL = "https://a.example/{}.png"


@pytest.fixture
def libraries(tmp_path):
    """Two: one article with pictures 1 and 2, one with picture 3."""
    made = []
    for name, numbers in (("one", (1, 2)), ("two", (3,))):
        (tmp_path / name).mkdir()
        shelf = Shelf(tmp_path / name)
        shelf.add(shelf.article("Tech/a.md", pictures=tuple(map(URL.format, numbers))))
        made.append(shelf)
    yield [shelf.index_db for shelf in made]
    for shelf in made:
        shelf.close()


@pytest.fixture
def counted(store, libraries, monkeypatch):
    """The counter, and all that it has told so far."""
    monkeypatch.setattr(coverage_counter, "COUNT_MS", 20)
    counter = CoverageCounter(store, store)
    counter.told = []
    counter.counted.connect(counter.told.append)
    yield counter
    counter.stop()


def test_it_counts_when_a_picture_came(counted, store, libraries, wait_until):
    counted.set_library(libraries[0])
    assert counted.told == [{}]  # of the former library nothing is shown any more
    counted.schedule()
    wait_until(lambda: counted.told[-1].get(()) == Coverage(2))
    store.cache.put(URL.format(2), pictures.png(8, 8))
    wait_until(lambda: counted.told[-1].get(("Tech",)) == Coverage(2, kept=1))


def test_what_was_counted_for_a_former_library_is_not_told(counted, libraries, wait_until):
    counted.set_library(libraries[0])
    counted.schedule()
    counted.set_library(libraries[1])
    wait_until(lambda: counted.told[-1])
    assert [found[()] for found in counted.told if found] == [Coverage(1)]


def test_nothing_is_counted_before_a_library_is_open(counted, store, wait_until):
    counted.schedule()
    wait_until(lambda: not counted._timer.isActive())
    wait_until(lambda: store.idle)
    assert counted.told == []

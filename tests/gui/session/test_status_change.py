"""A change is written to the library, or shown without being on disk."""

import pytest

from reader import views
from reader.gui.session.status_change import MANY, Change
from reader.library.library import Library
from reader.model import Query
from reader.paths import Paths
from tests.gui.session.conftest import ingest


@pytest.fixture
def library(news, tmp_path):
    data = tmp_path / "data"
    ingest(news, data)
    paths = Paths.at(data)
    library = Library.open(paths.state_db, paths.index_db(news))
    yield library
    library.close()


def ids(library, *positions):
    found = library.headlines(library.rows(Query()))
    return frozenset(found[at].id for at in positions)


def titles(library, view):
    return [headline.title for headline in library.headlines(library.rows(Query(view)))]


def test_each_kind_is_written(library):
    Change("read", ids(library, 0, 1), True).write(library)
    Change("starred", ids(library, 2), True).write(library)
    Change("position", tuple(ids(library, 3)), 120, progress=40).write(library)
    assert titles(library, views.UNREAD) == ["Three", "Four", "Five"]
    assert titles(library, views.STARRED) == ["Three"]
    assert titles(library, views.BEGUN) == ["Four"]
    Change("read", ids(library, 0), False).write(library)
    assert "One" in titles(library, views.UNREAD)


def test_what_is_held_is_listed_and_counted_but_not_on_disk(library, news, tmp_path):
    Change("read", ids(library, 0, 1), True).hold(library)
    assert library.counts().of(views.UNREAD) == 3
    paths = Paths.at(tmp_path / "data")
    other = Library.open(paths.state_db, paths.index_db(news))
    assert other.counts().of(views.UNREAD) == 5
    other.close()


def test_many_and_merges_are_carried_over_piece_by_piece():
    few, many = frozenset("abc"), frozenset(map(str, range(MANY + 1)))
    assert not Change("read", few, True).is_large
    assert Change("read", many, True).is_large
    assert Change("merge", (), 1, merged=7).is_large
    assert Change("merge", (), 1, merged=7).count == 7
    assert Change("read", few, True).count == 3

"""Fetchers for the tests of images/, each closed at its test's end."""

import pytest

from reader.images.cache import PictureCache
from reader.images.fetch import Fetcher


@pytest.fixture
def cache(tmp_path):
    return PictureCache(tmp_path / "pictures")


@pytest.fixture
def make_fetcher(cache):
    """`make_fetcher(**options)`: a Fetcher over the test's cache."""
    made = []

    def make(**options):
        made.append(Fetcher(options.pop("cache", cache), **options))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def through(make_fetcher, picture_server):
    """A Fetcher whose every request goes to the picture server."""
    return make_fetcher(connect_to=picture_server.address)


@pytest.fixture
def direct(make_fetcher):
    """A Fetcher that may reach 127.0.0.1 by that name, and otherwise public hosts alone."""
    return make_fetcher(allowed_hosts={"127.0.0.1"})

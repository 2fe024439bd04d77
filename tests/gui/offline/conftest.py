"""A picture store, and a fetcher whose every request goes to the local picture server."""

import pytest

from reader.gui.pictures.store import PictureStore
from reader.gui.session import page_client
from reader.images.fetch import Fetcher
from reader.paths import Paths


@pytest.fixture
def store(qapp, tmp_path):
    made = PictureStore(Paths.at(tmp_path / "data"), 10**9)
    yield made
    made.close()


@pytest.fixture
def fetcher(store, picture_server):
    made = Fetcher(store.cache, connect_to=picture_server.address)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """On a busy machine the page process starts late: what it does is tested here, not how fast."""
    monkeypatch.setattr(page_client, "PAGE_CHILD_MS", 60_000)

"""A loader over a cache of its own, whose every request goes to the local picture server."""

import pytest

from reader.gui.pictures.loader import PictureLoader
from reader.paths import Paths
from reader.settings import ALWAYS


@pytest.fixture
def make_loader(qapp, tmp_path, picture_server):
    """`make_loader(mode)`: one after the other they share the cache and the folder."""
    loaders = []

    def make(mode=ALWAYS, **options):
        paths = Paths.at(tmp_path / "data")
        loader = PictureLoader(paths, 10**9, connect_to=picture_server.address, **options)
        loaders.append(loader)
        (tmp_path / "news").mkdir(exist_ok=True)
        loader.set_folder(tmp_path / "news", mode)
        return loader

    yield make
    for loader in loaders:
        loader.close()


@pytest.fixture
def arrived():
    """`arrived(loader)`: what has come of it so far, by URL; a list that grows."""

    def listen(loader):
        came = []
        loader.arrived.connect(lambda _path, url, answer: came.append((url, answer)))
        return came

    return listen

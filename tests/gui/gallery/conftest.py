"""A window with an article pane, and pictures that come from the local picture server."""

import pytest
from PySide6.QtWidgets import QMainWindow

from reader.gui.article.view import ArticleView
from reader.gui.pictures.loader import PictureLoader
from reader.paths import Paths
from reader.settings import ALWAYS
from tests.gui.pages import page


@pytest.fixture
def pictures(qapp, tmp_path, picture_server):
    """The loader of a folder whose pictures are loaded always."""
    (tmp_path / "news").mkdir(exist_ok=True)
    paths = Paths.at(tmp_path / "data")
    loader = PictureLoader(paths, 10**9, connect_to=picture_server.address)
    loader.set_folder(tmp_path / "news", ALWAYS)
    yield loader
    loader.close()


@pytest.fixture
def article(shown, pictures):
    """An article pane of 800 by 600 pixels in a window; `article.show_it(html, pictures)`."""
    window = QMainWindow()
    window.resize(800, 600)
    view = ArticleView()
    window.setCentralWidget(view)
    view.set_picture_source(lambda wanted: pictures.load(view.page.path, wanted.url))
    pictures.arrived.connect(lambda _path, url, answer: view.picture_arrived(url, answer))

    def show(html, wanted):
        made = page(html, pictures=tuple(wanted))
        pictures.open_page(made, lambda: None)
        view.set_picture_source(lambda one: pictures.load(made.path, one.url))
        view.show_page(made)
        return made

    view.show_it = show
    shown(window)
    return view

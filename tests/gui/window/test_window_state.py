"""Window and panes come back where they were."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter

from reader.gui.session.library_worker import LibraryWorker
from reader.gui.window.settings_store import SettingsStore
from reader.gui.window.window_state import WindowState
from reader.settings import Settings


@pytest.fixture
def make(qapp, shown, tmp_path):
    """`make(settings)`: a window with three panes, its splitter, its state."""
    workers = []

    def build(settings):
        workers.append(LibraryWorker())
        store = SettingsStore(settings, tmp_path / "settings.json", workers[-1], keep=True)
        window, splitter = QMainWindow(), QSplitter(Qt.Orientation.Horizontal)
        for name in ("left", "middle", "right"):
            splitter.addWidget(QLabel(name))
        window.setCentralWidget(splitter)
        window.resize(1000, 600)
        state = WindowState(window, splitter, store)
        state.restore()
        shown(window)
        return window, splitter, state, store

    yield build
    for worker in workers:
        worker.close()


def test_sizes_come_back(make, qapp):
    settings = Settings()
    window, splitter, _, store = make(settings)
    window.resize(700, 500)
    qapp.processEvents()
    splitter.setSizes([100, 200, 390])
    splitter.splitterMoved.emit(100, 1)  # by the person
    sizes = splitter.sizes()
    store.save_now()
    again, its_splitter, state, _ = make(settings)
    state.share_width()
    assert its_splitter.sizes() == sizes
    assert (again.width(), again.height()) == (700, 500)


def test_until_a_splitter_is_moved_each_pane_has_its_part(make):
    _, splitter, state, _ = make(Settings())
    state.share_width()
    sidebar, listing, article = splitter.sizes()
    assert sidebar < listing < article


def test_settings_of_another_program_are_no_harm(make):
    window, _, _, _ = make(Settings(geometry="{}", splitter="AAAA"))
    assert window.width() == 1000

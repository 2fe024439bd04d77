"""The page about pictures: what is kept, where, and clearing it."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from reader.gui.gallery.preferences_page import PicturesPage
from reader.settings import Settings
from tests.support import pictures as made


@pytest.fixture
def page(pictures, shown, tmp_path):
    changed = []
    settings = Settings()
    widget = PicturesPage(
        settings, tmp_path / "news", pictures.store, lambda: changed.append(settings.pictures_mb)
    )
    widget.settings, widget.told = settings, changed
    return shown(widget)


def test_it_says_how_much_is_kept_and_clears_it(page, pictures, wait_until):
    pictures.store.cache.put("https://a.example/1.png", made.png(9, 9))
    noted = []
    pictures.store.noted.connect(lambda: noted.append(True))
    wait_until(lambda: noted)
    page._count()
    wait_until(lambda: page.used.text().startswith("1 picture, 0.0 MB"))
    page.clear.click()
    assert not page.clear.isEnabled()
    wait_until(lambda: page.used.text().startswith("0 pictures"))
    assert page.clear.isEnabled()
    assert list(pictures.store.cache.folder.rglob("*.bin")) == []


def test_a_bound_counts_once_it_is_written_out(page):
    page.bound.setFocus()
    page.bound.lineEdit().setText("2.50 GB")
    assert page.told == []  # half a number is no bound to throw pictures away by
    page.bound.interpretText()
    assert page.told == [2500]


def test_without_a_folder_there_is_no_mode_to_choose(pictures, shown):
    widget = shown(PicturesPage(Settings(), None, pictures.store, lambda: None))
    assert not widget.mode.isEnabled()


def test_the_place_is_shown_in_the_file_manager(page, pictures, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    page._show_place()
    folder = pictures.store.cache.folder
    assert opened == [QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent))]

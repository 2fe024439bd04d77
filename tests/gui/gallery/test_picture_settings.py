"""What is set about pictures holds at once, for hosts, cache and the folder that is open."""

import pytest

from reader.gui.gallery.picture_settings import PictureSettings
from reader.settings import ALWAYS, ASK, CACHE, Settings


@pytest.fixture
def made(pictures, tmp_path):
    settings, saved = Settings(), []
    in_force = PictureSettings(settings, lambda: saved.append(True), pictures, offline=False)
    in_force.open_folder(tmp_path / "news")
    in_force.settings, in_force.saved = settings, saved
    return in_force


def test_a_host_that_was_agreed_to_is_known_to_the_fetcher_and_kept_once(made, pictures):
    made.allow_host("nas.example")
    made.tell_site_to("strict.example")
    made.allow_host("nas.example")
    assert pictures.fetcher.rules.allowed_hosts == {"nas.example"}
    assert pictures.fetcher.rules.referer_hosts == {"strict.example"}
    assert made.settings.allowed_hosts == ["nas.example"]
    assert len(made.saved) == 3


def test_another_mode_of_the_open_folder_is_told_and_that_of_another_is_not(
    made, pictures, tmp_path
):
    told = []
    made.mode_changed.connect(lambda: told.append(pictures.mode))
    made.settings.picture_modes["/elsewhere"] = ASK
    made.apply()
    assert told == []
    made.settings.picture_modes[str(tmp_path / "news")] = CACHE
    made.apply()
    made.apply()
    assert told == [CACHE]


def test_a_smaller_bound_holds_for_what_is_kept(made, pictures):
    made.settings.pictures_mb = 200
    made.apply()
    assert pictures.store.bound == 200_000_000


def test_nothing_goes_that_could_not_be_had_again(made, pictures):
    assert pictures.store._may_evict()
    pictures.set_mode(CACHE)
    assert not pictures.store._may_evict()
    pictures.set_mode(ALWAYS)
    offline = PictureSettings(Settings(), lambda: None, pictures, offline=True)
    assert pictures.fetcher.rules.offline
    assert offline.offline
    assert not pictures.store._may_evict()


def test_the_page_of_the_preferences_puts_in_force_what_is_chosen(made, pictures, shown, tmp_path):
    page = shown(made.page())
    page.mode.setCurrentIndex(page.mode.findData(ASK))
    assert pictures.mode == ASK
    page.proxy.setText("127.0.0.1:3128")
    page.proxy.editingFinished.emit()
    assert pictures.fetcher.rules.proxy == ("127.0.0.1", 3128)
    page.proxy.setText("nonsense")
    page.proxy.editingFinished.emit()
    assert page.proxy.text() == "127.0.0.1:3128"
    page.allowed.setText("NAS.example, other.example")
    page.allowed.editingFinished.emit()
    assert pictures.fetcher.rules.allowed_hosts == {"nas.example", "other.example"}
    page.mode.setCurrentIndex(page.mode.findData(ALWAYS))
    assert str(tmp_path / "news") not in made.settings.picture_modes

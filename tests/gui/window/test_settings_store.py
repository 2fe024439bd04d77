"""Settings are on disk a moment after a change, and at the end."""

import pytest

from reader import settings as settings_file
from reader.gui.session.library_worker import LibraryWorker
from reader.gui.window import settings_store
from reader.gui.window.settings_store import SettingsStore
from reader.settings import Settings


@pytest.fixture
def worker(qapp):
    worker = LibraryWorker()
    yield worker
    worker.close()


def test_changes_are_written_together_a_moment_later(worker, tmp_path, wait_until, monkeypatch):
    monkeypatch.setattr(settings_store, "SAVE_AFTER_MS", 20)
    file, settings, saving = tmp_path / "settings.json", Settings(), []
    store = SettingsStore(settings, file, worker, keep=True)
    store.saving.connect(lambda: saving.append(setattr(settings, "geometry", "here")))
    for zoom in (110, 120, 130):
        settings.zoom = zoom
        store.schedule_save()
    assert not file.exists()
    wait_until(file.exists)
    assert settings_file.load(file).zoom == 130
    assert settings_file.load(file).geometry == "here"
    assert len(saving) == 1


def test_at_the_end_they_are_there_at_once(worker, tmp_path):
    file = tmp_path / "settings.json"
    store = SettingsStore(Settings(zoom=90), file, worker, keep=True)
    store.save_now()
    assert settings_file.load(file).zoom == 90


def test_where_nothing_is_to_be_kept_nothing_is(worker, tmp_path, qapp, monkeypatch):
    monkeypatch.setattr(settings_store, "SAVE_AFTER_MS", 0)
    file = tmp_path / "settings.json"
    store = SettingsStore(Settings(zoom=90), file, worker, keep=False)
    store.schedule_save()
    qapp.processEvents()
    store.save_now()
    assert not file.exists()


def test_what_could_not_be_written_is_written_when_it_can(
    worker, tmp_path, wait_until, monkeypatch
):
    monkeypatch.setattr(settings_store, "SAVE_AFTER_MS", 0)
    monkeypatch.setattr(settings_store, "SAVE_AGAIN_MS", 50)
    place = tmp_path / "place"
    place.write_text("a file where a folder should be", encoding="utf-8")
    store = SettingsStore(Settings(zoom=90), place / "settings.json", worker, keep=True)
    store.schedule_save()
    wait_until(store._again.isActive)
    place.unlink()
    wait_until((place / "settings.json").exists)

"""Nobody else of the machine reads what a person has read, wherever the data folder lies."""

import logging
import os
import stat
import sys

import pytest

from reader import app, settings
from reader.gui.system import single_instance
from reader.ingest.current_file import CurrentFile
from reader.library.library import Library
from reader.library.pictures.picture_index import PictureIndex
from reader.paths import Paths
from reader.private_files import make_private, write_private

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such rights on Windows")


def mode(file):
    return stat.S_IMODE(file.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022])
def umask(request):
    """Whatever the person's umask is."""
    former = os.umask(request.param)
    yield
    os.umask(former)


def use(paths):
    """Have everything written that the window writes into its data folder."""
    paths.create()
    settings.save(settings.Settings(), paths.settings_file)
    library = Library.open(paths.state_db, paths.cache / "index.db")
    library.set_read(["0" * 32], True)
    library.look_after()
    PictureIndex.open(paths.pictures_db).close()
    current = CurrentFile(paths.cache)
    current.blame("a.md", 1, 1)
    claimed = single_instance.claim(paths.data)
    yield
    current.close()
    claimed.release()
    library.close()


def test_all_that_is_kept_is_its_owners_alone(tmp_path, umask):
    tmp_path.chmod(0o755)
    paths = Paths.at(tmp_path)
    for _ in use(paths):
        found = {file.name: mode(file) for file in tmp_path.rglob("*") if file.is_file()}
        assert {"state.db", "state.db-wal", "settings.json", "pictures.db"} <= set(found)
        assert set(found.values()) == {0o600}, found


def test_what_was_open_to_others_is_closed_to_them(tmp_path):
    paths = Paths.at(tmp_path)
    for _ in use(paths):
        pass
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    for file in files:
        file.chmod(0o644)
    for _ in use(paths):
        assert {mode(paths.state_db), mode(paths.settings_file), mode(paths.pictures_db)} == {0o600}


def test_the_log_tells_no_other(tmp_path, umask):
    root = logging.getLogger()
    level, raising = root.level, logging.raiseExceptions
    before = list(root.handlers)
    try:
        app._start_log(tmp_path / "broadsheet.log")
        assert mode(tmp_path / "broadsheet.log") == 0o600
    finally:
        for handler in [each for each in root.handlers if each not in before]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
        logging.raiseExceptions = raising


def test_a_file_that_cannot_be_made_private_is_left(tmp_path):
    make_private(tmp_path / "no such folder" / "file")
    with pytest.raises(OSError, match="No such file"):
        write_private(tmp_path / "no such folder" / "file", "text")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_private(folder, "text")
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]

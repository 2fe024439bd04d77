"""What is offered about saved pictures, and that a folder's download goes on where it was left."""

import pytest
from PySide6.QtWidgets import QWidget

from reader.commands import BY_ID
from reader.gui.offline.saving import OfflineSaving
from reader.gui.pictures.loader import PictureLoader
from reader.settings import ALWAYS
from tests.gui.session.conftest import make, news, opened  # noqa: F401 - the same serve here
from tests.support import pictures as made
from tests.support.picture_server import picture


@pytest.fixture
def saving(opened, shown, picture_server):  # noqa: F811
    """Of the session's folder; `saving.told` is how much of it is kept."""
    picture_server.default = picture(made.png(8, 8))
    session, window = opened.session, shown(QWidget())
    pictures = PictureLoader(opened.paths, 10**9, connect_to=picture_server.address)
    pictures.set_folder(opened.folder, ALWAYS)
    built = OfflineSaving(
        session.controller, session.headlines, session.library, opened.paths, pictures, window
    )
    built.told, built.folder = [], opened.folder
    built.covered.connect(built.told.append)
    yield built
    built.close()
    pictures.close()


def test_it_offers_commands_of_the_table(saving):
    assert {BY_ID[name].menu for name in saving.commands()} == {"Pictures"}


def test_how_much_is_kept_is_told_for_the_open_folder_and_when_asked(saving, wait_until):
    saving.open_folder(saving.folder)
    assert saving.told == [{}]  # nothing is known of it yet
    saving.count_again()
    wait_until(lambda: len(saving.told) == 2)

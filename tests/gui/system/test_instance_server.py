"""What another start hands over is shown, and the window comes to the front."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from reader.gui.system.instance_server import InstanceServer
from reader.gui.system.single_instance import claim, claim_or_hand_over
from reader.gui.system.threads import Pool


@pytest.fixture
def server(shown, tmp_path):
    """Of a window that holds the data folder; the folders it was given."""
    held = claim(tmp_path)
    window = shown(QMainWindow())
    made = InstanceServer(window, tmp_path)
    made.window_, made.given = window, []
    made.folder_given.connect(made.given.append)
    yield made
    made.close()
    held.release()


def hand_over(tmp_path, folder):
    """Another start, on a thread of its own: it waits for the answer."""
    pool, answers = Pool("another start"), []
    pool.submit(lambda: claim_or_hand_over(tmp_path, folder), answers.append)
    return pool, answers


def test_a_folder_that_was_handed_over_is_given_and_the_window_comes_forward(
    server, tmp_path, wait_until
):
    server.window_.setWindowState(Qt.WindowState.WindowMinimized)
    pool, answers = hand_over(tmp_path, tmp_path / "新闻")
    wait_until(lambda: answers, 10)
    pool.close()
    assert answers == [""]  # the other one ends: this window has taken over
    assert server.given == [tmp_path / "新闻"]
    assert not server.window_.windowState() & Qt.WindowState.WindowMinimized


def test_a_start_without_a_folder_only_brings_the_window_forward(server, tmp_path, wait_until):
    pool, answers = hand_over(tmp_path, None)
    wait_until(lambda: answers, 10)
    pool.close()
    assert answers == [""]
    assert server.given == []

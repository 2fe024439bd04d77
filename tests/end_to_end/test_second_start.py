"""A second start with the same data folder raises the first window and hands its folder over."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from reader.gui.system import single_instance
from reader.gui.system.instance_server import InstanceServer
from tests.end_to_end.conftest import write_article
from tests.end_to_end.test_command_line import broadsheet


@pytest.fixture
def starts():
    """`starts(...)`: the program, left running until the test is over."""
    running = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, "-m", "reader", "--offline", *map(str, arguments)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stderr=subprocess.PIPE,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)


def shown_folder(data, folder):
    """Wait until the settings say that this folder is shown."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            if json.loads((data / "settings.json").read_text())["folder"] == str(folder):
                return
        except (OSError, ValueError):
            pass
        time.sleep(0.05)
    raise AssertionError(f"{folder} was not shown")


@pytest.fixture
def other(tmp_path):
    folder = tmp_path / "other"
    write_article(folder, "a/b.md", "Another folder")
    return folder


def test_the_folder_is_handed_over_and_the_second_ends_at_once(starts, news, other, tmp_path):
    data = tmp_path / "data"
    first = starts("--data-dir", data, news)
    shown_folder(data, news)
    began = time.monotonic()
    second = broadsheet("--offline", "--data-dir", data, other)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert time.monotonic() - began < 5
    shown_folder(data, other)
    assert first.poll() is None
    assert broadsheet("--offline", "--data-dir", data).returncode == 0
    assert first.poll() is None
    assert not list(data.glob("handed-over*"))


def test_a_killed_window_leaves_no_lock(starts, news, tmp_path):
    data = tmp_path / "data"
    first = starts("--data-dir", data, news)
    shown_folder(data, news)
    assert single_instance.claim(data) is None
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    claimed = single_instance.claim(data)
    assert claimed is not None
    claimed.release()


def test_two_data_folders_live_side_by_side(starts, news, other, tmp_path):
    first = starts("--data-dir", tmp_path / "a", news)
    second = starts("--data-dir", tmp_path / "b", other)
    shown_folder(tmp_path / "a", news)
    shown_folder(tmp_path / "b", other)
    assert first.poll() is None
    assert second.poll() is None


def test_a_picture_is_taken_beside_a_window(starts, news, tmp_path):
    data = tmp_path / "data"
    first = starts("--data-dir", data, news)
    shown_folder(data, news)
    out = tmp_path / "o.png"
    result = broadsheet("--offline", "--data-dir", data, "--screenshot", out, news)
    assert (result.returncode, result.stderr) == (0, "")
    assert out.exists()
    assert first.poll() is None


def test_a_window_that_hangs_is_said_so(news, tmp_path, monkeypatch):
    monkeypatch.setattr(single_instance, "ANSWER_SECONDS", 0.3)
    claimed = single_instance.claim(tmp_path)
    said = single_instance.claim_or_hand_over(tmp_path, news)
    assert "does not answer" in said
    assert not list(tmp_path.glob("handed-over*"))
    claimed.release()
    again = single_instance.claim_or_hand_over(tmp_path, news)
    assert isinstance(again, single_instance.Claim)
    again.release()


def test_a_minimised_window_comes_back(program, tmp_path, news):
    run = program().open(news, 6)
    seconds = InstanceServer(run.window, run.paths.data)
    given = []
    seconds.folder_given.connect(given.append)
    run.window.showMinimized()
    run.wait(run.window.isMinimized)
    draft = run.paths.data / "handed-over-1.part"
    draft.write_text(json.dumps({"folder": str(tmp_path), "token": ""}))
    (run.paths.data / "handed-over-2.json").write_text("no JSON {")
    draft.replace(run.paths.data / "handed-over-1.json")
    run.wait(lambda: given == [tmp_path], 10)
    assert not run.window.isMinimized()
    assert not list(run.paths.data.glob("handed-over*"))
    seconds.close()

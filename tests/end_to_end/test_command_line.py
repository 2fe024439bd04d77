"""The contracts other programs call."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from reader import __version__
from reader.app import main
from reader.paths import Paths
from tests.end_to_end.conftest import write_article


def broadsheet(*arguments, timeout=60):
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )


def png_size(file):
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def test_version_and_help():
    assert __version__ in broadsheet("--version").stdout
    assert "--screenshot" in broadsheet("--help").stdout


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_screenshot(news, tmp_path, theme):
    out = tmp_path / "out.png"
    result = broadsheet(
        "--screenshot", out, "--size", "900x600", "--theme", theme, "--select", "徕卡",
        "--data-dir", tmp_path / "data", "--offline", news,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert png_size(out) == (900, 600)


def test_a_picture_taken_marks_nothing(program, news, tmp_path):
    for _ in range(2):
        broadsheet("--screenshot", tmp_path / "o.png", "--data-dir", tmp_path / "data", news)
    run = program(tmp_path / "data").open(news, 6)
    assert run.sidebar()["Unread"] == 6


def test_screenshot_of_a_folder_that_cannot_be_read(tmp_path):
    result = broadsheet("--screenshot", tmp_path / "o.png", tmp_path / "gone")
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "gone" in result.stderr


def test_a_data_folder_that_cannot_be_written(tmp_path, news):
    blocked = tmp_path / "file"
    blocked.write_text("")
    result = broadsheet("--data-dir", blocked / "data", "--screenshot", tmp_path / "o.png", news)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("platform", ["", "xcb", "wayland;xcb"])
def test_without_a_display_no_window_runs_unseen(monkeypatch, capsys, news, tmp_path, platform):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    data = tmp_path / "data"
    assert main(["--data-dir", str(data), str(news)]) == 2
    [said] = capsys.readouterr().err.splitlines()
    assert "no display" in said
    assert not data.exists()  # a start on the desktop finds nobody to hand over to


def test_the_index_without_a_window(news, tmp_path):
    command = [sys.executable, "-m", "reader.ingest", str(news), "--data-dir", str(tmp_path / "d")]
    for expected in (0, 6):
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        last = json.loads(result.stdout.splitlines()[-1])
        assert last["event"] == "done"
        assert (last["articles"], last["files"], last["refused"]) == (6, 6, 0)
        assert last["unchanged"] == expected
        assert last["seconds"] >= 0


def read_on_disk(state_db):
    """How many articles the running window has written as read; 0 before it has its tables."""
    if not state_db.exists():
        return 0
    with closing(sqlite3.connect(f"{state_db.as_uri()}?mode=ro", uri=True)) as db:
        try:
            return db.execute("SELECT count(*) FROM status WHERE read").fetchone()[0]
        except sqlite3.OperationalError:
            return 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_killed_window_starts_again_where_it_was(program, news, tmp_path):
    asked_for = write_article(news, "first.md", "First")
    data = tmp_path / "data"
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "--offline", "--data-dir", str(data), str(asked_for)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    settings, end = data / "settings.json", time.monotonic() + 30
    try:
        # Its settings name the article, and it was shown for more than a moment.
        while not (
            settings.exists()
            and json.loads(settings.read_text())["last_article"]
            and read_on_disk(Paths.at(data).state_db)
        ):
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    run = program(data).open(None, 7)
    run.shows("First")
    assert run.status("First").read

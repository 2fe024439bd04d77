"""Where marks cannot be written they are shown all the same, and saved when they can be."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from tests.end_to_end.conftest import CTRL, SHIFT, write_article

HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


class Holder:
    """Another program that is writing to state.db, and does not come to an end."""

    def __init__(self, state_db):
        self._process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(state_db)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout.readline().strip() == b"held"

    def let_go(self):
        if self._process.returncode is None:
            self._process.communicate(b"\n", timeout=10)


@pytest.fixture
def hold():
    holders = []

    def make(state_db):
        holders.append(Holder(state_db))
        return holders[-1]

    yield make
    for holder in holders:
        holder.let_go()


def on_disk(state_db):
    db = sqlite3.connect(f"file:{state_db}?mode=ro", uri=True)
    try:
        return db.execute("SELECT sum(read), sum(starred) FROM status").fetchone()
    finally:
        db.close()


def held(run):
    return run.window.notification_bar.notice("held")


def test_while_another_program_holds_the_file(program, news, hold):
    run = program().open(news, 6)
    run.shows("One")
    run.settle()
    holder = hold(run.paths.state_db)
    run.press("s")
    run.press("jj")
    run.shows("Three")
    run.wait(lambda: "another program" in held(run), 10)
    assert run.window.notification_bar.isVisible()
    assert run.status("One").starred
    assert run.status("One").read
    run.wait(lambda: run.sidebar()["Starred"] == 1, 10)  # lists and figures know it too
    run.press("2", CTRL)
    run.wait(lambda: "One" not in run.titles and "Four" in run.titles, 10)
    run.press("a", SHIFT)
    run.wait(lambda: run.sidebar()["Unread"] == 0, 10)
    run.press("z", CTRL)
    run.wait(lambda: run.sidebar()["Unread"] > 0, 10)
    assert held(run)
    holder.let_go()
    run.wait(lambda: not held(run), 10)
    assert "saved now" in run.message
    run.wait(lambda: on_disk(run.paths.state_db)[1] == 1)
    assert on_disk(run.paths.state_db)[0] in (2, 3)  # Three, once shown for a moment
    run.close()
    again = program().open(None, None)
    again.settle()
    again.press("1", CTRL)
    again.wait(lambda: len(again.titles) == 6, 10)
    again.settle()
    assert again.status("One").starred
    assert again.status("Two").read
    assert not again.status("Five").read


def test_switching_the_folder_meanwhile_loses_nothing(program, news, hold, tmp_path):
    other = tmp_path / "other"
    news.rename(tmp_path / "first")
    write_article(other, "a/x.md", "Elsewhere")
    run = program().open(tmp_path / "first", 6)
    run.shows("One")
    run.settle()
    holder = hold(run.paths.state_db)
    run.press("s")
    run.wait(lambda: held(run), 10)
    run.window.open_folder(other)
    run.wait(lambda: run.titles == ["Elsewhere"], 20)
    run.window.open_folder(tmp_path / "first")
    run.wait(lambda: len(run.titles) == 6, 20)
    run.settle()
    assert run.status("One").starred
    run.wait(lambda: run.sidebar()["Starred"] == 1, 10)
    holder.let_go()
    run.wait(lambda: on_disk(run.paths.state_db)[1] == 1, 10)


@contextmanager
def when_asked(answer):
    """Give a dialog that holds up what is done meanwhile to `answer`, once, when it is there."""
    look = QTimer(interval=10)

    def asked():
        box = QApplication.activeModalWidget()
        if box is not None:
            look.stop()
            answer(box)

    look.timeout.connect(asked)
    look.start()
    yield
    look.stop()


def click(box, name):
    next(button for button in box.buttons() if button.text().startswith(name)).click()


@pytest.mark.parametrize("goes", [False, True])
def test_closing_says_what_would_be_lost(program, news, hold, goes):
    run = program().open(news, 6)
    run.shows("One")
    run.settle()
    hold(run.paths.state_db)
    run.press("s")
    run.wait(lambda: held(run), 10)
    said = []

    def answer(box):
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        click(box, "Close All" if goes else "Keep")

    with when_asked(answer):
        run.window.close()
    assert "not saved yet" in said[0]
    assert run.window.isVisible() is not goes
    if not goes:
        close_all_the_same(run)


def close_all_the_same(run):
    with when_asked(lambda box: click(box, "Close All")):
        run.close()


@pytest.fixture
def small_disk(tmp_path):
    """A file system of four megabytes."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def fill(small_disk, program):
    """Fills the disk; there is room again, at the latest, before the window closes and would ask
    what is to become of the marks."""
    filler = small_disk / "filler"

    def fill():
        with filler.open("wb", buffering=0) as out:
            for size in (1 << 16, 1 << 10, 1):
                try:
                    while True:
                        out.write(b"x" * size)
                except OSError:
                    continue
        return filler

    yield fill
    filler.unlink(missing_ok=True)


def test_a_full_disk(small_disk, program, news, fill):
    run = program(small_disk / "data").open(news, 6)
    run.shows("One")
    run.settle()
    run.wait(run.paths.settings_file.exists)
    filler = fill()
    for _ in range(4):  # what is left of the write-ahead log takes a few
        run.press("sj")
        run.settle()
    run.wait(lambda: held(run), 20)
    assert run.status("Four").starred
    five = run.window.session.controller.current.id
    assert run.title == "Five"
    run.wait(lambda: not run.window.settings_store._timer.isActive())
    run.settle()
    assert five not in run.paths.settings_file.read_text()
    filler.unlink()
    run.wait(lambda: not held(run), 20)
    run.wait(lambda: on_disk(run.paths.state_db)[1] == 4, 10)
    # Where one was reading too, though nothing is done any more.
    run.wait(lambda: five in run.paths.settings_file.read_text(), 20)


def test_an_import_undone_on_a_full_disk(small_disk, program, news, tmp_path, fill):
    """Shown at once, kept in memory, on disk when there is room."""
    run = program(small_disk / "data").open(news, 6)
    run.shows("One")
    run.settle()
    ids = [headline.id for headline in run.window.session.headlines._known.values()]
    entries = [{"id": i, "starred": True, "starred_at": 9, "changed_at": 9} for i in ids]
    file = tmp_path / "marks.json"
    file.write_text(
        json.dumps({"format": "broadsheet statuses", "version": 1, "statuses": entries})
    )
    run.window.features.status_exchange().import_from(file)
    run.wait(lambda: "Imported: the marks of 6" in run.message)
    filler = fill()
    for _ in range(9):  # what is left of the write-ahead log takes a few
        run.press("ss")
        run.settle()
    run.wait(lambda: held(run), 20)
    for _ in range(run.window.session.status_queue.depth):
        run.press("z", CTRL)
        if "imported" in run.message:
            break
    assert "(6 articles)" in run.message
    run.wait(lambda: run.sidebar()["Starred"] == 0, 10)
    run.wait(lambda: not any(run.status(title).starred for title in run.titles), 10)
    assert held(run)
    filler.unlink()
    run.wait(lambda: not held(run), 20)
    run.wait(lambda: on_disk(run.paths.state_db)[1] == 0, 10)
    assert run.sidebar()["Starred"] == 0


@pytest.fixture
def forbid():
    """Take away the right to write a file, also from who has opened it already; a way back."""
    forbidden = []

    def change(how, file):
        done = subprocess.run(["chattr", how, str(file)], capture_output=True, check=False)
        return done.returncode == 0

    def make(*files):
        if not sys.platform.startswith("linux") or os.geteuid() != 0:
            pytest.skip("only root may forbid itself to write")
        if shutil.which("chattr") is None:
            pytest.skip("chattr is not installed")
        probe = files[0].with_name("probe")
        with probe.open("wb", buffering=0) as opened:
            if not change("+i", probe):
                pytest.skip("this file system knows no such right")
            try:
                opened.write(b"x")
            except OSError:
                holds = True
            else:
                holds = False  # overlayfs, in containers
        change("-i", probe)
        probe.unlink()
        if not holds:
            pytest.skip("this file system lets those write who have opened a file already")
        for file in files:
            assert change("+i", file)
            forbidden.append(file)

    def allow():
        while forbidden:
            change("-i", forbidden.pop())

    make.allow = allow
    yield make
    allow()


def test_permission_lost_while_running(program, news, forbid):
    run = program().open(news, 6)
    run.shows("One")
    run.settle()
    state_db = run.paths.state_db
    forbid(state_db.with_name("state.db-wal"))
    run.press("sj")
    run.wait(lambda: held(run), 20)
    assert run.status("One").starred
    run.wait(lambda: run.sidebar()["Starred"] == 1, 10)
    run.press("s")
    again = []
    run.window.session.held.connect(again.append)
    run.wait(lambda: len(again) > 1, 20)  # tried again, in vain
    run.settle()
    assert held(run)
    assert not on_disk(state_db)[1]
    forbid.allow()
    run.wait(lambda: not held(run), 20)
    run.wait(lambda: on_disk(state_db)[1] == 2, 10)


@pytest.fixture
def read_only(tmp_path):
    """Make a folder read-only as a disk is that was mounted so; a way back."""
    mounted = []

    def mount(*arguments):
        done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False)
        return done.returncode == 0

    def make(folder):
        if not sys.platform.startswith("linux") or os.geteuid() != 0:
            pytest.skip("only root may mount")
        if not mount("--bind", folder, folder):
            pytest.skip("nothing can be mounted here")
        mounted.append(folder)
        assert mount("-o", "remount,bind,ro", folder)

    def allow():
        while mounted:
            subprocess.run(["umount", "-l", str(mounted.pop())], check=True)

    make.allow = allow
    yield make
    allow()


def test_a_data_folder_on_a_read_only_disk(program, news, tmp_path, read_only, expect_log):
    data = tmp_path / "data"
    run = program(data).open(news, 6)
    run.shows("One")
    run.press("s")
    run.settle()
    run.close()
    read_only(data)
    expect_log("index of pictures")
    run = program(data).open(news)
    run.wait(lambda: held(run), 20)
    run.wait(lambda: len(run.titles) == 6, 20)  # it can be read all the same
    run.shows("One")
    run.wait(lambda: run.status("One").starred)
    run.press("js")
    run.shows("Two")
    run.wait(lambda: run.status("Two").starred and "kept in memory" in held(run))
    run.wait(lambda: run.sidebar()["Starred"] == 2, 10)
    read_only.allow()
    run.wait(lambda: not held(run), 20)
    run.wait(lambda: on_disk(run.paths.state_db)[1] == 2, 10)
    run.settle()
    assert run.title == "Two"
    assert run.status("One").starred
    assert run.status("Two").starred


def test_a_data_folder_that_cannot_be_used_at_the_start(program, news, tmp_path):
    data = tmp_path / "data"
    (data / "state.db").mkdir(parents=True)
    run = program(data).open(news)
    run.wait(lambda: held(run), 20)
    (data / "state.db").rmdir()
    run.wait(lambda: len(run.titles) == 6, 20)
    run.settle()
    assert not held(run)

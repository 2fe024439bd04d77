"""What changes in the folder shows by itself; what is read stays where it is."""

import os
import shutil
import subprocess
import sys
import time

import pytest
from PySide6.QtCore import Qt

from reader.gui.folder import monitor
from tests.end_to_end.conftest import write_article

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="by inotify")


def at_rest(run):
    """Nothing is under way, and nothing was seen that is still to be looked at."""
    run.settle()
    run.wait(lambda: not run.window.folder_monitor().waiting and not run.window.folders.busy, 20)
    run.settle()


@pytest.fixture
def run(program, news):
    run = program().open(news, 6)
    run.shows("One")
    at_rest(run)
    run.wait(lambda: run.window.folder_monitor()._watch._numbers)
    return run


@linux
def test_new_changed_moved_and_deleted_files_show_within_two_seconds(run, news):
    began = time.monotonic()
    write_article(news, "Tech/Alpha/seven.md", "Seven", hours_old=7)
    run.wait(lambda: run.titles[-1:] == ["Seven"], 30)
    assert time.monotonic() - began < 8  # alone on a computer 2: the suite is not
    # Written again in its place: no folder changes.
    write_article(news, "Tech/Alpha/seven.md", "Seven is eight", hours_old=7)
    run.wait(lambda: run.titles[-1:] == ["Seven is eight"], 30)
    at_rest(run)
    run.press("j")
    run.shows("Two")
    (news / "Tech/Alpha/two.md").rename(news / "World/2.md")
    (news / "World/Gamma/five.md").unlink()
    run.wait(lambda: "Five" not in run.titles, 30)
    at_rest(run)
    assert run.title == "Two"
    assert run.titles == ["One", "Two", "Three", "Four", "小米徕卡旗舰发布", "Seven is eight"]
    assert run.status("One").read
    run.wait(lambda: run.window.session.controller.current.path == "World/2.md", 30)


@linux
def test_where_the_present_article_goes_the_next_one_is_the_one_behind_it(run, news):
    run.press("j")
    run.press("j")
    run.shows("Three")
    for file in news.rglob("three.md"):
        file.unlink()
    run.wait(lambda: "Three" not in run.titles, 30)
    at_rest(run)
    assert run.title == "Three"
    run.press("j")
    run.shows("Four")
    run.press("k")
    run.shows("Two")


@linux
def test_a_folder_that_is_new_is_watched_too(run, news):
    write_article(news, "New/Deep/down/a.md", "Deep", hours_old=50)
    run.wait(lambda: "Deep" in run.titles, 30)
    at_rest(run)
    write_article(news, "New/Deep/down/b.md", "Deeper", hours_old=51)
    run.wait(lambda: "Deeper" in run.titles, 30)


@linux
def test_a_regeneration_changes_nothing_in_the_list(run, news):
    run.press("js")
    run.shows("Two")
    at_rest(run)
    model = run.window.session.headlines
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    titles, looks = run.titles, []
    run.window.folders.finished.connect(lambda: looks.append(1))
    for file in sorted(news.rglob("*.md")):
        file.write_bytes(file.read_bytes())
    run.wait(lambda: looks, 30)
    at_rest(run)
    assert run.titles == titles
    assert not resets
    assert run.status("Two").starred
    assert run.status("One").read
    assert run.title == "Two"


@linux
def test_a_file_that_is_still_being_written_is_right_in_the_end(run, news):
    file = news / "Tech" / "slow.md"
    with file.open("w", encoding="utf-8") as out:
        out.write("---\ntitle: Half\n---\n\n<p>The beginning")
        out.flush()
        run.wait(lambda: "Half" in run.titles, 30)
        out.write(" and the end.</p>")
    at_rest(run)

    def whole():
        hits = [n for n, title in enumerate(run.titles) if title == "Half"]
        headline = run.window.session.headlines.loaded(hits[0]) if hits else None
        return headline is not None and headline.excerpt == "The beginning and the end."

    run.wait(whole, 30)


@linux
def test_a_checkout_in_progress_ends_in_the_whole_list(run, news, tmp_path):
    for number in range(300):
        write_article(tmp_path / "other", f"C{number % 7}/n{number}.md", f"N{number}")
    subprocess.run(["cp", "-r", *sorted((tmp_path / "other").iterdir()), news], check=True)
    run.wait(lambda: len(run.titles) == 306, 20)
    at_rest(run)
    assert run.title == "One"


@linux
def test_a_change_during_a_look_is_looked_at_after_it_once(run, news):
    looks = []
    folders = run.window.folders
    folders.finished.connect(lambda: looks.append(1))
    folders.rescan()
    assert folders.reading_files
    folders.rescan()
    folders.rescan()
    run.wait(lambda: len(looks) == 2, 30)
    at_rest(run)
    assert len(looks) == 2


def test_other_files_are_no_reason_to_look(run, news):
    looks = []
    run.window.folders.finished.connect(lambda: looks.append(1))
    (news / "notes.json").write_text("x")
    (news / ".git").mkdir()
    (news / ".git" / "a.md").write_text("x")
    (news / "Tech" / "picture.png").write_bytes(b"x")
    end = time.monotonic() + 1
    run.wait(lambda: time.monotonic() > end)
    assert not looks
    assert not run.window.folder_monitor().waiting


def test_a_folder_that_goes_greys_the_list_and_comes_back_with_it(run, news, monkeypatch):
    run.press("jj")
    run.shows("Three")
    at_rest(run)
    news.rename(news.with_name("unplugged"))
    run.press(Qt.Key.Key_F5)
    run.wait(lambda: run.window.notification_bar.notice("away"), 30)
    assert run.window.notification_bar.isVisible()
    assert "“news” is not there" in run.window.notification_bar.notice("away")
    assert run.window.list.rows.delegate.faded
    assert len(run.titles) == 6
    assert run.title == "Three"
    run.press("j")  # the list stays readable
    run.wait(lambda: run.window.session.controller.position == 3)
    at_rest(run)
    news.with_name("unplugged").rename(news)
    write_article(news, "Tech/back.md", "Back again", hours_old=0)
    run.wait(lambda: not run.window.notification_bar.notice("away"), 30)
    assert not run.window.notification_bar.isVisible()
    run.wait(lambda: len(run.titles) == 7, 30)
    at_rest(run)
    assert not run.window.list.rows.delegate.faded
    assert run.status("One").read
    write_article(news, "Tech/later.md", "Watched again", hours_old=0)
    run.wait(lambda: len(run.titles) == 8, 30)


@linux
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a drive"
)
def test_a_drive_that_is_taken_away_and_put_back(program, tmp_path):
    drive = tmp_path / "drive"
    drive.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(drive)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        for number in range(3):
            write_article(drive, f"a/{number}.md", f"N{number}", hours_old=number)
        run = program().open(drive, 3)
        run.shows("N0")
        run.press("j")
        run.shows("N1")
        at_rest(run)
        run.wait(lambda: run.window.folder_monitor()._watch._numbers)
        subprocess.run(["umount", "-l", str(drive)], check=True)
        run.wait(lambda: run.window.notification_bar.notice("away"), 30)
        at_rest(run)
        assert len(run.titles) == 3
        subprocess.run(mount, check=True)
        for number in range(4):
            write_article(drive, f"a/{number}.md", f"N{number}", hours_old=number)
        run.wait(lambda: len(run.titles) == 4, 30)
        at_rest(run)
        assert not run.window.notification_bar.notice("away")
        assert run.status("N0").read
    finally:
        subprocess.run(["umount", "-l", str(drive)], capture_output=True, check=False)


CROWDED = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from PySide6.QtCore import QCoreApplication, QTimer
from reader.gui.system.threads import Pool
from reader.gui.folder.watcher import FolderWatcher
app = QCoreApplication([])
pool = Pool("watch", 1)
watch = FolderWatcher(pool)
watch.settled.connect(lambda whole: (print("whole" if whole else "not whole"), app.quit()))
watch.open(Path({folder!r}))
QTimer.singleShot(20_000, app.quit)
app.exec()
watch.close()
pool.close()
"""


@linux
@pytest.mark.skipif(shutil.which("unshare") is None, reason="limits a process's watches")
@pytest.mark.parametrize(("most", "said"), [(3, "not whole"), (0, "not whole"), (50, "whole")])
def test_where_the_system_runs_out_of_watches_that_is_known(news, project_root, most, said):
    program = CROWDED.format(root=str(project_root), folder=str(news))
    limit = f'echo {most} > /proc/sys/user/max_inotify_watches && exec "$@"'
    result = subprocess.run(
        ["unshare", "-U", "-r", "sh", "-c", limit, "sh", sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "Operation not permitted" in result.stderr or "Permission denied" in result.stderr:
        pytest.skip("no user namespaces here")
    assert result.stdout.split("\n")[0] == said


def test_without_watches_the_folder_is_looked_at_when_the_window_comes_to_the_front(
    run, news, monkeypatch, qapp
):
    run.window.folder_monitor()._watch.close()
    run.window.folder_monitor()._watch.settled.emit(False)
    run.wait(lambda: "not all told" in run.message, 30)
    write_article(news, "Tech/unseen.md", "Unseen", hours_old=1)
    monkeypatch.setattr(monitor, "FOCUS_MS", 0)
    run.window.folder_monitor()._focus(Qt.ApplicationState.ApplicationActive)
    run.wait(lambda: "Unseen" in run.titles, 30)
    at_rest(run)
    run.wait(lambda: "not all told" in run.message, 30)

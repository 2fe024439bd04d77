"""Save pictures for offline: with a pause, through a restart, politely; what is missing."""

import socket
import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from reader.gui.offline import progress_bar
from reader.gui.offline.downloader import Downloader
from reader.gui.offline.missing_pictures import MissingPicturesDialog
from reader.gui.offline.progress_bar import DownloadBar
from reader.paths import Paths
from tests.end_to_end.conftest import write_article
from tests.support import pictures
from tests.support.picture_server import PictureServer, picture, slow, status

GOOD = pictures.png(64, 48)


def library(tmp_path, articles=6):
    folder = tmp_path / "news"
    for n in range(articles):
        source = ("Alpha", "Beta")[n % 2]
        body = "".join(
            f'<img src="https://h{n % 3}.example/{name}.png"><p>x</p>'
            for name in (n, f"{n}b", f"{n}c")
        )
        body += '<img src="https://h0.example/same.png">'
        write_article(folder, f"Tech/{source}/{n}.md", f"Article {n}", hours_old=n, body=body)
    return folder


def test_all_is_saved_and_the_sidebar_says_so(program, tmp_path, picture_server):
    folder = library(tmp_path)
    picture_server.default = picture(GOOD)
    picture_server.routes["/3.png"] = status(404)
    picture_server.routes["/5.png"] = status(403)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 6)
    run.shows("Article 0")
    run.settle()
    coverage = run.window.frame.coverage
    run.wait(lambda: " of 19 pictures kept" in coverage.text())
    said = []
    run.window.features.saving.downloader.message.connect(said.append)
    run.window.actions_by_id["save-all"].trigger()
    run.wait(lambda: bool(said), 20)
    assert said == ["All: 17 pictures are kept for offline, 2 could not be had."]
    paths = [r.path for r in picture_server.requests]
    each = [f"/{n}{which}.png" for n in range(6) for which in ("", "b", "c")]
    assert sorted(paths) == sorted([*each, "/same.png"])
    assert all(r.header("Referer") == "" for r in picture_server.requests)
    run.wait(lambda: coverage.text() == "17 of 19 pictures kept, 1 gone, 1 refused", 15)
    beta = run.window.sidebar._sections["Tech", "Beta"]
    assert beta.toolTip(0) == "8 of 10 pictures kept, 1 gone, 1 refused"

    run.window.actions_by_id["missing-pictures"].trigger()
    run.wait(lambda: run.window.findChild(MissingPicturesDialog) is not None)
    page = run.window.findChild(MissingPicturesDialog)
    shown = [page.list.topLevelItem(n) for n in range(page.list.topLevelItemCount())]
    assert [(i.text(0), i.text(1)) for i in shown] == [
        ("Article 3", "gone"),
        ("Article 5", "refused without a referrer"),
    ]
    picture_server.routes["/3.png"] = picture(GOOD)
    picture_server.routes["/5.png"] = picture(GOOD)
    said.clear()
    again = [b for b in page.findChildren(QPushButton) if b.text() == "Try Again"]
    again[0].click()
    run.wait(lambda: bool(said), 20)
    run.wait(lambda: coverage.text() == "19 of 19 pictures kept", 15)


def test_pictures_of_articles_that_nobody_opened(program, tmp_path, picture_server):
    """They count from the first index on, and the page of missing ones has them saved."""
    picture_server.default = picture(GOOD)
    run = program(offline=False, connect_to=picture_server.address)
    folder = tmp_path / "news"
    bodies = [f'<p>x</p><img src="https://h{n}.example/{n}.png">' * 2 for n in range(3)]
    bodies[2] += '<img src="https://h.example/one.png"><img src="https://h.example/two.png">'
    for number, body in enumerate(bodies):
        write_article(folder, f"旧闻/{number}.md", f"Article {number}", hours_old=number, body=body)
    run.open(folder, 3).shows("Article 0")
    run.settle()
    coverage = run.window.frame.coverage
    run.wait(lambda: coverage.text() == "3 of 5 pictures kept")  # two as thumbnails of the list
    run.window.actions_by_id["missing-pictures"].trigger()
    run.wait(lambda: run.window.findChild(MissingPicturesDialog) is not None)
    page = run.window.findChild(MissingPicturesDialog)
    said = [label.text() for label in page.findChildren(QLabel)]
    assert said == [
        "3 of 5 pictures kept.",
        "2 pictures of articles not opened yet are not kept.",
    ]
    assert page.list.topLevelItemCount() == 0
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    run.wait(lambda: coverage.text() == "5 of 5 pictures kept", 15)


def test_try_again_asks_a_host_that_was_down_at_once(program, tmp_path):
    """It is left alone for half a minute and longer, but not where a person asks for it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    folder = tmp_path / "news"
    body = "".join(f'<p>x</p><img src="https://down.example/{n}.png">' for n in range(3))
    write_article(folder, "Tech/Alpha/one.md", "One", body=body)
    run = program(offline=False, connect_to=("127.0.0.1", port)).open(folder, 1)
    run.shows("One")
    run.settle()
    coverage = run.window.frame.coverage
    run.wait(lambda: coverage.text() == "0 of 3 pictures kept", 15)
    with PictureServer(port) as server:
        run.window.actions_by_id["missing-pictures"].trigger()
        run.wait(lambda: run.window.findChild(MissingPicturesDialog) is not None)
        page = run.window.findChild(MissingPicturesDialog)
        QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
        run.wait(lambda: coverage.text() == "3 of 3 pictures kept", 15)
        assert len(server.requests) == 3
        run.close()


def test_a_source_alone(program, tmp_path, picture_server):
    folder = library(tmp_path)
    picture_server.default = picture(GOOD)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 6)
    run.shows("Article 0")
    run.settle()
    said = []
    run.window.features.saving.downloader.message.connect(said.append)
    run.window.actions_by_id["save-source"].trigger()
    run.wait(lambda: bool(said), 20)
    assert said == ["Alpha: 10 pictures are kept for offline."]
    assert {r.path for r in picture_server.requests} >= {"/0b.png", "/2b.png", "/4c.png"}
    assert "/1b.png" not in {r.path for r in picture_server.requests}


def test_it_goes_on_after_a_pause_and_a_restart(program, tmp_path, picture_server):
    folder = library(tmp_path, 12)
    at_once, most, lock = {}, {}, threading.Lock()

    def polite(exchange):
        host = exchange.headers["Host"]
        with lock:
            at_once[host] = at_once.get(host, 0) + 1
            most[host] = max(most.get(host, 0), at_once[host])
        exchange.wait(0.15)
        with lock:
            at_once[host] -= 1
        exchange.answer(GOOD)

    run = program(offline=False, connect_to=picture_server.address).open(folder, 12)
    run.shows("Article 0")
    run.settle()
    picture_server.requests.clear()
    most.clear()
    picture_server.default = polite
    run.window.actions_by_id["save-all"].trigger()
    saver = run.window.features.saving.downloader
    run.wait(lambda: len(picture_server.requests) >= 3, 20)
    saver.pause()
    run.wait(lambda: not saver._fetching)
    paused = len(picture_server.requests)
    run.wait(lambda: run.window.features.pictures.store.idle)
    run.close()
    assert len(picture_server.requests) == paused
    assert max(most.values()) == 1

    again = program(offline=False, connect_to=picture_server.address).open(folder, 12)
    saver = again.window.features.saving.downloader
    again.wait(lambda: saver.job is not None)
    assert saver.job.paused
    said = []
    saver.message.connect(said.append)
    saver.resume()
    again.wait(lambda: bool(said), 20)
    assert said[0].startswith("All: ")
    paths = [r.path for r in picture_server.requests]
    assert len(paths) == len(set(paths))
    assert set(paths) >= {f"/{n}{which}.png" for n in range(1, 12) for which in "bc"}
    again.close()
    third = program(offline=True).open(folder, 12)
    third.settle()
    assert third.window.features.saving.downloader.job is None


def test_what_it_says_is_right_though_it_was_ended_amid_an_article(
    program, tmp_path, picture_server
):
    """An article that was not done is visited again: its pictures are not counted twice.

    Nor is one that an article that was done had, too.
    """
    folder = tmp_path / "news"
    for n in range(8):
        body = "".join(f'<img src="https://h{k}.example/{n}-{k}.png"><p>x</p>' for k in range(3))
        body += '<img src="https://h0.example/same.png">'
        write_article(folder, f"Tech/Alpha/{n}.md", f"Article {n}", hours_old=n, body=body)
    let_through = threading.Semaphore(100)

    def gate(exchange):
        while not let_through.acquire(timeout=0.02):
            if picture_server.closing.is_set():
                return
        exchange.answer(GOOD)

    picture_server.default = gate
    run = program(offline=False, connect_to=picture_server.address).open(folder, 8)
    run.shows("Article 0")
    run.settle()
    while let_through.acquire(blocking=False):
        pass
    # Of each article the last two are still to come: that of h1 does, that of h2 does not.
    held = {f"/{n}-2.png": slow(60, GOOD) for n in range(8)}
    picture_server.routes |= held
    let_through.release(100)
    run.window.actions_by_id["save-all"].trigger()
    saver = run.window.features.saving.downloader
    run.wait(lambda: saver.job is not None and saver.job.kept > 12, 20)
    run.close()
    for path in held:
        del picture_server.routes[path]
    again = program(offline=False, connect_to=picture_server.address)
    said = []
    again.window.features.saving.downloader.message.connect(said.append)
    again.open(folder, 8)
    again.wait(lambda: bool(said), 20)
    assert said == ["All: 25 pictures are kept for offline."]


def test_offline_it_waits(program, tmp_path):
    folder = library(tmp_path)
    run = program(offline=True).open(folder, 6)
    run.shows("Article 0")
    run.settle()
    run.window.actions_by_id["save-all"].trigger()
    saver: Downloader = run.window.features.saving.downloader
    run.wait(lambda: saver.is_waiting, 10)
    assert saver.job.left > 0
    saver.stop()
    assert saver.job is None


def test_where_nothing_can_be_noted_it_is_said(program, tmp_path, picture_server, expect_log):
    expect_log("index of pictures")
    folder = library(tmp_path)
    (Paths.at(tmp_path / "data").pictures_db / "a folder in its place").mkdir(parents=True)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 6)
    run.window.actions_by_id["save-all"].trigger()
    run.wait(lambda: "index of pictures" in run.message.lower())
    assert run.window.features.saving.downloader.job is None
    assert not bar_of(run).isVisible()


def bar_of(run):
    return run.window.findChild(DownloadBar)


def test_the_bar_says_how_far_it_is_and_how_long_it_will_take(program, tmp_path, picture_server):
    folder = library(tmp_path, 12)
    let_through = threading.Semaphore(0)

    def gate(exchange):
        while not let_through.acquire(timeout=0.02):
            if picture_server.closing.is_set():
                return
        exchange.answer(GOOD + bytes(1_000_000))

    picture_server.default = status(404)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 12)
    run.shows("Article 0")
    run.settle()
    bar = bar_of(run)
    assert not bar.isVisible()
    picture_server.default = gate
    run.window.actions_by_id["save-all"].trigger()
    run.wait(lambda: bar.isVisible() and bar.text.text().startswith("All: 0 pictures, 0 MB"))
    assert "left" not in bar.text.text()  # nothing to guess from yet
    let_through.release(20)
    run.wait(lambda: run.window.features.saving.downloader.job.left <= 8, 20)
    run.wait(lambda: bar.text.text().endswith("less than a minute left"))
    saver = run.window.features.saving.downloader

    def all_said():  # a picture may have come since the bar was written last
        kept, failed = saver.job.kept, saver.job.failed
        return f"{kept} pictures, {kept} MB, {failed} failed, " in bar.text.text()

    run.wait(all_said)
    # What the list and the first article asked for before was gone: how many thumbnails those were
    # is a matter of moments; all four of the first article, never the last two of another.
    assert saver.job.failed >= 4
    assert saver.job.kept >= 6
    assert (bar._bar.maximum(), bar._bar.value()) == (12, 12 - saver.job.left)

    def after(seconds):
        # As if so much time had gone by since it began.
        done = saver._left_then - saver.job.left
        saver._began -= seconds * done / saver.job.left
        saver.progressed.emit(saver.job)
        return bar.text.text().rpartition(", ")[2]

    assert after(600) == "10 min left"
    assert after(5 * 3600).endswith("5 h left")

    QTest.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    assert bar.text.text().endswith("paused")
    assert bar.pause.text() == "Go on"
    QTest.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    assert bar.pause.text() == "Pause"
    let_through.release(100)
    run.wait(lambda: not bar.isVisible(), 20)
    assert run.message.startswith("All: ")


def test_it_is_begun_paused_and_stopped_from_the_menu_without_a_mouse(
    program, tmp_path, picture_server
):
    folder = library(tmp_path)
    picture_server.default = slow(0.2, GOOD)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 6)
    run.shows("Article 0")
    run.settle()
    window, saver = run.window, run.window.features.saving.downloader
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Pictures")

    def shown(action):
        return action.text().replace("&", "")  # the letter that is underlined

    def choose(title):
        """Alt+P, then down to it, then Return."""
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        run.wait(menu.isVisible)
        for _ in menu.actions():
            if menu.activeAction() and shown(menu.activeAction()) == title:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        run.wait(lambda: not menu.isVisible())
        window.activateWindow()  # as a window system does when a menu closes
        run.wait(window.isActiveWindow)

    def grey():
        """What the menu shows that cannot be done now."""
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        run.wait(menu.isVisible)
        told = {shown(action) for action in menu.actions() if not action.isEnabled()}
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        run.wait(lambda: not menu.isVisible())
        window.activateWindow()
        run.wait(window.isActiveWindow)
        return told & {"Pause Saving, or Go On", "Stop Saving"}

    assert grey() == {"Pause Saving, or Go On", "Stop Saving"}
    choose("Save All Pictures for Offline")
    run.wait(lambda: saver.job is not None)
    assert not grey()
    choose("Pause Saving, or Go On")
    assert saver.job.paused
    choose("Pause Saving, or Go On")
    assert not saver.job.paused
    choose("Stop Saving")
    assert saver.job is None
    assert run.message == "Saving pictures was stopped; what was saved stays."


def test_durations():
    said = [progress_bar._duration(seconds) for seconds in (5, 59.9, 61, 3600, 5900, 6600, 36_000)]
    assert said == [
        *("less than a minute left",) * 2,
        "1 min left",
        "60 min left",
        "98 min left",
        "2 h left",
        "10 h left",
    ]


def test_a_full_cache_makes_it_pause_and_what_was_saved_stays(program, tmp_path, picture_server):
    folder = library(tmp_path, 20)
    picture_server.default = status(404)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 20)
    run.shows("Article 0")
    run.settle()
    refused = len(picture_server.requests)
    picture_server.default = picture(GOOD + bytes(16_000))
    store, saver, bar = (
        run.window.features.pictures.store,
        run.window.features.saving.downloader,
        bar_of(run),
    )
    store.bound = 720_000
    said = []
    saver.message.connect(said.append)
    run.window.actions_by_id["save-all"].trigger()
    run.wait(lambda: bool(said), 20)
    assert said == ["The picture cache is full: saving pauses. Preferences can give it more room."]
    run.wait(lambda: not saver._fetching)
    assert saver.job.paused
    assert bar.text.text().endswith("paused")
    run.wait(lambda: store.idle and not len(store._events), 10)
    kept = sorted(store.cache.folder.rglob("*.bin"))
    assert len(kept) == saver.job.kept > 30
    # And they are those that were handed out, none twice.
    handed = picture_server.requests[refused:]
    urls = [f"https://{r.header('Host')}{r.path}" for r in handed]
    assert sorted(file.parent.name + file.name for file in kept) == sorted(
        map(store.cache.name_of, urls)
    )
    assert saver.job.left > 0
    asked = len(picture_server.requests)

    page = run.window.features.picture_settings.page()
    page.bound.setValue(0.5)
    page.deleteLater()
    QTest.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    run.wait(lambda: saver.job is None, 20)
    assert len(picture_server.requests) > asked
    assert "kept for offline" in said[-1]
    assert set(kept) <= set(store.cache.folder.rglob("*.bin"))

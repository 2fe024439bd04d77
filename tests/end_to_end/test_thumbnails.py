"""The list's thumbnails: there as soon as their picture can be had, asked for no more than that."""

import errno

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from reader.images import connect
from reader.settings import ALWAYS, ASK
from tests.end_to_end.conftest import write_article
from tests.end_to_end.test_pictures import answers, click
from tests.support import pictures
from tests.support.picture_server import picture, status

RED = pictures.png(400, 300, (220, 20, 20))
URL = "https://a.example/red.png"


@pytest.fixture
def folder(tmp_path):
    """Two articles with one picture, which is the thumbnail of the second."""
    made = tmp_path / "news"
    write_article(made, "Tech/Alpha/one.md", "One", body=f'<p>x</p><img src="{URL}">')
    write_article(
        made, "Tech/Alpha/two.md", "Two", hours_old=1, body="<p>y</p>", more=f"thumbnail: {URL}\n"
    )
    return made


def red_in_the_list(run):
    """Whether the row of the second article shows the thumbnail."""
    rows = run.window.list.rows
    shown = rows.viewport().grab().toImage()
    place = rows.visualRect(run.window.session.headlines.index(1))
    y = place.center().y()
    seen = (shown.pixelColor(x, y) for x in range(shown.width() // 2, shown.width()))
    return any(colour.red() > 200 and colour.green() < 60 for colour in seen)


def opened(program, folder, **options):
    run = program(offline=False, **options).open(folder, 2)
    run.shows("One")
    run.settle()
    return run


def test_of_a_picture_that_was_asked_for_again(program, folder, picture_server):
    picture_server.default = status(404)
    run = opened(program, folder, connect_to=picture_server.address)
    assert not red_in_the_list(run)
    asked = len(picture_server.requests)
    picture_server.default = picture(RED)
    for _ in range(5):
        run.window.list.rows.viewport().repaint()
    run.settle()
    assert len(picture_server.requests) == asked == 1
    click(run, 0)
    run.settle()
    assert answers(run) == [400]
    run.wait(lambda: red_in_the_list(run))
    assert len(picture_server.requests) == 2


def test_once_pictures_are_loaded_always(program, folder, picture_server):
    picture_server.default = picture(RED)
    run = program(offline=False, connect_to=picture_server.address)
    run.window.settings.picture_modes[str(folder)] = ASK
    run.open(folder, 2)
    run.shows("One")
    run.settle()
    assert not red_in_the_list(run)
    assert picture_server.requests == []
    run.window.settings.picture_modes[str(folder)] = ALWAYS
    run.window.features.picture_settings.apply()
    run.wait(lambda: red_in_the_list(run))


def test_once_the_line_is_back(program, folder, picture_server, monkeypatch):
    open_, down = connect._open, [True]

    def line(*how):
        if down[0]:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        return open_(*how)

    monkeypatch.setattr(connect, "_open", line)
    write_article(
        folder, "Tech/Alpha/three.md", "Three", hours_old=2, more="thumbnail: https://b.example/3\n"
    )
    picture_server.default = picture(RED)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 3)
    run.shows("One")
    run.settle()
    run.wait(lambda: run.message == "Offline: pictures come from those that are kept.")
    assert not red_in_the_list(run)
    down[0] = False
    click(run, 0)
    run.wait(lambda: run.message == "Online again.")
    run.wait(lambda: red_in_the_list(run))


def test_once_its_host_was_allowed(program, tmp_path, picture_server):
    made, url = tmp_path / "news", picture_server.url("/red.png")
    write_article(made, "Tech/Alpha/one.md", "One", body=f'<p>x</p><img src="{url}2">')
    write_article(made, "Tech/Alpha/two.md", "Two", hours_old=1, more=f"thumbnail: {url}\n")
    picture_server.default = picture(RED)
    run = opened(program, made)
    assert not red_in_the_list(run)
    click(run, 0)
    box = next(box for box in run.window.findChildren(QMessageBox) if box.isVisible())
    allow = next(b for b in box.findChildren(QPushButton) if b.text() == "Allow")
    QTest.mouseClick(allow, Qt.MouseButton.LeftButton)
    run.wait(lambda: red_in_the_list(run))

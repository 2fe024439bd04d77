"""The list's thumbnails: square, of the screen's own sharpness, and fetched no more than once."""

import threading
from types import SimpleNamespace

import pytest

from tests.support import pictures
from tests.support.picture_server import gated, picture, status

PATH = "Tech/one.md"
URL = "https://a.example/1.png"


@pytest.fixture
def thumbnails(make_loader):
    """Those of one loader, and the URLs that have arrived."""
    loader = make_loader()
    loader.thumbnails.came = came = []
    loader.thumbnails.arrived.connect(came.append)
    return loader.thumbnails


def test_it_is_square_and_sharp_on_each_screen(thumbnails, wait_until, picture_server):
    picture_server.default = picture(pictures.png(400, 300))
    assert thumbnails.get(PATH, URL, 1.0) is None
    wait_until(lambda: thumbnails.came == [URL])
    plain = thumbnails.get(PATH, URL, 1.0)
    assert (plain.width(), plain.height(), plain.devicePixelRatio()) == (76, 76, 1.0)
    # One of another screen serves until that of this one comes.
    assert thumbnails.get(PATH, URL, 2.0) is plain
    wait_until(lambda: len(thumbnails.came) == 2)
    assert thumbnails.get(PATH, URL, 2.0).width() == 152
    assert picture_server.paths() == ["/1.png"]


def test_one_that_is_missing_is_asked_for_again_only_when_it_may_be_there(
    thumbnails, wait_until, picture_server
):
    picture_server.default = status(404)
    thumbnails.get(PATH, URL, 1.0)
    wait_until(lambda: len(thumbnails.came) == 1)
    for _ in range(3):
        assert thumbnails.get(PATH, URL, 1.0) is None
    assert len(picture_server.requests) == 1
    thumbnails.retry_missing("another picture")
    assert len(thumbnails.came) == 1
    thumbnails.retry_missing()
    assert thumbnails.came == [URL, URL]  # its row is painted again


@pytest.fixture
def rows(thumbnails, wait_until, picture_server):
    """Eight rows whose thumbnails are asked for; their host has two of them in hand.

    `rows.on` lets it answer all but the one it was asked for first, `rows.all` that one too.
    """
    on, all_ = threading.Event(), threading.Event()
    answers = {gate: gated(gate, pictures.png(80, 80)) for gate in (on, all_)}

    def answer(exchange):
        answers[all_ if exchange.path == picture_server.paths()[0] else on](exchange)

    picture_server.default = answer
    urls = [f"https://a.example/{number}.png" for number in range(8)]
    for url in urls:
        thumbnails.get(PATH, url, 1.0)
    wait_until(lambda: thumbnails._queue._near.idle() and len(picture_server.paths()) == 2)
    asked = {f"https://a.example{path}" for path in picture_server.paths()}
    return SimpleNamespace(on=on, all=all_, waiting=[url for url in urls if url not in asked])


def test_those_that_were_scrolled_away_are_not_fetched(
    thumbnails, rows, wait_until, picture_server
):
    thumbnails.cancel_all_but({(PATH, rows.waiting[0])})
    rows.on.set()
    rows.all.set()
    wait_until(lambda: len(thumbnails.came) == 3 and not thumbnails._queue.busy)
    assert rows.waiting[0] in thumbnails.came
    assert len(picture_server.paths()) == 3


def test_the_newest_row_comes_first(thumbnails, rows, wait_until, picture_server):
    rows.on.set()  # one request after the other, since the first is held
    wait_until(lambda: len(picture_server.paths()) == 8)
    rows.all.set()
    wait_until(lambda: len(thumbnails.came) == 8)
    assert [f"https://a.example{path}" for path in picture_server.paths()[2:]] == rows.waiting[::-1]

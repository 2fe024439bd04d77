"""The list's thumbnails: square, of the screen's own sharpness, and fetched no more than once."""

import pytest

from tests.support import pictures
from tests.support.picture_server import picture, slow, status

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


def test_those_that_were_scrolled_away_are_not_fetched(thumbnails, wait_until, picture_server):
    picture_server.default = slow(0.2, pictures.png(80, 80))
    urls = [f"https://a.example/{number}.png" for number in range(12)]
    for url in urls:
        thumbnails.get(PATH, url, 1.0)
    wait_until(lambda: len(picture_server.paths()) == 2)
    thumbnails.cancel_all_but({(PATH, urls[0])})
    wait_until(lambda: urls[0] in thumbnails.came)
    assert len(thumbnails.came) <= 3
    assert len(picture_server.paths()) <= 4


def test_the_newest_row_comes_first(thumbnails, wait_until, picture_server):
    picture_server.default = slow(0.1, pictures.png(80, 80))
    urls = [f"https://a.example/{number}.png" for number in range(8)]
    for url in urls:
        thumbnails.get(PATH, url, 1.0)
    wait_until(lambda: len(thumbnails.came) == 8)
    assert thumbnails.came.index(urls[7]) < thumbnails.came.index(urls[2])

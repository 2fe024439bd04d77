"""The article's pictures: from their host once, then from memory, the cache and the folder."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from reader.model import PictureProblem
from reader.settings import ASK, CACHE
from tests.gui.pages import page, picture
from tests.support import pictures
from tests.support.picture_server import picture as answer
from tests.support.picture_server import slow, status

PATH = "Tech/one.md"
URL = "https://a.example/1.png"


def test_a_picture_is_fetched_once_and_then_at_hand(
    make_loader, arrived, wait_until, picture_server
):
    picture_server.default = answer(pictures.png(40, 30))
    loader = make_loader()
    came = arrived(loader)
    assert loader.load(PATH, URL) is None
    assert loader.load(PATH, URL) is None  # it is on its way already
    wait_until(lambda: came)
    assert (came[0][0], came[0][1].size()) == (URL, QSize(40, 30))
    assert loader.load(PATH, URL).size() == QSize(40, 30)
    loader.clear()
    loader.load(PATH, URL)
    wait_until(lambda: len(came) == 2)  # from the cache now
    assert not loader.busy
    assert picture_server.paths() == ["/1.png"]


def test_a_wide_picture_is_no_wider_than_a_column_and_whole_when_asked_so(
    make_loader, arrived, wait_until, picture_server
):
    picture_server.default = answer(pictures.png(3200, 400))
    loader = make_loader()
    came, whole = arrived(loader), []
    loader.load(PATH, URL)
    wait_until(lambda: came)
    assert came[0][1].size() == QSize(1600, 200)
    loader.load_full_size(PATH, URL, whole.append, pytest.fail)
    wait_until(lambda: whole)
    assert whole[0][0].size() == QSize(3200, 400)
    assert whole[0][1].size() == QSize(1600, 200)


def test_a_picture_of_the_folder_needs_no_server(make_loader, arrived, wait_until, tmp_path):
    loader = make_loader(offline=True)
    file = tmp_path / "news" / "Tech" / "a.png"
    file.parent.mkdir()
    file.write_bytes(pictures.png(12, 9))
    came = arrived(loader)
    loader.load(PATH, "a.png")
    wait_until(lambda: came)
    assert came[0][1].size() == QSize(12, 9)


def test_what_is_not_kept_is_told_by_mode(make_loader, arrived, wait_until, picture_server):
    loader = make_loader(CACHE)
    came = arrived(loader)
    loader.load(PATH, URL)
    wait_until(lambda: came)
    assert came == [(URL, PictureProblem.OFFLINE)]
    loader.set_mode(ASK)
    loader.reload(PATH, URL)
    wait_until(lambda: len(came) == 2)
    assert came[1] == (URL, PictureProblem.NOT_ASKED)
    assert not picture_server.requests
    loader.allow_article(PATH)
    loader.reload(PATH, URL)
    wait_until(lambda: len(came) == 3)
    assert isinstance(came[2][1], QImage)


def test_a_failure_is_remembered_until_a_person_asks_again(
    make_loader, arrived, wait_until, picture_server
):
    picture_server.default = status(404)
    loader = make_loader()
    came = arrived(loader)
    loader.load(PATH, URL)
    wait_until(lambda: came)
    assert isinstance(came[0][1], PictureProblem)
    picture_server.default = answer(pictures.png(8, 8))
    loader.reload(PATH, URL)
    wait_until(lambda: len(came) == 2)
    assert isinstance(came[1][1], PictureProblem)
    loader.retry(PATH, URL)
    wait_until(lambda: len(came) == 3)
    assert isinstance(came[2][1], QImage)


def test_what_waits_for_the_former_article_is_dropped(
    make_loader, arrived, wait_until, picture_server
):
    picture_server.default = slow(0.2, pictures.png(8, 8))
    loader = make_loader()
    came, ready = arrived(loader), []
    for number in range(12):  # of one host, which is asked for two at a time
        loader.load(PATH, f"https://a.example/old{number}.png")
    wait_until(lambda: len(picture_server.paths()) == 2)
    wanted = picture(1)
    loader.open_page(page(path="Tech/two.md", pictures=(wanted,)), lambda: ready.append(True))
    wait_until(lambda: ready)
    loader.load("Tech/two.md", wanted.url)
    wait_until(lambda: not loader.busy, 10)
    assert wanted.url in dict(came)
    assert len(picture_server.paths()) < 6


def test_a_cancelled_picture_is_asked_for_again_when_it_comes_near(
    make_loader, arrived, wait_until, picture_server
):
    picture_server.default = slow(0.1, pictures.png(8, 8))
    loader = make_loader()
    came = arrived(loader)
    urls = [f"https://a.example/{number}.png" for number in range(6)]
    for url in urls:
        loader.load(PATH, url)
    wait_until(lambda: len(picture_server.paths()) == 2)
    loader.cancel(PATH, urls[5])
    wait_until(lambda: not loader.busy, 10)
    assert urls[5] not in dict(came)
    loader.resume(PATH, urls[5])
    wait_until(lambda: urls[5] in dict(came))


def test_the_size_of_a_kept_picture_is_known_before_the_picture(
    make_loader, arrived, wait_until, picture_server
):
    picture_server.default = answer(pictures.png(40, 30))
    first = make_loader()
    came = arrived(first)
    wanted = picture(1)
    first.load(PATH, wanted.url)
    wait_until(lambda: came)
    first.close()
    second, ready = make_loader(), []
    second.open_page(page(path=PATH, pictures=(wanted,)), lambda: ready.append(True))
    wait_until(lambda: ready)
    wait_until(lambda: second.in_memory(PATH, wanted.url) == QSize(40, 30))


def test_an_animation_gives_its_frames_in_turn(make_loader, arrived, wait_until, picture_server):
    picture_server.default = answer(pictures.gif(20, 10, frames=3), "image/gif")
    loader = make_loader()
    came, animations, frames = arrived(loader), [], []
    loader.load(PATH, URL)
    wait_until(lambda: came)
    loader.load_animation(PATH, URL, 1600, animations.append)
    wait_until(lambda: animations)
    for number in range(4):  # after the last comes the first
        loader.next_frame(animations[0], frames.append, pytest.fail)
        wait_until(lambda number=number: len(frames) == number + 1)
    assert {(image.width(), image.height()) for image, _ in frames} == {(20, 10)}
    assert {ms for _, ms in frames} == {100}

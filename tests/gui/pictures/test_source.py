"""Where the bytes of a picture come from, and when its host may be asked."""

import base64

import pytest

from reader.gui.pictures.queue import PictureQueue
from reader.gui.pictures.source import PictureSource, Wanted
from reader.images.cache import PictureCache
from reader.images.fetch import Fetcher
from reader.model import PictureError, PictureProblem
from reader.settings import ASK
from tests.gui.pages import page
from tests.support import pictures
from tests.support.picture_server import picture

PATH = "Tech/one.md"
URL = "https://a.example/1.png"


@pytest.fixture
def source(qapp, tmp_path, picture_server):
    from PySide6.QtCore import QObject

    owner = QObject()
    fetcher = Fetcher(PictureCache(tmp_path / "cache"), connect_to=picture_server.address)
    queue = PictureQueue(owner)
    yield PictureSource(fetcher, queue)
    fetcher.close()
    queue.close()


def test_a_picture_in_the_text_itself(source):
    url = "data:image/png;base64," + base64.b64encode(pictures.png(2, 2)).decode()
    assert source.reading(Wanted(PATH, url, network=False))() == pictures.png(2, 2)


def test_one_of_the_folder_lies_beside_its_article(source, tmp_path):
    (tmp_path / "Tech").mkdir()
    (tmp_path / "Tech" / "a b.png").write_bytes(pictures.png(3, 3))
    source.set_folder(tmp_path, ASK)
    assert source.reading(Wanted(PATH, "a%20b.png", network=False))() == pictures.png(3, 3)


def test_one_beside_another_place_of_its_article(source, tmp_path):
    for place in ("Tech", "Other", "Again"):
        (tmp_path / place).mkdir()
    (tmp_path / "Other" / "1.png").write_bytes(pictures.png(5, 5))  # some other article's
    (tmp_path / "Again" / "1.png").write_bytes(pictures.png(3, 3))
    places = {(tmp_path, PATH): ["Again/one.md"]}
    source.places = lambda root, path: places[root, path]
    source.set_folder(tmp_path, ASK)
    assert source.reading(Wanted(PATH, "1.png", network=False))() == pictures.png(3, 3)


def test_a_remote_one_that_is_not_kept_is_fetched_only_where_it_may_be(source, picture_server):
    picture_server.default = picture(pictures.png(4, 4))
    with pytest.raises(PictureError) as refused:
        source.reading(Wanted(PATH, URL, network=False))()
    assert refused.value.problem is PictureProblem.OFFLINE
    assert not picture_server.requests
    assert source.reading(Wanted(PATH, URL, network=True))() == pictures.png(4, 4)
    assert source.reading(Wanted(PATH, URL, network=False))() == pictures.png(4, 4)


def test_what_a_person_allowed_holds_for_that_alone_and_for_the_open_folder(source, tmp_path):
    source.set_folder(tmp_path, ASK)
    source.allow(PATH, URL)
    assert source.wanted(PATH, URL).network
    assert not source.may_fetch(PATH, "https://a.example/2.png")
    assert not source.may_fetch(PATH)  # its thumbnail neither
    source.allow(PATH)
    assert source.may_fetch(PATH, "https://a.example/2.png")
    assert not source.may_fetch("Tech/two.md", URL)
    source.set_folder(tmp_path / "other", ASK)
    assert not source.may_fetch(PATH, URL)


def test_a_kept_file_that_is_no_picture_any_more_is_not_given_again(source, picture_server):
    picture_server.default = picture(pictures.png(4, 4))
    wanted = Wanted(PATH, URL, network=True)
    data = source.reading(wanted)()
    with pytest.raises(PictureError):
        source.decoded(URL, data[:30])
    with pytest.raises(PictureError) as refused:
        source.reading(wanted)()
    assert refused.value.problem is PictureProblem.DAMAGED
    assert len(picture_server.requests) == 1


def test_no_host_is_told_the_site_before_a_person_agreed(source, picture_server):
    source.set_page(page(path=PATH, url="https://news.example/a"))
    source.reading(Wanted(PATH, URL, network=True))()
    assert picture_server.requests[0].header("Referer") == ""

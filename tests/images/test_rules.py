"""What a person set: a proxy, hosts told the article's site, hosts allowed; and our own line."""

import struct

import pytest

from reader.bounds import PICTURE_COEFFICIENTS
from reader.images.fetch import Rules
from reader.images.policy import is_private_name
from reader.images.sniff import require_picture
from reader.model import PictureError, PictureProblem
from tests.support import pictures
from tests.support.picture_server import redirect, status

DATA = pictures.png(32, 20)


def problem(fetcher, url, **how):
    with pytest.raises(PictureError) as caught:
        fetcher.picture(url, **how)
    return caught.value.problem


def test_a_proxy_is_told_the_whole_address_and_nothing_else_is_reached(
    make_fetcher, picture_server
):
    def resolve(host, port):
        assert host == "127.0.0.1"
        return [host]

    fetcher = make_fetcher(resolve=resolve)
    fetcher.rules = Rules(proxy=picture_server.address)
    assert fetcher.picture("http://pictures.example/a?b=c") == DATA
    assert picture_server.paths() == ["http://pictures.example/a?b=c"]
    names = [name for name, _ in picture_server.requests[0].headers]
    assert names == ["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"]
    picture_server.default = status(404)
    fetcher_https = "https://pictures.example/a"
    assert problem(fetcher, fetcher_https) is PictureProblem.UNREACHABLE
    assert picture_server.requests[-1].method == "CONNECT"
    assert picture_server.requests[-1].path == "pictures.example:443"
    assert {name for name, _ in picture_server.requests[-1].headers} <= {"Host"}


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "router",
        "a.local",
        "x.internal",
        "127.1",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "10.0.0.1",
        "192.168.1.1.",
        "[::1]",
        "[::ffff:10.0.0.1]",
    ],
)
def test_a_proxy_is_not_asked_for_what_is_private_by_its_name(host, make_fetcher, picture_server):
    fetcher = make_fetcher()
    fetcher.rules = Rules(proxy=picture_server.address)
    found = problem(fetcher, f"http://{host}/x")
    assert found in (PictureProblem.PRIVATE, PictureProblem.UNREACHABLE)
    assert picture_server.requests == []
    assert is_private_name(host.strip("[]"))


def test_a_public_name_is_one():
    assert not is_private_name("pictures.example.")
    assert not is_private_name("8.8.8.8")


def test_a_referer_goes_to_the_hosts_agreed_on_alone_through_redirects(through, picture_server):
    picture_server.routes["/go"] = redirect("http://other.example/there")
    through.rules = Rules(referer_hosts=frozenset({"pictures.example"}))
    through.picture("http://pictures.example/go", referer="https://site.example/")
    told = [(r.header("Host"), r.header("Referer")) for r in picture_server.requests]
    assert told == [("pictures.example", "https://site.example/"), ("other.example", "")]


def test_refused_with_the_referer_too_is_refused_for_good(through, picture_server):
    picture_server.default = status(403)
    url = "http://pictures.example/a"
    assert problem(through, url, referer="https://s.example/") is PictureProblem.NO_REFERER
    through.forget_failure(url)
    through.rules = Rules(referer_hosts=frozenset({"pictures.example"}))
    assert problem(through, url, referer="https://s.example/") is PictureProblem.REFUSED


def test_only_from_the_cache(through, picture_server):
    url = "http://pictures.example/a"
    assert problem(through, url, network=False) is PictureProblem.OFFLINE
    assert picture_server.requests == []
    through.picture(url)
    assert through.picture(url, network=False) == DATA


def test_offline_is_noticed_told_once_and_over_when_a_host_answers(make_fetcher, picture_server):
    up = False

    def resolve(host, port):
        if not up:
            raise OSError(-3, "Temporary failure in name resolution")
        return ["127.0.0.1"]

    told = []
    port = picture_server.address[1]
    hosts = [f"h{n}.example" for n in range(6)]
    fetcher = make_fetcher(resolve=resolve, line_changed=told.append, allowed_hosts=hosts)
    found = [problem(fetcher, f"http://{host}:{port}/a") for host in hosts]
    assert found[:2] == [PictureProblem.UNREACHABLE] * 2
    assert found[2:] == [PictureProblem.OFFLINE] * 4
    assert told == [False]
    assert fetcher.offline
    up = True
    # Nothing of this was the pictures' fault: nothing was remembered against them.
    assert problem(fetcher, f"http://h5.example:{port}/a") is PictureProblem.OFFLINE
    fetcher.forget_failure(f"http://h5.example:{port}/a")
    assert fetcher.picture(f"http://h5.example:{port}/a") == DATA
    assert told == [False, True]


def test_a_host_that_asks_us_to_wait_is_left_alone(through, picture_server):
    def busy(exchange):
        exchange.answer(b"", "text/plain", 429, Retry_After="60")

    picture_server.routes["/a"] = busy
    assert problem(through, "http://busy.example/a") is PictureProblem.UNREACHABLE
    assert problem(through, "http://busy.example/b") is PictureProblem.UNREACHABLE
    assert through.picture("http://other.example/b") == DATA
    assert picture_server.paths() == ["/a", "/b"]


def progressive(width, height):
    frame = struct.pack(">BHHB", 8, height, width, 3) + bytes((1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0))
    return b"\xff\xd8\xff\xc2" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"


def test_a_progressive_jpeg_that_would_take_hundreds_of_megabytes_is_too_large():
    assert require_picture(progressive(3000, 2000)).width == 3000
    side = int((PICTURE_COEFFICIENTS / 3) ** 0.5) + 10
    with pytest.raises(PictureError) as caught:
        require_picture(progressive(side, side))
    assert caught.value.problem is PictureProblem.TOO_LARGE
    for cut in range(12, 22):
        try:
            require_picture(progressive(9, 9)[:cut])
        except PictureError:
            continue

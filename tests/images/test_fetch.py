"""Which requests are made, and what becomes of their answers; on a real server."""

import gzip
import threading
import time

import pytest

from reader.images import fetch
from reader.model import PictureError, PictureProblem
from tests.support import pictures
from tests.support.picture_server import picture, redirect, slow, status

DATA = pictures.png(32, 20)
OTHER = pictures.jpeg(48, 30)


def problem(fetcher, url):
    with pytest.raises(PictureError) as caught:
        fetcher.picture(url)
    return caught.value.problem


def test_a_picture_is_fetched_once_and_kept(make_fetcher, picture_server, through):
    picture_server.routes["/a.jpg?x=1"] = picture(OTHER, "text/plain")
    url = "http://pictures.example/a.jpg?x=1#part"
    assert through.picture(url) == OTHER
    assert through.picture(url) == OTHER
    assert make_fetcher(offline=True).picture(url) == OTHER
    assert picture_server.paths() == ["/a.jpg?x=1"]


def test_exactly_the_allowed_headers_are_sent(picture_server, through, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine pictures.example login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    picture_server.default = picture(DATA, Set_Cookie="id=1; Path=/")
    picture_server.routes["/go"] = redirect("http://pictures.example/there?q=1")
    for url in ("http://me:secret@pictures.example/a", "http://pictures.example:8080/go"):
        through.picture(url)
    through.picture("http://pictures.example/b")
    assert picture_server.paths() == ["/a", "/go", "/there?q=1", "/b"]
    for request in picture_server.requests:
        names = [name for name, _ in request.headers]
        assert names == ["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"]
        assert request.method == "GET"
        assert request.header("Accept-Encoding") == "identity"
        assert request.header("User-Agent") == "Mozilla/5.0 (compatible; Broadsheet)"
    hosts = [request.header("Host") for request in picture_server.requests]
    plain = "pictures.example"
    assert hosts == [plain, f"{plain}:8080", plain, plain]


def test_connect_to_sends_https_as_plain_http_and_looks_nothing_up(make_fetcher, picture_server):
    def resolve(host, port):
        raise AssertionError("looked up")

    fetcher = make_fetcher(connect_to=picture_server.address, resolve=resolve)
    for url in (
        "https://secure.example/p%20q.png?a=b&c",
        "https://secure.example:8443/x",
        "http://10.0.0.1/y",
        "https://münchen.example/ä b",
        "https://[2606:4700::1]/v6",
    ):
        assert fetcher.picture(url) == DATA
    seen = [(request.header("Host"), request.path) for request in picture_server.requests]
    assert seen == [
        ("secure.example", "/p%20q.png?a=b&c"),
        ("secure.example:8443", "/x"),
        ("10.0.0.1", "/y"),
        ("xn--mnchen-3ya.example", "/%C3%A4%20b"),
        ("[2606:4700::1]", "/v6"),
    ]


def test_offline_fetches_nothing(make_fetcher, picture_server):
    fetcher = make_fetcher(offline=True, connect_to=picture_server.address)
    assert problem(fetcher, "http://pictures.example/a") is PictureProblem.OFFLINE
    assert picture_server.connections == 0
    online = make_fetcher(connect_to=picture_server.address)
    assert online.picture("http://pictures.example/a") == DATA


def test_one_request_however_many_ask_at_once(picture_server, through):
    picture_server.routes["/one"] = slow(0.2, DATA)
    picture_server.routes["/gone"] = status(404)
    start = threading.Barrier(8)
    answers = []

    def ask():
        start.wait()
        for path in ("/one", "/gone"):
            try:
                answers.append(through.picture(f"http://pictures.example{path}"))
            except PictureError as error:
                answers.append(error.problem)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(DATA) == 8
    assert answers.count(PictureProblem.GONE) == 8
    assert picture_server.paths() == ["/one", "/gone"]


def test_two_at_once_for_one_host(picture_server, through):
    active, most, lock = set(), [], threading.Lock()

    def behaviour(exchange):
        with lock:
            active.add(exchange)
            most.append(len(active))
        exchange.wait(0.05)
        with lock:
            active.discard(exchange)
        exchange.answer(DATA)

    picture_server.default = behaviour
    threads = [
        threading.Thread(target=through.picture, args=(f"http://one.example/{number}",))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(picture_server.requests) == 8
    assert max(most) == 2


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (404, PictureProblem.GONE),
        (410, PictureProblem.GONE),
        (401, PictureProblem.NO_REFERER),
        (403, PictureProblem.NO_REFERER),
        (451, PictureProblem.REFUSED),
        (429, PictureProblem.UNREACHABLE),
        (500, PictureProblem.UNREACHABLE),
        (304, PictureProblem.UNREACHABLE),
        (206, PictureProblem.UNREACHABLE),
    ],
)
def test_a_failure_is_told_and_remembered(code, expected, make_fetcher, picture_server, through):
    picture_server.default = status(code, DATA)
    url = "http://pictures.example/a"
    assert problem(through, url) is expected
    assert problem(through, url) is expected
    assert problem(make_fetcher(connect_to=picture_server.address), url) is expected
    assert problem(make_fetcher(offline=True), url) is expected
    assert len(picture_server.requests) == 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!doctype html><title>Log in</title>" * 50, PictureProblem.NOT_A_PICTURE),
        (b"<?xml version='1.0'?><rss><svg></svg></rss>" + b" " * 40, PictureProblem.NOT_A_PICTURE),
        (gzip.compress(b"<svg/>"), PictureProblem.NOT_A_PICTURE),
        (b"", PictureProblem.NOT_A_PICTURE),
        (b"\x89PNG\r\n\x1a\n", PictureProblem.DAMAGED),
        (pictures.png(0, 0), PictureProblem.DAMAGED),
        (pictures.png_that_says(50_000, 50_000), PictureProblem.TOO_LARGE),
    ],
)
def test_the_bytes_tell_the_type_whatever_the_header_says(data, expected, picture_server, through):
    picture_server.default = picture(data, "image/png")
    assert problem(through, "http://pictures.example/a.png") is expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "picture.png",
        "ftp://pictures.example/a",
        "file:///etc/hostname",
        "http://",
        "http:///a",
        "http://[::1/a",
        "http://a b/",
        "http://pictures.example:port/",
        "http://*.example/\udcff",
    ],
)
def test_an_impossible_url(url, through, picture_server):
    assert problem(through, url) in (PictureProblem.UNREACHABLE, PictureProblem.PRIVATE)
    assert picture_server.connections == 0


def test_a_host_that_cannot_be_reached_is_left_alone_for_a_while(
    picture_server, make_fetcher, cache, monkeypatch
):
    asked = []

    def resolve(host, port):
        asked.append(host)
        raise OSError("no such host")

    fetcher = make_fetcher(resolve=resolve)
    for path in ("/a", "/b"):
        url = f"http://down.example{path}"
        assert problem(fetcher, url) is PictureProblem.UNREACHABLE
        assert cache.failure(url) is None  # it may be our own line that is down
    assert asked == ["down.example"]
    monkeypatch.setattr(fetch, "BACK_OFF_SECONDS", 0.0)
    assert problem(make_fetcher(resolve=resolve), "http://down.example/a")
    assert asked == ["down.example"] * 2


def test_a_cache_that_cannot_be_written_still_shows_the_picture(
    make_fetcher, picture_server, tmp_path
):
    (tmp_path / "file").write_text("no folder")
    from reader.images.cache import PictureCache

    fetcher = make_fetcher(cache=PictureCache(tmp_path / "file"), connect_to=picture_server.address)
    assert fetcher.picture("http://pictures.example/a") == DATA
    assert fetcher.picture("http://pictures.example/a") == DATA


def test_closing_ends_what_is_under_way_at_once(make_fetcher, picture_server, cache):
    picture_server.default = slow(60, DATA)
    fetcher = make_fetcher(connect_to=picture_server.address)
    problems = []

    def ask(path):
        problems.append(problem(fetcher, f"http://pictures.example{path}"))

    # Two are answered, one waits for its host's turn, one for another who asked the same.
    threads = [threading.Thread(target=ask, args=(path,)) for path in ("/a", "/b", "/c", "/a")]
    for thread in threads:
        thread.start()
    while len(picture_server.paths()) < 2:
        time.sleep(0.01)
    start = time.monotonic()
    fetcher.close()
    for thread in threads:
        thread.join()
    assert time.monotonic() - start < 1
    assert problems == [PictureProblem.UNREACHABLE] * 4
    assert cache.failure("http://pictures.example/a") is None
    assert problem(fetcher, "http://pictures.example/d") is PictureProblem.UNREACHABLE

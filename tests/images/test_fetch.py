"""Which requests are made, and what becomes of their answers; on a real server."""

import gzip
import threading
import time

import pytest

from reader.images import fetch
from reader.images.sniff import MAX_BYTES
from reader.model import PictureError, PictureProblem
from tests.support import pictures
from tests.support.picture_server import picture, raw, redirect, slow, status

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
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", PictureProblem.NOT_A_PICTURE),
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


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip", "deflate", "br", "x"])
def test_packed_answers_are_refused_unread(encoding, picture_server, through):
    bomb = gzip.compress(gzip.compress(bytes(50_000_000)))
    picture_server.default = picture(bomb, "image/png", Content_Encoding=encoding)
    assert problem(through, "http://pictures.example/a.png") is PictureProblem.NOT_A_PICTURE


def test_identity_as_an_encoding_is_none(picture_server, through):
    picture_server.default = picture(DATA, Content_Encoding="Identity")
    assert through.picture("http://pictures.example/a.png") == DATA


OK = b"HTTP/1.1 200 OK\r\n"
BLOCK = bytes(256 * 1024)


@pytest.mark.parametrize(
    "behaviour",
    [
        raw(OK + b"Content-Length: 20971521\r\n\r\n" + DATA),
        raw(OK + b"Content-Length: 99999999999999999999999\r\n\r\n" + DATA),
        raw(OK + b"\r\n" + DATA, BLOCK, forever=True),
        raw(
            OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(DATA) + DATA,
            b"\r\n%x\r\n" % len(BLOCK) + BLOCK,
            forever=True,
        ),
    ],
    ids=["announced", "announced absurdly", "endless", "endless in chunks"],
)
def test_too_many_bytes(behaviour, picture_server, through):
    picture_server.default = behaviour
    assert problem(through, "http://pictures.example/a.png") is PictureProblem.TOO_LARGE


def test_the_largest_picture(picture_server, through):
    data = DATA + bytes(MAX_BYTES - len(DATA))
    picture_server.default = picture(data)
    assert through.picture("http://pictures.example/a.png") == data


def test_a_chunked_answer(picture_server, through):
    parts = [
        b"%x\r\n%b\r\n" % (len(DATA[at : at + 7]), DATA[at : at + 7])
        for at in range(0, len(DATA), 7)
    ]
    head = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    picture_server.default = raw(head, *parts, b"0\r\n\r\n")
    assert through.picture("http://pictures.example/a.png") == DATA


def test_odd_headers_are_no_matter(picture_server, through):
    head = OK + b"no colon here\r\n: no name\r\nX-\xff: \xfe\r\nSet-Cookie: a=\xff\r\n\r\n"
    picture_server.default = raw(head + DATA)
    assert through.picture("http://pictures.example/a.png") == DATA


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Content-Length: 5000\r\n\r\n" + DATA,
        OK + b"Content-Length: 10\r\nContent-Length: 20\r\n\r\n" + DATA,
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + DATA,
        OK + b"Transfer-Encoding: chunked\r\n\r\n40\r\n" + DATA[:20],
        OK + b"X: " + b"y" * 70_000 + b"\r\n\r\n" + DATA,
        OK + b"X: y\r\n" * 200 + b"\r\n" + DATA,
        b"HTTP/1.1",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"",
        b"\0" * 5000,
        b"HTTP/1.1 999999 Odd\r\n\r\n" + DATA,
    ],
)
def test_a_broken_answer_is_not_reachable(answer, picture_server, through):
    picture_server.default = raw(answer)
    assert problem(through, "http://pictures.example/a.png") is PictureProblem.UNREACHABLE


DRIPS = {
    "nothing": raw(b"", b"", every=0.05, forever=True),
    "status": raw(b"HTTP/1.1 200 O", b"K", every=0.05, forever=True),
    "headers": raw(OK, b"X: y\r\n", every=0.05, forever=True),
    "one header": raw(OK + b"X: ", b"y", every=0.05, forever=True),
    "continue": raw(b"HTTP/1.1 100 Continue\r\n\r\n", every=0.01, forever=True),
    "fast continue": raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, forever=True),
    "body": raw(OK + b"\r\n" + DATA, b"x", every=0.05, forever=True),
    "chunks": raw(
        OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(DATA) + DATA + b"\r\n",
        b"1\r\nx\r\n",
        every=0.05,
        forever=True,
    ),
    "chunk extension": raw(
        OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1;x=", b"y", every=0.05, forever=True
    ),
    "trailers": raw(
        OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n", every=0.05, forever=True
    ),
    "redirect": raw(
        b"HTTP/1.1 302 Found\r\nLocation: /drips\r\n\r\n", b"x", every=0.05, forever=True
    ),
}


@pytest.mark.parametrize("drip", DRIPS)
def test_whatever_drips_is_cut_off_in_time(drip, picture_server, make_fetcher):
    picture_server.default = DRIPS[drip]
    fetcher = make_fetcher(connect_to=picture_server.address, total_seconds=0.4)
    start = time.monotonic()
    assert problem(fetcher, "http://pictures.example/drips") is PictureProblem.UNREACHABLE
    assert time.monotonic() - start < 1.5


def test_redirects_are_followed_and_their_bodies_never_read(picture_server, through):
    endless = raw(b"HTTP/1.1 301 Moved\r\nLocation: ../c/%C3%A4.png?x\r\n\r\n", BLOCK, forever=True)
    picture_server.routes["/a"] = redirect("//other.example/b/b", 307)
    picture_server.routes["/b/b"] = endless
    picture_server.routes["/c/%C3%A4.png?x"] = picture(OTHER)
    start = time.monotonic()
    assert through.picture("https://pictures.example/a") == OTHER
    assert time.monotonic() - start < 2
    hosts = [request.header("Host") for request in picture_server.requests]
    assert hosts == ["pictures.example", "other.example", "other.example"]


def test_five_redirects_and_no_more(picture_server, through):
    for number in range(9):
        picture_server.routes[f"/{number}"] = redirect(f"/{number + 1}")
    picture_server.routes["/9"] = picture(DATA)
    assert through.picture("http://pictures.example/4") == DATA
    picture_server.requests.clear()
    assert problem(through, "http://pictures.example/3") is PictureProblem.UNREACHABLE
    assert len(picture_server.requests) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://pictures.example/plain",
        "file:///etc/hostname",
        "ftp://pictures.example/a",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "",
        "http://[::1",
        "https://pictures.example:port/",
        "https://pictures.example:99999/",
    ],
)
def test_a_redirect_that_is_not_followed(location, picture_server, through):
    picture_server.routes["/a"] = redirect(location)
    assert problem(through, "https://pictures.example/a") is PictureProblem.UNREACHABLE
    assert picture_server.paths() == ["/a"]


def test_a_redirect_out_of_latin_1(picture_server, through):
    head = "HTTP/1.1 302 Found\r\nLocation: /图.png\r\nConnection: close\r\n\r\n".encode()
    picture_server.routes["/a"] = raw(head)
    assert through.picture("http://pictures.example/a") == DATA
    assert picture_server.paths() == ["/a", "/%E5%9B%BE.png"]


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

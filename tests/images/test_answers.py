"""Answers that are packed, endless, broken, slow, or lead elsewhere; from a real server."""

import gzip
import time

import pytest

from reader.bounds import PICTURE_BYTES
from reader.images.fetch import Patience
from reader.model import PictureError, PictureProblem
from tests.support import pictures
from tests.support.picture_server import picture, raw, redirect

DATA = pictures.png(32, 20)
OTHER = pictures.jpeg(48, 30)


def problem(fetcher, url):
    with pytest.raises(PictureError) as caught:
        fetcher.picture(url)
    return caught.value.problem


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
    data = DATA + bytes(PICTURE_BYTES - len(DATA))
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
        b"HTTP/1.1 200 OK\r\n",
        OK + b"Content-Type: image/p",
        OK + b"\r\n",
        OK + b"\r\n" + DATA[:20],
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
    fetcher = make_fetcher(connect_to=picture_server.address, patience=Patience(total=0.4))
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


# -- what else a server may say


ODD = {
    "HTTP/0.9": (raw(DATA), PictureProblem.UNREACHABLE),
    "HTTP/0.9, a page": (raw(b"<html>Hello"), PictureProblem.UNREACHABLE),
    "several parts": (
        raw(
            OK + b"Content-Type: multipart/x-mixed-replace; boundary=x\r\n\r\n",
            b"--x\r\nContent-Type: image/png\r\n\r\n" + DATA + b"\r\n--x\r\n",
        ),
        PictureProblem.NOT_A_PICTURE,
    ),
    "packed and not said": (picture(gzip.compress(DATA * 9)), PictureProblem.NOT_A_PICTURE),
    "packed on the way": (
        raw(
            OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(PACKED := gzip.compress(bytes(9999))), PACKED),
        ),
        PictureProblem.NOT_A_PICTURE,
    ),
    "packed in part": (
        picture(gzip.compress(DATA), Content_Encoding="identity, gzip"),
        PictureProblem.NOT_A_PICTURE,
    ),
    "a negative length": (
        raw(OK + b"Content-Length: -1\r\n\r\n" + b"x" * 99),
        PictureProblem.NOT_A_PICTURE,
    ),
    "negative chunks": (
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n" + DATA),
        PictureProblem.UNREACHABLE,
    ),
    "an absurd chunk": (
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 200 + b"\r\n" + DATA),
        PictureProblem.UNREACHABLE,
    ),
    "an endless chunk extension": (
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\n20;x=", b"y" * 65536, forever=True),
        PictureProblem.UNREACHABLE,
    ),
    "endless spaces for a status": (
        raw(b"HTTP/1.1 200 ", b" " * 65536, forever=True),
        PictureProblem.UNREACHABLE,
    ),
    "endless 103s": (
        raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", forever=True),
        PictureProblem.UNREACHABLE,
    ),
    "another protocol": (
        raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n" + DATA),
        PictureProblem.UNREACHABLE,
    ),
    "nothing more": (raw(b"HTTP/1.1 204 No Content\r\n\r\n"), PictureProblem.UNREACHABLE),
    "a list of redirects": (
        raw(b"HTTP/1.1 300 Multiple Choices\r\nLocation: /x\r\n\r\n"),
        PictureProblem.UNREACHABLE,
    ),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_answer_has_its_reason(odd, picture_server, make_fetcher):
    picture_server.default, expected = ODD[odd]
    fetcher = make_fetcher(connect_to=picture_server.address, patience=Patience(total=1.0))
    start = time.monotonic()
    assert problem(fetcher, "http://pictures.example/a.png") is expected
    assert time.monotonic() - start < 3
    assert picture_server.paths() == ["/a.png"]


def test_what_is_said_beside_a_picture_leads_nowhere(picture_server, through):
    told = {
        "Refresh": "0; url=http://pictures.example/b",
        "Location": "http://pictures.example/c",
        "Link": "</d>; rel=preload",
        "Content_Location": "/e",
        "Set_Cookie": "id=1; Domain=example; Path=/",
        "Alt_Svc": 'h2="127.0.0.1:9"',
        "Strict_Transport_Security": "max-age=9999",
        "WWW_Authenticate": "Basic realm=x",
    }
    picture_server.default = picture(DATA, **told)
    for path in ("/a", "/a2"):
        assert through.picture(f"http://pictures.example{path}") == DATA
    assert picture_server.paths() == ["/a", "/a2"]
    assert len(picture_server.requests[1].headers) == 5


@pytest.mark.parametrize("cookie", ["a=b; version", "a=b; max-age; expires=x", "=", "a=\xff; port"])
def test_cookies_are_not_even_read(cookie, picture_server, through):
    picture_server.default = picture(DATA, Set_Cookie=cookie, Set_Cookie2=cookie)
    assert through.picture("http://pictures.example/a") == DATA
    assert through.picture("http://pictures.example/b") == DATA
    assert all(not request.header("Cookie") for request in picture_server.requests)


def test_a_length_that_is_too_short_cuts_the_picture_off(picture_server, through):
    picture_server.default = raw(OK + b"Content-Length: 50\r\n\r\n" + DATA)
    assert through.picture("http://pictures.example/a") == DATA[:50]


@pytest.mark.parametrize(
    "location",
    [
        "http://me:secret@pictures.example/b",
        "//me@pictures.example/b",
        "http://pictures.example/b\tX-Told: 1",
        "/b%0d%0aX-Told:%201",
        "http://PICTURES.example./b",
        "http://pictures.example:80/b",
        "http:/b",
        "\\b",
    ],
)
def test_a_redirect_puts_nothing_into_the_next_request(location, picture_server, through):
    picture_server.routes["/a"] = redirect(location)
    assert through.picture("http://pictures.example/a") == DATA
    _, after = picture_server.requests
    names = [name for name, _ in after.headers]
    assert names == ["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"]
    assert after.header("Host").lower().strip(".").removesuffix(":80") == "pictures.example"
    assert "secret" not in str(after)


@pytest.mark.parametrize(
    "url",
    [
        "http://pictures.example/a\r\nX-Told: 1",
        "http://pictures.example\r\nX-Told: 1/",
        "http://pictures.example/a HTTP/1.1\r\nHost: other",
        "http://me:se\r\ncret@pictures.example/a",
    ],
)
def test_an_address_puts_nothing_into_its_request(url, picture_server, through):
    try:
        through.picture(url)
    except PictureError:
        assert picture_server.requests == []
    for request in picture_server.requests:
        assert len(request.headers) == 5
        assert "cret" not in str(request)
        assert request.header("Host") == "pictures.example"


HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
WHOLE = OK + b"Content-Length: %d\r\n\r\n" % len(DATA) + DATA


@pytest.mark.parametrize(
    "before",
    [
        HINTS,
        HINTS * 3,
        b"HTTP/1.1 102 Processing\r\n\r\n" + HINTS,
        b"HTTP/1.1 100 Continue\r\n\r\n" + HINTS + b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n",
        b"HTTP/1.1 199 What\r\nContent-Length: 5\r\n\r\n",
    ],
    ids=["hints", "hints thrice", "processing", "between continues", "unknown"],
)
def test_what_is_said_before_the_answer_is_passed_over(before, picture_server, through):
    picture_server.default = raw(before + WHOLE)
    assert through.picture("http://pictures.example/a.png") == DATA


@pytest.mark.parametrize(
    "answer",
    [HINTS * 100 + WHOLE, b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + WHOLE, HINTS],
    ids=["a hundred", "another protocol", "nothing behind"],
)
def test_what_never_becomes_an_answer_is_none(answer, picture_server, through):
    picture_server.default = raw(answer)
    assert problem(through, "http://pictures.example/a.png") is PictureProblem.UNREACHABLE

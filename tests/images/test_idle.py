"""Connections kept for the next picture of their host: fewer of them, and every promise as before.

The server counts its connections and notes each request.
"""

import socket
import threading
import time

import pytest

from reader.images import idle, wire
from reader.images.fetch import Patience, Rules
from reader.model import PictureError, PictureProblem
from tests.support import pictures
from tests.support.picture_server import lasting, raw, redirect, slow, status

DATA = pictures.png(32, 20)
OTHER = pictures.png(48, 30)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(OTHER)
FIVE = ["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"]


def problem(fetcher, url):
    with pytest.raises(PictureError) as caught:
        fetcher.picture(url)
    return caught.value.problem


@pytest.fixture
def server(picture_server):
    picture_server.default = lasting(DATA)
    return picture_server


def chunked(exchange):
    exchange.close_connection = False
    body = b"%x\r\n%b\r\n0\r\nX-Trailer: y\r\n\r\n" % (len(DATA), DATA)
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)


@pytest.mark.parametrize("behaviour", [lasting(DATA), chunked], ids=["length", "chunks"])
def test_pictures_of_one_host_come_over_one_connection(behaviour, server, make_fetcher):
    server.default = behaviour
    fetcher = make_fetcher(connect_to=server.address)
    for n in range(8):
        assert fetcher.picture(f"https://a.example/{n}") == DATA
    assert server.paths() == [f"/{n}" for n in range(8)]
    assert server.connections == 1


def test_never_that_of_another_host_port_or_scheme(server, make_fetcher):
    fetcher = make_fetcher(connect_to=server.address)
    places = ["https://a.example/", "https://b.example/", "http://a.example/"]
    places += ["https://a.example:8443/", "https://a.example.b.example/"]
    for n in range(3):
        for place in places:
            fetcher.picture(f"{place}{n}")
    assert server.connections == len(places)
    same = ["https://A.example/x", "https://a.example:443/y", "https://a.example./z"]
    for url in same:
        fetcher.picture(url)
    assert server.connections == len(places)


def test_the_same_five_headers_and_no_cookie_on_each(server, make_fetcher):
    server.default = lasting(DATA, b"Set-Cookie: id=1; Path=/\r\n")
    fetcher = make_fetcher(connect_to=server.address)
    for n in range(3):
        fetcher.picture(f"https://a.example/{n}")
    assert server.connections == 1
    for request in server.requests:
        assert [name for name, _ in request.headers] == FIVE
        assert request.header("Connection") == "keep-alive"


NOT_KEPT = {
    "a redirect": redirect("http://b.example/good"),
    "a failure": status(404),
    "no picture": lasting(b"<!doctype html><p>" + b"x" * 99),
    "a damaged one": lasting(DATA[:20] + bytes(20)),
    "one that says it ends": lasting(DATA, b"Connection: close\r\n"),
    "two lengths in one": lasting(DATA, b"Transfer-Encoding: identity\r\n"),
    "until the end": raw(b"HTTP/1.1 200 OK\r\n\r\n" + DATA),
    "an old protocol": raw(
        b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: %d\r\n\r\n" % len(DATA)
        + DATA,
        b"",
        every=0.05,
        forever=True,
    ),
    "more than it says": lasting(DATA, after=HEAD + OTHER),
}


@pytest.mark.parametrize("what", NOT_KEPT)
def test_what_is_not_plainly_good_and_over_is_not_kept(what, server, make_fetcher):
    server.routes["/odd"] = NOT_KEPT[what]
    fetcher = make_fetcher(connect_to=server.address)
    if what in ("a failure", "no picture", "a damaged one"):
        assert problem(fetcher, "http://a.example/odd")
    else:
        assert fetcher.picture("http://a.example/odd") == DATA
    # An answer nobody asked for is nobody's, however it comes in.
    assert fetcher.picture("http://a.example/next") == DATA
    assert server.paths()[-1] == "/next"
    if what != "more than it says":
        assert server.connections == len(server.requests)


def test_what_comes_in_unasked_afterwards_ends_the_connection(server, make_fetcher):
    def late(exchange):
        lasting(DATA)(exchange)
        exchange.wait(0.1)
        exchange.wfile.write(HEAD + OTHER)
        told.set()

    told = threading.Event()
    server.routes["/late"] = late
    fetcher = make_fetcher(connect_to=server.address)
    fetcher.picture("http://a.example/late")
    assert told.wait(5)
    assert fetcher.picture("http://a.example/next") == DATA
    assert server.connections == 2


def test_a_host_that_closes_without_a_word_is_asked_once_for_each(server, make_fetcher):
    def closes(exchange):
        lasting(DATA)(exchange)
        exchange.close_connection = True

    server.default = closes
    fetcher = make_fetcher(connect_to=server.address)
    for n in range(5):
        assert fetcher.picture(f"http://a.example/{n}") == DATA
        while fetcher._idle._kept and fetcher._idle._kept[0].silent:
            time.sleep(0.005)  # until its end came in
    assert server.paths() == [f"/{n}" for n in range(5)]


def closes_at_the_second(answer=b""):
    """Ends the connection at its second request, with these bytes."""
    served = set()

    def behaviour(exchange):
        if exchange.connection in served:
            exchange.close_connection = True
            exchange.wfile.write(answer)
        else:
            served.add(exchange.connection)
            lasting(DATA)(exchange)

    return behaviour


def test_a_connection_that_ends_as_it_is_used_is_no_failure(server, make_fetcher):
    """The race that no look before can win: asked again, over a new one, and only once."""
    server.default = closes_at_the_second()
    fetcher = make_fetcher(connect_to=server.address)
    assert fetcher.picture("http://a.example/0") == DATA
    assert fetcher.picture("http://a.example/1") == DATA
    assert server.paths() == ["/0", "/1", "/1"]
    assert server.connections == 2


def test_a_connection_that_died_without_a_word_is_not_waited_for(server, make_fetcher, monkeypatch):
    """A router forgot it, or the line is another one: nothing tells that it ended."""
    monkeypatch.setattr(wire, "IDLE_ANSWER_SECONDS", 0.1)
    served = set()

    def dies(exchange):
        if exchange.connection in served:
            exchange.wait(20)
        else:
            served.add(exchange.connection)
            lasting(DATA)(exchange)

    server.default = dies
    fetcher = make_fetcher(connect_to=server.address, patience=Patience(total=8))
    assert fetcher.picture("http://a.example/0") == DATA
    assert fetcher.picture("http://a.example/1") == DATA
    assert server.paths() == ["/0", "/1", "/1"]
    # A new one is given all the time there is.
    server.default = slow(0.4, DATA)
    assert fetcher.picture("http://b.example/2") == DATA
    assert server.paths()[3:] == ["/2"]


@pytest.mark.parametrize("answer", [b"H", b"HTTP/1.1 200 OK", HEAD + OTHER[:30], b"\0\0\0"])
def test_after_one_byte_of_the_answer_nothing_is_asked_twice(answer, server, make_fetcher):
    server.default = closes_at_the_second(answer)
    fetcher = make_fetcher(connect_to=server.address)
    fetcher.picture("http://a.example/0")
    assert problem(fetcher, "http://a.example/1")
    assert server.paths() == ["/0", "/1"]


def test_a_new_connection_that_ends_is_not_tried_again(server, make_fetcher):
    server.default = raw(b"")
    fetcher = make_fetcher(connect_to=server.address)
    assert problem(fetcher, "http://a.example/0") is PictureProblem.UNREACHABLE
    server.routes["/1"] = lasting(DATA)
    fetcher.picture("http://a.example/1")
    assert problem(fetcher, "http://a.example/2") is PictureProblem.UNREACHABLE
    # That which was kept ended, and so did the new one: that makes two, and no third.
    assert server.paths() == ["/0", "/1", "/2", "/2"]


@pytest.mark.parametrize(
    "behaviour",
    [
        raw(b"", b"", every=0.05, forever=True),
        raw(HEAD + OTHER[:40], b"\0", every=0.05, forever=True),
        # Sixteen of them are passed over: these are fewer by the deadline.
        raw(b"HTTP/1.1 100 Continue\r\n\r\n", every=0.05, forever=True),
    ],
    ids=["silence", "drops", "continue"],
)
def test_the_deadline_holds_on_a_kept_connection_too(behaviour, server, make_fetcher):
    server.routes["/slow"] = behaviour
    fetcher = make_fetcher(connect_to=server.address, patience=Patience(total=0.5))
    fetcher.picture("http://a.example/0")
    began = time.monotonic()
    assert problem(fetcher, "http://a.example/slow") is PictureProblem.UNREACHABLE
    assert 0.4 < time.monotonic() - began < 1.5
    assert server.paths() == ["/0", "/slow"]
    assert server.connections == 1


def test_the_bound_of_bytes_holds_on_a_kept_connection_too(server, make_fetcher):
    server.routes["/long"] = raw(b"HTTP/1.1 200 OK\r\n\r\n" + DATA, bytes(262_144), forever=True)
    fetcher = make_fetcher(connect_to=server.address)
    fetcher.picture("http://a.example/0")
    assert problem(fetcher, "http://a.example/long") is PictureProblem.TOO_LARGE


def test_a_host_that_is_allowed_no_more_is_not_asked_over_what_is_kept(server, make_fetcher):
    fetcher = make_fetcher(allowed_hosts={"127.0.0.1"})
    fetcher.picture(server.url("/0"))
    assert len(fetcher._idle) == 1
    fetcher.rules = Rules()
    assert problem(fetcher, server.url("/1")) is PictureProblem.PRIVATE
    assert server.paths() == ["/0"]
    assert len(fetcher._idle) == 0


def test_a_name_whose_address_turns_private_is_refused_at_the_next_connection(server, make_fetcher):
    looked_up = []

    def resolve(host, _port):
        looked_up.append(host)
        return ["127.0.0.1"]

    port = server.address[1]
    fetcher = make_fetcher(allowed_hosts={"a.example"}, resolve=resolve)
    for n in range(3):
        fetcher.picture(f"http://a.example:{port}/{n}")
    assert looked_up == ["a.example"]  # the address that was checked is still the other end
    fetcher.rules = Rules()
    assert problem(fetcher, f"http://a.example:{port}/x") is PictureProblem.PRIVATE
    assert len(server.requests) == 3


def test_with_a_proxy_from_now_on_nothing_goes_past_it(server, make_fetcher):
    fetcher = make_fetcher(allowed_hosts={"127.0.0.1"})
    fetcher.picture(server.url("/0"))
    fetcher.rules = Rules(proxy=server.address, allowed_hosts=frozenset({"127.0.0.1"}))
    fetcher.picture(server.url("/1"))
    fetcher.picture(server.url("/2"))
    assert server.paths() == ["/0", server.url("/1"), server.url("/2")]
    assert server.connections == 2
    fetcher.rules = Rules(proxy=server.address)
    assert problem(fetcher, server.url("/3")) is PictureProblem.PRIVATE


def test_what_nobody_needs_is_closed_and_so_is_what_outlived_a_sleep(
    server, make_fetcher, monkeypatch
):
    fetcher = make_fetcher(connect_to=server.address)
    fetcher.picture("http://a.example/0")
    fetcher.rest()
    assert len(fetcher._idle) == 1
    now = time.time()
    monkeypatch.setattr(idle.time, "time", lambda: now + 3600)  # the computer slept for an hour
    fetcher.rest()
    assert len(fetcher._idle) == 0
    monkeypatch.undo()
    fetcher.picture("http://a.example/1")
    monkeypatch.setattr(idle, "IDLE_SECONDS", 0.0)
    fetcher.picture("http://a.example/2")
    assert server.connections == 3
    fetcher.rest()
    assert len(fetcher._idle) == 0


def test_few_are_kept_and_none_once_the_program_closes(server, make_fetcher):
    fetcher = make_fetcher(connect_to=server.address)
    for n in range(20):
        fetcher.picture(f"http://h{n}.example/")
    assert len(fetcher._idle) == idle.IDLE_CONNECTIONS
    kept = [one.sock for one in fetcher._idle._kept]
    fetcher.close()
    assert {sock.fileno() for sock in kept} == {-1}
    ours, theirs = socket.socketpair()
    with theirs:
        fetcher._idle.put(("http", "h", 80, None, None), ours, ours.dup())
        assert ours.fileno() == -1
        assert theirs.recv(1) == b""


def test_many_at_once_get_each_its_own(server, make_fetcher):
    def own(exchange):
        lasting(DATA + exchange.path.encode().rjust(200))(exchange)

    server.default = own
    fetcher = make_fetcher(connect_to=server.address)
    numbers, wrong = iter(range(600)), []

    def ask():
        for n in numbers:
            path = f"/{n}"
            data = fetcher.picture(f"http://h{n % 4}.example{path}")
            if data.strip().rpartition(b" ")[2] != path.encode() and n:
                wrong.append(n)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sorted(server.paths()) == sorted(f"/{n}" for n in range(600))
    assert server.connections < 100  # two a host, and what gave way to others

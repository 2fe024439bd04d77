"""Connections: to addresses that were checked, never for long, TLS verified."""

import socket
import threading
import time

import pytest

from reader.images import connect
from reader.images.fetch import Patience
from reader.model import PictureError, PictureProblem
from tests.support import pictures
from tests.support.picture_server import raw, redirect

DATA = pictures.png(32, 20)
PATIENCE = 10
"""Seconds to wait for what comes at once on a calm computer."""


def problem(fetcher, url):
    with pytest.raises(PictureError) as caught:
        fetcher.picture(url)
    return caught.value.problem


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "LOCALHOST.", "127.1", "2130706433", "0x7f.1", "0177.0.0.1"),
        *("0", "0.0.0.0", "10.0.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
        *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]"),
        *("[fe80::1]", "[fd00::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]"),
        *("[2002:7f00:1::]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[0::1]"),
        *("127.0.1", "127.65535", "0x7f000001", "017700000001", "0x7F.0x0.0x0.0x1", "127.0.0.0x1"),
        *("192.0.0.8", "192.0.0.170", "198.18.0.1", "198.19.255.255", "240.0.0.1", "4294967295"),
        *("255.255.255.255", "0xffffffff", "00", "1", "127.0.0.1.", "127.0.0.1..", "localhost.."),
        *("%31%32%37.0.0.1", "me@127.0.0.1", "me:pw@127.1", "8.8.8.8@127.0.0.1"),
        *("8.8.8.8\\@127.0.0.1", "127.0.0.1:80@127.0.0.1", "\t127.0.0.1"),
    ],
)
def test_a_private_address_is_refused_in_every_spelling(host, make_fetcher, picture_server):
    port = picture_server.address[1]
    url = f"http://{host}:{port}/a.png"
    assert problem(make_fetcher(), url) is PictureProblem.PRIVATE
    assert picture_server.connections == 0


@pytest.mark.parametrize(
    "host",
    [
        *(
            "１２７.０.０.１",
            "127。0。0。1",
            "①②⑦.0.0.1",
            "ⓛocalhost",
            "127.0.0.1 ",
            "127.0.0.1%00.example",
        ),
        *("[fe80::1%25lo]", "[fe80::1%lo]", "[::1%25lo]", "[v1.x]", "[::1", "::1"),
    ],
)
def test_what_looks_like_a_private_address_reaches_nobody(host, make_fetcher, picture_server):
    """Spellings that browsers take for 127.0.0.1, and addresses with a zone."""
    url = f"http://{host}:{picture_server.address[1]}/a.png"
    found = problem(make_fetcher(), url)
    assert found in (PictureProblem.PRIVATE, PictureProblem.UNREACHABLE)
    assert picture_server.connections == 0


@pytest.mark.parametrize(
    "answers",
    [
        ["8.8.8.8", "::1"],
        ["2606:4700::1111", "10.0.0.1"],
        ["fe80::1%eth0"],
        ["8.8.8.8", "nonsense"],
        ["::ffff:8.8.8.8"],
        ["8.8.8.8"] * 500 + ["127.0.0.1"],
    ],
)
def test_every_answer_counts_however_many_there_are(answers, make_fetcher, monkeypatch):
    monkeypatch.setattr(connect, "_open", lambda *_: pytest.fail("connected"))
    fetcher = make_fetcher(resolve=lambda *_: answers)
    assert problem(fetcher, "http://mixed.example/a") is PictureProblem.PRIVATE


def test_a_redirect_to_a_private_address_is_refused_before_any_connect(direct, picture_server):
    _, port = picture_server.address
    hosts = ("10.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.1")
    hosts += ("2130706433", "0x7f000001", "0x7f.1", "0177.1", "me@127.1", "me:x@[::1]", "0")
    for host in hosts:
        picture_server.routes["/a"] = redirect(f"http://{host}:{port}/b")
        assert problem(direct, picture_server.url("/a")) is PictureProblem.PRIVATE
        direct.forget_failure(picture_server.url("/a"))
    assert picture_server.paths() == ["/a"] * len(hosts)


def test_one_private_answer_among_public_ones_is_enough(make_fetcher):
    fetcher = make_fetcher(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert problem(fetcher, "http://two-faced.example/a") is PictureProblem.PRIVATE


def test_a_name_is_looked_up_and_checked_for_every_redirect_anew(make_fetcher, picture_server):
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    host, port = "rebinding.example", picture_server.address[1]
    # Only the test's first step allows the name: its second answer must be refused by itself.
    fetcher = make_fetcher(allowed_hosts={host}, resolve=lambda *_: next(answers))
    picture_server.routes["/a"] = redirect(f"http://other.example:{port}/b")
    assert problem(fetcher, f"http://{host}:{port}/a") is PictureProblem.PRIVATE
    assert picture_server.paths() == ["/a"]
    assert next(answers, None) is None


def test_the_other_end_is_looked_at_again(make_fetcher, picture_server, monkeypatch):
    """Whatever leads a connection to a public address elsewhere: the other end is not public."""
    port, opened = picture_server.address[1], []
    open_ = connect._open

    def elsewhere(address, *how):
        opened.append(address)
        return open_("127.0.0.1", *how)

    monkeypatch.setattr(connect, "_open", elsewhere)
    fetcher = make_fetcher(resolve=lambda *_: ["8.8.8.8"])
    assert problem(fetcher, f"http://rebound.example:{port}/a") is PictureProblem.PRIVATE
    assert opened == ["8.8.8.8"]
    assert picture_server.requests == []


def test_the_address_that_was_checked_is_the_one_that_is_connected(make_fetcher, monkeypatch):
    """A name that is public at first and private at the second look is looked up once."""
    answers, opened = iter([["8.8.8.8"], ["127.0.0.1"]]), []

    def refuse(address, *_):
        opened.append(address)
        raise OSError("nobody there")

    monkeypatch.setattr(connect, "_open", refuse)
    fetcher = make_fetcher(resolve=lambda *_: next(answers))
    assert problem(fetcher, "http://two-faced.example/a") is PictureProblem.UNREACHABLE
    assert opened == ["8.8.8.8"]
    assert next(answers) == ["127.0.0.1"]


def test_a_host_that_a_person_allowed(direct, make_fetcher, picture_server):
    assert direct.picture(picture_server.url("/a")) == DATA
    port = picture_server.address[1]
    by_name = make_fetcher(allowed_hosts={"localhost"})
    assert by_name.picture(f"http://LocalHost.:{port}/b") == DATA


def test_the_next_address_is_tried_when_one_does_not_answer(make_fetcher, picture_server):
    addresses = ["127.0.0.77", "127.0.0.1"]
    fetcher = make_fetcher(allowed_hosts={"h.example"}, resolve=lambda *_: addresses)
    assert fetcher.picture(f"http://h.example:{picture_server.address[1]}/a") == DATA


def test_nobody_listens(make_fetcher):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        fetcher = make_fetcher(connect_to=unused.getsockname())
        assert problem(fetcher, "http://h.example/a") is PictureProblem.UNREACHABLE


@pytest.fixture
def deaf():
    """An address where a connect hangs: its queue is full."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        callers = []
        for _ in range(8):
            caller = socket.socket()
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
            callers.append(caller)
        yield listener.getsockname()
        for caller in callers:
            caller.close()


def test_a_connect_that_hangs_ends_in_time(make_fetcher, deaf):
    fetcher = make_fetcher(connect_to=deaf, patience=Patience(connect=0.3))
    start = time.monotonic()
    assert problem(fetcher, "http://h.example/a") is PictureProblem.UNREACHABLE
    assert 0.2 < time.monotonic() - start < 1


def test_a_look_up_that_hangs_ends_in_time(make_fetcher):
    free = threading.Event()
    fetcher = make_fetcher(resolve=lambda *_: free.wait(5) and [], patience=Patience(connect=0.3))
    start = time.monotonic()
    assert problem(fetcher, "http://h.example/a") is PictureProblem.UNREACHABLE
    assert 0.2 < time.monotonic() - start < 1
    free.set()


@pytest.mark.parametrize("phase", ["look-up", "connect"])
def test_closing_ends_a_connect_and_a_look_up_at_once(phase, make_fetcher, deaf, monkeypatch):
    begun, free, open_ = threading.Event(), threading.Event(), connect._open

    def connecting(*how):
        begun.set()
        return open_(*how)

    def looking_up(*_):
        begun.set()
        return free.wait(PATIENCE)

    monkeypatch.setattr(connect, "_open", connecting)
    options = {"connect_to": deaf} if phase == "connect" else {"resolve": looking_up}
    fetcher = make_fetcher(**options)
    problems = []
    thread = threading.Thread(
        target=lambda: problems.append(problem(fetcher, "http://h.example/a"))
    )
    thread.start()
    assert begun.wait(PATIENCE)
    start = time.monotonic()
    fetcher.close()
    thread.join()
    assert time.monotonic() - start < 1
    assert problems == [PictureProblem.UNREACHABLE]
    free.set()


def test_a_label_that_is_too_long_for_a_name(make_fetcher):
    url = "http://" + "x" * 70 + ".example/"
    assert problem(make_fetcher(), url) is PictureProblem.UNREACHABLE


# -- TLS


def test_https(tls_server, trusted, local_names):
    assert local_names().picture(tls_server.secure_url("/a")) == DATA
    (request,) = tls_server.requests
    assert request.header("Host") == f"localhost:{tls_server.address[1]}"


def test_a_certificate_that_no_one_knows_is_refused(tls_server, local_names):
    assert problem(local_names(), tls_server.secure_url("/a")) is PictureProblem.UNREACHABLE
    assert tls_server.requests == []


def test_a_certificate_for_another_host_is_refused(tls_server, trusted, local_names):
    url = tls_server.secure_url("/a", "other.example")
    assert problem(local_names(), url) is PictureProblem.UNREACHABLE
    assert tls_server.requests == []


def test_https_never_leads_down_to_http(tls_server, trusted, local_names, picture_server):
    tls_server.routes["/a"] = redirect(f"http://localhost:{picture_server.address[1]}/b")
    assert problem(local_names(), tls_server.secure_url("/a")) is PictureProblem.UNREACHABLE
    assert picture_server.connections == 0


def test_what_drips_under_tls_is_cut_off_in_time(tls_server, trusted, local_names):
    tls_server.default = raw(b"HTTP/1.1 200 OK\r\n\r\n" + DATA, b"x", every=0.05, forever=True)
    start = time.monotonic()
    fetcher = local_names(patience=Patience(total=0.5))
    assert problem(fetcher, tls_server.secure_url("/a")) is PictureProblem.UNREACHABLE
    assert 0.4 < time.monotonic() - start < 1.5


@pytest.mark.parametrize("how", ["handshake", "body"])
def test_closing_ends_tls_at_once(how, tls_server, trusted, local_names):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.settimeout(PATIENCE)
        port = silent.getsockname()[1] if how == "handshake" else tls_server.address[1]
        tls_server.default = raw(b"HTTP/1.1 200 OK\r\n\r\n" + DATA, b"", every=60)
        fetcher = local_names()
        problems = []
        url = f"https://localhost:{port}/a"
        thread = threading.Thread(target=lambda: problems.append(problem(fetcher, url)))
        thread.start()
        if how == "handshake":
            caller, _ = silent.accept()
            assert caller.recv(1)  # the client has greeted and waits for an answer
        else:
            while not tls_server.requests:
                assert thread.is_alive()
                time.sleep(0.005)
        start = time.monotonic()
        fetcher.close()
        thread.join()
        if how == "handshake":
            caller.close()
    assert time.monotonic() - start < 1
    assert problems == [PictureProblem.UNREACHABLE]


def test_a_handshake_that_hangs_ends_in_time(trusted, local_names):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        start = time.monotonic()
        fetcher = local_names(patience=Patience(connect=0.3))
        url = f"https://localhost:{silent.getsockname()[1]}/a"
        assert problem(fetcher, url) is PictureProblem.UNREACHABLE
    assert time.monotonic() - start < 1

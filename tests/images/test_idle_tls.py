"""Connections kept for the next picture of their host, under TLS and through a proxy's tunnel."""

import socket
import threading
import time
from contextlib import suppress

from reader.images.fetch import Patience, Rules
from reader.model import PictureProblem
from tests.images.test_idle import DATA, HEAD, OTHER, closes_at_the_second, problem
from tests.support.picture_server import lasting, raw


def test_one_handshake_for_many_pictures(tls_server, trusted, local_names):
    tls_server.default = lasting(DATA)
    fetcher = local_names()
    for n in range(6):
        assert fetcher.picture(tls_server.secure_url(f"/{n}")) == DATA
    assert tls_server.connections == 1
    assert len(tls_server.requests) == 6


def test_a_kept_one_serves_no_other_name_under_tls(tls_server, trusted, local_names):
    tls_server.default = lasting(DATA)
    fetcher = local_names()
    fetcher.picture(tls_server.secure_url("/0"))
    other = tls_server.secure_url("/1", "other.example")
    assert problem(fetcher, other) is PictureProblem.UNREACHABLE
    assert tls_server.paths() == ["/0"]


def test_the_deadline_and_closing_hold_under_tls_on_a_kept_one(tls_server, trusted, local_names):
    tls_server.default = lasting(DATA)
    tls_server.routes["/slow"] = raw(HEAD + OTHER[:40], b"\0", every=0.05, forever=True)
    fetcher = local_names(patience=Patience(total=0.6))
    fetcher.picture(tls_server.secure_url("/0"))
    began = time.monotonic()
    assert problem(fetcher, tls_server.secure_url("/slow")) is PictureProblem.UNREACHABLE
    assert 0.4 < time.monotonic() - began < 1.6

    patient = local_names()
    patient.picture(tls_server.secure_url("/1"))
    problems = []
    url = tls_server.secure_url("/slow?again")
    tls_server.routes["/slow?again"] = raw(HEAD + OTHER[:40], b"", every=60)
    thread = threading.Thread(target=lambda: problems.append(problem(patient, url)))
    thread.start()
    while "/slow?again" not in tls_server.paths():
        time.sleep(0.005)
    began = time.monotonic()
    patient.close()
    thread.join()
    assert time.monotonic() - began < 1
    assert problems == [PictureProblem.UNREACHABLE]
    assert tls_server.connections == 2


def test_a_kept_one_that_ended_under_tls_is_no_failure(tls_server, trusted, local_names):
    tls_server.default = closes_at_the_second()
    fetcher = local_names()
    assert fetcher.picture(tls_server.secure_url("/0")) == DATA
    assert fetcher.picture(tls_server.secure_url("/1")) == DATA
    assert tls_server.connections == 2


def tunnel(to):
    """What a proxy does with CONNECT: pass on what comes, both ways."""

    def pass_on(here, there):
        try:
            while data := here.recv(65536):
                there.sendall(data)
        except OSError:
            pass
        for end in (here, there):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def behaviour(exchange):
        exchange.close_connection = True
        exchange.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(to) as far:
            back = threading.Thread(target=pass_on, args=(far, exchange.connection))
            back.start()
            pass_on(exchange.connection, far)
            back.join()

    return behaviour


def test_a_tunnel_through_a_proxy_is_kept_for_its_host_alone(
    tls_server, trusted, make_fetcher, picture_server
):
    server = picture_server
    tls_server.default = lasting(DATA)
    port = tls_server.address[1]
    server.routes[f"localhost:{port}"] = tunnel(tls_server.address)
    fetcher = make_fetcher()
    fetcher.rules = Rules(proxy=server.address, allowed_hosts=frozenset({"localhost"}))
    for n in range(4):
        assert fetcher.picture(tls_server.secure_url(f"/{n}")) == DATA
    assert [request.method for request in server.requests] == ["CONNECT"]
    assert tls_server.connections == server.connections == 1
    assert tls_server.paths() == [f"/{n}" for n in range(4)]
    fetcher.picture("http://other.example/plain")
    assert server.paths()[-1] == "http://other.example/plain"
    assert server.connections == 2
    # Not past the proxy, nor through it to a host that is allowed no more.
    fetcher.rules = Rules(proxy=server.address)
    assert problem(fetcher, tls_server.secure_url("/9")) is PictureProblem.PRIVATE
    assert len(tls_server.requests) == 4

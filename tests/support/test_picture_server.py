"""The server that other tests believe."""

import http.client
import time

from tests.support import pictures
from tests.support.picture_server import PictureServer, raw, redirect, scenery, slow, status


def get(server: PictureServer, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    host, port = server.address
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_it_serves_any_path_and_records_the_request(picture_server: PictureServer) -> None:
    answer, body = get(picture_server, "/a/b.png?c=d", Referer="http://secret.example/")
    assert answer.status == 200
    assert answer.getheader("Content-Type") == "image/png"
    assert body.startswith(b"\x89PNG")
    (request,) = picture_server.requests
    assert (request.method, request.path) == ("GET", "/a/b.png?c=d")
    assert request.header("referer") == "http://secret.example/"
    assert request.header("Host") == "{}:{}".format(*picture_server.address)


def test_behaviours(picture_server: PictureServer) -> None:
    routes = picture_server.routes
    routes["/gone"] = status(404)
    routes["/there"] = redirect("/here")
    routes["/view"] = scenery
    assert get(picture_server, "/gone")[0].status == 404
    assert get(picture_server, "/there")[0].getheader("Location") == "/here"
    first, second = get(picture_server, "/view")[1], get(picture_server, "/view")[1]
    assert first == second != pictures.scenery("/another")
    assert picture_server.paths() == ["/gone", "/there", "/view", "/view"]


def test_it_ends_at_once_whatever_it_is_busy_with() -> None:
    connections = []
    with PictureServer() as server:
        server.routes["/slow"] = slow(60, b"x")
        server.routes["/endless"] = raw(b"HTTP/1.1 200 OK\r\n\r\n", b"x", every=1, forever=True)
        for path in ("/slow", "/endless", "/never-read"):
            host, port = server.address
            connection = http.client.HTTPConnection(host, port, timeout=10)
            connection.request("GET", path)
            connections.append(connection)
        while len(server.paths()) < 3:
            time.sleep(0.01)
        start = time.monotonic()
    assert time.monotonic() - start < 5
    for connection in connections:
        connection.close()

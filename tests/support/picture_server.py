"""A real web server on 127.0.0.1 that hands out self-made pictures and records what it was asked.

`python -m tests.support.picture_server [PORT]` runs it by hand, for the program's --connect-to.
"""

import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support import pictures


@dataclass(frozen=True)
class Request:
    """One request as it came in; header names as they were spelt, in their order."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    time: float

    def header(self, name: str) -> str:
        """A header's value, "" where it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class Exchange(BaseHTTPRequestHandler):
    """One request and its answer; behaviours are called with it and write to `wfile`."""

    server: "_Server"
    timeout = 30

    def __getattr__(self, name: str) -> Callable[[], None]:
        # http.server asks for `do_GET`, `do_HEAD` …: every method is recorded and answered alike.
        if name.startswith("do_"):
            return self._record_and_answer
        raise AttributeError(name)

    def _record_and_answer(self) -> None:
        headers = tuple(self.headers.items())
        request = Request(self.command, self.path, headers, time.monotonic())
        owner = self.server.owner
        with owner.lock:
            owner.requests.append(request)
        behaviour = owner.routes.get(self.path, owner.default)
        try:
            behaviour(self)
        except OSError:
            return  # the reader hung up, which is what many tests are about

    def answer(
        self, body: bytes, content_type: str = "image/png", status: int = 200, **headers: str
    ) -> None:
        """A whole answer; `Content_Encoding="gzip"` stands for the header of that name."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def wait(self, seconds: float) -> bool:
        """Sleep, but not longer than the server lives; False once it is closing."""
        return not self.server.owner.closing.wait(seconds)

    def log_message(self, template: str, *arguments: object) -> None:
        if self.server.owner.talks:
            print(template % arguments, flush=True)


Behaviour = Callable[[Exchange], None]


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = False

    def __init__(self, address: tuple[str, int], owner: "PictureServer") -> None:
        self.owner = owner
        self.connections: set[socket.socket] = set()
        super().__init__(address, Exchange)

    def server_bind(self) -> None:
        # The inherited one looks its own name up.
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        host, self.server_port = self.server_address[:2]
        self.server_name = str(host)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        if self.owner.tls is not None:
            try:
                request = self.owner.tls.wrap_socket(request, server_side=True)
            except OSError:  # the reader does not like our certificate
                self.shutdown_request(request)
                return
        with self.owner.lock:
            self.connections.add(request)
            self.owner.connections += 1
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self.owner.lock:
                self.connections.discard(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if isinstance(sys.exception(), OSError):
            return  # hung up in mid-request
        self.owner.errors.append(repr(sys.exception()))


class PictureServer:
    """Starts on entering, ends on leaving, whatever its answers are busy with.

    routes: path -> behaviour; every other path goes to `default`.
    requests: all of them, oldest first. connections: how many were opened.
    """

    def __init__(
        self, port: int = 0, *, talks: bool = False, tls: ssl.SSLContext | None = None
    ) -> None:
        self.routes: dict[str, Behaviour] = {}
        self.default: Behaviour = picture(pictures.png(32, 20))
        self.requests: list[Request] = []
        self.connections = 0
        self.errors: list[str] = []
        self.talks = talks
        self.tls = tls
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def address(self) -> tuple[str, int]:
        """For --connect-to."""
        host, port = self._server.server_address[:2]
        return str(host), int(port)

    def url(self, path: str) -> str:
        """The address of a path on this server itself."""
        host, port = self.address
        return f"http://{host}:{port}{path}"

    def secure_url(self, path: str, host: str = "localhost") -> str:
        """The https address of a path, under this name."""
        return f"https://{host}:{self.address[1]}{path}"

    def paths(self) -> list[str]:
        """The path of each request, oldest first."""
        with self.lock:
            return [request.path for request in self.requests]

    def __enter__(self) -> "PictureServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        with self.lock:
            for connection in self._server.connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it has just ended by itself
        self._server.server_close()
        self._thread.join()
        assert not self.errors, self.errors


def picture(data: bytes, content_type: str = "image/png", **headers: str) -> Behaviour:
    """Answers with these bytes."""
    return lambda exchange: exchange.answer(data, content_type, 200, **headers)


def status(code: int, body: bytes = b"<!doctype html><p>No.") -> Behaviour:
    """Answers with this status and a page."""
    return lambda exchange: exchange.answer(body, "text/html", code)


def redirect(to: str, code: int = 302, body: bytes = b"") -> Behaviour:
    """Sends the reader elsewhere."""
    return lambda exchange: exchange.answer(body, "text/html", code, Location=to)


def slow(seconds: float, data: bytes) -> Behaviour:
    """Answers after a while."""

    def behaviour(exchange: Exchange) -> None:
        if exchange.wait(seconds):
            exchange.answer(data)

    return behaviour


def gated(gate: threading.Event, data: bytes) -> Behaviour:
    """Answers once the gate is open."""

    def behaviour(exchange: Exchange) -> None:
        while not gate.wait(0.005):
            if exchange.server.owner.closing.is_set():
                return
        exchange.answer(data)

    return behaviour


def lasting(data: bytes, head: bytes = b"", after: bytes = b"") -> Behaviour:
    """Answers and leaves the connection open for the next request, as real servers do.

    head: more header lines, each with its end. after: what comes behind the answer, unasked.
    """

    def behaviour(exchange: Exchange) -> None:
        exchange.close_connection = exchange.headers.get("Connection") == "close"
        length = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n" % len(data)
        exchange.wfile.write(length + head + b"\r\n" + data + after)

    return behaviour


def raw(*parts: bytes, every: float = 0.0, forever: bool = False) -> Behaviour:
    """Writes these bytes as they are, a pause after each part; `forever` repeats the last one."""

    def behaviour(exchange: Exchange) -> None:
        exchange.close_connection = True
        for part in parts:
            exchange.wfile.write(part)
            exchange.wait(every)
        while forever and not exchange.server.owner.closing.is_set():
            exchange.wfile.write(parts[-1])
            exchange.wait(every)

    return behaviour


def scenery(exchange: Exchange) -> None:
    """A colourful picture of its own for every path."""
    exchange.answer(pictures.scenery(exchange.path))


def main() -> None:
    """Serve until Ctrl+C, telling each request."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with PictureServer(port, talks=True) as server:
        server.default = scenery
        host, port = server.address
        print(f"Pictures for every path: --connect-to {host}:{port}. Ctrl+C ends.", flush=True)
        try:
            server.closing.wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()

"""One GET at a time, over requests, with its own adapter, over sockets of images/connect.py.

There is no session: nothing keeps a cookie, a credential or a proxy of the environment. What is
kept is a connection, for the next picture of the same host (images/idle.py).

Imported at the first fetch, since requests costs the window's start 0.1 s.
"""

import logging
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, parse_headers
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import DEFAULT_CA_BUNDLE_PATH, HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import urldefragauth
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from reader.bounds import IDLE_ANSWER_SECONDS
from reader.images.connect import (
    Exchange,
    HostDownError,
    PlainSocket,
    Route,
    SlowError,
    TlsSocket,
    bare,
    connect,
    look_up,
    still_allowed,
)
from reader.images.idle import Idle, Kept, Key
from reader.model import PictureError, PictureProblem

__all__ = [
    "Answer",
    "Exchange",
    "HostDownError",
    "Idle",
    "Route",
    "SlowError",
    "get",
    "look_up",
    "prepare",
]

# Its warnings are tracebacks about malformed answers, which are judged here anyway.
logging.getLogger("urllib3").setLevel(logging.ERROR)

HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Broadsheet)",
    "Accept": "image/webp,image/png,image/jpeg,image/gif,image/bmp,image/x-icon;q=0.9,"
    "image/avif;q=0.5,*/*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "keep-alive",
}
"""All that is sent, beside Host."""
_CHUNK = 64 * 1024
INTERIM = 16
"""So many answers that are none yet (1xx) are passed over; servers send one or two."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in any case), and the body as it comes in, not decoded."""

    status: int
    headers: Mapping[str, str]
    body: Iterator[bytes]


def prepare(url: str) -> requests.PreparedRequest:
    """Make the request for a URL: encoded, without credentials. Raises PictureError."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            raise PictureError(PictureProblem.UNREACHABLE, f"neither http nor https: {url[:200]!r}")
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        request = requests.Request("GET", bare).prepare()
        host = urlsplit(str(request.url)).netloc
        request.headers = CaseInsensitiveDict({"Host": host, **HEADERS})
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:
        raise PictureError(PictureProblem.UNREACHABLE, f"no usable URL: {error}") from error
    return request


@contextmanager
def get(
    request: requests.PreparedRequest, exchange: Exchange, route: Route, idle: Idle | None = None
) -> Iterator[Answer]:
    """Send one GET and give its answer; no redirect is followed. Raises PictureError.

    idle: where a connection may be had from, and is left once a whole picture came over it.
    """
    adapter = _Adapter(exchange, route, idle)
    try:
        # Closed, not drained: the body of a redirect or a failure is never read.
        with adapter.ask(request) as response:
            yield Answer(response.status_code, response.headers, _read(response.raw))
            adapter.leave(response)
    except (
        requests.RequestException,
        urllib3.exceptions.HTTPError,
        HTTPException,
        OSError,
        UnicodeError,
    ) as error:
        cause = f"{type(error).__name__}: {error}"
        if exchange.late:
            raise SlowError(PictureProblem.UNREACHABLE, cause) from error
        raise PictureError(PictureProblem.UNREACHABLE, cause) from error
    finally:
        exchange.release()
        adapter.close()


def _read(raw: Any) -> Iterator[bytes]:
    try:
        while chunk := raw.read(_CHUNK, decode_content=False):
            yield chunk
    except ValueError as error:
        # A chunk of less than no bytes is not looked for by urllib3.
        raise PictureError(PictureProblem.UNREACHABLE, f"ValueError: {error}") from error


class _Line:
    """The one connection of an exchange, and the kept one that may serve for it."""

    def __init__(self, exchange: Exchange, route: Route) -> None:
        self.exchange = exchange
        self.route = route
        self.kept: Kept | None = None
        self.reused: PlainSocket | TlsSocket | None = None
        self.connection: HTTPConnection | None = None

    def reuse(self) -> PlainSocket | TlsSocket | None:
        """Return the kept connection, if there is one, as that of this exchange."""
        kept, self.kept = self.kept, None
        if kept is None:
            return None
        self.reused = kept.sock
        self.exchange.take_over(kept.handle)
        kept.sock.heard = False
        kept.sock.patience = IDLE_ANSWER_SECONDS
        kept.sock.exchange = self.exchange
        return kept.sock

    def is_stale(self) -> bool:
        """Whether a kept connection had ended, as it turned out: nothing was ever heard of it."""
        if self.reused is None or self.reused.heard:
            return False
        self.exchange.remaining()
        return True


class _Adapter(HTTPAdapter):
    """Sends over our own connections."""

    def __init__(self, exchange: Exchange, route: Route, idle: Idle | None) -> None:
        self._line = _Line(exchange, route)
        self._exchange = exchange
        self._route = route
        self._idle = idle
        self._key: Key | None = None
        self._pool: HTTPConnectionPool | None = None
        super().__init__(pool_connections=1, pool_maxsize=1)

    def ask(self, request: requests.PreparedRequest) -> requests.Response:
        """Return the answer as it begins; its host hears of it once, but where a connection ended.

        Raises what requests, urllib3 and sockets raise.
        """
        try:
            return self._ask(request)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError):
            if not self._line.is_stale():
                raise
        self.close()
        self._line = _Line(self._exchange, self._route)
        return self._ask(request, anew=True)

    def _ask(self, request: requests.PreparedRequest, *, anew: bool = False) -> requests.Response:
        parts, route = urlsplit(str(request.url)), self._route
        host, scheme = parts.hostname or "", parts.scheme
        port = parts.port or (443 if scheme == "https" else 80)
        self._key = (scheme, bare(host), port, route.proxy, route.connect_to)
        if self._idle is not None and not anew:
            kept = self._idle.take(self._key)
            if kept is not None and not still_allowed(host, kept.sock, route):
                kept.close()
                kept = None
            self._line.kept = kept
        timeout = (route.connect_seconds, self._exchange.remaining())
        return self.send(request, stream=True, timeout=timeout)

    def leave(self, response: requests.Response) -> None:
        """Its answer was read to its end and is good: the connection may serve the next one."""
        raw, connection = response.raw, self._line.connection
        sock = connection.sock if connection is not None else None
        plain = response.status_code == 200 and raw.version == 11 and raw.closed
        # With both, the two ends may mean different things by the end of an answer.
        both = {"content-length", "transfer-encoding"} <= {name.lower() for name in raw.headers}
        if (
            self._idle is None
            or self._key is None
            or connection is None
            or not isinstance(sock, PlainSocket | TlsSocket)
            or not plain
            or both
        ):
            return
        handle = self._exchange.hand_over()
        if handle is not None:
            connection.sock = None
            sock.exchange = None
            self._idle.put(self._key, sock, handle)

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *_: Any, **__: Any
    ) -> HTTPConnectionPool:
        parts = urlsplit(str(request.url))
        host = parts.hostname or ""
        if parts.scheme == "https" and self._route.connect_to is None:
            self._pool = HTTPSConnectionPool(host, parts.port, ssl_context=_tls(), line=self._line)
            self._pool.ConnectionCls = _TlsConnection
        else:
            self._pool = HTTPConnectionPool(host, parts.port, line=self._line)
            self._pool.ConnectionCls = _PlainConnection
        return self._pool

    def request_url(self, request: requests.PreparedRequest, _proxies: Any) -> str:
        """Return what the request line names: a proxy wants the whole address."""
        parts = urlsplit(str(request.url))
        if self._route.connect_to is None and self._route.proxy and parts.scheme == "http":
            return str(urldefragauth(str(request.url)))
        return request.path_url

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """Without its cookies: the inherited one would read them, and warn of odd ones."""
        response = requests.Response()
        response.status_code = resp.status
        response.headers = CaseInsensitiveDict(resp.headers)
        response.raw = resp
        response.request = req
        return response

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """Nothing to set: the TLS context always verifies, and has its certificates loaded."""

    def close(self) -> None:
        super().close()
        if self._pool is not None:
            self._pool.close()
        if self._line.kept is not None:
            self._line.kept.close()


_tls_context: list[ssl.SSLContext] = []


def _tls() -> ssl.SSLContext:
    """One context for all: loading the certificates takes longer than a handshake."""
    if not _tls_context:
        context = ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)
        context.sslsocket_class = TlsSocket
        _tls_context.append(context)
    return _tls_context[0]


class _Answer(HTTPResponse):
    """Passes over what a server says before its answer (103 Early Hints); 101 is none of that."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(INTERIM):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 <= status < 200 or status == 101:
                return version, status, reason
            parse_headers(self.fp)
        raise HTTPException("too many answers that are none yet")


class _PlainConnection(HTTPConnection):
    response_class = _Answer

    def __init__(self, *arguments: Any, line: _Line, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._line = line
        line.connection = self

    def _new_conn(self) -> socket.socket:
        line = self._line
        return line.reuse() or connect(self._dns_host, self.port, line.exchange, line.route)


class _TlsConnection(HTTPSConnection):
    response_class = _Answer

    def __init__(self, *arguments: Any, line: _Line, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._line = line
        line.connection = self
        if line.route.proxy is not None:
            self.set_tunnel(self.host, self.port)

    def _new_conn(self) -> socket.socket:
        return connect(self._dns_host, self.port, self._line.exchange, self._line.route)

    def connect(self) -> None:
        sock = self._line.reuse()
        if sock is not None:
            self.sock = sock
            self.is_verified = True  # as it began; the key of what is kept holds the host
            return
        super().connect()
        if isinstance(self.sock, TlsSocket):
            self.sock.exchange = self._line.exchange

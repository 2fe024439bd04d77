"""The one module that opens sockets: one GET at a time, over requests, with its own adapter.

There is no session: nothing keeps a cookie, a credential or a proxy of the environment. Each
connection looks its host up, refuses it unless every answer is public, connects to the address that
was checked, and checks the other end again. Each read ends at the deadline of the whole.

Imported at the first fetch, since requests costs the window's start 0.1 s.
"""

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import DEFAULT_CA_BUNDLE_PATH, HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import urldefragauth
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from reader.bounds import FETCH_ADDRESSES, FETCH_CONNECT_SECONDS
from reader.images.policy import is_private_name, is_public
from reader.model import PictureError, PictureProblem

# Its warnings are tracebacks about malformed answers, which are judged here anyway.
logging.getLogger("urllib3").setLevel(logging.ERROR)

HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Broadsheet)",
    "Accept": "image/webp,image/png,image/jpeg,image/gif,image/bmp,image/x-icon;q=0.9,"
    "image/avif;q=0.5,*/*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
"""All that is sent, beside Host."""
_CHUNK = 64 * 1024

Resolve = Callable[[str, int], list[str]]


class HostDownError(PictureError):
    """No connection came about: it says more about the host, or our own line, than the picture."""

    def __init__(self, cause: object, problem: PictureProblem = PictureProblem.UNREACHABLE) -> None:
        super().__init__(problem, cause)


class SlowError(PictureError):
    """The host was reached and did not answer in time."""


def look_up(host: str, port: int) -> list[str]:
    """Every address of a host, as the system's resolver gives them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Route:
    """How hosts are reached.

    connect_to: where every request goes, as plain HTTP, instead of its own host; nothing is looked
        up then. allowed_hosts: names that may have private addresses: a person said so. proxy:
        the one from Broadsheet's settings; it looks the hosts up, so that only what a name itself
        tells can be checked here.
    """

    connect_to: tuple[str, int] | None = None
    proxy: tuple[str, int] | None = None
    allowed_hosts: frozenset[str] = frozenset()
    resolve: Resolve = look_up
    connect_seconds: float = FETCH_CONNECT_SECONDS


@dataclass(slots=True, eq=False)
class Exchange:
    """One fetch under way, redirects and all: its deadline, and the means to end it from outside.

    deadline: by time.monotonic().
    """

    deadline: float
    _cut: bool = False
    _handle: socket.socket | None = None

    @property
    def late(self) -> bool:
        """True where the deadline has passed, by itself."""
        return not self._cut and time.monotonic() >= self.deadline

    def remaining(self) -> float:
        """Seconds left. Raises TimeoutError when there are none, or when it was cut."""
        left = self.deadline - time.monotonic()
        if left <= 0 or self._cut:
            raise TimeoutError("ended by us" if self._cut else "took too long in all")
        return left

    def watch(self, sock: socket.socket) -> None:
        """From now on `cut` ends what this socket waits for, TLS around it or not."""
        self.release()
        self._handle = sock.dup()
        self.remaining()

    def cut(self) -> None:
        """End it: whatever waits on its socket in another thread comes back at once."""
        self._cut = True
        handle = self._handle
        if handle is not None:
            try:
                handle.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # not connected yet, or released in this moment

    def wait_for(self, done: threading.Event, seconds: float) -> bool:
        """Wait for another thread, until it is done, `seconds` are over or this was cut."""
        end = time.monotonic() + min(seconds, self.remaining())
        while not self._cut and (left := end - time.monotonic()) > 0:
            if done.wait(min(left, 0.1)):
                return True
        return done.is_set()

    def release(self) -> None:
        """Forget the socket."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in any case), and the body as it comes in, not decoded."""

    status: int
    headers: Mapping[str, str]
    body: Iterator[bytes]


def prepare(url: str) -> requests.PreparedRequest:
    """The request for a URL: encoded, without credentials. Raises PictureError."""
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
def get(request: requests.PreparedRequest, exchange: Exchange, route: Route) -> Iterator[Answer]:
    """Send one GET and give its answer; no redirect is followed. Raises PictureError."""
    adapter = _Adapter(exchange, route)
    try:
        response = adapter.send(
            request, stream=True, timeout=(route.connect_seconds, exchange.remaining())
        )
        # Closed, not drained: the body of a redirect or a failure is never read.
        with response:
            yield Answer(response.status_code, response.headers, _read(response.raw))
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


class _Adapter(HTTPAdapter):
    """Sends over our own connections, each used once."""

    def __init__(self, exchange: Exchange, route: Route) -> None:
        self._exchange = exchange
        self._route = route
        self._pool: HTTPConnectionPool | None = None
        super().__init__(pool_connections=1, pool_maxsize=1)

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *_: Any, **__: Any
    ) -> HTTPConnectionPool:
        parts = urlsplit(str(request.url))
        host = parts.hostname or ""
        arguments: dict[str, Any] = {"exchange": self._exchange, "route": self._route}
        if parts.scheme == "https" and self._route.connect_to is None:
            self._pool = HTTPSConnectionPool(host, parts.port, ssl_context=_tls(), **arguments)
            self._pool.ConnectionCls = _TlsConnection
        else:
            self._pool = HTTPConnectionPool(host, parts.port, **arguments)
            self._pool.ConnectionCls = _PlainConnection
        return self._pool

    def request_url(self, request: requests.PreparedRequest, _proxies: Any) -> str:
        """What the request line names: a proxy wants the whole address."""
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


_tls_context: list[ssl.SSLContext] = []


def _tls() -> ssl.SSLContext:
    """One context for all: loading the certificates takes longer than a handshake."""
    if not _tls_context:
        context = ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)
        context.sslsocket_class = _TlsSocket
        _tls_context.append(context)
    return _tls_context[0]


class _PlainSocket(socket.socket):
    """Every wait ends at the exchange's deadline, however little comes in at a time."""

    exchange: Exchange | None = None

    def recv_into(self, *arguments: Any, **named: Any) -> int:
        if self.exchange is not None:
            self.settimeout(self.exchange.remaining())
        return super().recv_into(*arguments, **named)

    def sendall(self, *arguments: Any) -> None:
        if self.exchange is not None:
            self.settimeout(self.exchange.remaining())
        super().sendall(*arguments)


class _TlsSocket(ssl.SSLSocket):
    """The same under TLS; the handshake is bounded as one by the timeout set before it."""

    exchange: Exchange | None = None

    def recv_into(self, *arguments: Any, **named: Any) -> int:
        if self.exchange is not None:
            self.settimeout(self.exchange.remaining())
        return super().recv_into(*arguments, **named)

    def sendall(self, *arguments: Any, **named: Any) -> None:
        if self.exchange is not None:
            self.settimeout(self.exchange.remaining())
        super().sendall(*arguments, **named)


class _PlainConnection(HTTPConnection):
    def __init__(self, *arguments: Any, exchange: Exchange, route: Route, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._exchange = exchange
        self._route = route

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port, self._exchange, self._route)


class _TlsConnection(HTTPSConnection):
    def __init__(self, *arguments: Any, exchange: Exchange, route: Route, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._exchange = exchange
        self._route = route
        if route.proxy is not None:
            self.set_tunnel(self.host, self.port)

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port, self._exchange, self._route)

    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, _TlsSocket):
            self.sock.exchange = self._exchange


def _connect(host: str, port: int, exchange: Exchange, route: Route) -> socket.socket:
    """A connection to an address that was checked. Raises PictureError."""
    host = host.strip("[]").rstrip(".").lower()
    end = time.monotonic() + min(route.connect_seconds, exchange.remaining())
    if route.connect_to is not None:
        addresses, port = [route.connect_to[0]], route.connect_to[1]
        free = True
    elif route.proxy is not None:
        if host not in route.allowed_hosts and is_private_name(host):
            raise PictureError(PictureProblem.PRIVATE, host)
        free, (proxy, port) = True, route.proxy
        addresses = _resolved(proxy, port, exchange, route)
    else:
        free = host in route.allowed_hosts
        addresses = _resolved(host, port, exchange, route)
        if not free and not all(map(is_public, addresses)):
            raise PictureError(PictureProblem.PRIVATE, f"{host}: {', '.join(addresses)}")
    failure: OSError | None = None
    addresses = addresses[:FETCH_ADDRESSES]
    for number, address in enumerate(addresses):
        seconds = (end - time.monotonic()) / (len(addresses) - number)
        if seconds <= 0:
            break
        try:
            sock = _open(address, port, seconds, exchange)
        except OSError as error:
            failure = error
            continue
        if free or is_public(str(sock.getpeername()[0])):
            return sock
        sock.close()
        raise PictureError(PictureProblem.PRIVATE, f"{host} is not where it was: {address}")
    raise HostDownError(f"{host}: {failure or 'no address'}") from failure


def _open(address: str, port: int, seconds: float, exchange: Exchange) -> socket.socket:
    sock = _PlainSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        exchange.watch(sock)
        sock.settimeout(seconds)
        sock.connect((address, port))
        sock.getpeername()  # what was cut in the midst of connecting has none
        sock.settimeout(min(seconds, exchange.remaining()))
        sock.exchange = exchange
    except BaseException:
        sock.close()
        raise
    return sock


def _resolved(host: str, port: int, exchange: Exchange, route: Route) -> list[str]:
    """The resolver knows no deadline: it works in a thread that is left to itself when it is late.

    Raises HostDownError.
    """
    answers: list[list[str]] = []
    failures: list[Exception] = []
    done = threading.Event()

    def work() -> None:
        try:
            answers.append(route.resolve(host, port))
        except (OSError, UnicodeError) as error:
            failures.append(error)
        finally:
            done.set()

    threading.Thread(target=work, name=f"look up {host}", daemon=True).start()
    exchange.wait_for(done, route.connect_seconds)
    if answers and answers[0]:
        return answers[0]
    failure = failures[0] if failures else None
    raise HostDownError(failure or f"no address for {host} in time") from failure

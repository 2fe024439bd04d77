"""Sockets: to an address that was checked, each wait of theirs within the deadline of the whole.

A connection looks its host up, refuses it unless every answer is public, connects to the address
that was checked, and checks the other end again.
"""

import math
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reader.bounds import FETCH_ADDRESSES, FETCH_CONNECT_SECONDS
from reader.images.policy import is_private_name, is_public
from reader.model import PictureError, PictureProblem

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

    def take_over(self, handle: socket.socket) -> None:
        """Take over the handle that another exchange had of this socket."""
        self.release()
        self._handle = handle
        self.remaining()

    def hand_over(self) -> socket.socket | None:
        """Return the handle: it belongs to the caller now, and this object no longer closes it."""
        handle, self._handle = self._handle, None
        return handle

    def release(self) -> None:
        """Forget the socket."""
        handle = self.hand_over()
        if handle is not None:
            handle.close()


class PlainSocket(socket.socket):
    """Every wait ends at the exchange's deadline, however little comes in at a time."""

    exchange: Exchange | None = None
    heard = False
    """Whether anything came in since the exchange began."""
    patience = math.inf
    """Seconds to wait for the first of it."""

    def recv_into(self, *arguments: Any, **named: Any) -> int:
        """Receive within what is left of the exchange's time; note that something came."""
        if self.exchange is not None:
            self.settimeout(_patience(self, self.exchange))
        number = super().recv_into(*arguments, **named)
        self.heard = self.heard or number > 0
        return number

    def sendall(self, *arguments: Any) -> None:
        """Send within what is left of the exchange's time."""
        if self.exchange is not None:
            self.settimeout(self.exchange.remaining())
        super().sendall(*arguments)


class TlsSocket(ssl.SSLSocket):
    """The same under TLS; the handshake is bounded as one by the timeout set before it."""

    exchange: Exchange | None = None
    heard = False
    """Whether anything came in since the exchange began."""
    patience = math.inf
    """Seconds to wait for the first of it."""

    def recv_into(self, *arguments: Any, **named: Any) -> int:
        """Receive within what is left of the exchange's time; note that something came."""
        if self.exchange is not None:
            self.settimeout(_patience(self, self.exchange))
        number = super().recv_into(*arguments, **named)
        self.heard = self.heard or number > 0
        return number

    def sendall(self, *arguments: Any, **named: Any) -> None:
        """Send within what is left of the exchange's time."""
        if self.exchange is not None:
            self.settimeout(self.exchange.remaining())
        super().sendall(*arguments, **named)


def _patience(sock: PlainSocket | TlsSocket, exchange: Exchange) -> float:
    """Seconds to wait for what comes next."""
    left = exchange.remaining()
    return left if sock.heard else min(left, sock.patience)


def bare(host: str) -> str:
    """Return a host's name as the rules have it: without brackets, the dot at its end, capitals."""
    return host.strip("[]").rstrip(".").lower()


def still_allowed(host: str, sock: socket.socket, route: Route) -> bool:
    """Whether a connection that was checked as it began may be used for this host now.

    A person may have taken back what they allowed; and the other end is looked at once more.
    """
    host = bare(host)
    if route.connect_to is not None or host in route.allowed_hosts:
        return True
    if route.proxy is not None:
        return not is_private_name(host)
    try:
        return is_public(str(sock.getpeername()[0]))
    except OSError:
        return False  # it is connected no more


def connect(host: str, port: int, exchange: Exchange, route: Route) -> socket.socket:
    """Connect to an address of the host that was checked. Raises PictureError."""
    host = bare(host)
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
    sock = PlainSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
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
    """Resolve a name in a thread that is left to itself when it is late: it knows no deadline.

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

"""Connections that have done their work, kept for some seconds: the next picture may be of the same
host, and to connect anew takes longer than the picture itself.

What is kept is a socket and nothing else. It goes to its own host, port and scheme alone, and not
at all where there is anything to be read from it: an end, or what nobody asked for.
"""

import socket
import threading
import time
from dataclasses import dataclass

from urllib3.util.wait import wait_for_read

from reader.bounds import IDLE_CONNECTIONS, IDLE_SECONDS
from reader.images.connect import PlainSocket, TlsSocket

Key = tuple[str, str, int, tuple[str, int] | None, tuple[str, int] | None]
"""Scheme, host, port, the proxy on the way, the address that stands for all hosts."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A connected socket, TLS around it or not, and the handle by which it can be cut.

    time, clock: when it was put here, by time.monotonic(), which may stand still while the
    computer sleeps, and time.time(), which may be set.
    """

    sock: PlainSocket | TlsSocket
    handle: socket.socket
    key: Key
    time: float
    clock: float

    @property
    def old(self) -> bool:
        """Whether its host may have given it up meanwhile."""
        slept = time.time() - self.clock
        return time.monotonic() - self.time > IDLE_SECONDS or not 0 <= slept <= IDLE_SECONDS

    @property
    def silent(self) -> bool:
        """Whether nothing came in: neither the end of it nor what nobody asked for."""
        try:
            waits = isinstance(self.sock, TlsSocket) and self.sock.pending()
            return not waits and not wait_for_read(self.sock, timeout=0)
        except (OSError, ValueError):
            return False

    def close(self) -> None:
        """Give it up."""
        self.sock.close()
        self.handle.close()


class Idle:
    """For any number of threads. Newest first; when there are too many the oldest is closed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: list[Kept] = []
        self._closed = False

    def put(self, key: Key, sock: PlainSocket | TlsSocket, handle: socket.socket) -> None:
        """Keep one that is connected and has nothing under way; it belongs to us from now on."""
        kept = Kept(sock, handle, key, time.monotonic(), time.time())
        with self._lock:
            going = [kept] if self._closed else []
            if not self._closed:
                self._kept.append(kept)
                going = self._kept[:-IDLE_CONNECTIONS]
                del self._kept[:-IDLE_CONNECTIONS]
        _close(going)

    def take(self, key: Key) -> Kept | None:
        """One to this host that is still good, if there is one; it belongs to the caller."""
        while True:
            with self._lock:
                found = next((kept for kept in reversed(self._kept) if kept.key == key), None)
                if found is not None:
                    self._kept.remove(found)
            if found is None or (not found.old and found.silent):
                return found
            found.close()

    def rest(self) -> None:
        """Close those that nobody asked for in time, or whose host has closed them."""
        with self._lock:
            going = [kept for kept in self._kept if kept.old or not kept.silent]
            self._kept = [kept for kept in self._kept if kept not in going]
        _close(going)

    def close(self) -> None:
        """Close all, and keep none from now on."""
        with self._lock:
            self._closed = True
            going, self._kept = self._kept, []
        _close(going)

    def __len__(self) -> int:
        return len(self._kept)


def _close(going: list[Kept]) -> None:
    for kept in going:
        kept.close()

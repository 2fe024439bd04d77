"""Refuses every connect and name look-up that leaves loopback, in this process and its children.

An audit hook sees what Python code does with sockets, however it got at them. It is light: nothing
but `_socket` is loaded, and that only once a socket is in use, so that a child's imports stay as
they are without the guard. Each refusal is raised where it happens, and noted down for the test's
end: a thread, or code that catches everything, cannot hide it.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as typing has it, without its import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

FILE_VARIABLE = "BROADSHEET_TEST_REFUSALS"
LOCAL_NAMES = frozenset({"", "localhost", "ip6-localhost", "ip6-loopback"})

refusals: list[str] = []
"""What was refused in this process, oldest first."""

_wrapped = False


class BeyondLoopbackError(AssertionError):
    """The program tried to leave this machine; no OSError, so that no one takes it for one."""


def install() -> None:
    """Guard this process from now on; a hook cannot be taken out again."""
    sys.addaudithook(_hook)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        _wrap_methods()
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        _check_address(event, *arguments[:2])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        _check_name(event, arguments[0])
    elif event == "socket.getnameinfo":
        _check_name(event, arguments[0][0])


def _check_address(event: str, sock: Any, address: Any) -> None:
    import _socket

    if sock.family not in (_socket.AF_INET, getattr(_socket, "AF_INET6", None)):
        if sock.family == getattr(_socket, "AF_UNIX", None):
            return
        _refuse(event, address)
    if address is None:  # sendmsg on a connected socket, which was checked then
        return
    host = _text(address[0])
    packed = _numeric(host)
    if packed is None:
        if host in LOCAL_NAMES:
            return
    elif _is_loopback(packed):
        return
    _refuse(event, address)


def _check_name(event: str, host: Any) -> None:
    """A numeric address is never sent to a name server; every name but loopback's may be."""
    if host is None:
        return
    text = _text(host)
    if text.lower() in LOCAL_NAMES or _numeric(text) is not None:
        return
    _refuse(event, host)


def _text(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, (bytes, bytearray)) else str(host)


def _numeric(host: str) -> bytes | None:
    import _socket

    try:
        return _socket.inet_aton(host)
    except (OSError, UnicodeError):
        pass
    try:
        return _socket.inet_pton(_socket.AF_INET6, host.partition("%")[0])
    except (OSError, UnicodeError, AttributeError):
        return None


def _is_loopback(packed: bytes) -> bool:
    if packed.startswith(bytes(10) + b"\xff\xff"):
        packed = packed[12:]
    return packed[0] == 127 if len(packed) == 4 else packed == bytes(15) + b"\x01"


def _wrap_methods() -> None:
    """`connect(("name", 80))` looks the name up before the audit event: check it before that."""
    global _wrapped
    module = sys.modules.get("socket")
    if _wrapped or module is None:
        return
    _wrapped = True
    for method in ("bind", "connect", "connect_ex", "sendto"):
        setattr(module.socket, method, _checked(getattr(module.socket, method), method))


def _checked(original: Callable[..., Any], method: str) -> Callable[..., Any]:
    def checked(self: Any, *arguments: Any) -> object:
        address = arguments[-1] if arguments else None
        if isinstance(address, tuple) and address:
            _check_name(f"socket.{method}", address[0])
        return original(self, *arguments)

    return checked


def _refuse(event: str, target: object) -> None:
    sentence = f"{event} leaves loopback: {target!r} (process {os.getpid()})"
    refusals.append(sentence)
    file = os.environ.get(FILE_VARIABLE)
    if file and os.environ.get(f"{FILE_VARIABLE}_PARENT") != str(os.getpid()):
        with open(file, "a", encoding="utf-8") as notes:  # noqa: PTH123 - pathlib is an import more
            notes.write(sentence + "\n")
    raise BeyondLoopbackError(sentence)

"""The guard itself: proved by its refusal of the event, which comes before anything is sent."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.guard.loopback_guard import BeyondLoopbackError
from tests.support.noise import Noise
from tests.support.picture_server import PictureServer

Refused = Callable[[], list[str]]

OUTSIDE = "192.0.2.1"  # kept for documentation: no one has it


@pytest.fixture
def refused(noise: Noise) -> Iterator[Refused]:
    """What was refused in this test; asking forgives it."""
    yield noise.take_refusals
    noise.take_refusals()


@pytest.fixture
def tcp() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        yield sock


@pytest.mark.parametrize("host", [OUTSIDE, "10.0.0.1", "0.0.0.0", "8.8.8.8", "name.invalid"])
@pytest.mark.parametrize("event", ["socket.connect", "socket.sendto", "socket.sendmsg"])
def test_an_address_beyond_loopback_is_refused(
    event: str, host: str | bytes, tcp: socket.socket, refused: Refused
) -> None:
    with pytest.raises(BeyondLoopbackError, match="leaves loopback"):
        sys.audit(event, tcp, (host, 80))
    assert len(refused()) == 1


@pytest.mark.parametrize("event", ["socket.gethostbyname", "socket.gethostbyaddr"])
def test_a_look_up_of_a_name_is_refused(event: str, refused: Refused) -> None:
    with pytest.raises(BeyondLoopbackError):
        sys.audit(event, "name.invalid")
    assert len(refused()) == 1


@pytest.mark.parametrize("host", ["name.invalid", b"name.invalid", "x.localhost"])
def test_getaddrinfo_of_a_name_is_refused(host: str | bytes, refused: Refused) -> None:
    with pytest.raises(BeyondLoopbackError):
        socket.getaddrinfo(host, 80)
    assert len(refused()) == 1


@pytest.mark.parametrize("method", ["bind", "connect", "connect_ex"])
def test_a_name_given_to_a_method_is_refused_before_it_is_looked_up(
    method: str, tcp: socket.socket, refused: Refused
) -> None:
    with pytest.raises(BeyondLoopbackError):
        getattr(tcp, method)(("name.invalid", 80))
    assert len(refused()) == 1


def test_the_real_methods_are_guarded(tcp: socket.socket, refused: Refused) -> None:
    with pytest.raises(BeyondLoopbackError):
        tcp.connect((OUTSIDE, 80))
    with pytest.raises(BeyondLoopbackError):
        tcp.connect_ex((OUTSIDE, 80))
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        pytest.raises(BeyondLoopbackError),
    ):
        udp.sendto(b"x", (OUTSIDE, 53))
    assert len(refused()) == 3


def test_a_thread_cannot_hide_it(tcp: socket.socket, refused: Refused) -> None:
    def leave() -> None:
        try:
            tcp.connect((OUTSIDE, 80))
        except BeyondLoopbackError:
            return

    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()
    assert len(refused()) == 1


def test_a_child_process_is_guarded_too(refused: Refused) -> None:
    code = f"import socket; socket.create_connection(({OUTSIDE!r}, 80))"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "BeyondLoopbackError" in child.stderr
    assert [line for line in refused() if OUTSIDE in line]


def test_the_guard_loads_nothing_in_a_child() -> None:
    code = "import sys; print(sorted({'socket', '_socket', 'ipaddress'} & set(sys.modules)))"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert child.stdout == "[]\n"


def test_loopback_is_open(picture_server: PictureServer) -> None:
    host, port = picture_server.address
    assert socket.getaddrinfo("localhost", port)
    assert socket.getaddrinfo("93.184.216.34", 80, flags=socket.AI_NUMERICHOST)
    for name in ("127.0.0.1", "localhost"):
        with socket.create_connection((name, port)) as connection:
            assert connection.getpeername() == (host, port)


def test_it_fails_the_test_that_left(project_root: Path, tmp_path: Path) -> None:
    """The real conftest on bad tests: each must come out as an error, the good one not."""
    bad = tmp_path / "test_bad.py"
    bad.write_text(
        """
import logging, socket, subprocess, sys, threading, time

def test_swallows_the_refusal():
    try:
        socket.getaddrinfo("name.invalid", 80)
    except AssertionError:
        pass

def test_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(4,), daemon=True, name="forgotten").start()

CHILD = []
def test_leaves_a_child():
    CHILD.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))

def test_logs_a_warning():
    logging.getLogger("reader.somewhere").warning("the tea is cold")

def test_expects_what_never_comes(expect_log):
    expect_log("the tea is hot")

def test_expects_it(expect_log):
    CHILD[0].wait()
    expect_log("tea is (cold|hot)")
    logging.getLogger("reader.somewhere").warning("the tea is cold")
"""
    )
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["--rootdir", str(tmp_path), "-c", str(tmp_path / "none.ini"), "-q", str(bad)]
    (tmp_path / "none.ini").write_text("[pytest]\n")
    # Without sitecustomize: the conftest's own guard is to be seen at work.
    environment = {**os.environ, "PYTHONPATH": str(project_root)}
    run = subprocess.run(command, capture_output=True, text=True, cwd=project_root, env=environment)
    assert "6 passed, 5 errors" in run.stdout, run.stdout
    for told in (
        "socket.getaddrinfo leaves loopback: 'name.invalid'",
        "Left running: thread forgotten",
        "Left running: child process",
        "Logged: WARNING reader.somewhere: the tea is cold",
        "Never logged: the tea is hot",
    ):
        assert told in run.stdout

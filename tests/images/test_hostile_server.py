"""A server that means harm: each answer gets its reason, and nothing crashes, hangs or grows."""

import gzip
import os
import resource
import sys
import threading
import time
from contextlib import suppress

import pytest
from PySide6.QtCore import QSize

from reader.gui.pictures.decoding import Animation, decode
from reader.images.fetch import Patience
from reader.model import PictureError, PictureProblem
from tests.support import pictures
from tests.support.made import KINDS, made
from tests.support.picture_server import picture, raw, redirect, slow, status

GOOD = pictures.png(32, 20)
EACH = {
    "png": pictures.png(300, 200),
    "gif": pictures.gif(300, 200, frames=4),
    "jpeg": pictures.jpeg(300, 200),
    "webp": made("webp"),
    "bmp": made("bmp"),
    "ico": made("ico"),
}
OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
UNREACHABLE, TOO_LARGE = PictureProblem.UNREACHABLE, PictureProblem.TOO_LARGE
NOT_A_PICTURE = PictureProblem.NOT_A_PICTURE

HOSTILE = {
    "/loop": (redirect("/loop"), UNREACHABLE),
    "/ping": (redirect("/pong"), UNREACHABLE),
    "/pong": (redirect("/ping"), UNREACHABLE),
    "/to-file": (redirect("file:///etc/passwd"), UNREACHABLE),
    "/endless": (
        raw(OK + b"\r\n" + GOOD[:33], b"\0" * 65536, forever=True),
        TOO_LARGE,
    ),
    "/drip": (raw(OK + b"\r\n" + GOOD[:33], b"\0", every=0.05, forever=True), UNREACHABLE),
    "/silent": (slow(30, GOOD), UNREACHABLE),
    "/bomb": (
        picture(gzip.compress(gzip.compress(b"\0" * 50_000_000)), Content_Encoding="gzip, gzip"),
        NOT_A_PICTURE,
    ),
    "/bomb-redirect": (redirect("/gone", body=b"\0" * 5_000_000), PictureProblem.GONE),
    "/gone": (status(404), PictureProblem.GONE),
    "/html": (picture(b"<!doctype html><p>Log in"), NOT_A_PICTURE),
    "/xml": (picture(b"<?xml version='1.0'?><rss><svg/></rss>", "image/svg+xml"), NOT_A_PICTURE),
    "/svgz": (picture(gzip.compress(b"<svg/>" * 1000), "image/png"), NOT_A_PICTURE),
    "/longer": (raw(OK + b"Content-Length: 900000\r\n\r\n" + GOOD), UNREACHABLE),
    "/giant": (raw(OK + b"Content-Length: 99999999999\r\n\r\n" + GOOD), TOO_LARGE),
    "/huge": (picture(pictures.png_that_says(50_000, 50_000)), TOO_LARGE),
    "/headers": (raw(OK + b"X: y\r\n" * 100_000 + b"\r\n" + GOOD), UNREACHABLE),
    "/100": (raw(b"HTTP/1.1 100 Continue\r\n\r\n", every=0.01, forever=True), UNREACHABLE),
    "/nothing": (raw(b""), UNREACHABLE),
    "/noise": (raw(os.urandom(4000)), UNREACHABLE),
}


@pytest.mark.parametrize("path", HOSTILE)
def test_each_harm_has_its_reason(path, make_fetcher, picture_server):
    picture_server.routes |= {known: behaviour for known, (behaviour, _) in HOSTILE.items()}
    fetcher = make_fetcher(connect_to=picture_server.address, patience=Patience(total=1.0))
    start = time.monotonic()
    with pytest.raises(PictureError) as caught:
        fetcher.picture(f"http://pictures.example{path}")
    assert caught.value.problem is HOSTILE[path][1]
    assert time.monotonic() - start < 4
    # A shorter length than the body is no harm: what came in whole is a picture or it is none.
    assert fetcher.picture("http://other.example/good") == GOOD


@pytest.mark.parametrize("kind", EACH)
def test_broken_files_of_each_type_are_shown_in_part_or_not_at_all(kind, expect_qt):
    if kind == "jpeg":
        expect_qt("qt.gui.imageio.jpeg")
    whole = EACH[kind]
    for cut in {n * len(whole) // 40 for n in range(40)} | set(range(0, 60, 3)):
        for noise in (b"", bytes(range(256))):
            data = whole[:cut] + noise
            with suppress(PictureError):
                image = decode(data, QSize(100, 100))
                assert 0 < image.width() <= 100
                film = Animation(data, QSize(100, 100))
                for _ in range(6):
                    film.next()


def test_an_avif_cut_off_anywhere_is_shown_or_has_its_reason():
    """In steps of a twentieth: each takes a child process."""
    whole = made("avif")
    for n in range(20):
        with suppress(PictureError):
            assert decode(whole[: n * len(whole) // 20]).width() == 120


@pytest.mark.parametrize("kind", KINDS)
def test_a_size_that_is_a_lie_or_nothing_is_shown_or_has_its_reason(kind, expect_qt):
    """Each byte of the first ones set to 0, 1, 127 and 255: sizes of 0, too small, too large."""
    if kind == "jpeg":
        expect_qt("qt.gui.imageio.jpeg")
    whole = made(kind)
    step = 40 if kind == "avif" else 1
    for at in range(0, min(len(whole), 320), step):
        for value in (0, 1, 127, 255):
            with suppress(PictureError):
                image = decode(whole[:at] + bytes([value]) + whole[at + 1 :], QSize(100, 100))
                assert 0 < image.width() <= 100
                assert 0 < image.height() <= 100


def test_many_requests_leave_nothing_behind(make_fetcher, picture_server):
    picture_server.default = status(404)
    fetcher = make_fetcher(connect_to=picture_server.address)
    numbers = iter(range(4_000))
    gone = []

    def ask():
        for n in numbers:
            try:
                fetcher.picture(f"http://h{n % 1500}.example/{n}")
            except PictureError as error:
                gone.append(error.problem)

    before = _memory()
    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gone == [PictureProblem.GONE] * 4_000
    assert fetcher._flights == {}
    assert fetcher._exchanges == []
    assert not fetcher._hosts._busy
    # The server keeps note of each request, about a kilobyte.
    assert _memory() - before < 25_000_000
    assert len(picture_server.requests) == 4_000


def _memory():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

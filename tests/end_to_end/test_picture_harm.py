"""A server that means harm, met in the real window: each answer has its place and its reason."""

import gzip
import time

from PySide6.QtCore import QElapsedTimer, QTimer

from reader.images.fetch import Patience
from reader.model import PictureProblem
from tests.end_to_end.test_pictures import answers, one_article
from tests.support import pictures
from tests.support.picture_server import picture, raw, redirect, slow, status

GOOD = pictures.png(32, 20)
OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
UNREACHABLE, NOT_A_PICTURE = PictureProblem.UNREACHABLE, PictureProblem.NOT_A_PICTURE
TOO_LARGE, DAMAGED = PictureProblem.TOO_LARGE, PictureProblem.DAMAGED
HARM = {
    "loop": (redirect("/loop"), UNREACHABLE),
    "file": (redirect("file:///etc/hostname"), UNREACHABLE),
    "script": (redirect("javascript:alert(1)"), UNREACHABLE),
    "down": (redirect("http://pictures.example/x"), UNREACHABLE),
    "endless": (raw(OK + b"\r\n" + GOOD[:33], b"\0" * 65536, forever=True), TOO_LARGE),
    "drip": (raw(OK + b"\r\n" + GOOD[:33], b"\0", every=0.05, forever=True), UNREACHABLE),
    "headers": (raw(OK, b"X: y\r\n", every=0.05, forever=True), UNREACHABLE),
    "chunks": (raw(CHUNKED + b"20;x=", b"y" * 9999, forever=True), UNREACHABLE),
    "minus": (raw(CHUNKED + b"-5\r\n" + GOOD), UNREACHABLE),
    "continue": (raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 99, forever=True), UNREACHABLE),
    "silent": (slow(30, GOOD), UNREACHABLE),
    "noise": (raw(bytes(range(256)) * 30), UNREACHABLE),
    "nothing": (raw(b""), UNREACHABLE),
    "old": (raw(GOOD), UNREACHABLE),
    "longer": (raw(OK + b"Content-Length: 9000\r\n\r\n" + GOOD), UNREACHABLE),
    "shorter": (raw(OK + b"Content-Length: 40\r\n\r\n" + GOOD), DAMAGED),
    "bomb": (
        picture(gzip.compress(gzip.compress(bytes(50_000_000))), Content_Encoding="gzip, gzip"),
        NOT_A_PICTURE,
    ),
    "svgz": (picture(gzip.compress(b"<svg/>" * 9999)), NOT_A_PICTURE),
    "html": (picture(b"<!doctype html><p>Log in"), NOT_A_PICTURE),
    "wide": (picture(pictures.png_that_says(50_000, 50_000)), TOO_LARGE),
    "gone": (status(404), PictureProblem.GONE),
    "legal": (status(451), PictureProblem.REFUSED),
    "guarded": (status(403), PictureProblem.NO_REFERER),
}


def test_each_harm_has_its_place_and_the_window_never_stalls(program, tmp_path, picture_server):
    for name, (behaviour, _) in HARM.items():
        picture_server.routes[f"/{name}"] = behaviour
    body = "".join(f'<img src="https://{name}.example/{name}"><p>x</p>' for name in HARM)
    body += '<img src="https://good.example/good">'
    run = program(offline=False, connect_to=picture_server.address)
    run.window.features.pictures.fetcher.patience = Patience(total=1.0)
    run.open(one_article(tmp_path, body))
    run.shows("One")
    longest, since = [0], QElapsedTimer()

    def tick():
        longest[0] = max(longest[0], since.restart())

    heart = QTimer(interval=5)
    heart.timeout.connect(tick)
    since.start()
    heart.start()
    run.settle()
    heart.stop()
    expected = {name: problem for name, (_, problem) in HARM.items()}
    assert dict(zip(HARM, answers(run), strict=False)) == expected
    assert answers(run)[-1] == 32
    assert longest[0] < 1000  # half of that is this machine's and the other threads' of the test
    began = time.monotonic()
    run.close()
    assert time.monotonic() - began < 5


def test_closing_does_not_wait_for_what_hangs(program, tmp_path, picture_server):
    picture_server.default = raw(OK + b"\r\n" + GOOD[:33], b"\0", every=0.05, forever=True)
    body = "".join(f'<img src="https://h{n}.example/{n}"><p>x</p>' for n in range(9))
    run = program(offline=False, connect_to=picture_server.address)
    run.open(one_article(tmp_path, body))
    run.shows("One")
    run.wait(lambda: len(picture_server.requests) == 6)
    began = time.monotonic()
    run.close()
    assert time.monotonic() - began < 3

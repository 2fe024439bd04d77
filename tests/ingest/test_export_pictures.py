"""An export's pictures: several at once, told, from the cache first, and ended at once."""

import json
import subprocess
import sys
import threading
import time

import pytest

from tests.ingest.conftest import ROOT
from tests.support.pictures import png


@pytest.fixture
def gallery(folder, picture_server):
    """Two articles of 12 pictures of 6 hosts, each slow; `.most` of them were asked for at once."""

    class Gallery:
        paths = ("a.md", "b.md")
        most = now = 0
        seconds = 0.25

    lock = threading.Lock()

    def answer(exchange):
        with lock:
            Gallery.now += 1
            Gallery.most = max(Gallery.most, Gallery.now)
        exchange.wait(Gallery.seconds)
        with lock:
            Gallery.now -= 1
        exchange.answer(png(8, 8))

    picture_server.default = answer
    for number, path in enumerate(Gallery.paths):
        body = "".join(f'<p><img src="https://h{n % 6}.test/{number}-{n}.png">' for n in range(12))
        folder.write(path, path, body=body)
    return Gallery


def start(folder, gallery, server, tmp_path, form, **more):
    process = subprocess.Popen(
        [sys.executable, "-m", "reader.ingest.export"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    job = {
        "form": form,
        "folder": str(folder.root),
        "out": str(tmp_path / f"out.{form}"),
        "title": "T",
        "contents": "C",
        "articles": [{"id": f"{n:032x}", "path": path} for n, path in enumerate(gallery.paths)],
        "cache": str(tmp_path / "pictures"),
        "offline": False,
        "connect_to": list(server.address),
    } | more
    process.stdin.write(json.dumps(job).encode() + b"\n")
    process.stdin.flush()
    return process


def lines(process):
    out, errors = process.communicate(timeout=60)
    assert errors == b""
    return [json.loads(line) for line in out.splitlines()]


def test_several_are_fetched_at_once_over_the_ends_of_articles(
    folder, gallery, picture_server, tmp_path
):
    told = lines(start(folder, gallery, picture_server, tmp_path, "epub"))
    assert told[-1] == {"event": "done", "articles": 2, "left_out": 0, "missing_pictures": 0}
    assert 4 <= gallery.most <= 6
    asked = [request.path for request in picture_server.requests]
    assert len(asked) == len(set(asked)) == 24
    first_of_second = min(at for at, path in enumerate(asked) if path.startswith("/1-"))
    assert first_of_second <= 12
    pictures = [one for one in told if one["event"] == "pictures"]
    assert pictures
    assert all(one["of"] == 12 and 0 <= one["done"] < 12 for one in pictures)


def test_what_is_kept_is_not_fetched_again(folder, gallery, picture_server, tmp_path):
    gallery.seconds = 0.0
    lines(start(folder, gallery, picture_server, tmp_path, "epub"))
    assert len(picture_server.requests) == 24
    told = lines(start(folder, gallery, picture_server, tmp_path, "html"))
    assert told[-1]["missing_pictures"] == 0
    assert len(picture_server.requests) == 24


def test_offline_nothing_is_asked_for(folder, gallery, picture_server, tmp_path):
    told = lines(start(folder, gallery, picture_server, tmp_path, "epub", offline=True))
    assert told[-1]["missing_pictures"] == 24
    assert picture_server.requests == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
def test_ended_while_pictures_are_on_their_way(folder, gallery, picture_server, tmp_path):
    gallery.seconds = 20.0
    process = start(folder, gallery, picture_server, tmp_path, "epub")
    end = time.monotonic() + 20
    while gallery.now < 4 and time.monotonic() < end:
        time.sleep(0.01)
    assert gallery.now >= 4
    begin = time.monotonic()
    process.terminate()
    _, errors = process.communicate(timeout=20)
    assert time.monotonic() - begin < 5
    assert errors == b""
    assert [file.name for file in tmp_path.iterdir() if "out" in file.name] == []

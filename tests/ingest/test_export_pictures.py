"""An export's pictures: several at once, told, from the cache first, and ended at once."""

import json
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
import zipfile

import pytest

from reader.images.sniff import sniff
from tests.ingest.conftest import ROOT
from tests.ingest.test_epub_rules import faults
from tests.support.made import made
from tests.support.pictures import png


@pytest.fixture
def gallery(folder, picture_server):
    """Two articles of 12 pictures of 6 hosts, each slow; `.most` of them were asked for at once.

    None is answered before four were asked for, and the first article's last one not before one of
    the second: `.together` tells whether one came.
    """

    class Gallery:
        paths = ("a.md", "b.md")
        most = now = 0
        seconds = 0.25
        second = together = False

    turns = threading.Condition()

    def answer(exchange):
        with turns:
            Gallery.now += 1
            Gallery.most = max(Gallery.most, Gallery.now)
            Gallery.second |= exchange.path.startswith("/1-")
            turns.notify_all()
            turns.wait_for(lambda: Gallery.most >= 4, 20)
            if exchange.path == "/0-11.png":
                Gallery.together = turns.wait_for(lambda: Gallery.second, 20)
        exchange.wait(Gallery.seconds)
        with turns:
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
        "articles": [{"id": f"{n:032x}", "path": path} for n, path in enumerate(gallery.paths)],
        "cache": str(tmp_path / "pictures"),
        "drafts": str(tmp_path / "drafts"),
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
    assert gallery.together
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


def test_a_book_holds_what_old_devices_show(folder, tmp_path):
    """WebP, AVIF and bitmaps as JPEG or PNG, as clear as they were; the others as they are."""
    kinds = {
        "a.webp": made("webp", 40, 30),
        "b.webp": made("webp", 40, 30, "RGBA"),
        "c.avif": made("avif", 40, 30),
        "d.bmp": made("bmp", 40, 30),
        "map.gif": made("gif", 40, 30),
        "f.webp": made("webp", 40, 30)[:60],
    }
    for name, data in kinds.items():
        (folder.root / name).write_bytes(data)
    folder.write("a.md", "A", body="".join(f'<p><img src="{n}" alt="{n}"></p>' for n in kinds))
    told = run_book(folder, tmp_path, [{"id": "1", "path": "a.md"}])
    assert told[-1] == {"event": "done", "articles": 1, "left_out": 0, "missing_pictures": 1}
    shown = {}
    with zipfile.ZipFile(tmp_path / "out.epub") as book:
        page = ET.fromstring(book.read("EPUB/page0001.xhtml"))
        for img in page.iter("{http://www.w3.org/1999/xhtml}img"):
            info = sniff(book.read(f"EPUB/{img.get('src')}"))
            shown[img.get("alt")] = (info.kind, info.width, info.height)
            assert img.get("src").endswith({"jpeg": "jpg"}.get(info.kind, info.kind))
    assert shown == {
        "a.webp": ("jpeg", 40, 30),
        "b.webp": ("png", 40, 30),
        "c.avif": ("jpeg", 40, 30),
        "d.bmp": ("png", 40, 30),
        "map.gif": ("gif", 40, 30),
    }
    assert "[Picture: f.webp]" in "".join(page.itertext())


def run_book(folder, tmp_path, wanted, code=0, **more):
    job = {
        "form": "epub",
        "folder": str(folder.root),
        "out": str(tmp_path / "out.epub"),
        "title": "T",
        "articles": wanted,
        "cache": str(tmp_path / "pictures"),
        "drafts": str(tmp_path / "drafts"),
        "offline": True,
        "connect_to": None,
    } | more
    done = subprocess.run(
        [sys.executable, "-m", "reader.ingest.export"],
        input=json.dumps(job).encode() + b"\n", cwd=ROOT, capture_output=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (code, b"")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_articles_of_several_sources_stand_under_them_in_the_contents(folder, tmp_path):
    wanted = []
    for number, source in enumerate(["Blue & <Co>", "Red", "Blue & <Co>", "Red", "Red"]):
        folder.write(f"{number}.md", f"Nr {number}", body="<p>a</p>")
        wanted.append({"id": str(number), "path": f"{number}.md", "source": source})
    run_book(folder, tmp_path, wanted)
    assert contents(tmp_path / "out.epub") == [
        ("Blue & <Co>", ["Nr 0", "Nr 2"]),
        ("Red", ["Nr 1", "Nr 3", "Nr 4"]),
    ]
    assert faults(tmp_path / "out.epub") == []


def test_articles_of_one_source_or_of_many_stand_one_after_the_other(folder, tmp_path):
    for sources in (["Red", "Red"], ["Red", "Blue", "Green"], ["Red", "", "Red", ""]):
        wanted = []
        for number, source in enumerate(sources):
            folder.write(f"{number}.md", f"Nr {number}", body="<p>a</p>")
            wanted.append({"id": str(number), "path": f"{number}.md", "source": source})
        run_book(folder, tmp_path, wanted)
        told = [(f"Nr {number}", []) for number in range(len(sources))]
        assert contents(tmp_path / "out.epub") == told


def contents(book):
    """Its table of contents: (entry, the entries below it) each."""
    xhtml = "{http://www.w3.org/1999/xhtml}"
    with zipfile.ZipFile(book) as held:
        top = ET.fromstring(held.read("EPUB/toc.xhtml")).find(f".//{xhtml}nav/{xhtml}ol")
    return [
        (
            item.findtext(f"{xhtml}a"),
            [a.text for a in item.findall(f"{xhtml}ol/{xhtml}li/{xhtml}a")],
        )
        for item in top
    ]


def test_what_a_killed_export_left_goes_with_the_next(folder, tmp_path):
    folder.write("a.md", "A", body="<p>a</p>")
    left = tmp_path / "drafts" / "tmpabc" / "EPUB"
    left.mkdir(parents=True)
    (left / "page0001.xhtml").write_text("half")
    run_book(folder, tmp_path, [{"id": "1", "path": "a.md"}])
    assert not (tmp_path / "drafts").exists()
    run_book(folder, tmp_path, [{"id": "1", "path": "gone.md"}], code=1)
    assert not (tmp_path / "drafts").exists()

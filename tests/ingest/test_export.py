"""The export process: a book and an HTML file that are whole, valid, and hold their pictures."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest

from reader.ingest.whole_file import sentence_of
from reader.markup.export.export_html import STYLE
from tests.ingest.conftest import ROOT
from tests.support.pictures import jpeg, png

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
XML = "{http://www.w3.org/XML/1998/namespace}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture
def export(folder, tmp_path):
    """`export(form, out, paths, **more)`: one run of the process; what it told, line by line."""

    def run(form, out, paths, code=0, **more):
        job = {
            "form": form,
            "folder": str(folder.root),
            "out": str(out),
            "title": "A “book” & more",
            "articles": [{"id": f"{n:032x}", "path": path} for n, path in enumerate(paths)],
            "cache": str(tmp_path / "pictures"),
            "drafts": str(tmp_path / "drafts"),
            "offline": True,
            "connect_to": None,
        } | more
        done = subprocess.run(
            [sys.executable, "-m", "reader.ingest.export"],
            input=json.dumps(job).encode() + b"\n",
            cwd=ROOT,
            env=os.environ | {"TZ": "Asia/Tokyo"},
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == code, done.stderr.decode()
        assert done.stderr == b""
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


@pytest.fixture
def articles(folder):
    """Three articles: pictures in the folder and inside, hard constructs, Chinese."""
    (folder.root / "pictures").mkdir()
    (folder.root / "pictures" / "fog.png").write_bytes(png(40, 30))
    folder.write(
        "a/one.md",
        "One <& “two”>",
        body='<p>Fog: <img src="../pictures/fog.png" alt="Fog"></p><p>A<br>B&nbsp;C</p>'
        '<p><img src="https://pictures.test/gone.jpg" alt="Gone"></p>'
        '<p><a href="https://x.test/?a=1&b=[2]">there</a></p><script>alert(1)</script>'
        '<iframe src="https://www.youtube.com/embed/abcdefgh123"></iframe>',
        author="Lin",
        url="https://mountain.test/one",
    )
    folder.write(
        "a/two.md",
        "标题",
        body="<p>他说<b>“你好”</b>。</p><blockquote><p>引文</p></blockquote><pre>a &lt; b\n c</pre>"
        '<table><tr><th>甲</th><td colspan="2">乙</td></tr></table><ul>x<li>y</ul>'
        '<p><img src="/pictures/fog.png"></p><dl><dd>d</dd></dl>',
    )
    folder.write("b/three.md", "Three", body="<p>Words.</p>")
    return ["a/one.md", "a/two.md", "b/three.md"]


def test_a_book_is_what_epub_3_3_asks_for(export, articles, tmp_path):
    out = tmp_path / "out" / "book.epub"
    out.parent.mkdir()
    told = export("epub", out, articles)
    assert told[0] == {"event": "progress", "done": 0, "of": 3}
    assert told[-1] == {"event": "done", "articles": 3, "left_out": 0, "missing_pictures": 1}
    assert [file.name for file in out.parent.iterdir()] == ["book.epub"]
    assert out.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(out) as book:
        assert book.testzip() is None
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert not first.extra
        container = ET.fromstring(book.read("META-INF/container.xml"))
        root = container.find(f".//{CONTAINER}rootfile")
        assert root.get("media-type") == "application/oebps-package+xml"
        check_package(book, PurePosixPath(root.get("full-path")))


def check_package(book, package_path):
    """What the package document says is there is there, and nothing else."""
    package = ET.fromstring(book.read(str(package_path)))
    assert package.get("version") == "3.0"
    ids = {each.get("id"): each.text for each in package.iter(f"{DC}identifier")}
    assert ids[package.get("unique-identifier")].startswith("urn:uuid:")
    assert package.find(f".//{DC}title").text == "A “book” & more"
    assert package.find(f".//{DC}language").text in {"en", "zh-Hans"}
    modified = package.find(f".//{OPF}meta[@property='dcterms:modified']").text
    made = datetime.strptime(modified, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert abs(datetime.now(UTC) - made) < timedelta(minutes=5)
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    names = {str(package_path.parent / item.get("href")) for item in items.values()}
    inside = {name for name in book.namelist() if name.startswith("EPUB/")}
    assert names | {str(package_path)} == inside
    [nav] = [item for item in items.values() if item.get("properties") == "nav"]
    spine = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    assert len(spine) == 3
    contents = ET.fromstring(book.read(f"EPUB/{nav.get('href')}"))
    [toc] = [each for each in contents.iter(f"{XHTML}nav") if each.get(EPUB_TYPE) == "toc"]
    links = [(a.text, a.get("href")) for a in toc.iter(f"{XHTML}a")]
    assert [title for title, _ in links] == ["One <& “two”>", "标题", "Three"]
    assert [href for _, href in links] == [items[each].get("href") for each in spine]
    pictures = {
        item.get("href") for item in items.values() if item.get("media-type") == "image/png"
    }
    assert len(pictures) == 1  # the same picture twice is kept once
    assert book.read(f"EPUB/{pictures.copy().pop()}") == png(40, 30)
    shown = [check_chapter(book.read(f"EPUB/{href}"), pictures) for _, href in links]
    assert shown == [1, 1, 0]
    chinese = ET.fromstring(book.read(f"EPUB/{links[1][1]}")).find(f"{XHTML}body/{XHTML}div")
    assert chinese.get("lang") == chinese.get(f"{XML}lang") == "zh-Hans"
    assert "他说“你好”。" in "".join(chinese.itertext())
    assert "a < b\n c" in "".join(chinese.itertext())


def check_chapter(data, pictures):
    """A chapter loads nothing but the book's own pictures; how many it shows."""
    chapter = ET.fromstring(data)
    images = [img.get("src") for img in chapter.iter(f"{XHTML}img")]
    assert set(images) <= pictures
    assert all(img.get("alt") is not None for img in chapter.iter(f"{XHTML}img"))
    names = {element.tag.removeprefix(XHTML) for element in chapter.iter()}
    assert not names & {"script", "iframe", "object", "tt", "center", "font"}
    return len(images)


def test_the_same_articles_make_the_same_book(export, articles, tmp_path):
    books = []
    for name in ("one.epub", "two.epub"):
        export("epub", tmp_path / name, articles)
        with zipfile.ZipFile(tmp_path / name) as book:
            package = ET.fromstring(book.read("EPUB/package.opf"))
        books.append(package.find(f".//{DC}identifier").text)
    assert books[0] == books[1]


class Loads(HTMLParser):
    """Everything a browser would load of a page."""

    def __init__(self):
        super().__init__()
        self.loads = []
        self.policy = ""
        self.links = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag == "a":
            self.links.append(values.get("href"))
        elif tag in {"script", "link", "iframe", "object", "embed", "base"}:
            self.loads.append(tag)
        self.loads += [v for k, v in attrs if k in {"src", "srcset", "background", "poster"}]


def test_an_html_file_needs_nothing_else(export, articles, tmp_path):
    out = tmp_path / "one.html"
    told = export("html", out, articles[:1])
    assert told[-1] == {"event": "done", "articles": 1, "left_out": 0, "missing_pictures": 1}
    text = out.read_text("utf-8")
    page = Loads()
    page.feed(text)
    assert len(page.loads) == 1
    assert page.loads[0].startswith("data:image/png;base64,")
    assert page.policy.startswith("default-src 'none'; img-src data:;")
    assert "https://mountain.test/one" in page.links
    assert "https://pictures.test/gone.jpg" in page.links  # what is missing can be followed
    assert "<title>One &lt;&amp; “two”&gt;</title>" in text
    assert "alert(1)" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert "youtube" in text.lower()  # a player is a card that leads there
    ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


def test_an_html_file_of_several_articles_holds_all_and_each_link_its_own_place(
    export, folder, tmp_path
):
    body = '<p><a href="#x">down</a></p><p id="x">here</p>'
    folder.write("a.md", "A", body=body)
    folder.write("b.md", "标题", body=f"{body}<pre>{'汉字' * 40}</pre>")
    told = export("html", tmp_path / "a.html", ["a.md", "gone.md", "b.md"])
    assert (told[-1]["articles"], told[-1]["left_out"]) == (2, 1)
    text = (tmp_path / "a.html").read_text("utf-8")
    ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))
    assert "<title>A “book” &amp; more</title>" in text
    assert re.findall("<h1>(.*?)</h1>", text) == ["A", "标题"]
    places = re.findall(' id="([^"]+)"', text)
    assert len(set(places)) == len(places) == 2
    assert re.findall('href="#([^"]+)"', text) == places
    assert '<article lang="zh-Hans">' in text


def test_in_a_chinese_file_code_is_monospaced_and_a_title_not_spread():
    """What is set for the language is inherited, so that code and headings keep their own."""
    rules = dict(re.findall(r"(?m)^(\S[^{}]*) \{([^{}]*)\}", STYLE))
    by_language = [selectors for selectors in rules if ":lang(" in selectors]
    assert by_language
    assert all(each.strip().startswith("article:lang(") for each in by_language[0].split(","))
    assert "monospace" in rules["pre, code, kbd, samp"]
    assert "line-height: 1.25" in rules["h1"]


def test_what_runs_from_right_to_left_does_so_in_a_file(export, folder, tmp_path):
    folder.write(
        "a.md", "عنوان", body="<p>في صباح يوم</p><blockquote><p>اقتباس من كتاب</p></blockquote>"
    )
    export("html", tmp_path / "a.html", ["a.md"])
    text = (tmp_path / "a.html").read_text("utf-8")
    assert '<h1 dir="rtl">عنوان</h1>' in text
    assert '<p dir="rtl">في صباح يوم</p>' in text
    assert re.search(r'<blockquote dir="rtl">\s*<p dir="rtl">', text)
    assert "border-inline-start" in text


def test_pictures_come_through_the_cache_and_the_network_with_no_referrer(
    export, folder, tmp_path, picture_server
):
    folder.write("a.md", "A", body='<p><img src="https://pictures.test/1.jpg"></p>')
    connect_to = list(picture_server.address)
    told = export("html", tmp_path / "a.html", ["a.md"], offline=False, connect_to=connect_to)
    assert told[-1]["missing_pictures"] == 0
    assert len(picture_server.requests) == 1
    assert picture_server.requests[0].header("referer") == ""
    # Kept: the second time, and offline, it needs no network.
    told = export("epub", tmp_path / "a.epub", ["a.md"])
    assert told[-1]["missing_pictures"] == 0
    assert len(picture_server.requests) == 1


def test_an_article_that_cannot_be_read_is_left_out_and_counted(export, articles, tmp_path):
    told = export("epub", tmp_path / "a.epub", [*articles, "gone.md", "../outside.md"])
    assert told[-1]["articles"] == 3
    assert told[-1]["left_out"] == 2


def test_with_nothing_to_write_there_is_no_file(export, folder, tmp_path):
    for form in ("epub", "html"):
        out = tmp_path / f"x.{form}"
        told = export(form, out, ["gone.md"], code=1)
        assert told[-1]["event"] == "error"
        assert "Nothing was written" in told[-1]["sentence"]
        assert not out.exists()


def test_a_place_that_cannot_be_written_to_is_a_sentence(export, articles, tmp_path):
    told = export("epub", tmp_path / "nowhere" / "x.epub", articles, code=1)
    assert told[-1]["sentence"] == (
        f"“x.epub” was not written: there is no folder “{tmp_path / 'nowhere'}”."
    )
    (tmp_path / "taken.epub").mkdir()
    told = export("epub", tmp_path / "taken.epub", articles, code=1)
    assert "could not be written" in told[-1]["sentence"]
    left = [file.name for file in tmp_path.iterdir() if file.name.endswith(".part")]
    assert left == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "nothing may be written into"),
        (errno.EROFS, "nothing may be written into"),
        (errno.ENAMETOOLONG, "its name is too long"),
        (errno.EIO, "could not be written"),
    ],
)
def test_each_reason_has_its_sentence(number, said):
    sentence = sentence_of(OSError(number, "x"), Path("/there/book.epub"))
    assert said in sentence
    assert sentence.endswith(".")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
def test_a_disk_that_takes_no_more_leaves_the_former_file_as_it_was(folder, tmp_path):
    import resource

    folder.write("big.md", "Big", body="".join(f"<p>{n} {n * n}</p>" for n in range(20_000)))
    out = tmp_path / "book.html"
    out.write_text("former")
    job = {
        "form": "html", "folder": str(folder.root), "out": str(out), "title": "",
        "articles": [{"id": "0" * 32, "path": "big.md"}], "cache": str(tmp_path / "c"),
        "drafts": str(tmp_path / "drafts"),
        "offline": True, "connect_to": None,
    }  # fmt: skip

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(
        [sys.executable, "-m", "reader.ingest.export"],
        input=json.dumps(job).encode() + b"\n",
        cwd=ROOT, capture_output=True, timeout=60, preexec_fn=limit,
    )  # fmt: skip
    assert done.returncode == 1
    assert "no file so large" in json.loads(done.stdout.splitlines()[-1])["sentence"]
    assert out.read_text() == "former"
    assert not list(tmp_path.glob(".*.part"))


def test_ended_from_outside_it_leaves_nothing_behind(folder, tmp_path):
    folder.write_many(300, words=200)
    paths = [str(file.relative_to(folder.root)) for file in folder.root.rglob("*.md")]
    out = tmp_path / "book.epub"
    job = {
        "form": "epub", "folder": str(folder.root), "out": str(out), "title": "",
        "articles": [{"id": "0" * 32, "path": path} for path in paths], "cache": str(tmp_path),
        "drafts": str(tmp_path / "drafts"),
        "offline": True, "connect_to": None,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "reader.ingest.export"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    process.stdin.write(json.dumps(job).encode() + b"\n")
    process.stdin.flush()
    for _ in range(5):
        assert json.loads(process.stdout.readline())["event"] == "progress"
    process.terminate()
    _, errors = process.communicate(timeout=20)
    assert errors == b""
    assert not out.exists()
    assert not list(tmp_path.glob(".*.part"))
    assert not (tmp_path / "drafts").exists()


@pytest.mark.parametrize("line", ["", "{}", "[]", "nonsense", '{"form": "epub"}'])
def test_what_is_no_job_is_refused(line):
    done = subprocess.run(
        [sys.executable, "-m", "reader.ingest.export"],
        input=line.encode(), cwd=ROOT, capture_output=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_every_real_article_goes_into_one_valid_book(export, folder, corpus, tmp_path):
    paths = sorted(str(file.relative_to(corpus)) for file in corpus.rglob("*.md"))
    out = tmp_path / "corpus.epub"
    told = export("epub", out, paths, folder=str(corpus))
    assert told[-1]["articles"] == len(paths)
    with zipfile.ZipFile(out) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                ET.fromstring(book.read(name))


def test_a_jpeg_keeps_its_kind(export, folder, tmp_path):
    (folder.root / "x.jpg").write_bytes(jpeg(20, 10))
    folder.write("a.md", "A", body='<p><img src="x.jpg"></p>')
    export("epub", tmp_path / "a.epub", ["a.md"])
    with zipfile.ZipFile(tmp_path / "a.epub") as book:
        assert book.read("EPUB/images/picture-0001.jpg") == jpeg(20, 10)
        assert b'media-type="image/jpeg"' in book.read("EPUB/package.opf")

"""The page process: one request a line, one answer a line, whatever stands in it."""

import json
import subprocess

import pytest

from reader.ingest import pages
from reader.ingest.page_json import page_from_json, page_to_json
from reader.model import Note, NoteCode, Page, Picture
from reader.model.note import note_of

PAGE = Page(
    id="ab" * 16,
    path="a/b.md",
    title="标题",
    author="A",
    source="S",
    url="https://example.org/",
    date=-5.5,
    date_known=True,
    categories=("x", "y"),
    html="<p>text</p>",
    pictures=(Picture("picture:0", "https://example.org/1.jpg", "alt", 10, 20),),
    language="zh-Hans",
    minutes=3,
    notes=(Note(NoteCode.CUT_PICTURES, (3,)), Note(NoteCode.NOT_UTF_8, ("big5",))),
)


class Server:
    def __init__(self, folder):
        self._process = subprocess.Popen(
            folder.command(module="reader.ingest.pages"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.first = self._line()

    def _line(self):
        return json.loads(self._process.stdout.readline())

    def ask(self, request):
        line = request if isinstance(request, bytes) else json.dumps(request).encode()
        self._process.stdin.write(line + b"\n")
        self._process.stdin.flush()
        return self._line()

    def end(self):
        _, err = self._process.communicate(timeout=30)
        return self._process.returncode, err


@pytest.fixture
def server(folder):
    server = Server(folder)
    yield server
    assert server.end() == (0, b"")


def test_few_very_long_pages_are_kept(folder):
    server = pages.PageServer(folder.root)
    for number in range(8):
        folder.write(f"{number}.md", f"{number}", body="<p>" + "word " * 200_000)
        server.answer(json.dumps({"n": 1, "path": f"{number}.md", "id": ""}))
    assert list(server._pages) == ["6.md", "7.md"]


def test_a_page_is_made_and_bears_the_id_asked_for(folder, server):
    assert server.first == {"event": "ready", "killers": []}
    folder.write("a/b.md", "小米徕卡", body='<div><p>Text</p><img src="1.jpg"></div>')
    answer = server.ask({"n": 7, "path": "a/b.md", "id": "ab" * 16})
    assert answer["n"] == 7
    page = page_from_json(answer["page"])
    assert (page.id, page.path, page.title) == ("ab" * 16, "a/b.md", "小米徕卡")
    assert "Text" in page.html


def test_a_changed_file_is_made_anew(folder, server, later):
    file = folder.write("a.md", "First")
    request = {"n": 1, "path": "a.md", "id": ""}
    assert server.ask(request)["page"]["title"] == "First"
    assert server.ask(request)["page"]["title"] == "First"
    folder.write("a.md", "Other")
    later(file)
    assert server.ask(request)["page"]["title"] == "Other"


@pytest.mark.parametrize(
    "request_",
    [
        {"n": 1, "path": "none.md", "id": ""},
        {"n": 1, "path": "../secret.md", "id": ""},
        {"n": 1, "path": "/etc/passwd", "id": ""},
        {"n": 1, "path": "a\0.md", "id": ""},
        {"n": 1, "path": "\udcff.md", "id": ""},
        {"n": 1, "path": "", "id": ""},
        {"n": 1, "path": 5, "id": ""},
        {"n": 1},
        {},
        [],
        b"no json",
        b"[" * 100_000,
        b"\xff\xfe",
        b"",
    ],
)
def test_a_bad_request_gets_a_sentence(folder, server, request_):
    folder.write("a.md", "A")
    answer = server.ask(request_)
    assert note_of(answer["error"]).sentence.endswith(".")
    assert "page" not in answer
    assert "page" in server.ask({"n": 2, "path": "a.md", "id": ""})


def test_a_hostile_file_gets_an_answer(folder, server):
    folder.write("deep.md", "Deep", body="<div>" * 50_000)
    answer = server.ask({"n": 1, "path": "deep.md", "id": ""})
    assert answer["n"] == 1


def test_a_page_survives_json():
    assert page_from_json(json.loads(json.dumps(page_to_json(PAGE)))) == PAGE


@pytest.mark.parametrize(
    "change",
    [
        {"title": None},
        {"date": "x"},
        {"date": True},
        {"minutes": 1.5},
        {"date_known": 1},
        {"notes": "text"},
        {"categories": [1]},
        {"pictures": [1]},
        {"pictures": [{}]},
        {"pictures": [{"key": "k", "url": "u", "alt": "", "width": "1", "height": 0}]},
        {"extra": 1},
    ],
)
def test_what_is_no_page_is_a_value_error(change):
    with pytest.raises(ValueError):
        page_from_json(page_to_json(PAGE) | change)


@pytest.mark.parametrize("value", [None, 1, "x", [], {}])
def test_anything_else_is_a_value_error(value):
    with pytest.raises(ValueError):
        page_from_json(value)

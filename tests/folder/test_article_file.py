"""One file to an article: safely opened, never a traceback from what is in it."""

import itertools
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.bounds import FILE_BYTES, MAX_MARKS
from reader.folder.article_file import article_from_bytes, read_article
from reader.model import DateSource, FileRefusedError

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")
POST = "---\ntitle: T\ndate: 2021-03-22\n---\n<p>Body</p>"


def refused(path, root):
    with pytest.raises(FileRefusedError) as told:
        read_article(path, root)
    assert told.value.sentence.endswith(".")
    return told.value.sentence


def test_path_may_be_absolute_or_relative(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_text(POST)
    article = read_article("a/b.md", tmp_path)
    assert article.path == "a/b.md"
    assert article == read_article(tmp_path / "a" / "b.md", tmp_path)
    assert article == read_article("a/../a//b.md", str(tmp_path))


def test_a_file_without_date_bears_its_own(tmp_path):
    (tmp_path / "a.md").write_text("Text")
    os.utime(tmp_path / "a.md", (1_600_000_000, 1_600_000_000))
    article = read_article("a.md", tmp_path)
    assert article.date.timestamp() == 1_600_000_000
    assert article.date_source is DateSource.FILE


def test_what_is_no_file_of_the_folder_is_refused(tmp_path):
    inside = tmp_path / "in"
    (inside / "folder.md").mkdir(parents=True)
    (tmp_path / "out.md").write_text(POST)
    (inside / "empty.md").write_text("\ufeff \n")
    assert "outside" in refused("../out.md", inside)
    assert "outside" in refused(tmp_path / "out.md", inside)
    assert "outside" in refused(inside, inside)
    assert "no longer there" in refused("gone.md", inside)
    assert "no regular file" in refused("folder.md", inside)
    assert "empty" in refused("empty.md", inside)
    assert "cannot be read" in refused("nul\0.md", inside)
    assert "cannot be read" in refused("x" * 5000, inside)


@POSIX
def test_no_link_is_opened(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.md").write_text(POST)
    (inside / "a.md").symlink_to(tmp_path / "out" / "a.md")
    (inside / "folder").symlink_to(tmp_path / "out")
    assert refused("a.md", inside)
    assert "symbolic link" in refused("folder/a.md", inside)


@POSIX
def test_what_would_wait_for_ever_does_not(tmp_path):
    os.mkfifo(tmp_path / "fifo.md")
    start = time.monotonic()
    assert "no regular file" in refused("fifo.md", tmp_path)
    assert time.monotonic() - start < 2


@POSIX
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_said(tmp_path):
    (tmp_path / "a.md").write_text(POST)
    (tmp_path / "a.md").chmod(0)
    assert "permission" in refused("a.md", tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path):
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(1024**3)  # sparse: takes no room
    start = time.monotonic()
    assert "too large" in refused("huge.md", tmp_path)
    assert time.monotonic() - start < 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_not_utf8(tmp_path):
    name = os.fsdecode(b"caf\xe9.md")
    (tmp_path / name).write_text("Text")
    article = read_article(name, tmp_path)
    assert article.path == name
    assert article.title == "caf?"
    assert len(article.id) == 32


def test_a_title_is_looked_for_where_a_person_would_look():
    def title(text, path="n/name.md"):
        return article_from_bytes(text.encode(), path, 0).title

    assert title("# A *heading*\n\ntext") == "A heading"
    assert title("text only") == "name"
    assert title("text only", " .md") == "text only"
    assert title("![](a.png)", ".md") == "Untitled"
    assert title("---\ntitle:\nauthor: A\n---\n<h2>Two</h2>") == "Two"


def test_a_placeholder_gives_way_to_a_real_picture():
    def thumbnail(named, body):
        text = f"---\ntitle: T\nthumbnail: {named}\n---\n<div>{body}</div>"
        return article_from_bytes(text.encode(), "a.md", 0).thumbnail

    real = '<img src="https://p.example/real.jpg">'
    assert thumbnail("https://p.example/images/loading.gif", real) == "https://p.example/real.jpg"
    assert thumbnail("https://p.example/loading.gif", "x") == "https://p.example/loading.gif"
    assert thumbnail("'{user.avatar}'", real) == "https://p.example/real.jpg"
    assert thumbnail("//p.example/a.jpg?a=1&amp;b=2", real) == "https://p.example/a.jpg?a=1&b=2"
    assert thumbnail("javascript:alert(1)", real) == "https://p.example/real.jpg"
    assert thumbnail("pictures/我.jpg", real) == "pictures/我.jpg"


PAIRS = list(itertools.pairwise("abcdefgh"))
BAD_YAML = {
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in PAIRS),
    "flow nested": "x: " + "[" * 60_000,
    "maps nested": "x: " + "{a: " * 15_000,
    "blocks nested": "x:\n" + "- " * 30_000 + "a",
    "indented": "".join(f"{' ' * n}a:\n" for n in range(340)),
    "merge keys": "".join(f"m{n}: &m{n} {{<<: [{'*m0,' * 50}]}}\n" for n in range(80)),
    "long": "x: " + "a" * 200_000,
    "many keys": "".join(f"k{n}: v\n" for n in range(20_000)),
    "many quotes": "x: " + "'\"" * 100_000,
    "many dashes": "-" * 100_000,
    "many colons": ": " * 100_000,
    "blank lines": "\n" * 200_000,
    "a bad tag": "x: !!python/object/apply:os.system ['true']\n",
    "control characters": "x: \x01\x02\x7f\n",
    "unhashable": "? [a, b]\n: c\n",
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD_YAML.values(), ids=BAD_YAML)
def test_dangerous_front_matter_is_read_around_quickly(bad):
    text = f"---\ntitle: The title\ndate: 2021-03-22\n{bad}\n---\n<p>Body</p>"
    start = time.monotonic()
    article = article_from_bytes(text.encode(), "a.md", 0)
    assert time.monotonic() - start < 2
    assert article.title == "The title"
    assert article.date_source is DateSource.ARTICLE
    assert article.text.endswith("Body")


PIECES = st.sampled_from(
    [b"---\n", b"---", b"\n", b"title: ", b"date: ", b"categories:\n", b"- ", b"[", b"]", b"{",
     b"}", b"'", b'"', b": ", b"&a ", b"*a", b"#", b"\t", b"\r\n", b"<h1>", b"</h1>", b"<img src=",
     b">",
     b"<!doctype html>", b"<html>", b"<head>", b"<meta name=date content=", b"<body>", b"</body>",
     b"<title>", b"{% raw %}", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xe4\xb8", b"\x81\x30",
     b"thumbnail: ", b"url: http://", b"author: ", b"2021-03-22", b"&#123;", b"&#x110000;", b"a",
     b"![](", b"# ", b"```\n", b"|", b"\xe3\x80\x80", b"<table>", b"source: //["],
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=40).map(b"".join)),
    st.sampled_from(["a.md", "b/c.html", ".md", "\udce9/ .md"]),
    st.integers(-(2**63), 2**63),
)
def test_no_bytes_raise_anything_but_a_refusal(data, path, mtime_ns):
    try:
        article = article_from_bytes(data, path, mtime_ns)
    except FileRefusedError:
        return
    assert article.title
    assert article.date.tzinfo is not None
    article.date.timestamp()
    shown = [article.title, article.author, article.source, article.url, article.thumbnail]
    for text in [*shown, *article.categories, *article.section, article.html, article.text]:
        text.encode()  # a database takes no lone surrogates
    assert article.url == "" or article.url.startswith(("http://", "https://"))
    assert len(article.section) <= 8


def test_reading_the_usual_file_loads_nothing_heavy():
    code = (
        "import sys\n"
        "from reader.folder.article_file import article_from_bytes\n"
        f"article_from_bytes({POST.encode()!r}, 'a.md', 0)\n"
        "heavy = {'yaml', 'frontmatter', 'bs4', 'markdown_it', 'nh3', 'charset_normalizer'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_size_bound_is_above_any_article():
    body = b"<p>" + b"word " * 200_000 + b"</p>"
    assert len(body) < FILE_BYTES
    assert len(article_from_bytes(body, "long.md", 0).text) > 900_000


def test_too_much_markdown_is_told():
    few, many = (
        article_from_bytes(b"# a\n\n" + b"*word* " * number, "a.md", 1)
        for number in (100, MAX_MARKS)
    )
    assert not any(note.sentence.startswith("Shortened: ") for note in few.notes)
    assert any(note.sentence.startswith("Shortened: ") for note in many.notes)
    assert many.text.count("word") == MAX_MARKS

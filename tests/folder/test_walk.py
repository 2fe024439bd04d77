"""Which files of a folder are articles, and in which order they come."""

import errno
import os
import sys

import pytest

from reader.folder.walk import walk
from reader.model import FolderError

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


def make(root, *paths):
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")


def paths(root, **more):
    return [file.path for file in walk(root, **more)]


def test_files_come_by_name_before_their_subfolders(tmp_path):
    make(tmp_path, "b/z.md", "b/a/y.md", "a/x.markdown", "c.HTML", "B.md", "a.htm", "é.Md")
    assert paths(tmp_path) == ["B.md", "a.htm", "c.HTML", "é.Md", "a/x.markdown", "b/z.md",
                               "b/a/y.md"]  # fmt: skip


def test_what_is_no_article_is_passed_over(tmp_path):
    make(
        tmp_path,
        *(".git/a.md", ".obsidian/b.md", "node_modules/c.md", "CVS/d.md", "x/__MACOSX/e.md"),
        *("picture.png", "_config.yml", "a.md.bak", "._a.md", "readme.txt", "md"),
    )
    assert paths(tmp_path) == []


def test_a_hidden_file_is_an_article(tmp_path):
    make(tmp_path, ".md", ".NET 5 is out.md", " .md")
    assert paths(tmp_path) == [" .md", ".NET 5 is out.md", ".md"]


def test_size_and_time_are_told(tmp_path):
    make(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", ns=(5, 1_600_000_000_123_456_700))
    (file,) = walk(tmp_path)
    assert (file.size, file.mtime_ns) == (1, 1_600_000_000_123_456_700)


@POSIX
def test_no_link_is_followed(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    make(tmp_path, "in/real/a.md", "out/secret.md")
    (inside / "loop").symlink_to(inside)
    (inside / "away").symlink_to(outside)
    (inside / "secret.md").symlink_to(outside / "secret.md")
    (inside / "gone.md").symlink_to(outside / "nothing.md")
    (inside / "here.md").symlink_to("real/a.md")
    (inside / "beside").symlink_to("real")
    # What leads out, back or nowhere is told; nothing is found through it.
    assert paths(inside) == ["away", "gone.md", "loop", "secret.md", "real/a.md"]
    # The folder itself may be named by a link: the person chose it.
    (tmp_path / "link").symlink_to(inside)
    assert paths(tmp_path / "link")[-1] == "real/a.md"
    assert len(paths(tmp_path / "link")) == 5


@POSIX
def test_a_link_named_as_an_article_is_told_where_it_leads_to_none(tmp_path):
    make(tmp_path, "a.md", "notes.txt", ".hidden/b.md", "node_modules/c.md")
    for name, target in [
        ("text.md", "notes.txt"),
        ("hidden.md", ".hidden/b.md"),
        ("machinery.md", "node_modules"),
        ("same.md", "a.md"),
        ("chain.md", "text.md"),
        ("notes", "notes.txt"),
        ("beside", ".hidden"),
    ]:
        (tmp_path / name).symlink_to(target)
    assert paths(tmp_path) == ["a.md", "chain.md", "hidden.md", "machinery.md", "text.md"]


def long_folder(root, steps=17):
    """A folder whose path is longer than the system takes; made step by step."""
    at = os.open(root, os.O_RDONLY)
    for _ in range(steps):
        os.mkdir("d" * 250, dir_fd=at)
        below = os.open("d" * 250, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    return at


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse to make it")
def test_what_has_too_long_a_path_is_told(tmp_path):
    make(tmp_path, "z/a.md")
    (tmp_path / "deep").mkdir()
    (tmp_path / "edge").mkdir()
    os.close(long_folder(tmp_path / "deep"))
    steps = (4094 - len(str(tmp_path / "edge"))) // 251
    edge = long_folder(tmp_path / "edge", steps)
    os.close(os.open(f"{'e' * 248}.md", os.O_CREAT | os.O_WRONLY, dir_fd=edge))
    os.close(edge)
    problems = {}
    told = paths(tmp_path, on_problem=lambda path, error: problems.update({path: error.errno}))
    assert told == ["z/a.md"]
    assert set(problems.values()) == {errno.ENAMETOOLONG}
    folder, file = problems
    assert folder.startswith("deep/")
    assert folder.endswith("d/")
    assert file.startswith("edge/")
    assert file.endswith("e.md")


def test_a_folder_of_which_only_the_names_can_be_read_is_told(tmp_path, monkeypatch):
    make(tmp_path, "a/x.md", "b/y.md")
    barred = f"{tmp_path}/a/"
    monkeypatch.setattr("reader.folder.walk.os.access", lambda path, _how: path != barred)
    problems = []
    told = paths(tmp_path, on_problem=lambda path, error: problems.append((path, type(error))))
    assert told == ["b/y.md"]
    assert problems == [("a/", PermissionError)]


@POSIX
def test_what_is_named_as_an_article_and_is_none_comes_to_be_told(tmp_path):
    os.mkfifo(tmp_path / "fifo.md")
    os.mkfifo(tmp_path / "fifo")
    make(tmp_path, "folder.md/a.md")
    assert paths(tmp_path) == ["fifo.md", "folder.md/a.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_names_that_are_not_utf8_and_names_with_line_breaks(tmp_path):
    for name in (b"caf\xe9.md", b"two\nlines.md"):
        (tmp_path / os.fsdecode(name)).touch()
    assert paths(tmp_path) == ["caf\udce9.md", "two\nlines.md"]


def test_a_deep_folder_costs_no_recursion(tmp_path):
    deep = "d/" * 300
    (tmp_path / deep).mkdir(parents=True)
    make(tmp_path, f"{deep}a.md")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(120)
    try:
        assert paths(tmp_path) == [f"{deep}a.md"]
    finally:
        sys.setrecursionlimit(limit)


@POSIX
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_a_subfolder_that_cannot_be_read_is_told(tmp_path):
    make(tmp_path, "a/x.md", "b/y.md")
    (tmp_path / "a").chmod(0)
    problems = []
    try:
        assert paths(tmp_path, on_problem=lambda path, error: problems.append(path)) == ["b/y.md"]
    finally:
        (tmp_path / "a").chmod(0o700)
    assert problems == ["a/"]


def test_a_subfolder_that_vanishes_meanwhile_is_told(tmp_path):
    make(tmp_path, "first.md", "a/x.md", "b/y.md")
    problems = []
    files = walk(tmp_path, on_problem=lambda path, error: problems.append((path, type(error))))
    assert next(files).path == "first.md"
    (tmp_path / "a" / "x.md").unlink()
    (tmp_path / "a").rmdir()
    assert [file.path for file in files] == ["b/y.md"]
    assert problems == [("a/", FileNotFoundError)]


def test_the_first_file_comes_before_the_rest_was_looked_at(tmp_path):
    make(tmp_path, "a.md", "b/c.md")
    files = walk(tmp_path)
    assert next(files).path == "a.md"
    make(tmp_path, "b/later.md")
    assert [file.path for file in files] == ["b/c.md", "b/later.md"]


def test_a_folder_that_cannot_be_read_is_a_sentence_at_once(tmp_path):
    make(tmp_path, "file.md")
    for root, words in [
        (tmp_path / "nothing", "does not exist"),
        (tmp_path / "file.md", "is a file"),
        (tmp_path / "nul\0", "cannot be read"),
    ]:
        with pytest.raises(FolderError, match=words) as told:
            walk(root)
        assert told.value.sentence.endswith(".")


def test_the_newest_folders_come_first_where_that_is_wanted(tmp_path):
    ages = {"a/x": 9, "a/y/deep": 1, "b": 3, "c": 3, "d/e": 0}
    for folder in ages:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "1.md").write_text("x")
    (tmp_path / "0.md").write_text("x")
    for folder, days in (ages | {"a": 20, "a/y": 20, "d": 20}).items():
        os.utime(tmp_path / folder, (1_700_000_000 - days * 86_400,) * 2)
    assert [file.path for file in walk(tmp_path, newest_first=lambda: True)] == [
        "0.md",
        "d/e/1.md",
        "a/y/deep/1.md",
        "b/1.md",
        "c/1.md",
        "a/x/1.md",
    ]
    by_name = [file.path for file in walk(tmp_path, newest_first=lambda: False)]
    assert by_name == [file.path for file in walk(tmp_path)]
    assert by_name[:3] == ["0.md", "a/x/1.md", "a/y/deep/1.md"]


def test_where_time_runs_out_all_files_come_all_the_same(tmp_path, monkeypatch):
    for number in range(5):
        (tmp_path / f"{number}" / "below").mkdir(parents=True)
        (tmp_path / f"{number}" / "below" / "1.md").write_text("x")
    monkeypatch.setattr("reader.folder.walk.LOOK_SECONDS", -1)
    found = [file.path for file in walk(tmp_path, newest_first=lambda: True)]
    assert found == [f"{number}/below/1.md" for number in range(5)]

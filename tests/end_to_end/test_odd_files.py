"""A folder of everything that is no article: each is told with its reason, all others are read."""

import os
import socket
import sys

import pytest

from tests.end_to_end.conftest import write_article

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these files are POSIX's")


def fill(folder, monkeypatch):
    """Odd files; returns those that are to be refused, with a word of the reason."""
    write_article(folder, "good.md", "Good")
    refused = {}
    with (folder / "huge.md").open("wb") as huge:
        huge.truncate(1 << 30)
    refused["huge.md"] = "too large"
    (folder / "empty.md").touch()
    refused["empty.md"] = "empty"
    (folder / "nul.md").write_bytes(bytes(5_000))
    refused["nul.md"] = "no text"
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(folder)  # a socket's path is short
        server.bind("socket.md")
        monkeypatch.undo()
    refused |= {"pipe.md": "pipe", "socket.md": "socket"}
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "out.md").symlink_to("/etc/hostname")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "round").symlink_to(".")
    (folder / "out").symlink_to("/etc")
    refused |= dict.fromkeys(("loop.md", "out.md", "zero.md", "round", "out"), "link")
    (folder / "inside.md").symlink_to("good.md")
    (folder / "notes.txt").write_text("no article")
    (folder / "notes.md").symlink_to("notes.txt")
    refused["notes.md"] = "link"
    (folder / "future.md").write_bytes(
        (folder / "good.md").read_bytes().replace(b"Good", b"Long from now")
    )
    os.utime(folder / "future.md", (2**40, 2**40))
    (folder / "folder.md").mkdir()
    good = (folder / "good.md").read_bytes().replace(b"Good", b"Odd name")
    (folder / os.fsdecode(b"latin\xe9.md")).write_bytes(good)
    (folder / "two\nlines.md").write_bytes(good.replace(b"Odd name", b"Two lines"))
    (folder / "bytes.md").write_bytes(bytes(range(256)) * 12 + b"\xed\xa0\x80\xff\xfe\0" * 100)
    refused["bytes.md"] = "no text"
    (folder / "nuls.md").write_bytes(good.replace(b"Odd name", b"N\0u\0l\0s\0"))
    deep = folder.joinpath(*["d"] * 100)
    deep.mkdir(parents=True)
    (deep / "deep.md").write_bytes(good.replace(b"Odd name", b"Deep"))
    if sys.platform == "linux":
        refused[too_long(folder)] = "too long"
    return refused


def too_long(folder):
    """Make folders within folders until their path is longer than the system takes; returns it."""
    at = os.open(folder, os.O_RDONLY)
    path = ""
    while len(f"{folder}/{path}") <= 4096:
        os.mkdir("x" * 200, dir_fd=at)
        below = os.open("x" * 200, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at, path = below, f"{path}{'x' * 200}/"
    os.close(at)
    return path


def test_each_is_told_and_all_others_are_read(program, tmp_path, monkeypatch):
    folder = tmp_path / "news"
    folder.mkdir()
    refused = fill(folder, monkeypatch)
    run = program().open(folder)
    run.wait(lambda: len(run.titles) >= 6 and not run.window.folders.busy, 20)
    run.settle()
    run.wait(
        lambda: (
            {"Good", "Odd name", "Two lines", "Nuls", "Deep", "Long from now"} <= set(run.titles)
        ),
        10,
    )
    foot = run.window.status_bar._problems
    run.wait(lambda: foot.isVisible() and foot.text() == f"{len(refused)} files could not be read")
    run.window.actions_by_id["problems"].trigger()
    run.wait(lambda: run.window.features.problems().dialog is not None)
    files = run.window.features.problems().dialog.files
    told = {
        files.topLevelItem(n).text(0): files.topLevelItem(n).text(1)
        for n in range(files.topLevelItemCount())
    }
    run.window.features.problems().dialog.close()
    assert told.keys() == refused.keys()
    for path, word in refused.items():
        assert word in told[path]

    # One of them is mended: it is tried again, and leaves the list of problems.
    write_article(folder, "empty.md", "Mended")
    run.window.folders.rescan()
    run.wait(lambda: "Mended" in run.titles, 10)
    run.wait(lambda: foot.text() == f"{len(refused) - 1} files could not be read", 10)

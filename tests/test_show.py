"""`python -m reader.show`: what the reader makes of one file, told to a script."""

import json
import subprocess
import sys

import pytest

from tests.support import pictures

POST = """---
title: "Crossing the bar"
date: 2021-05-04 09:30:00 +0200
categories: [Sea, Pilots]
author: Ada Pilot
---

First words of the post.

![The bar](img/bar.png) ![Away](https://example.org/away.png) ![Gone](img/gone.png)

[The sequel](https://example.org/sequel) and [back up](#top).
"""


def show(*arguments):
    command = [sys.executable, "-m", "reader.show", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def post(tmp_path):
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "bar.png").write_bytes(pictures.png(30, 20))
    file = tmp_path / "bar.md"
    file.write_text(POST, encoding="utf-8")
    return file


def test_all_that_is_known_of_a_file_as_json(post, tmp_path):
    status, out, err = show(post, "--root", tmp_path)
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert told["path"] == "bar.md"
    assert told["kind"] == "article"
    assert told["title"] == "Crossing the bar"
    assert told["date"] == "2021-05-04T09:30:00+02:00"
    assert told["date_source"] == "article"
    assert told["author"] == "Ada Pilot"
    assert told["categories"] == ["Sea", "Pilots"]
    assert told["excerpt"].startswith("First words of the post.")
    assert [(each["where"], each["file"]) for each in told["pictures"]] == [
        ("local", str(tmp_path / "img" / "bar.png")),
        ("remote", None),
        ("local", None),
    ]
    assert {each["text"]: each["href"] for each in told["links"]}["The sequel"] == (
        "https://example.org/sequel"
    )


def test_the_page_its_text_and_its_markdown(post):
    _, html, _ = show(post, "--as", "html")
    assert "First words of the post." in html
    assert (post.parent / "img" / "bar.png").as_uri() in html
    assert "picture:" not in html
    _, text, _ = show(post, "--as", "text")
    assert text.startswith("Crossing the bar\n")
    assert "First words" in text
    assert "<" not in text
    _, markdown, _ = show(post, "--as", "markdown")
    assert markdown.startswith("# Crossing the bar\n")
    assert "[The sequel](https://example.org/sequel)" in markdown


@pytest.mark.parametrize("content", [None, b"", b"\0" * 100])
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, content):
    file = tmp_path / "a.md"
    if content is not None:
        file.write_bytes(content)
    status, out, err = show(file)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "a.md" in err


def test_a_file_outside_the_folder_is_refused(post, tmp_path):
    (tmp_path / "other").mkdir()
    status, _, err = show(post, "--root", tmp_path / "other")
    assert status == 2
    assert "outside" in err

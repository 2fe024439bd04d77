"""Heads that are made to take long: each is read in time that grows with its length alone."""

import pytest

from reader.folder.article_file import article_from_bytes
from tests.support.effort import effort

MANY = 200_000
PAGE = "<!doctype html><html><head><title>T</title></head><body>"
HOSTILE = {
    "dotted TOML": "+++\n" + "a." * 7_000 + "a = 1\n+++\nx",
    "deep TOML": "+++\na = " + "[" * 8_000 + "\n+++\n",
    "deep JSON": '{"title": ' + "[" * MANY,
    "fences": "```\n" * MANY,
    "fences in a fence": "```md\n" + "```x\n" * MANY,
    "header lines": "Title: x\n" + "a: b\n" * MANY,
    "continued lines": "Title: x\n" + " \n" * MANY,
    "spaces before a colon": "title" + " " * MANY + ":",
    "a long key": "a" * MANY + ":",
    "words before a colon": "a " * MANY + ":",
    "items": "title: x\n" + "- \n" * MANY + "---",
    "a comment": "<!--\n" + ".. a: b\n" * MANY,
    "hyphens": "<!--" + "-" * MANY,
    "Org": "#+A: b\n" * MANY,
    "LinuxCN": '[#]: a: "b"\n' * MANY,
    "Logseq": "a:: b\n" * MANY,
    "Joplin": "x\n\n" + "a: b\n" * MANY + "type_: 1",
    "quotations": ("> " * 300 + "\n") * 40,
    "links": "- Author: " + "[a](" * MANY,
    "a tail": "via: " + "作者：[a][" * 20_000,
    "authors": PAGE + '"author":{"@type"' * 20_000,
    "times": PAGE + "<time " * MANY,
    "headings": "<h1>a</h1>" * 20_000,
    "tags": '---\ntags: "' + "#a," * 20_000 + '"\n---\n',
    "escapes": '---\ntitle: "\\u' + "\\ud83d" * 10_000 + ' "x"\n---\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_head_takes_no_time(name):
    data = HOSTILE[name].encode()
    assert effort(lambda: article_from_bytes(data, "a/2020/x.md", 0), 2) < 2

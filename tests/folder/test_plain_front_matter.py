"""The fast reader is only allowed python-frontmatter's answer, or none."""

from pathlib import Path

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.folder.decode import decode
from reader.folder.plain_front_matter import read_plainly
from reader.folder.walk import walk


class AsText(YAMLHandler):
    """YAML with every scalar left the text it is."""

    def load(self, fm, **_):
        return yaml.load(fm, Loader=yaml.CBaseLoader)


def agrees(text):
    """Whether the fast reader answers; fails where it answers something else than the library."""
    # As decode.py gives it: of "\r\n" the library itself makes another text.
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    answer = read_plainly(text)
    if answer is not None:
        values, body = frontmatter.parse(text, handler=AsText())
        assert answer == (values, body)
    return answer is not None


def test_the_archives_own_format_takes_the_fast_path():
    text = """
---
title: '12_00: it''s a “test” # of 100%'
categories:
 - 新媒体
 - 快科技（原驱动之家）

headimg: 'https://example.com/a.jpg?b=c#d'
author: Somebody - Else
comments: false
date: Sat, 28 May 2022 11:37:28 GMT
thumbnail:
empty: ''
double: "plain enough"
---

<div>
<p>Body</p>
</div>
"""
    assert agrees(text)
    values, body = read_plainly(text.strip())
    assert values["title"] == "12_00: it's a “test” # of 100%"
    assert values["categories"] == ["新媒体", "快科技（原驱动之家）"]
    assert values["thumbnail"] == ""
    assert body.startswith("<div>")


def test_every_file_of_the_corpus_gets_the_librarys_answer(corpus):
    fast = [agrees(decode(Path(corpus, file.path).read_bytes())) for file in walk(corpus)]
    # The others are the six that YAML refuses, titles over several lines, and `title: #`.
    assert sum(fast) >= len(fast) - 10


SCALARS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="ab :#'\"-\\,[]{}|>&*!%@`?\t=~<\u3000中、é", max_size=10),
    st.sampled_from(
        ["1936", "12_00", "2021-03-12", "yes", "null", "~", "#", "a: b", "a #b", "a:b", "- a",
         "|", ">-", "'a'", "'a''b'", "''", '""', '"a\\n"', "'a' b", "[a, b]", "{a: b}", "&a",
         "*a", "!!x", "a\n  b", "a\n\n  b", "'a\n\n  b'", "---", "...", "http://x/y#z", "a:",
         ":a", "?", "-", "<<", "\ufeff", "\x85", "a\u2028b", "a\tb", "a\t# b", "\x7f", "=",
         "a  b ", "'a' # b", "\udc80"],
    ),
)  # fmt: skip
KEYS = st.one_of(
    st.sampled_from(["title", "date", "categories", "a-b", "A_1", "on", "null", "<<", "title "]),
    st.text(alphabet="ab-_ :'\"#", max_size=5),
)
LINES = st.one_of(
    st.builds("{}: {}".format, KEYS, SCALARS),
    st.builds("{}:{}".format, KEYS, st.sampled_from(["", " ", "  ", "\t", " #", " # c"])),
    st.builds("{}- {}".format, st.sampled_from(["", " ", "  ", "    ", "\t"]), SCALARS),
    st.sampled_from(
        ["", " ", "\t", "# c", "---", "--- ", "----", "--- a", "...", "  x", "-", "- "]
    ),
    st.builds("  {}".format, SCALARS),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, max_size=7), st.sampled_from(["\nbody", "", "\n---\nbody", "\n  \n body "]))
@example(["a:", "- b", "", " - c"], "")
@example(["a:", "- b", "  - c"], "")
@example(["a: b", "--- -", "c: d"], "\nx")
@example(["a: 'b", "  c'"], "")
@example(["a:", "b: c", "- d"], "")
@example(["a: b\u3000"], "")
def test_generated_front_matter_gets_the_librarys_answer_or_none(lines, body):
    agrees("\n".join(["---", *lines, "---"]) + body)


def test_most_of_what_generators_write_is_answered():
    lines = [
        "title: plain",
        "title: 'a: b'",
        "date: 2021-03-22 10:11:12",
        "tags:\n- a\n- b",
        "x: ''",
    ]
    assert all(agrees(f"---\n{line}\n---\nbody") for line in lines)

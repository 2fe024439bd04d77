"""The fast reader of Markdown is only allowed the parser's answer, or none."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.bounds import MAX_PLAIN_MARKDOWN
from reader.markup.markdown.line_breaks import Breaks, breaks_of
from reader.markup.markdown.parser import render
from reader.markup.markdown.plain_markdown import read_plain


def agrees(body):
    """Whether the fast reader answers; fails where it answers something else than the parser."""
    for breaks in (breaks_of(body), *Breaks):
        answer = read_plain(body, breaks)
        if answer is not None:
            assert answer == render(body, breaks)
    return answer is not None


def test_plain_paragraphs_headings_and_pictures_take_the_fast_path():
    assert agrees(
        '## 标题 “一”\n\n第一段。\n第二行 > 1 "q"\n\n![](https://p.example/a_b/1.jpg)\n\nThe 3. end'
    )
    assert agrees("# a\ntext\n## b\n![图](http://h.example/x.png)\ntext")
    assert agrees("")


@pytest.mark.parametrize(
    "body",
    [
        "- a", "* a", "+ a", "1. a", "1) a", "> a", "    a", " a", "a  \nb", "a\n---", "a\n===",
        "a | b\n--|--", "[a]: http://b.example/", "a*b*", "a `b`", "<b>a</b>", "a&amp;", "a\\*",
        "#a", "# a #", "#", "![a](b.png)", "![](https://a.example/ä)", "a\tb", "```\na\n```",
        ":--", "a\n:-:", "\u3000a", "a\u3000", "\u3000", "![](http://a/b) text", "a~~b~~",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_parser(body):
    assert not agrees(body)


def test_a_book_is_left_to_the_parser():
    assert read_plain("a\n" * MAX_PLAIN_MARKDOWN, Breaks.JOINED) is None


_PIECES = st.sampled_from(
    ["a", "徕卡", " ", "\n", "\n\n", "#", "## ", "-", "=", "*", "_", "`", "[", "]", "(", ")", "!",
     "![](https://a.example/b.png)", "![x](http://a.example/b?c=d-e)", "http://a.example/",
     "1", ".", "1. ",
     ">", "<", "&", "&lt;", '"', "'", "|", ":", "~", "\\", "\t", "\u3000", "\xa0", "，", "。", "+",
     "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\ufeff", "\r", "：", "{", "}", "^", "$", "@", "%"]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
@example("a\n# b\nc")
@example("a\n1")
@example("# a\u3000")
def test_the_fast_reader_gives_the_parsers_answer(body):
    agrees(body)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_on_any_text(text):
    agrees(text)

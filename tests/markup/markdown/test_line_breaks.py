"""Ends of lines: what was wrapped is joined, what is a line stays one; search sees the same."""

import pytest

from reader.markup.markdown.line_breaks import Breaks
from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.text.text import plain_text

POEM = "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"
WRAPPED = (
    "经历了十年，我可以很感慨地说，它成为过去了，它成就了一段历史。为了继\n"
    "续变革，我们必须前进，直到那一天到来为止，无论前面的道路有多么长、多\n"
    "么难走。"
)
ENGLISH = "English words that are wrapped\nkeep their space, and 中文\nmixed with English."


def test_a_poem_keeps_its_lines():
    assert markdown_to_html(POEM).count("<br") == 3
    assert plain_text(markdown_to_html(POEM)).splitlines() == POEM.splitlines()


def test_a_wrapped_text_is_joined_without_a_space_in_chinese():
    html = markdown_to_html(WRAPPED)
    assert "<br" not in html
    assert "为了继续变革" in plain_text(html)
    assert "多么难走" in plain_text(html)


def test_a_word_parted_by_a_wrap_is_found():
    long = "这是一个很长的句子，说的是软件的质量，一直写到行尾还没有说完，于是就要测"
    assert "测试" in plain_text(markdown_to_html(f"{long}\n试这个软件。"))
    assert "*" not in plain_text(markdown_to_html(f"{long}\n**试**这个软件。"))


def test_english_keeps_a_space():
    words = " ".join(plain_text(markdown_to_html(ENGLISH)).split())
    assert words == ENGLISH.replace("\n", " ")
    assert "<br" not in markdown_to_html(ENGLISH)


def test_korean_keeps_a_space():
    text = (
        "한국어 문장은 낱말 사이를 띄어 쓰기 때문에 줄이 바뀌는 곳에도 빈칸이 있어야\n합니다 그래서"
    )
    assert "있어야 합니다" in " ".join(plain_text(markdown_to_html(text)).split())


def test_short_lines_are_lines_and_the_rest_of_the_body_decides_where_one_does_not_tell():
    assert "<br" in markdown_to_html("Name: Ann.\nPlace: Rome.\nAge: 30.")
    undecided = "第一行写到这里大约有四十多个宽度的样子不\n第二行"
    assert "<br" not in markdown_to_html(undecided)
    assert "<br" in markdown_to_html(f"{undecided}\n\n{POEM}")


@pytest.mark.parametrize(("breaks", "kept"), [(Breaks.KEPT, True), (Breaks.JOINED, False)])
def test_the_kind_of_site_may_tell(breaks, kept):
    undecided = "第一行写到这里大约有四十多个宽度的样子不\n第二行"
    assert ("<br" in markdown_to_html(undecided, breaks)) is kept


def test_a_break_that_is_written_stays():
    assert "<br" in markdown_to_html("English words that are wrapped  \nkeep a break")

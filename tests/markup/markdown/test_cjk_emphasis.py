"""Emphasis beside Chinese, Japanese and Korean: no asterisk is left for a reader to see."""

import pytest

from reader.markup.markdown.markdown import markdown_to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("题目叫做**《书》**。", "题目叫做<strong>《书》</strong>。"),
        ("**重点：**后文", "<strong>重点：</strong>后文"),
        ("*“引文”*说", "<em>“引文”</em>说"),
        ("~~删除。~~后", "<s>删除。</s>后"),
        ("前**「引」**之后", "前<strong>「引」</strong>之后"),
        ("价格**上涨（约三成）**的", "价格<strong>上涨（约三成）</strong>的"),
        ("**この文。**この後", "<strong>この文。</strong>この後"),
        ("**스크립트(script)**라고", "<strong>스크립트(script)</strong>라고"),
        (
            "见**[链接](http://a.test/)**处",
            '见<strong><a href="http://a.test/">链接</a></strong>处',
        ),
        ("用**`code`**写", "用<strong><code>code</code></strong>写"),
        ("a * b * c", "a * b * c"),
        ("snake_case_name", "snake_case_name"),
        ("2*3*4", "2<em>3</em>4"),
        ("**not.**bold", "**not.**bold"),
        ("**😀**后", "<strong>😀</strong>后"),
    ],
)
def test_emphasis_is_seen(text, html):
    assert markdown_to_html(text) == f"<p>{html}</p>\n"

"""Markdown told from HTML, turned into it, and the generators' own tags taken off."""

import pytest

from reader.markup.markdown.kind import is_html
from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.markdown.template_tags import strip_stray_tags

HTML = [
    "<div>\na\n\n    indented\n</div>\n",
    "<div>\n1. one\n2. two\n- three\n</div>",
    "<!-- a -->\n<p>a</p>\n<p>b</p>",
    "<p>a</p>\n\n<p>b</p>\n\n<ul><li>c</li></ul>",
    "a<br>b<br>c",
    "<span>a</span><p>b</p><p>c</p>",
    "<div><div>a</div> b</div>\n   ",
    "<p>a <b>b</b></p></div><p>c</p>",
]
MARKDOWN = [
    "",
    "a\n\nb",
    "# a\n\nb <b>c</b>",
    '<div align="center"><img src="a.png"></div>\n\n# a\n\n- b\n- c\n\n**d** [e](f)',
    '<p align="center">a</p>\n\nText.\n\n## b\n\n## c\n\ntext',
    "<img src=a.png> text\n\nmore",
    "a <br> b\n\nc\n\nd",
    "```\n<div>\n```\n\ntext",
    "1 < 2 and a<b",
    "- a\n- b <br> c\n- d",
]


@pytest.mark.parametrize("body", HTML)
def test_html_is_html(body):
    assert is_html(body)


@pytest.mark.parametrize("body", MARKDOWN)
def test_markdown_is_markdown_with_or_without_html_inside(body):
    assert not is_html(body)


def test_every_real_body_is_html(corpus):
    for file in (file for file in corpus.rglob("*") if file.is_file()):
        assert is_html(file.read_text(encoding="utf-8").split("---\n", 2)[-1]), file.name


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "# a\n\nb *c* **d** ~~e~~",
            "<h1>a</h1>\n<p>b <em>c</em> <strong>d</strong> <s>e</s></p>\n",
        ),
        ("a <b>b</b>", "<p>a <b>b</b></p>\n"),
        ("```js\na<b\n```", '<pre><code class="language-js">a&lt;b\n</code></pre>\n'),
        (
            "[a](http://b/) ![c](d.png)",
            '<p><a href="http://b/">a</a> <img src="d.png" alt="c" /></p>\n',
        ),
    ],
)
def test_markdown_becomes_html(body, html):
    assert markdown_to_html(body) == html


def test_tables_are_tables():
    assert "<td>d</td>" in markdown_to_html("|a|b|\n|-|-|\n|c|d|")


@pytest.mark.parametrize("depth", [9, 10, 14, 15, 16, 40])
@pytest.mark.parametrize("lines", ["{list}- {word}\n", "{list}1. {word}\n", "{quote}- {word}\n"])
def test_nothing_is_lost_of_what_is_nested_deep_nor_behind_it(lines, depth):
    words = [f"word{number}end" for number in range(depth)]
    step = "   " if "1." in lines else "  "
    body = "".join(
        lines.format(list=step * number, quote="> " * number, word=word)
        for number, word in enumerate(words)
    )
    html = markdown_to_html(f"{body}- out\n\nbehind\n")
    assert [word for word in words if word not in html] == []
    assert "<p>behind</p>" in html


def test_a_reference_used_without_end_does_not_swell():
    bomb = "[a]: http://x/" + "y" * 50_000 + "\n\n" + "[a] " * 5000
    assert len(markdown_to_html(bomb)) < 20 * len(bomb)


@pytest.mark.parametrize(
    "piece", ["[", "> ", "*a ", "`a", "- ", "[a](", "<a ", "|a", "![[]()", "\\"]
)
def test_dense_markdown_stays_bounded(piece):
    body = piece * (2_000_000 // len(piece))
    assert len(markdown_to_html(body)) < 8 * len(body)


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("{% raw %}{{ a }}{% endraw %}b", "{{ a }}b"),
        ("a\n<!-- more -->\nb", "a\n\nb"),
        ("{% asset_img a.png 'A b' %}", '<img src="a.png" alt="A b">'),
        ("{% img left /a/b.jpg 300 200 %}", '<img src="/a/b.jpg" alt="">'),
        ("{% note info %}a{% endnote %}", "\n\n<blockquote>\n\na\n\n</blockquote>\n\n"),
        ("{{ site.title }}a{{ '/b.png' | relative_url }}", "a/b.png"),
        ("{{ unknown }} and {a}", "{{ unknown }} and {a}"),
        ("`{% raw %}`", "`{% raw %}`"),
        ("```\n{% raw %}\n```\n{% raw %}", "```\n{% raw %}\n```\n"),
        ("<pre>{% raw %}</pre>", "<pre>{% raw %}</pre>"),
        ("a\n{: .center}\nb", "a\n\nb"),
        ("[TOC]\na", "\na"),
        ("50{%", "50{%"),
    ],
)
def test_stray_tags_do_not_show(body, left):
    assert strip_stray_tags(body) == left


def test_a_listing_and_a_player_become_html():
    assert '<pre><code class="language-js">a &lt; b</code></pre>' in strip_stray_tags(
        "{% codeblock lang:js %}\na < b\n{% endcodeblock %}"
    )
    assert "watch?v=abc" in strip_stray_tags("{% youtube abc %}")


@pytest.mark.parametrize(
    "piece", ["{%", "{% img ", "{{", "<pre ", "```\n", "<!--", "[a](", "{% raw %}"]
)
def test_stripping_and_telling_end_soon(piece):
    body = piece * (500_000 // len(piece))
    assert len(strip_stray_tags(body)) <= len(body)
    is_html(body)
    is_html("<div>" + body)

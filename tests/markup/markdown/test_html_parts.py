"""HTML in Markdown: tags that are meant, tags that are spoken of, and Markdown between tags."""

import pytest

from reader.markup.markdown.kind import is_html, unescaped
from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.text.text import plain_text
from tests.markup.articles import body

SPOKEN_OF = [
    "script", "style", "title", "textarea", "iframe", "select", "template", "noscript", "xmp",
    "plaintext", "svg", "video", "object", "T", "your-name", "div", "b", "head", "img",
]  # fmt: skip


@pytest.mark.parametrize("name", SPOKEN_OF)
@pytest.mark.parametrize("line", ["Use the <{}> element.", "<{}> is an element.", "- the <{}> one"])
def test_a_tag_that_is_spoken_of_is_text_and_swallows_nothing(name, line):
    html = markdown_to_html(f"{line.format(name)}\n\nBehind.\n\n## End\n\nLast.")
    assert f"&lt;{name}&gt;" in html
    for words in (plain_text(html), plain_text(body(html))):
        assert f"<{name}>" in words
        assert words.endswith("Behind.\nEnd\nLast.")


@pytest.mark.parametrize(
    "text", ["An open <!-- comment", "<!-- open", "<?php echo 1 ?> here", "a <![CDATA[b]]> c"]
)
def test_what_only_begins_like_markup_is_text(text):
    words = plain_text(body(markdown_to_html(f"{text}\n\nBehind.")))
    assert words == f"{text}\nBehind."


def test_real_tags_stay_tags():
    html = markdown_to_html(
        'a <b>b</b> <span style="color:red">c</span> <kbd>d</kbd><br>e <font color=red>f\n\n'
        "<!-- note --> g\n\n<center>h</center>\n\n<video src=a.mp4></video>\n\n<iframe src=http://x/>"
    )
    assert "&lt;" not in html
    assert "</iframe>" in html


def test_generics_in_prose_are_text():
    html = markdown_to_html("A `Map` is a Map<String, List<T>> or a vector<int> of x.")
    assert "Map<String, List<T>> or a vector<int> of x." in plain_text(html)


def test_a_pasted_part_stays_html_whatever_its_indentation():
    part = "<div>\n<table>\n\n    <tr>\n\n        <td>cell</td>\n\n    </tr>\n\n</table>\n</div>"
    html = markdown_to_html(f"# Title\n\nText.\n\n{part}\n\nMore *text*.")
    assert "<code>" not in html
    assert "<td>cell</td>" in html
    assert "<em>text</em>" in html


def test_a_pasted_listing_keeps_its_empty_lines():
    html = markdown_to_html("# A\n\n<div><pre>one\n\n  # two\n\n- three</pre></div>\n\n## B")
    assert "one\n\n  # two\n\n- three</pre>" in html
    assert "<h2>B</h2>" in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<div>\n\n## Head\n\n- item\n\n</div>", "<h2>Head</h2>"),
        ("<div>\n## Head\n\ntext\n</div>", "<h2>Head</h2>"),
        ("<center>**图1**</center>", "<center><strong>图1</strong></center>"),
        ("<p align=center>![a](b.png)</p>", '<img src="b.png" alt="a" />'),
        ("<table><tr><td>**a** <b>b</b></td></tr></table>", "<td><strong>a</strong> <b>b</b></td>"),
        ("<details><summary>`x`</summary>\n\n**y**\n\n</details>", "<strong>y</strong>"),
        ("<div>**<font color=red>a</font>**</div>", "<strong><font color=red>a</font></strong>"),
    ],
)
def test_markdown_between_tags_is_markdown(text, html):
    assert html in markdown_to_html(f"Text.\n\n{text}\n\nText.")


def test_code_between_tags_is_left_alone():
    html = markdown_to_html("a\n\n<pre>**a** [b](c)</pre>\n\n<div><code>**a**</code></div>")
    assert "<strong>" not in html


def test_markdown_with_players_and_scripts_between_is_markdown():
    player = '<div class="p" id="p1"></div>\n<script>\nnew Player({\n\n  a: 1});\n</script>\n'
    text = f"One.\n\n### Head\n\n{player}\n![a](b.png)\n\n{player}\nTwo.\n\n{player}{player}"
    assert not is_html(text)
    html = markdown_to_html(text)
    assert "<h3>Head</h3>" in html
    assert "<p>Two.</p>" in html
    assert plain_text(html).split() == ["One.", "Head", "Two."]


@pytest.mark.parametrize(
    "text",
    [
        "<p>a</p>\n\n    <p>b</p>\n\n<ul>\n\n    <li>c</li></ul>",
        "intro\n\n<p>a</p>\n<p>b</p>\n<p>c</p>",
        "<p>one\n\n<p>two\n\n    <p>three",
        "<h1>a</h1>\n\n<pre>\n# no heading\n- no item\n</pre>\n\n<p>b</p>",
    ],
)
def test_html_with_indented_lines_is_html(text):
    assert is_html(text)


def test_markdown_in_one_element_is_markdown():
    assert not is_html("<div>\n\n# a\n\n- b\n- c\n\n**d** [e](f)\n\n</div>")
    assert not is_html('<div markdown="1">\n# a\n\n**d** [e](f)\n\n</div>')
    assert is_html("<div>\n\na - b\n\nc\n\n</div>")


@pytest.mark.parametrize(
    "text",
    [
        "&lt;p&gt;One &amp;amp; two.&lt;/p&gt;\n&lt;p&gt;Three.&lt;/p&gt;",
        "<div>&lt;p id=&quot;a&quot;&gt;One &amp;amp; two.&lt;br&gt;Three.&lt;/p&gt;</div>",
        "<![CDATA[<p>One &amp; two.</p><p>Three.</p>]]>",
    ],
)
def test_what_was_escaped_once_too_often_is_html_again(text):
    html = unescaped(text)
    assert plain_text(html) == "One & two.\nThree."


@pytest.mark.parametrize(
    "text",
    [
        "<p>The tag &lt;p&gt; is one, and &lt;/p&gt; ends it.</p>",
        "<pre>&lt;div&gt;\n&lt;p&gt;a&lt;/p&gt;&lt;/div&gt;</pre>",
        "Use &lt;p&gt; here.",
        "&lt;p&gt; is a tag.",
    ],
)
def test_a_tag_that_an_article_tells_of_stays_text(text):
    assert unescaped(text) == text

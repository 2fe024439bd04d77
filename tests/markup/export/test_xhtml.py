"""What goes into books and files: well-formed, and without what a validator refuses."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup.export.nodes import parse, undressed
from reader.markup.export.xhtml import Placed, address, body
from reader.markup.sanitize import sanitize


def written(html, **pictures):
    return body(parse(html), pictures)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br>&nbsp;&amp;</p>", "<p>a<br/>\xa0&amp;</p>"),
        ("text<p>a</p>", "<div>text</div>\n<p>a</p>"),
        ("<p>a<ul><li>b</li></ul></p>", "<div><div>a</div>\n<ul><li>b</li></ul></div>"),
        ("<ul>a<li value=3>b</li><p>c</p></ul>", "<ul><li>a</li><li>b</li><li><p>c</p></li></ul>"),
        ("<center><tt>x</tt><strike>y</strike></center>", "<div><code>x</code><s>y</s></div>"),
        ('<p align="center">a</p>', '<p style="text-align: center">a</p>'),
        ('<p lang="ja" dir="ltr">a</p>', '<p dir="ltr" lang="ja" xml:lang="ja">a</p>'),
        ("<dl><dd>d</dd></dl>", "<div><div>d</div></div>"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "<dl><dt>t</dt><dd>d</dd></dl>"),
        ("<b><p>a</p></b>", '<div style="font-weight: bold"><p>a</p></div>'),
        ('<a href="https://x.test/[1]">a</a>', '<a href="https://x.test/%5B1%5D">a</a>'),
        ('<a href="javascript:x">a</a>', "a"),
        ('<table><tr><td colspan="2">a</td></tr></table>',
         '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'),
        ("<table></table><p></p>", ""),
        ("<figcaption>c</figcaption>", "<p>c</p>"),
    ],
)  # fmt: skip
def test_each_construct(html, expected):
    assert written(html) == expected


def test_pictures_there_and_missing():
    html = '<p><img src="a" width="20"><img src="b"><img src="c"></p>'
    there = Placed("1.jpg", 'a "b"')
    gone = Placed("", "Rain", "https://x.test/r.jpg")
    assert written(html, a=there, b=gone, c=Placed("", "")) == (
        '<p><img src="1.jpg" alt="a &quot;b&quot;" width="20"/>'
        '<a class="missing" href="https://x.test/r.jpg">[Picture: Rain]</a>'
        '<span class="missing">[Picture]</span></p>'
    )


def test_links_within_an_article_lead_where_they_led():
    html = '<p><a href="#at-1">1</a> <a href="#at-2"><b>2</b></a></p><ol><li id="at-1">a</li></ol>'
    assert written(html) == ('<p><a href="#at-1">1</a> <b>2</b></p>\n<ol><li id="at-1">a</li></ol>')
    assert written('<p id="x&quot;y"><a href="#x">a</a></p>') == "<p>a</p>"


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("https://x.test/中 文%20%", "https://x.test/%E4%B8%AD%20%E6%96%87%20%25"),
        ("https://a@bücher.test:8/ü?ß#ö", "https://a@xn--bcher-kva.test:8/%C3%BC?%C3%9F#%C3%B6"),
        ("https://例え.test", "https://xn--r8jz45g.test"),
        ("mailto:a@x.test", "mailto:a@x.test"),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("/there", ""),
    ],
)
def test_addresses(given_, expected):
    assert address(given_) == expected


TAGS = [
    *("<p>", "</p>", "<b>", "</b>", "<a href='https://x.test/'>", "</a>", "<ul>", "<li>", "</li>"),
    *("</ul>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<h2>", "</h2>", "<pre>"),
    *("</pre>", "<blockquote>", "</blockquote>", "<dl>", "<dt>", "<dd>", "</dl>", "<br>", "<hr>"),
    *("<img src='https://x.test/1.jpg'>", "<center>", "<div>", "</div>", "<ol start=5>", "</ol>"),
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(TAGS),
            st.text(max_size=4),
        ),
        max_size=30,
    )
)
def test_whatever_is_sanitized_is_well_formed_xml(parts):
    html = sanitize("".join(parts))
    root = ET.fromstring(f"<body>{body(undressed(parse(html)), {})}</body>")
    for paragraph in root.iter("p"):
        assert not {"p", "div", "ul", "table"} & {node.tag for node in paragraph.iter()} - {"p"}
    assert all(child.tag == "li" for each in root.iter("ul") for child in each)
    assert not re.search(r"<script|on\w+=", html)

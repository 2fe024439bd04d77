"""Markdown of an article, read back by the parser that reads the articles themselves."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.folder.article_file import article_from_bytes
from reader.markup.export.nodes import parse, undressed
from reader.markup.export.to_markdown import escaped, to_markdown
from reader.markup.export.xhtml import Placed
from reader.markup.markdown.markdown import markdown_to_html
from reader.markup.page.page import make_page


def markdown(html, **pictures):
    return to_markdown(parse(html), pictures)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>bold</b> and <em>leaning</em> word</p>", "One **bold** and *leaning* word\n"),
        ("<h2>Head</h2><p>Text</p>", "## Head\n\nText\n"),
        ("<p>a<br>b</p>", "a\\\nb\n"),
        ('<p><a href="https://x.test/a(1)">there</a></p>', "[there](https://x.test/a%281%29)\n"),
        ("<p>run <code>a`b</code></p>", "run ``a`b``\n"),
        ("<pre>x = 1\n\n  y</pre>", "```\nx = 1\n\n  y\n```\n"),
        ('<pre class="language-c++">x;</pre>', "```c++\nx;\n```\n"),
        ('<pre class="language-a`b">x</pre>', "```\nx\n```\n"),
        ("<pre>```</pre>", "````\n```\n````\n"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"),
        ('<ol start="3"><li>c</li><li>d</li></ol>', "3. c\n4. d\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb\n"),
        ("<p>H<sub>2</sub>O <s>no</s></p>", "H<sub>2</sub>O ~~no~~\n"),
        (
            "<table><tr><th>A</th><th>B|C</th></tr><tr><td>1<br>2</td><td></td></tr></table>",
            "| A | B\\|C |\n| --- | --- |\n| 1<br>2 |  |\n",
        ),
        (
            '<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></table>',
            "| a | b |\n| --- | --- |\n|  | c |\n",
        ),
        ("<p>1. no list</p><p># no head</p>", "1\\. no list\n\n\\# no head\n"),
        ("<p>- no item</p>", "\\- no item\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_each_construct(html, expected):
    assert markdown(html) == expected


def test_a_column_is_aligned_as_its_cells_are():
    aligned = "".join(f'<td align="{side}">x</td>' for side in ("left", "center", "right"))
    rows = f"<tr>{aligned}<td>x</td></tr><tr>{aligned}<td align='right'>x</td></tr>"
    made = markdown(f"<table><tr>{'<th>h</th>' * 4}</tr>{rows}</table>")
    assert made.split("\n")[1] == "| :--- | :---: | ---: | --- |"


def test_a_picture_is_linked_where_it_lies_else_its_words_stay():
    html = '<p><img src="a"></p><p><img src="b"></p><p><img src="c"></p>'
    far = Placed("https://x.test/1.jpg", "Fog")
    assert markdown(html, a=far, b=Placed("", "Rain")) == "![Fog](https://x.test/1.jpg)\n\nRain\n"


def test_emphasis_in_chinese_is_seen_though_no_space_stands_beside_it():
    text = markdown("<p>他说<b>“你好。”</b>然后<b>走</b>了</p>")
    html = markdown_to_html(text)
    assert "*" not in re.sub(r"<[^>]*>", "", html)
    assert html.count("<strong>") == 2


def words(node):
    return re.sub(r"[\s\u200b]+", "", node.text())


def test_every_real_article_reads_the_same_in_markdown(corpus):
    for file in sorted(corpus.rglob("*.md")):
        page = make_page(article_from_bytes(file.read_bytes(), file.name, 0))
        tree = undressed(parse(page.html))
        back = parse(markdown_to_html(to_markdown(tree, {})))
        # Dollars are a formula's marks: read back, it has its TeX alone.
        assert words(back).replace("$", "") == words(tree).replace("$", ""), file.name


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="a *_`[]<>&;#|~\\-+=1.)!(中。“", min_size=1, max_size=40))
def test_any_words_stay_words(text):
    back = parse(markdown_to_html(escaped(text)))
    assert words(back) == re.sub(r"\s+", "", text)


def test_an_arrow_back_to_a_footnotes_mark_goes_with_its_link():
    tree = parse("<ol><li>A note. <a href='#at-0'>↩︎</a></li><li>B <a href='#at-0'>up</a></li></ol>")
    assert to_markdown(tree, {}).split("\n")[:2] == ["1. A note.", "2. B up"]


@pytest.mark.parametrize(
    "inside",
    [
        "<b>a" + "<br>" * 9_000 + "b</b>",
        "<i>" + "<br>" * 9_000 + "</i>",
        "a" + "<br> " * 9_000 + "b",
        "<s>" + "\u3000" * 9_000 + "x" + "\u3000" * 9_000 + "</s>",
        "<b><i><s>" * 30 + "a<br>" * 3_000,
    ],
    ids=["breaks amid", "breaks alone", "breaks outside", "wide spaces", "nested"],
)
def test_a_row_of_breaks_costs_each_of_them_once(inside):
    """It is made on the window's own thread; a row of 9,000 held it for 5 s."""
    began = time.process_time()
    markdown(f"<div><p>{inside}</p></div>")
    assert time.process_time() - began < 1


def test_breaks_around_what_is_emphasised_stand_outside_the_marks():
    assert markdown("<p>x <b><br>a<br>b<br> <br></b>y</p>") == "x \\\n**a\\\nb**\\\n \\\ny\n"
    assert markdown("<p>a\\<br></p>") == "a\\\\\n"
    assert markdown("<p>字<b>“a”</b><i></i><img src='x'>字</p>") == "字<strong>“a”</strong>字\n"

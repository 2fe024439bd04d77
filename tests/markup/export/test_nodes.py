"""A page's tree: what was dressed for Qt undressed again, and its words as a person pastes them."""

import re

import pytest

from reader.folder.article_file import article_from_bytes
from reader.markup.export.nodes import Node, parse, plain, undressed
from reader.markup.page.finish import dressed
from reader.markup.page.page import make_page

BODY = (
    "<p>One <mark>two</mark> <kbd>K</kbd></p><blockquote><p>Said.</p><blockquote><p>Within.</p>"
    "</blockquote></blockquote><pre>a\n\n  b</pre><aside><p><a href='https://x.test/'>Video</a></p>"
    "</aside><table><tbody><tr><td>1</td></tr></tbody></table>"
)


def shape(node):
    return [
        child if isinstance(child, str) else (child.name, shape(child)) for child in node.children
    ]


def test_what_is_dressed_for_qt_is_undressed_again():
    assert shape(undressed(parse(dressed(BODY)))) == shape(parse(BODY))


def test_every_real_article_is_undressed(corpus):
    for file in sorted(corpus.rglob("*.md")):
        article = article_from_bytes(file.read_bytes(), file.name, 0)
        tree = undressed(parse(make_page(article).html))
        left = [
            node.attributes["class"]
            for node in tree.below()
            if not _KNOWN.fullmatch(node.attributes.get("class", ""))
        ]
        assert not left


_KNOWN = re.compile(r"|picture|caption|data|summary|code-\w+|language-\w+")


def test_plain_words_have_empty_lines_between_paragraphs_and_none_in_lists():
    tree = parse(
        "<h2>Head</h2><p>One<br>two</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
        "<table><tr><td>1</td><td>2 </td></tr><tr><td>3</td><td></td></tr></table>"
        "<pre>x\n\n  y\n</pre><p>End</p>"
    )
    assert plain(tree) == "Head\n\nOne\ntwo\n\na\nb\nc\n\n1\t2\n3\t\n\nx\n\n  y\n\nEnd"


def test_a_stray_end_tag_closes_nothing():
    assert shape(parse("<p>a</b>c</p>d")) == [("p", ["ac"]), "d"]


@pytest.mark.parametrize("html", ["", "words", "<p></p>", "<pre></pre>", "&lt;p&gt;"])
def test_little_is_no_trouble(html):
    assert re.sub(r"[<>p]", "", plain(undressed(parse(html)))) in {"", "words"}


def test_a_node_counts_its_elements():
    assert [node.name for node in Node("", {}, ["a", Node("b"), Node("i")]).elements] == ["b", "i"]

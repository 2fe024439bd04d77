"""A paragraph of a book's length: in parts for the window, one paragraph for all else."""

import re
from html.parser import HTMLParser

import pytest

from reader.bounds import LONG_PARAGRAPH
from reader.markup.export.nodes import parse, undressed
from reader.markup.export.to_markdown import to_markdown
from reader.markup.export.xhtml import body as xhtml
from reader.markup.page.long_paragraphs import parted
from tests.markup.articles import body

SENTENCE = "This is a sentence, and it goes on for some words. "
LINE = "Words in a line that ends where its author wanted it"
CJK = "春天的早晨，山里的雾还没有散去。"


class Reader(HTMLParser):
    """Text, and whether each element closes where it should and no paragraph stands in another."""

    def __init__(self, html):
        super().__init__()
        self.open, self.text, self.broken = [], "", []
        self.feed(html)
        self.close()
        self.broken += self.open

    def handle_starttag(self, tag, attrs):
        if tag == "p" and "p" in self.open:
            self.broken.append("p in p")
        if tag not in {"br", "img", "hr", "wbr"}:
            self.open.append(tag)
        elif tag == "br":
            self.text += " "

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)

    def handle_data(self, data):
        self.text += data


def paragraphs(html):
    return re.findall(r"<p[^>]*>(.*?)</p>", html, re.DOTALL)


LONG = {
    "sentences": f"<p>{SENTENCE * 300}</p>",
    "CJK": f"<p>{CJK * 900}</p>",
    "bold": f"<p>a <b>{SENTENCE * 200}</b> <a href='https://x.test/'>{SENTENCE * 90}</a> z</p>",
    "lines": f"<p>{'<br>'.join([LINE] * 300)}</p>",
    "no stop": f"<p>{'words and words ' * 900}</p>",
    "no pause": f"<p>{'字' * 20_000}</p>",
    "entities": f"<p>{'a&amp;' * 9000}</p>",
    "quotation": f"<blockquote>{SENTENCE * 200}</blockquote>",
    "turned": f'<p dir="rtl">{"في صباح يوم من أيام الربيع. " * 400}</p>',
    "between": f"{SENTENCE * 200}<p>short</p>{SENTENCE * 200}",
}


@pytest.mark.parametrize("html", LONG.values(), ids=LONG)
def test_it_is_parted_and_nothing_is_lost(html):
    made = body(html)
    read = Reader(made)
    assert read.broken == []
    assert re.sub(r"[\s\u200b]", "", read.text) == re.sub(r"\s", "", Reader(html).text)
    parts = [Reader(part).text for part in paragraphs(made)]
    assert len(parts) >= 3
    assert max(map(len, parts)) <= 3 * LONG_PARAGRAPH + 100


@pytest.mark.parametrize("name", [name for name in LONG if name != "between"])
def test_for_what_is_made_of_it_it_is_one(name):
    tree = undressed(parse(body(LONG[name])))
    assert xhtml(tree, {}).count("<p") <= 1
    markdown = to_markdown(tree, {}).strip()
    assert "\n\n" not in markdown
    if name == "lines":
        assert markdown.count(LINE) == markdown.count("\n") + 1 == 300
    if name == "sentences":
        assert markdown == (SENTENCE * 300).strip()


def test_a_part_ends_with_a_sentence_or_a_line():
    for part in paragraphs(body(LONG["sentences"])):
        assert part.rstrip().endswith("words.")
        assert part.startswith("This")
    for part in paragraphs(body(LONG["CJK"])):
        assert part.endswith("。")
    for part in paragraphs(body(LONG["lines"])):
        assert part.startswith("Words")
        assert part.endswith("it")


def test_emphasis_links_and_directions_go_on_in_each_part():
    made = body(LONG["bold"])
    bold = [part for part in paragraphs(made) if part.startswith("<b>") and part.endswith("</b>")]
    assert len(bold) >= 2
    assert made.count('<a href="https://x.test/"') >= 2
    assert len(re.findall(r'<p class="[a-z ]+" dir="rtl">', body(LONG["turned"]))) >= 3


def test_items_and_definitions_go_on_in_paragraphs():
    for html in (
        f"<ul><li>{SENTENCE * 200}<ul><li>in</ul></ul>",
        f"<dl><dt>a<dd>{SENTENCE * 200}</dl>",
    ):
        made = body(html)
        assert Reader(made).broken == []
        assert len(paragraphs(made)) >= 2
        assert "<p" not in xhtml(undressed(parse(made)), {})


def test_what_is_no_longer_than_others_stays():
    for html in (
        f"<p>{SENTENCE * 50}</p>" * 40,
        f"<pre>{SENTENCE * 200}</pre>",
        f"<details><summary>{SENTENCE * 100}</summary>a</details>",
    ):
        assert 'class="on' not in body(html)
        assert "cut" not in body(html)


def test_phrases_around_blocks_are_left_alone():
    sanitized = f"<div>{SENTENCE * 100}<b>{SENTENCE * 100}<p>x</p></b></div>"
    assert parted(sanitized) == sanitized

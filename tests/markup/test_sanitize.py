"""The gate: nothing of an attack survives, what is safe stays, and twice is once."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup import policy
from reader.markup.sanitize import sanitize
from tests.support.audit import wrong_attribute, wrong_in

HOSTILE = Path(__file__).resolve().parent.parent / "data" / "hostile"
ATTACKS = [
    pytest.param(attack["html"], attack["never"], id=f"{file.stem}-{number}")
    for file in sorted(HOSTILE.glob("*.json"))
    for number, attack in enumerate(json.loads(file.read_text(encoding="utf-8"))["attacks"])
]


class Auditor(HTMLParser):
    """Another parser than the gate's own: lists what of the output the policy does not name."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag not in policy.ELEMENTS:
            self.wrong.append(tag)
        for name, value in attrs:
            self.wrong += wrong_attribute(tag, name, value)

    def handle_comment(self, data):
        self.wrong.append(("comment", data))

    def handle_decl(self, decl):
        self.wrong.append(("declaration", decl))

    def handle_pi(self, data):
        self.wrong.append(("instruction", data))


def audited(html):
    auditor = Auditor()
    auditor.feed(html)
    auditor.close()
    return auditor.wrong + wrong_in(html)


def markup_of(html):
    """Tags and their attributes alone: words of an attack may stand as text."""
    return " ".join(re.findall(r"<[^<>]*>", html)).casefold()


@pytest.mark.parametrize(("html", "never"), ATTACKS)
def test_nothing_of_an_attack_survives(html, never):
    safe = sanitize(html)
    assert audited(safe) == []
    assert sanitize(safe) == safe
    for piece in never:
        assert piece.casefold() not in markup_of(safe)


def test_there_are_attacks_of_every_class():
    assert len(ATTACKS) >= 300
    assert len(list(HOSTILE.glob("*.json"))) >= 12


@pytest.mark.parametrize(
    "html",
    [
        '<p align="center">a <b>b</b> <i>c</i> <code>d</code></p>',
        "<h2>a</h2><ul><li>b</li></ul><blockquote><p>c</p></blockquote><pre>d\n e</pre><hr>",
        '<table><thead><tr><th colspan="2">a</th></tr></thead></table>',
        '<img src="https://a.example/b.png" alt="c" width="3" height="4">',
        '<img src="pictures/a%20b.png"><img src="../c.png">',
        '<img src="data:image/png;base64,iVBORw0KGgo=">',
        '<p lang="ja" dir="ltr"><ruby>耳<rp>(</rp><rt>みみ</rt></ruby></p>',
        '<ol start="3" type="a"><li value="5">a</li></ol><dl><dt>a</dt><dd>b</dd></dl>',
        "<p>1 &lt; 2 &amp;amp; “quoted”</p>",
    ],
)
def test_what_an_article_needs_stays(html):
    assert sanitize(html) == html


def test_links_are_made_harmless():
    assert sanitize('<a href="HTTP://A.example/ä b" target="_blank" id="x">c</a>') == (
        '<a href="http://a.example/ä%20b" rel="noopener noreferrer nofollow">c</a>'
    )
    assert 'href="mailto:a@b.example"' in sanitize('<a href="mailto:a@b.example">c</a>')
    assert 'href="#c"' in sanitize('<a href="#c">c</a>')


def test_words_stay_where_an_element_goes():
    assert sanitize("<custom>a <font color=red>b</font></custom>") == "a b"


PIECES = (
    "< > </ & ; \" ' = / <!-- --> <! <? ]]> <a <a> </a> <p> </p> <b> </b> <i> <div> </div> <table> "
    "<tr> <td> </td> </table> <svg> </svg> <math> <mtext> <mglyph> <style> </style> <script> "
    "</script> <title> </title> <noscript> </noscript> <template> </template> <select> <option> "
    "<form> </form> <frameset> <img <img> src= href= onerror= style= javascript: data: http:// // "
    "alert(1) &#106; &colon; &Tab; \\ \x00 \x0c \r \ud800 \u202e \ufeff <plaintext> <xmp> <li> "
    "<ul> </ul> <h1> <ruby> <rt> <blockquote> <pre> \n x 漢 id=x <br> </br> <foreignObject> <desc> "
    "<annotation-xml> <textarea> </textarea> <iframe> </iframe> <button> <a><a> <nobr>"
)
NASTY = st.sampled_from(PIECES.split(" "))
SOUP = st.lists(NASTY | st.text(max_size=4), max_size=30)


@given(SOUP, st.sampled_from(["", " "]))
@settings(max_examples=400, deadline=None)
def test_whatever_it_is_made_of_it_is_safe_and_settled(pieces, between):
    safe = sanitize(between.join(pieces))
    assert audited(safe) == []
    assert sanitize(safe) == safe
    safe.encode("utf-8")


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_any_text_is_taken(text):
    assert isinstance(sanitize(text), str)


@pytest.mark.parametrize("number", ["2147483647", "-2147483648", "99999999999", "100000"])
def test_a_list_that_begins_beyond_all_numbers_begins_at_one(number):
    assert sanitize(f'<ol start="{number}"><li value="{number}">x</li></ol>') == sanitize(
        "<ol><li>x</li></ol>"
    )
    assert 'start="-3"' in sanitize('<ol start=" -3 "><li>x</li></ol>')

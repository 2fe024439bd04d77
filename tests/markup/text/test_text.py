"""Plain text for the index: every word, no markup, and linear on anything."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings

from reader.markup.text.text import excerpt, plain_text, reading_minutes
from tests.markup.test_sanitize import SOUP


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <b>b</b>c</p><p>d</p>", "a bc\nd"),
        ("<div>a<br>b<br/>c</div>", "a\nb\nc"),
        ("<p>a\n b\t c&nbsp;d　e</p><p>f</p>", "a b c d e\nf"),
        ("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", "a\nb\nc\nd"),
        (
            "a &amp; b &lt;c&gt; &#65;&#x42; &eacute; &copy=1 &nosuch; R&D",
            "a & b <c> AB é &copy=1 &nosuch; R&D",
        ),
        ("<p title='a > b'>c</p>", "c"),
        ('<p class="a"">c</p><p>"d"</p>', 'c\n"d"'),
        ("<script>a</script>b<style>c</style><!-- d --><template>e</template>f", "bf"),
        ("<SCRIPT type='x'>if (a<b) '<p>'</SCRIPT >g", "g"),
        ("a<!-->b<!--->c<!-- -- > --!>d<!-- e", "abcd"),
        ("1 < 2 and 3 > 2, a<b", "1 < 2 and 3 > 2, a"),
        ("<ruby>耳<rt>みみ</rt></ruby>の<ruby>中<rp>(</rp><rt>なか</rt></ruby>", "耳の中"),
        ("<div>a\nb\n\nc</div>", "a\nb\nc"),
        ("a\x00b\ufeffc\u200bd\u00ade", "abcde"),
        ("&#0;&#xD800;&#x110000;&#" + "9" * 6000 + ";"[:0], "\ufffd\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_words_are_kept_and_markup_goes(html, text):
    assert plain_text(html)[: len(text) + 5].startswith(text)


@given(SOUP)
@settings(max_examples=300, deadline=None)
def test_any_html_has_a_text(pieces):
    text = plain_text("".join(pieces))
    assert "\0" not in text
    assert all(line.strip() for line in text.split("\n") if text)


PIECES = [
    "<",
    "&",
    "<!--",
    "<a ",
    '<a ="',
    "<script>",
    "<p ='x' ='",
    "<rt>",
    "&#x",
    "</",
    "<![CDATA[",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_of_anything_ends_soon(piece):
    # Quadratic work would take minutes here; linear takes a tenth of a second.
    assert len(plain_text(piece * (1_000_000 // len(piece)))) <= 1_000_000


def test_an_excerpt_is_cut_at_a_word():
    assert excerpt("one two three", 9) == "one two…"
    assert excerpt("one two, three", 9) == "one two…"
    assert excerpt("short") == "short"
    assert excerpt("a\nb  c") == "a b c"
    assert excerpt("", 9) == ""


def test_an_excerpt_is_cut_anywhere_in_chinese():
    assert excerpt("一二三四五六七八九十", 5) == "一二三四五…"
    assert excerpt("一二三四，五六七八九十", 5) == "一二三四…"


def test_an_endless_word_is_cut_all_the_same():
    assert excerpt("a" * 500, 100) == "a" * 100 + "…"


def test_an_excerpt_does_not_repeat_the_title():
    assert excerpt("The Title\nThe text.", title="the  title") == "The text."
    assert excerpt("The Title", title="The Title") == "The Title"


def test_reading_time_counts_characters_in_chinese_and_words_in_english():
    assert reading_minutes("字" * 4000) == 10
    assert reading_minutes("word " * 2300) == 10
    assert reading_minutes("") == 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p>a</p><div style="display:none">b<div>c</div>d</div><p>e</p>', "a\ne"),
        ('<p>a</p><div style="color:red; DISPLAY : none">b</div>e', "a\ne"),
        ("<p hidden>b</p><p>a</p>", "a"),
        ("<p style='display:none'>b<p>a</p>", "a"),
        ('<img style="display:none">a', "a"),
        ('a<span style="display:none">b', "a"),
        ("<p>display:none is hidden here</p>", "display:none is hidden here"),
    ],
)
def test_what_the_page_hides_is_not_found(html, text):
    assert plain_text(html) == text


def test_hidden_parts_take_no_time():
    began = time.process_time()
    plain_text("<p style=display:none>x" * 100_000)
    plain_text("<div hidden>" * 100_000)
    plain_text("<b hidden>x</b>" * 100_000)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "html",
    [
        "<!--" + "-" * 300_000,
        "<!--" + "a-" * 150_000,
        "<script>" + "<" * 300_000,
        "<style>" + "a<" * 150_000,
        "<p " + "=" * 300_000,
        "<template " + "a=" * 150_000 + ">",
    ],
    ids=["dashes", "dashes between", "angles", "angles between", "equals", "equals between"],
)
def test_what_one_pattern_keeps_of_a_text_is_bounded(html):
    """3 MB of dashes took 500 MB: 115 bytes a dash until the pattern ended."""
    tracemalloc.start()
    try:
        assert plain_text(f"<p>seen</p>{html}").strip().startswith("seen")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 12 * len(html)


def test_what_is_hidden_by_many_steps_is_hidden_to_its_end():
    for inside in ("-" * 9_001, "a-" * 9_001, "<" * 9_001, "<b>" * 9_001):
        assert plain_text(f"a<!-- {inside} --> b") == "a b"
        assert plain_text(f"a<script> {inside} </scripts></script > b") == "a b"
    assert plain_text("<p " + "a='>' " * 100 + ">seen") == "seen"
    assert plain_text("<p " + "a='' " * 9_000 + ">seen") == "seen"


def test_styles_outside_of_tags_are_gone_through_once():
    """16,000 of them beside one that hides took 82 s: each was read to the text's end."""
    html = '<p>seen <b style="display:none">hidden</b>' + " style=display: " * 10_000
    began = time.process_time()
    assert plain_text(html).startswith("seen style=display:")
    assert time.process_time() - began < 1
    for style in ("color:red;display:none", "list-style:none; display : NONE", "d;s;display:none"):
        assert plain_text(f'a <b style="{style}">x</b> c') == "a c"
    for style in ("display:block", "d" * 9_000, "a" * 9_000 + "display"):
        assert plain_text(f'a <b style="{style}">x</b> c') == "a x c"

"""What sites hide or dress, as a person is to read and find it: on the page and in its text."""

import time

import pytest

from reader.folder.article_file import article_from_bytes
from reader.markup.dialects.dialects import as_meant
from reader.markup.page.page import make_page
from reader.markup.text.text import plain_text
from reader.model import Note, NoteCode

OPENED = Note(NoteCode.OPENED)


def read(html):
    data = f"---\ntitle: A\ndate: 2024-01-02\n---\n<div>{html}</div>".encode()
    return article_from_bytes(data, "a.md", 0)


def words_on_page(html):
    return plain_text(make_page(read(html)).html)


def same_on_both(html):
    """The words, which the page and the search index agree upon but for spaces."""
    article = read(html)
    page = plain_text(make_page(article).html)
    assert page.split() == article.text.split()
    return " ".join(page.split())


LONG = "A paragraph of some length that a person came here to read, and not a mere label. "


@pytest.mark.parametrize(
    "html",
    [
        f'<div style="display:none"><p>{LONG}</p></div>',
        f"<section hidden><p>{LONG}</p></section>",
        f'<p>Lead.</p><div class="more" style="color:red; display: none !important">{LONG}</div>',
        f'<p>Lead.</p><div style="display:none">{LONG}<div style="display:none">{LONG}</div></div>',
        '<p hidden="until-found">Sought.</p><p>' + LONG + "</p>",
        '<p>Shown words.</p><div style="display:none"><pre>folded code</pre></div>',
    ],
)
def test_hidden_parts_of_the_text_are_shown_with_a_note(html):
    article = read(html)
    assert OPENED in article.notes
    said = same_on_both(html)
    for words in ("paragraph of some length", "Sought", "folded code"):
        assert (words in html) == (words in said)


@pytest.mark.parametrize(
    "rubbish",
    [
        '<span style="display:none">a hint that pops up</span>',
        "<p hidden>Thanks!</p>",
        f'<div style="display:none">{LONG}</div>',
    ],
)
def test_rubbish_stays_hidden(rubbish):
    article = read(f"<p>{LONG}</p>{rubbish}")
    assert OPENED not in article.notes
    assert article.text == LONG.strip()


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<template><p>Of a component.</p></template>", "Of a component."),
        ("<noscript><p>Without scripts.</p></noscript>", "Without scripts."),
        ("<p>a</p><dialog>In a box.</dialog><p>b</p>", "a In a box. b"),
        ("<marquee>Runs along.</marquee>", "Runs along."),
        ('<object data="a.pdf"><p>In its place.</p></object>', "In its place."),
        ("<my-card>Of a make of their own.</my-card>", "Of a make of their own."),
        ("<h3><button>What is it?</button></h3><p>That.</p>", "What is it? That."),
        ("<textarea>x &lt; <b>3</b></textarea>", "x &lt; &lt;b&gt;3&lt;/b&gt;"),
        ("<xmp><p>raw & well</p></xmp>", "&lt;p&gt;raw &amp; well&lt;/p&gt;"),
    ],
)
def test_words_in_elements_that_parsers_empty_are_kept(html, said):
    assert same_on_both(html) == plain_text(said)


LISTINGS = {
    "gutter": '<figure class="highlight"><table><tr><td class="gutter"><pre>1<br>2</pre></td>'
    '<td class="code"><pre>{0}<br>{1}</pre></td></tr></table></figure>',
    "gutter without a class": "<table><tr><td><pre>1\n2</pre></td><td><pre>{0}\n{1}</pre></td></tr>"
    "</table>",
    "lntable": '<div class="highlight"><table class="lntable"><tr><td class="lntd"><pre>'
    '<code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td>'
    '<td class="lntd"><pre><code>{0}\n{1}\n</code></pre></td></tr></table></div>',
    "ln": '<pre><code><span class="line"><span class="ln">1</span>{0}\n</span>'
    '<span class="line"><span class="ln">2</span>{1}</span></code></pre>',
    "pygments": '<pre><span class="linenos">1</span>{0}\n<span class="linenos">2</span>{1}</pre>',
    "line-number": '<pre><span class="line-number">1</span>{0}\n'
    "<span class='line-number'>2</span>{1}</pre>",
    "rouge": '<pre class="highlight"><code><table class="rouge-table"><tr>'
    '<td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td><td class="rouge-code"><pre>'
    "{0}\n{1}\n</pre></td></tr></table></code></pre>",
    "hljs-ln": '<pre><code><table class="hljs-ln"><tr><td class="hljs-ln-line hljs-ln-numbers">'
    '<div class="hljs-ln-n" data-line-number="1">1</div></td><td class="hljs-ln-code">{0}</td></tr>'
    '<tr><td class="hljs-ln-line hljs-ln-numbers">2</td><td class="hljs-ln-code">{1}</td></tr>'
    "</table></code></pre>",
    "below": "<pre><code>{0}\n{1}\n</code>"
    '<ul class="pre-numbering"><li>1</li><li>2</li></ul></pre>',
    "one row a line": '<figure class="highlight"><table><tr><td class="gutter">1</td>'
    '<td class="code">{0}</td></tr><tr><td class="gutter">2</td><td class="code">{1}</td></tr>'
    "</table></figure>",
    "blob": '<table class="highlight"><tr><td class="blob-num" data-line-number="1"></td>'
    '<td class="blob-code">{0}</td></tr><tr><td class="blob-num" data-line-number="2"></td>'
    '<td class="blob-code">{1}</td></tr></table>',
    "a span a number": '<pre><span style="color:#008080"> 1</span>{0}\n'
    '<span style="color:#008080"> 2</span>{1}</pre>',
    "expressive code": '<pre data-language="js"><code><div class="ec-line"><div class="gutter">'
    '<div class="ln">1</div></div><div class="code">{0}</div></div><div class="ec-line">'
    '<div class="gutter"><div class="ln">2</div></div><div class="code">{1}</div></div>'
    "</code></pre>",
    "syntaxhighlighter": '<div class="syntaxhighlighter"><table><tr><td class="gutter">'
    '<div class="line number1">1</div><div class="line number2">2</div></td><td class="code">'
    '<div class="line number1">{0}</div><div class="line number2">{1}</div></td></tr>'
    "</table></div>",
    "button and label": '<pre><div class="code-header"><span class="code-lang">js</span>'
    '<button class="x">Copy</button></div><code>{0}\n{1}'
    '<span class="copy-code-btn">复制代码</span></code></pre>',
}


@pytest.mark.parametrize("make", LISTINGS)
def test_a_listing_is_its_lines_without_numbers_whatever_made_it(make):
    html = LISTINGS[make].format("alpha", "beta")
    article = read(html)
    assert article.text.split() == ["alpha", "beta"]
    page = make_page(article).html
    assert page.count("<pre") == 1
    lines = plain_text(page.replace("\n", "<br>")).split("\n")
    assert [line for line in lines if line] == ["alpha", "beta"]


@pytest.mark.parametrize(
    "code",
    [
        '<pre><span class="hljs-number">1</span>\n<span class="hljs-number">2</span></pre>',
        "<pre>1 apple\n2 pears</pre>",
        '<pre><code class="language-copy">cp a b</code></pre>',
        "<table><tr><td>1</td><td><p>one</p></td></tr></table>",
        '<p>See <code>x</code>. <span class="line-number">7 items</span></p>',
    ],
)
def test_numbers_that_are_no_line_numbers_stay(code):
    words = plain_text(code).split()
    assert same_on_both(code).split() == words


@pytest.mark.parametrize("style", ["pre-line", "pre-wrap", "break-spaces", "pre"])
def test_lines_that_a_style_keeps_are_lines(style):
    page = make_page(read(f'<p style="white-space: {style}">one\ntwo</p><p>three\nfour</p>')).html
    assert "one<br>two" in page
    assert "three four" in page


@pytest.mark.parametrize(
    "bomb",
    [
        '<div style="display:none">' * 20_000,
        "<p hidden>words</p>" * 20_000,
        '<pre><div class="gutter">' * 20_000,
        '<pre><span class="ln">1</span>' * 20_000,
        '<pre><p class="' + "line-" * 200_000 + '">',
        "<textarea>" * 50_000,
        "<pre><table>" * 30_000,
    ],
)
def test_hostile_bodies_take_linear_time(bomb):
    begin = time.process_time()
    as_meant(bomb)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Take <select><option>Apple<option selected>Pear &amp; Co</select> now.</p>",
         "Take Apple / Pear & Co now."),
        ("<SELECT name=a><optgroup label='Fruit'><option value=1>Fig</option></optgroup></SELECT>",
         "Fruit / Fig"),
        ("<p>a <select></select>b</p>", "a b"),
        ("<p>a <select><option>b<p>c</p>", "a"),
    ],
)  # fmt: skip
def test_what_there_is_to_choose_from_is_shown(html, words):
    assert words in plain_text(as_meant(html)[0])


def test_of_a_long_choice_the_beginning_is_shown():
    options = "".join(f"<option>place {n}</option>" for n in range(2_000))
    shown = plain_text(as_meant(f"<p>From <select>{options}</select> on</p>")[0])
    assert shown.startswith("From place 0 / place 1")
    assert shown.endswith("… on")
    assert len(shown) < 400

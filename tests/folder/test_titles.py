"""Titles: one clean line each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import bounds
from reader.folder import titles

NINE = '"' * 9


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (f"{NINE}'HSCTF 8'{NINE}", "HSCTF 8"),
        (f"{NINE}'He said \"no\"'{NINE}", 'He said "no"'),
        (f"{NINE}'It''s'{NINE}", "It's"),
        ('"""three"""', "three"),
        ('"""He said "no""""', 'He said "no"'),
        (f"{NINE}'2019'{NINE[2:]}", "2019"),
        ('"Under the mountain..."', '"Under the mountain..."'),
        ("'Practical Wisdom'", "'Practical Wisdom'"),
        ("\"'Tis the season'\"", "\"'Tis the season'\""),
        ("Using 'Practical Wisdom'_ Japan's", "Using 'Practical Wisdom'_ Japan's"),
        ('""""""', ""),
        ('"', ""),
        ("a\n   b\t\tc", "a b c"),
        ("a　b", "a　b"),
        ("a\u00a0b", "a b"),
        ("　a　", "a"),
        ("Q&amp;A &#123;x&#125; &lt;b&gt; AT&T", "Q&A {x} <b> AT&T"),
        ("a <em class='x'>b</em> <i>c", "a b <i>c"),
        ("one<br>two <br/> three", "one two three"),
        ("The <br> tag", "The <br> tag"),
        ("笑<img src='x.png' alt=[哈哈]>了", "笑[哈哈]了"),
        ('<img alt="Sun" src="a.png"/> rises', "Sun rises"),
        ("Meet <ViewTransition> and <b>", "Meet <ViewTransition> and <b>"),
        ("See [the docs](https://a.example/b) now", "See the docs now"),
        ("[[Note]] and [[page|words]]", "Note and words"),
        ("**Bold** and `code` and ~~gone~~", "Bold and code and gone"),
        ("2 ** 3 ** 4, a == b == c, __init__, a*b*c", "2 ** 3 ** 4, a == b == c, __init__, a*b*c"),
        ("[译] f(x) and a[1](2)", "[译] f(x) and a[1](2)"),
        ("AT&amp;amp;T &amp;#123;x&amp;#125;", "AT&T {x}"),
        ("Title {#anchor}", "Title"),
        ("¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"),
        ("\u202ega\u0007me", "game"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\u200b \u3000", ""),
        ("", ""),
    ],
)
def test_one_clean_line(written, title):
    assert titles.tidy(written) == title


def test_a_title_without_end_is_cut():
    assert len(titles.tidy("x" * 100_000)) == bounds.TITLE_CHARACTERS


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<p>a</p><h2 class='x'>The <b>first</b>\n one</h2><h1>Two</h1>", "The first one"),
        ("<h1> </h1><h3>Three</h3>", "Three"),
        ("<h4>four</h4>", ""),
        ("<h1>never closed", ""),
        ("<hr><header>x</header>", ""),
    ],
)
def test_the_first_heading_that_says_something(html, title):
    assert titles.from_heading(html) == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("a/b/My post.md", "My post"),
        ("v1.2.md", "v1.2"),
        ("a/ .md", ""),
        ("\u200b .md", ""),
        (".md", ""),
        ('"""""""""\'HSCTF 8\'""""""""".md', "HSCTF 8"),
        ("caf\udce9.md", "caf?"),
    ],
)
def test_a_files_name_without_its_suffix(path, title):
    assert titles.from_name(path) == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("my-first-voyage/index.md", "my first voyage"),
        ("a/2017-08-20-my-post/index.zh-cn.md", "my post"),
        ("posts/_index.md", "posts"),
        ("guide/README.md", "guide"),
        ("index.md", "index"),
        ("2017-08-20-why_we-write.md", "why_we write"),
        ("why_we_write.md", "why we write"),
        ("20200605 A Title-Case Name.md", "A Title-Case Name"),
        ("%E6%B8%A1%E8%BD%AE-100%.md", "渡轮-100%"),
        ("Vue-源码-解析.md", "Vue 源码 解析"),
        ("A-B测试.md", "A-B测试"),
        ("2020-06-05.md", "2020-06-05"),
        ("node.js.md", "node.js"),
        ("a.zh-cn.md", "a"),
        ("Plan 0123456789abcdef0123456789abcdef.md", "Plan"),
        ("page.html.md", "page"),
        ("140012345.the-ferry-is-back.html", "the ferry is back"),
        ("12306.md", "12306"),
        ("Tide___High Water.md", "Tide/High Water"),
    ],
)
def test_a_files_name_made_readable(path, title):
    assert titles.from_name(path) == title


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<h1>A</h1><p>x</p><h2>B</h2>", "A"),
        ("<p><img src=a.png></p><p>2020-06-05 · Ann</p><h1>A</h1><p>x</p>", "A"),
        ("<h2>A</h2><p>x</p><h3>B</h3>", "A"),
        ("<h1>A</h1><h1>B</h1>", "A"),
        ("<ul><li>原文地址：Why?</li><li>原文作者：Ann</li></ul><h1>A</h1><p>x</p>", "A"),
        ("<p>Warning: this is not so.</p><h1>A</h1><p>x</p>", ""),
        ("<h1>1. A</h1><h1>2. B</h1>", ""),
        ("<h1>前言</h1><h1>B</h1>", ""),
        ("<h2>A</h2><p>x</p><h2>B</h2>", ""),
        ("<p>A sentence before it.</p><h1>A</h1>", ""),
        ("<p>x</p>" * 20 + "<h1>A</h1>", ""),
    ],
)
def test_a_heading_that_begins_the_text_is_its_title(html, title):
    assert titles.from_beginning(html) == title


@pytest.mark.parametrize(
    ("tab", "told", "html", "title"),
    [
        (
            "The ferry is back - The Site",
            "",
            "<nav>x</nav><h1>The ferry is back</h1>",
            "The ferry is back",
        ),
        ("The ferry is back | Site", "The ferry is back", "", "The ferry is back"),
        ("The ferry - a history", "", "<h1>Site</h1>", "The ferry - a history"),
        ("The ferry is back", "Site", "", "The ferry is back"),
    ],
)
def test_a_saved_pages_title_without_the_sites_name(tab, told, html, title):
    assert titles.of_page(tab, told, html) == title


def test_the_first_words_of_a_text():
    assert titles.from_text("One line.\nAnother.") == "One line."
    assert len(titles.from_text("word " * 100)) <= titles.FROM_TEXT
    assert titles.from_text("") == ""


@given(st.one_of(st.text(), st.text(alphabet="'\"a <b>/&;\n", max_size=40)))
def test_tidying_never_raises_and_leaves_one_line(text):
    title = titles.tidy(text)
    assert "\n" not in title
    assert title == title.strip()
    titles.from_heading(text)
    titles.from_beginning(text)
    titles.from_name(text)


def test_signs_joined_without_end_are_parted():
    """No line breaks between them: the page would be as wide as they are."""
    title = titles.tidy("\U0001f469\u200d" * 300)
    assert max(map(len, title.split("\U0001f469\U0001f469"))) < 3 * bounds.MAX_MARKS_STACKED
    assert titles.tidy("\U0001f469\u200d\U0001f4bb e\u0301") == "\U0001f469\u200d\U0001f4bb e\u0301"

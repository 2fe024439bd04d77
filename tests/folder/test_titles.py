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


def test_signs_joined_without_end_are_parted():
    """No line breaks between them: the page would be as wide as they are."""
    title = titles.tidy("\U0001f469\u200d" * 300)
    assert max(map(len, title.split("\U0001f469\U0001f469"))) < 3 * bounds.MAX_MARKS_STACKED
    assert titles.tidy("\U0001f469\u200d\U0001f4bb e\u0301") == "\U0001f469\u200d\U0001f4bb e\u0301"

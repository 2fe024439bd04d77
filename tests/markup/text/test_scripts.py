"""Letters of many scripts: each in each style costs the window a search through all its fonts."""

import re

import pytest

from reader.bounds import MAX_LINE_SCRIPTS, MAX_SCRIPTS, MAX_SCRIPTS_STYLED
from reader.folder.article_file import article_from_bytes
from reader.markup.page.page import make_page
from reader.markup.text.scripts import SHORTENED_SCRIPTS, bound_scripts, in_few_scripts
from tests.support.bombs import BOMBS

# One letter of each script.
LETTERS = [
    chr(n)
    for n in (
        0x5D0, 0x627, 0x915, 0x995, 0xA15, 0xA95, 0xB15, 0xB95, 0xC15, 0xC95, 0xD15, 0xD9A, 0xE01,
        0xE81, 0xF40, 0x1000, 0x10D0, 0x1208, 0x13A0, 0x1401, 0x1681, 0x16A0, 0x1703, 0x1723,
        0x1743, 0x1763, 0x1780, 0x1820, 0x1901, 0x1950, 0x1980, 0x1A00, 0x1A20, 0x1B05, 0x1B83,
        0x1BC0, 0x1C00, 0x1C5A, 0x2C00, 0x2C80, 0x2D30, 0xA500, 0xA800, 0xA840, 0xA882, 0xA90A,
        0xA930, 0xA984, 0xAA00, 0xAA80, 0xABC0, 0x10000, 0x10280, 0x102A0, 0x10300, 0x10330,
    )
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Latin, Ελληνικά, Кириллица, 漢字かな 한국어 😀 𝐦ath — “quotes”",
        "<b>עברית</b> <i>العربية</i>",
        "<h2>हिन्दी</h2> <b>বাংলা</b>",
    ],
)
def test_what_is_written_in_few_scripts_comes_back_as_it_is(text):
    assert bound_scripts(text) == (text, ())


def test_further_scripts_have_one_style_and_stay_readable():
    text = " ".join(f"<b>{letter}</b>" for letter in LETTERS[:20])
    html, notes = bound_scripts(text)
    assert notes == ()
    assert re.sub("</?span[^>]*>", "", html) == text
    first = " ".join(f"<b>{letter}</b>" for letter in LETTERS[:MAX_SCRIPTS_STYLED])
    assert html.startswith(first)
    assert html.count('<span class="plain">') == 20 - MAX_SCRIPTS_STYLED
    assert html.endswith(f'<b><span class="plain">{LETTERS[19]}</span></b>')


def test_scripts_past_the_bound_are_no_letters_and_a_note_says_so():
    html, notes = bound_scripts(" ".join(LETTERS))
    assert notes == (SHORTENED_SCRIPTS,)
    assert LETTERS[MAX_SCRIPTS - 1] in html
    assert LETTERS[MAX_SCRIPTS] not in html
    assert html.count("\ufffd") == len(LETTERS) - MAX_SCRIPTS


def test_words_beside_each_other_share_a_span():
    html, _ = bound_scripts("x " + ", ".join(letter * 3 for letter in LETTERS[:20]) + ". y")
    assert html.count("<span") == 1
    assert html.startswith("x ")
    assert html.endswith("</span>. y")


def test_attributes_are_not_touched():
    link = f'<a href="https://a.example/{LETTERS[30]}">x</a>'
    assert bound_scripts(f"{link} {' '.join(LETTERS)}")[0].startswith(link)


def test_a_title_shows_a_few():
    title = in_few_scripts("News " + " ".join(LETTERS))
    assert title.startswith("News " + " ".join(LETTERS[:MAX_LINE_SCRIPTS]) + " \ufffd")
    assert not set(title) & set(LETTERS[MAX_LINE_SCRIPTS:])


def test_titles_names_and_sections_of_an_article_do():
    many = " ".join(LETTERS)
    data = f"---\ntitle: {many}\nauthor: {many}\ncategories: [{many}]\n---\n<p>x</p>"
    article = article_from_bytes(data.encode(), f"{many[:40]}/a.md", 1)
    for shown in (article.title, article.author, article.source, *article.section):
        assert len(set(shown) & set(LETTERS)) <= MAX_LINE_SCRIPTS


def test_an_article_in_every_script_has_few_pairs_of_script_and_style():
    article = article_from_bytes(BOMBS["every script in every style"]().encode(), "a.md", 1)
    page = make_page(article)
    assert SHORTENED_SCRIPTS in page.notes
    outside = re.sub(r'<span class="plain">[^<]*</span>', "", page.html)
    rare = {c for c in re.sub("<[^>]*>", "", outside) if "\u0530" <= c < "\u1100"}
    assert len(rare) <= MAX_SCRIPTS_STYLED * 16

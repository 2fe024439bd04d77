"""Saved pages: the article is shown, all of it; the site around it is not."""

import re
import time

import pytest

from reader.folder.article_file import article_from_bytes
from reader.markup.dialects.main_part import main_part
from reader.markup.text.text import plain_text
from reader.model import Note, NoteCode

WORDS = (
    "The ferry left the northern pier at seven, with three passengers and a dog on board. "
    "Nobody had expected the company to resume its service before the spring."
)
ZH = "停航两年的渡轮今天复航，码头上只有三个人，船还没有来。雾散了以后，对岸的灯才看得见。"
MENU = (
    "<ul>" + "".join(f'<li><a href="/{n}">drop section {n}</a></li>' for n in range(25)) + "</ul>"
)
TEASERS = "".join(f'<div><a href="/{n}">drop {WORDS}</a></div>' for n in range(8))
FOOTER = f"<p>drop All rights reserved by the company, {WORDS}</p>{MENU}"


def text(count, words=WORDS):
    return "".join(f"<p>keep{n} {words}</p>" for n in range(count))


def comments(count):
    return "".join(f"<div><p>drop reader {n}: {WORDS}</p></div>" for n in range(count))


PAGES = {
    "a blog": f"<header><nav>{MENU}</nav></header><main><article><h1>Ferry</h1><p>keep by Ann</p>"
    f'{text(6)}</article><div id="comments" class="comments-area">{comments(20)}</div></main>'
    f'<aside class="widget-area">{TEASERS}</aside><footer>{FOOTER}</footer>',
    "nothing but div": f'<div class="top">{MENU}</div><div class="wrap"><div class="l">'
    f"<h1>Ferry</h1><div><p>keep lead {WORDS}</p></div><div>{text(8)}</div></div>"
    f'<div class="r">{TEASERS}</div></div>',
    "Chinese": f'<div class="header">{MENU}</div><div class="main">'
    f'<div class="box">{text(8, ZH)}</div><div class="hot-news">{TEASERS}</div></div>'
    f'<div class="footer">{FOOTER}</div>',
    "a table": f"<table><tr><td>{MENU}</td></tr><tr><td>{TEASERS}</td><td>{text(8)}</td></tr>"
    "</table>",
    "breaks": f'<div id="nav">{MENU}</div><div>'
    + "<br><br>".join(f"keep{n} {WORDS}" for n in range(8))
    + f"</div><div>{TEASERS}</div>",
    "links of a week": f"<header>{MENU}</header><article><p>keep {WORDS}</p><ul>"
    + "".join(f'<li><a href="/{n}">keep link {n}</a></li>' for n in range(9))
    + f"</ul><pre>keep code</pre></article><footer>{FOOTER}</footer>",
    "two articles": f"<nav>{MENU}</nav><div><article>{text(4)}</article><article>"
    f"{text(4)}</article></div><footer>{FOOTER}</footer>",
    "question and answers": f"<div>{MENU}</div><div>{text(2)}</div><div><div>{text(3)}</div>"
    f'<div>{text(4)}</div></div><div class="sidebar">{TEASERS}</div>',
    "elements of their own": f"<app-root><site-nav>{MENU}</site-nav><app-article>{text(6)}"
    "</app-article></app-root>",
    "comments longer than it": f'<nav>{MENU}</nav><div class="post-body">{text(3)}</div>'
    f'<section id="disqus_thread">{comments(50)}</section>',
    "names of the site around it": f'<div class="has-sidebar"><div class="sidebar">{MENU}</div>'
    f'<div class="content no-comments">{text(5)}</div></div>',
}


@pytest.mark.parametrize("kind", PAGES)
def test_all_of_the_article_and_nothing_of_the_site_is_shown(kind):
    body = f"<html><head><title>Ferry - The Site</title></head><body>{PAGES[kind]}</body></html>"
    article = article_from_bytes(body.encode(), "a.html", 0)
    assert article.text.count("keep") == body.count("keep")
    assert "drop" not in article.text
    assert Note(NoteCode.SITE) in article.notes


@pytest.mark.parametrize(
    "html",
    [
        text(6),
        f"<div><h1>Ferry</h1>{text(3)}</div>",
        "<p>keep short</p>",
        f"<div>{MENU}</div>",
        "<div>" * 40_000,
        f"<div>{text(2)}</div><div>{text(2)}</div>",
    ],
)
def test_a_page_that_is_its_article_stays_whole(html):
    part, cut = main_part(html)
    assert part == html
    assert not cut


def test_the_whole_page_is_had_where_it_is_asked_for():
    body = f"<html><body>{PAGES['a blog']}</body></html>".encode()
    whole = article_from_bytes(body, "a.html", 0, all_of_it=True)
    assert "drop section 7" in whole.text
    assert Note(NoteCode.SITE) not in whole.notes


def test_an_article_of_a_feed_is_never_cut():
    body = f"---\ntitle: A\ndate: 2024-01-02\n---\n<div>{PAGES['a blog']}</div>".encode()
    assert "drop section 7" in article_from_bytes(body, "a.md", 0).text


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 29_000 + WORDS,
        f"<div>{WORDS}</div>" * 9_000,
        "<td>" * 29_000,
        "</div>" * 29_000,
        "<script>" * 40_000,
        "<!--" * 100_000,
        f"<div class='{'comment-' * 100_000}'>{text(9)}</div>",
        f"<p>{WORDS * 20_000}</p>",
        "<x-y>" * 29_000,
    ],
)
def test_hostile_pages_take_linear_time(bomb):
    begin = time.process_time()
    part, _ = main_part(bomb)
    assert time.process_time() - begin < 2
    assert not re.search("[a-z]", plain_text(bomb)) or plain_text(part)

"""The page that the article pane is given: safe, whole, its pictures, players and links."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.markup.page.page import make_page
from reader.markup.text.text import plain_text
from reader.model import Note, NoteCode
from tests.markup.articles import PICTURE, article, body
from tests.markup.test_sanitize import SOUP

HOSTILE = Path(__file__).resolve().parents[2] / "data" / "hostile"
CLASSES = "picture caption above lead quote quote-bar quote-text rtl code data card mark kbd plain"
ATTRIBUTES = "align border cellpadding cellspacing class colspan dir height href lang rel rowspan"
ATTRIBUTES = {*ATTRIBUTES.split(" "), "src", "start", "style", "type", "value", "width", "reversed"}


class PageAuditor(HTMLParser):
    """Lists what QTextDocument must never be given."""

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            fine = name in ATTRIBUTES
            if name == "src":
                fine = re.fullmatch(r"picture:\d+", value) is not None
            elif name == "style":
                fine = value == "white-space: pre-wrap"
            elif name == "class":
                fine = set(value.split(" ")) <= set(CLASSES.split(" "))
                fine = fine or re.fullmatch(r"language-[a-z0-9+#.-]+", value) is not None
            elif name == "href":
                fine = re.match(r"https?://|mailto:", value) is not None
            if not fine:
                self.wrong.append((tag, name, value))
        if tag in {"script", "style", "iframe", "object", "form", "input", "svg", "video", "link"}:
            self.wrong.append(tag)


def audited(html):
    auditor = PageAuditor()
    auditor.feed(html)
    auditor.close()
    return auditor.wrong


# --- pictures


def test_a_picture_stands_alone_behind_a_key():
    page = make_page(article('<p>a<br><img src="//h/a.png" alt="b" width="600" height="400">c</p>'))
    assert PICTURE.format(0) in page.html
    assert "<p>a</p>" in page.html
    assert "<p>c</p>" in page.html
    (picture,) = page.pictures
    assert (picture.url, picture.alt, picture.width, picture.height) == (
        "https://h/a.png",
        "b",
        600,
        400,
    )


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<img src="x/loading.gif" data-original="http://h/a.png">', "http://h/a.png"),
        ('<img data-original-src="//h/a.png" data-original-width="9">', "https://h/a.png"),
        ('<img src="data:image/gif;base64,R0" data-srcset="//h/a 1x, //h/b 2x">', "https://h/b"),
        ('<picture><source srcset="//h/a.png 900w"><img alt="x"></picture>', "https://h/a.png"),
        ('<img src="x/blank.gif"><noscript><img src="//h/a.png"></noscript>', "https://h/a.png"),
        ('<img src="../pictures/a b.png">', "../pictures/a b.png"),
    ],
)
def test_the_picture_that_is_meant_is_shown(html, url):
    assert make_page(article(f"<div><p>a</p>{html}</div>")).pictures[-1].url == url


def test_the_same_picture_has_the_same_key_and_a_twin_goes():
    html = '<img src="a.png"><noscript><img src="a.png"></noscript><p>b</p><img src="a.png">'
    page = make_page(article(html))
    assert len(page.pictures) == 1
    assert page.html.count("picture:0") == 2


def test_trackers_go_and_lost_pictures_leave_their_words():
    html = '<img src="//h/t" width=1 height=1><img src="//h/u" style="x" height="0" width="0">'
    assert body(f"<p>a{html}</p>") == "<p>a</p>"
    assert body('<p>a</p><img src="javascript:x" alt="A chart">') == "<p>a</p><p>[A chart]</p>"


def test_small_pictures_stay_amid_text():
    html = '<p>a <img src="e.png" width="20" height="20" alt="x"> b</p>'
    assert body(html) == '<p>a <img src="picture:0" width="20" height="20"> b</p>'
    assert "<p>a <img" in body('<p>a <img class="emoji" src="e.png"> b</p>')
    assert "<p>a <img" in body('<p>a <img src="e.png"> b</p>')


def test_a_list_of_pictures_alone_stands_in_from_nowhere():
    pictures = "<ul><li><img src='https://x.test/{}'><li> <p><img src='https://x.test/b'></p></ul>"
    assert body(pictures.format("a")) == PICTURE.format(0) + PICTURE.format(1)
    assert "<ul>" in body(pictures.format("a") + "<ul><li>c</ul>")
    assert body(f"<ul><li>c</li>{pictures.format('a')[4:]}").count("<li>") == 3


def test_pictures_side_by_side_share_a_line():
    img = "<img src='https://x.test/{}'>"
    side = body(f"<p>a {img.format(1)}{img.format(2)} <b>{img.format(3)}</b></p>")
    assert side == "<p>a</p>" + PICTURE.format(0).replace(
        "</p>", ' <img src="picture:1"> <img src="picture:2"></p>'
    )
    links = "".join(f"<a href='https://x.test/'>{img.format(n)}</a> " for n in range(5))
    assert body(f"<p>{links}</p>").count("<p") == 1
    assert body(f"<p>{img.format(1)}<br>{img.format(2)}</p>").count("<p") == 2
    assert body(f"<p>{img.format(1)}</p><p>{img.format(2)}</p>").count("<p") == 2
    many = "".join(map(img.format, range(60)))
    assert [row.count("<img") for row in body(many).split("</p>")] == [24, 24, 12, 0]


def test_a_linked_picture_keeps_its_link_and_emphasis_around_goes():
    html = '<p>a<br><b><a href="http://h/">x <img src="a.png" width="300"></a></b></p>'
    made = body(html)
    assert re.search(r'<p class="picture"><a [^>]*><img src="picture:0"></a></p>', made)
    assert re.search(r"<p>a<br><b><a [^>]*>x</a></b></p>", made)


def test_too_many_pictures_are_cut_with_a_note():
    page = make_page(article("".join(f'<p><img src="{n}.png"></p>' for n in range(600))))
    assert len(page.pictures) == 500
    assert any(note.sentence.startswith("Shortened: ") for note in page.notes)


# --- players


@pytest.mark.parametrize(
    ("html", "card"),
    [
        (
            '<iframe src="//player.bilibili.com/player.html?bvid=BV1xx411c7mD"></iframe>',
            ("https://www.bilibili.com/video/BV1xx411c7mD", "Video: bilibili"),
        ),
        (
            '<iframe src="https://www.youtube.com/embed/abcDEF12345?x=y"></iframe>',
            ("https://www.youtube.com/watch?v=abcDEF12345", "Video: YouTube"),
        ),
        (
            '<iframe src="https://player.vimeo.com/video/12345" title="A film"></iframe>',
            ("https://vimeo.com/12345", "A film</a> (Video: Vimeo)"),
        ),
        (
            '<video controls><source src="https://h.example/a.mp4"></video>',
            ("https://h.example/a.mp4", "Video: h.example"),
        ),
        (
            '<audio src="https://h.example/a.mp3"></audio>',
            ("https://h.example/a.mp3", "Audio: h.example"),
        ),
        ('<embed src="http://h.example/a.swf">', ("http://h.example/a.swf", "Embedded page: h.ex")),
    ],
)
def test_what_cannot_play_here_is_a_card(html, card):
    made = body(f"<p>a</p>{html}<p>b</p>")
    address, title = card
    assert '<table class="card" width="100%" cellspacing="0" cellpadding="8"><tr><td>' in made
    assert f'href="{address}"' in made
    assert title in made
    assert made.startswith("<p>a</p>")
    assert made.endswith("<p>b</p>")


def test_a_player_without_an_end_swallows_nothing():
    made = body('<video src="http://h.example/a.mp4">' + "<p>A long paragraph.</p>" * 20)
    assert made.count("A long paragraph.") == 20


def test_a_poster_is_shown_in_its_card():
    page = make_page(article('<video poster="//h/a.jpg" src="//h/a.mp4" title="A film"></video>'))
    assert page.pictures[0].url == "https://h/a.jpg"
    assert re.search(r'class="card".*picture:0.*A film', page.html)


def test_a_relative_player_is_found_at_the_original():
    assert 'href="https://h/x/a.mp4"' in body('<video src="a.mp4"></video>', url="https://h/x/y")


def test_a_frame_that_leads_nowhere_goes():
    assert body('<p>a</p><iframe src="javascript:x"></iframe>') == "<p>a</p>"


# --- links


def test_links_that_lead_nowhere_become_text():
    html = '<p><a href="javascript:void(0)">a</a> <a href="#b">b</a> <a href="kongfz://c">c</a></p>'
    assert body(html) == "<p>a b c</p>"


def test_an_apps_link_gives_way_to_the_web_address_beside_it():
    html = '<p><a href="taptap://a" data-origin-href="https://h/b">a</a></p>'
    assert 'href="https://h/b"' in body(html)


def test_a_relative_link_is_made_whole_with_the_originals_address():
    assert 'href="https://h/b"' in body('<p><a href="/b">a</a></p>', url="https://h/x/y")
    assert body('<p><a href="/b">a</a></p>') == "<p>a</p>"


# --- the whole


def test_what_is_known_of_the_article_is_on_its_page():
    page = make_page(article("<p>The quick brown fox jumps over the dog and runs.</p>"))
    assert (page.id, page.path, page.title) == ("0" * 32, "news/a.md", "A title")
    assert (page.date, page.date_known, page.categories) == (1653737820.0, True, ("news",))
    assert (page.language, page.minutes, page.notes) == ("en", 1, (Note(NoteCode.NO_DATE),))


@pytest.mark.parametrize("file", sorted(HOSTILE.glob("*.json")), ids=lambda file: file.stem)
def test_nothing_of_an_attack_is_on_the_page(file):
    for attack in json.loads(file.read_text(encoding="utf-8"))["attacks"]:
        page = make_page(article(f"<div><p>a</p>{attack['html']}</div>"))
        # Anchors of our own making, which lead from place to place within the article.
        html = re.sub(r' id="at-[0-9]+"', "", page.html)
        html = re.sub(r'href="#at-[0-9]+"', 'href="https://a.example/"', html)
        assert audited(html) == [], attack["html"]


def test_an_article_cannot_forge_what_is_ours():
    html = (
        '<p class="quote" style="white-space: pre-wrap">a</p><img src="picture:0">'
        '<table class="card"><tr><td>b</td></tr></table><aside>c</aside>'
    )
    made = body(html)
    assert "class" not in made
    assert "picture:" not in made


@given(SOUP)
@settings(max_examples=300, deadline=None)
def test_a_page_is_made_of_anything(pieces):
    page = make_page(article("".join(pieces)))
    assert audited(page.html) == []


BOMBS = [
    "<div>",
    "<b>",
    "<p>x",
    "<li>x</li>\n",
    "<br><br>x",
    "<table><tr><td>x",
    "<td>x",
    "<q>x</q>",
]
BOMBS += [
    "<span>x</span>",
    "<pre>x</pre>",
    "<blockquote>x",
    "<iframe src=http://a/></iframe>",
    "& ",
]


@pytest.mark.parametrize("piece", BOMBS)
def test_a_bomb_becomes_a_page(piece):
    page = make_page(article("<div>" + piece * (120_000 // len(piece))))
    assert len(page.html) < 3_000_000


def words(html):
    """What a person reads, without spaces, readings in brackets and quotation marks."""
    text = re.sub("<rp>[^<]*</rp>|</?q>", "", html)
    return re.sub(r"\s|（[^（）]*）|[\u200b“”]", "", plain_text(text))


def test_every_real_article_keeps_its_words(corpus):
    files = [file for file in corpus.rglob("*") if file.is_file()]
    assert files
    for file in files:
        html = file.read_text(encoding="utf-8").split("---\n", 2)[-1]
        page = make_page(article(html, title="-"))
        assert not [note for note in page.notes if note.sentence.startswith("Shortened")], file.name
        assert audited(page.html) == [], file.name
        shown, lines = words(page.html), plain_text(html).split("\n")
        hidden = re.search("display: ?none|hidden|<pre", html)
        for line in lines:
            assert hidden or words(line.replace("<", "&lt;")) in shown, (file.name, line)

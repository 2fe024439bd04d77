"""What is copied from the article: text and HTML of our own, Markdown, title and link."""

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication

from reader.gui.article.view import ArticleView
from reader.gui.document.clipboard import page_markdown, selection_markdown, title_and_link
from reader.markup.page.finish import dressed
from reader.markup.page.page import make_page
from reader.model import Picture
from tests.gui.pages import page
from tests.markup.articles import article

BODY = dressed(
    '<p>Hello <b>bold</b> <i>leaning</i> <a href="https://x.test/a">link</a> <code>c()</code>'
    " <mark>m</mark> H<sub>2</sub>O 🍵 <s>no</s><br>second</p>"
    '<p><img src="picture:0"></p><p><img src="picture:1"></p><h2>Head</h2>'
    '<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul><ol start="3"><li>three</li></ol>'
    "<blockquote><p>Quote</p></blockquote><pre>a = 1\n\n  b = 2</pre>"
    '<table><tr><th>H</th><td>1</td></tr><tr><td colspan="2">2</td></tr></table><hr><p>end</p>'
)
PICTURES = (
    Picture("picture:0", "https://x.test/fog.jpg", "Fog"),
    Picture("picture:1", "../local.png", "Rain"),
)


@pytest.fixture
def view(shown):
    view = shown(ArticleView())
    view.resize(700, 500)
    view.show_page(page(BODY, pictures=PICTURES))
    return view


def select(view, first, last):
    """Mark from where `first` begins to where `last` ends."""
    text = view.toPlainText()
    cursor = QTextCursor(view.document())
    begin, end = text.index(first), text.index(last) + len(last)
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in (begin, end)]
    cursor.setPosition(units[0])
    cursor.setPosition(units[1], QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def clipboard():
    return QGuiApplication.clipboard().mimeData()


def test_copied_html_is_clean_and_our_own(view):
    select(view, "Hello", "end")
    view.copy()
    html = clipboard().html()
    for sign in ("picture:", "\ufffc", "-qt-", "font-size", "style=", "<meta", "../local"):
        assert sign not in html
    assert '<a href="https://x.test/a">link</a>' in html
    assert "<b>bold</b> <i>leaning</i>" in html
    assert "<code>c()</code> <mark>m</mark> H<sub>2</sub>O 🍵 <s>no</s><br/>second" in html
    assert '<img src="https://x.test/fog.jpg" alt="Fog"/>' in html
    assert "[Picture: Rain]" in html
    assert "<h2>Head</h2>" in html
    assert "<ul><li>" in html
    assert "<ul><li>inner</li></ul>" in html
    assert '<ol start="3"><li>three</li></ol>' in html
    assert "<blockquote>Quote</blockquote>" in html
    assert "<pre>a = 1\n\n  b = 2</pre>" in html
    assert '<tr><th>H</th><td>1</td></tr><tr><td colspan="2">2</td></tr>' in html


def test_what_runs_from_right_to_left_is_copied_so(view):
    body = (
        '<div dir="rtl"><p>שלום</p><h2>ראש</h2><blockquote><p>ציטוט</p></blockquote>'
        "<ul><li>פריט</li></ul></div><p>end here</p>"
    )
    view.show_page(make_page(article(body)))
    select(view, "שלום", "end here")
    view.copy()
    html = clipboard().html()
    for part in (
        '<p dir="rtl">שלום</p>',
        '<h2 dir="rtl">ראש</h2>',
        '<blockquote dir="rtl">',
        "ציטוט",
        '<ul><li dir="rtl">פריט</li></ul>',
        "<p>end here</p>",
    ):
        assert part in html
    assert html.index("ראש") < html.index("ציטוט") < html.index("פריט")


def test_copied_text_has_no_signs_of_objects(view):
    select(view, "Hello", "end")
    view.copy()
    assert clipboard().text() == (
        "Hello bold leaning link c() m H2O 🍵 no\nsecond\n\nHead\n\none\ninner\ntwo\n\nthree\n\n"
        "Quote\n\na = 1\n\n  b = 2\n\nH\t1\n2\n\nend"
    )


def test_some_words_of_a_line_are_copied_as_words(view):
    select(view, "lo bold", "li")
    view.copy()
    assert clipboard().text() == "lo bold leaning li"
    assert clipboard().html() == ('lo <b>bold</b> <i>leaning</i> <a href="https://x.test/a">li</a>')


def test_a_long_address_is_copied_without_our_breaks(view):
    long = "x" * 150
    view.show_page(page(f"<p>{long[:100]}\u200b{long[100:]}</p>"))
    view.selectAll()
    view.copy()
    assert long in clipboard().text()
    assert long in clipboard().html()


def test_what_stands_below_the_article_is_not_copied_with_it(view):
    view.show_page(page("<p>Words.</p>"), footer="<p>Next: another one</p>")
    view.selectAll()
    view.copy()
    assert clipboard().text().endswith("Words.")
    assert "another" not in clipboard().html()


def test_marked_words_as_markdown(view):
    select(view, "Head", "b = 2")
    text = selection_markdown(view.textCursor(), PICTURES)
    assert text == (
        "## Head\n\n- one\n  - inner\n- two\n\n3. three\n\n> Quote\n\n```\na = 1\n\n  b = 2\n```\n"
    )


def test_an_article_as_markdown_names_title_and_original(qapp):
    text = page_markdown(page(BODY, pictures=PICTURES, title="Fog *and* tea"))
    assert text.startswith("# Fog \\*and\\* tea\n\nHello **bold** *leaning*")
    assert "![Fog](https://x.test/fog.jpg)\n\nRain\n" in text
    assert text.endswith("\n\n[The Mountain Review](https://mountain.test/fog)\n")


def test_titles_and_links(qapp):
    mime = title_and_link([("A <b> title", "https://x.test/a?b&c"), ("No link", "")])
    assert mime.text() == "A <b> title\nhttps://x.test/a?b&c\nNo link"
    assert mime.html() == ('<a href="https://x.test/a?b&amp;c">A &lt;b&gt; title</a><br/>No link')


def test_copying_nothing_marked_leaves_the_clipboard(view):
    QApplication.clipboard().setText("before")
    view.copy()
    assert clipboard().text() == "before"


def test_markdown_keeps_a_listings_language_and_how_a_column_is_aligned(view):
    made = make_page(
        article(
            "<p>First.</p><pre><code class='language-python'>x = 1\n\ny</code></pre>"
            "<table><tr><th>a<th>b<th>c<tr><td>1<td align=right>2<td align=center>3</table>"
            "<pre class='language-\" onclick'>z</pre><p>Last.</p>"
        )
    )
    view.show_page(made)
    select(view, "First.", "Last.")
    for text in (page_markdown(made), selection_markdown(view.textCursor(), ())):
        assert "```python\nx = 1\n\ny\n```" in text
        assert "| --- | ---: | :---: |" in text
        assert "```\nz\n```" in text

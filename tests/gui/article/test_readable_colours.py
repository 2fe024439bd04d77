"""Whatever colours a site gave its article, every word can be read in every theme."""

import pytest
from PySide6.QtGui import QBrush, QTextCursor, QTextTable

from reader.folder.article_file import article_from_bytes
from reader.gui.article.view import ArticleView
from reader.gui.style.theme import DARK, LIGHT, THEMES
from reader.gui.style.typography import setting
from reader.markup.page.page import make_page
from tests.gui.document.test_constructs_shown import form, show
from tests.gui.document.test_document import blocks
from tests.gui.pages import image
from tests.gui.style.test_theme import contrast


@pytest.fixture
def view(shown):
    pane = ArticleView()
    pane.resize(800, 600)
    pane.set_picture_source(lambda picture: image(900, 500))
    return shown(pane)


LOUD = (
    '<div style="color:#fff;background:#fff"><h2 style="color:navy">Head</h2>'
    '<p><font color="black" size="7" face="Comic">Black</font> <span style="color:#222">grey</span>'
    ' <b style="color:red;font-size:40px">Red</b> <a style="color:#00f" href="https://a.test/">'
    "link</a> <code style='color:#000'>code</code> <mark>mark"
    " <a href='https://a.test/'>link</a></mark> <kbd>key</kbd></p>"
    "<blockquote style='color:#111'>Quoted <a href='https://a.test/'>link</a> <mark>m "
    "<a href='https://a.test/'>link</a></mark>"
    "</blockquote>"
    "<table bgcolor='white'><tr><th style='color:#000'>Th <a href='https://a.test/'>a</a></th>"
    "<td bgcolor='#000'>Td <code>c</code></td></tr></table>"
    "<pre class='language-python'># c\ndef f(): return 'a' + 1</pre><pre class='language-diff'>"
    "-a\n+b\n@@ c</pre><details><summary>Sum</summary>x</details>"
    "<iframe src='https://youtu.be/x' title='Film'></iframe></div>"
)


def unreadable(document, theme):
    """Words whose contrast to what lies behind them is below WCAG's AA."""
    poor = []
    for block in blocks(document):
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            walk += 1
            shown = fragment.charFormat()
            if shown.isImageFormat() or not fragment.text().strip():
                continue
            ink = shown.foreground()
            ink = ink.color().name() if ink != QBrush() else theme.page_text
            ground = shown.background()
            cursor = QTextCursor(document)
            cursor.setPosition(fragment.position())
            frame = cursor.currentFrame()
            while ground == QBrush() and isinstance(frame, QTextTable):
                ground = frame.cellAt(cursor).format().background()
                if ground == QBrush():
                    ground = frame.format().background()
                frame = frame.parentFrame()
            ground = ground.color().name() if ground != QBrush() else theme.page
            ratio = contrast(ink, ground)
            if ratio < 4.5:
                poor.append((fragment.text()[:20], ink, ground, round(ratio, 2)))
    return poor


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_whatever_a_site_coloured_can_be_read(view, theme):
    view.set_theme(theme)
    document = show(view, LOUD)
    assert unreadable(document, theme) == []
    red = form(document, "Red")
    assert red.font().bold()
    assert red.font().pixelSize() == setting("en", 100).size
    assert form(document, "Black").font().families() == form(document, "grey").font().families()
    # The check can fail: in other colours something is not readable.
    assert unreadable(document, DARK if theme is not DARK else LIGHT)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_real_article_can_be_read(view, corpus, theme):
    view.set_theme(theme)
    for file in sorted(corpus.rglob("*.md")):
        made = make_page(article_from_bytes(file.read_bytes(), file.name, 0))
        view.show_page(made)
        assert unreadable(view.document(), theme) == [], file.name

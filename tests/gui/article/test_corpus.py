"""Every real article, where they lie beside this checkout, in the article pane."""

from reader.folder.article_file import read_article
from reader.folder.walk import walk
from reader.gui.article.view import ArticleView
from reader.markup.page.page import make_page


def test_every_article_is_shown_whole_and_inside_its_column(shown, corpus):
    view = ArticleView()
    view.resize(620, 700)
    shown(view)
    for found in walk(corpus):
        article = make_page(read_article(corpus / found.path, corpus))
        view.show_page(article)
        view.viewport().repaint()
        view.document().size()
        assert view.horizontalScrollBar().maximum() == 0, article.title
        text = view.toPlainText()
        # HTML makes one space of any run, an ideographic one too.
        assert " ".join(article.title.split()) in text
        assert text.count("\ufffc") >= len(article.pictures)
        for picture in article.pictures:
            assert view.pictures.position(picture.key) >= 0, (article.title, picture)

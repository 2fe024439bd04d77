"""Articles for the tests of this folder."""

import re
from datetime import UTC, datetime

from reader.markup.page.page import make_page
from reader.markup.text.text import plain_text
from reader.model import Article, DateSource, Note, NoteCode

PICTURE = '<p class="picture"><img src="picture:{}"></p>'


def article(html, title="A title", url=""):
    """An article with this body."""
    return Article(
        id="0" * 32,
        place="1" * 32,
        path="news/a.md",
        title=title,
        date=datetime(2022, 5, 28, 11, 37, tzinfo=UTC),
        date_source=DateSource.ARTICLE,
        categories=("news",),
        section=("news",),
        author="b",
        source="c",
        url=url,
        thumbnail="",
        html=html,
        text=plain_text(html),
        notes=(Note(NoteCode.NO_DATE),),
    )


def body(html, **given):
    """The page's body without the one element around it."""
    page = make_page(article(html, **given))
    return re.sub(r"^<div>(.*)</div>$", r"\1", page.html, flags=re.DOTALL)

"""Nothing but one mark of Markdown or of its generators' tags: a page is there within its bound."""

import pytest

from reader.bounds import PAGE_SECONDS
from reader.folder.article_file import article_from_bytes
from reader.markup.page.page import make_page
from tests.support.effort import effort

PIECES = [
    "\\begin{align}\n", "$a ", "$", "::: a\n", "!!! a\n", "> [!a]-\n> b\n\n", "a\n: b\n",
    "==a ", "++a++", "%%a ", "[[a|", "![[a", "[a](b c", ":a:", "http://a.b/ ", "www.", "{{< a >}}",
    "{% note %}\n", "{% a", "{{", "<script>\n", "<script>\n```\n", "<div>\n\n    ", "<!-- ", "<T>",
    "|a|\n|-|-|\n", "##a\n", "{#a}", "a\nb\n", "**，**", "&lt;p&gt;", "import a from 'b'\n", "{/*",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_is_there_soon(piece, caplog):
    """At 30,000 characters most are parsed, at 100,000 most are too dense for it."""
    caplog.set_level("WARNING", logger="markdown_it")  # a line of log for each rule is dear
    for characters in (30_000, 100_000):
        tried(piece, characters)


def tried(piece, characters):
    head = "---\ntitle: Title\n---\n\nbeforeword"
    text = f"{head}\n\n{piece * (characters // len(piece))}\n\nbehindword\n"
    shown = []

    def work():
        article = article_from_bytes(text.encode(), "a.md", 0)
        shown[:] = article.text, make_page(article).html

    assert effort(work, PAGE_SECONDS) < PAGE_SECONDS
    assert all("beforeword" in each for each in shown)

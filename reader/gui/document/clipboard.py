"""What is marked in the article as clean text and HTML, and an article as Markdown or as a link.

Qt's own copy bears our keys for pictures, our style sheet on every word, and signs for objects.
"""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QTextCursor,
)

from reader.gui.document.selection_tree import tree_of
from reader.markup.export.nodes import Node, parse, plain, undressed
from reader.markup.export.to_markdown import escaped, to_markdown
from reader.markup.export.xhtml import Placed, address, body
from reader.model import Page, Picture


def placed(pictures: Iterable[Picture]) -> dict[str, Placed]:
    """Each picture of a page at its original's place: with a path of the folder, by its words."""
    remote = ("http://", "https://")
    return {
        p.key: Placed(address(p.url) if p.url.startswith(remote) else "", p.alt) for p in pictures
    }


def marked(cursor: QTextCursor, pictures: Iterable[Picture]) -> QMimeData:
    """What goes to the clipboard: text, and HTML of our own."""
    tree = tree_of(cursor)
    mime = QMimeData()
    mime.setText(plain(tree))
    mime.setHtml(body(tree, _without_missing(pictures)))
    return mime


def marked_markdown(cursor: QTextCursor, pictures: Iterable[Picture]) -> str:
    """What is marked, as Markdown."""
    return to_markdown(tree_of(cursor), placed(pictures))


def page_markdown(page: Page) -> str:
    """A whole article as Markdown: title, body, and where it came from."""
    parts = [f"# {escaped(page.title)}"]
    if held := to_markdown(undressed(parse(page.html)), placed(page.pictures)).strip():
        parts.append(held)
    if link := address(page.url):
        parts.append(f"[{escaped(page.source) or link}]({link})")
    return "\n\n".join(parts) + "\n"


def title_and_link(titles: Iterable[tuple[str, str]]) -> QMimeData:
    """Titles with their addresses, one a line: as text, and as links for what takes HTML."""
    texts, links = [], []
    for title, url in titles:
        link = address(url)
        texts.append(f"{title}\n{link}" if link else title)
        name = Node("", {}, [title])
        links.append(body(Node("p", {}, [Node("a", {"href": link}, [name])]), {}))
    mime = QMimeData()
    mime.setText("\n".join(texts))
    mime.setHtml("<br/>".join(links))
    return mime


def _without_missing(pictures: Iterable[Picture]) -> dict[str, Placed]:
    return {key: found for key, found in placed(pictures).items() if found.src or found.alt}

"""What is selected in the article as clean text and HTML; an article as Markdown or as a link.

Qt's own copy holds our keys for pictures, our style sheet on every word, and signs for objects.
"""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from reader.gui.document.selection_tree import tree_of
from reader.markup.export.nodes import Node, parse, plain, undressed
from reader.markup.export.to_markdown import escaped, to_markdown
from reader.markup.export.xhtml import Placed, address, body
from reader.model import Page, Picture


def originals(pictures: Iterable[Picture]) -> dict[str, Placed]:
    """Return where each picture of a page is found on the web, by key.

    One that is a file of the folder has no address there: only its description is told.
    """
    remote = ("http://", "https://")
    return {
        p.key: Placed(address(p.url) if p.url.startswith(remote) else "", p.alt) for p in pictures
    }


def selection(cursor: QTextCursor, pictures: Iterable[Picture]) -> QMimeData:
    """Return what is selected for the clipboard: as text, and as HTML of our own."""
    tree = tree_of(cursor)
    mime = QMimeData()
    mime.setText(plain(tree))
    mime.setHtml(body(tree, _without_missing(pictures)))
    return mime


def selection_markdown(cursor: QTextCursor, pictures: Iterable[Picture]) -> str:
    """Return what is selected, as Markdown."""
    return to_markdown(tree_of(cursor), originals(pictures))


def page_markdown(page: Page) -> str:
    """Return a whole article as Markdown: title, body, and where it came from."""
    parts = [f"# {escaped(page.title)}"]
    if held := to_markdown(undressed(parse(page.html)), originals(page.pictures)).strip():
        parts.append(held)
    if link := address(page.url):
        parts.append(f"[{escaped(page.source) or link}]({link})")
    return "\n\n".join(parts) + "\n"


def title_and_link(titles: Iterable[tuple[str, str]]) -> QMimeData:
    """Return (title, address) pairs for the clipboard, a line each: as text, and as HTML links."""
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
    return {key: found for key, found in originals(pictures).items() if found.src or found.alt}

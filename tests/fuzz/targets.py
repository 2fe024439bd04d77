"""What is fuzzed: how each target's inputs are made, and what must hold of what comes out.

A broken promise raises: it ends the child process, and the input is saved.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from tests.fuzz import pieces
from tests.fuzz.real import broken_article, readable
from tests.support.audit import wrong_in
from tests.support.pictures import gif, jpeg, png, png_that_says

if TYPE_CHECKING:
    from reader.model import Article

Input = str | bytes


@dataclass(frozen=True)
class Target:
    """make: a seeded input. check: raises where a promise is broken. text: inputs are str."""

    make: Callable[[Random], Input]
    check: Callable[[Input], None]


def _front_matter(text: Input) -> None:
    from reader.folder.front_matter import read_front_matter
    from reader.folder.head_lines import read_leading_lines, read_trailing_lines

    front = read_front_matter(text)
    assert all(isinstance(key, str) for key in front.values)
    assert isinstance(front.body, str)
    for said in (read_leading_lines(text), read_trailing_lines(text)):
        for value in said.values():
            several = value if isinstance(value, list) else [value]
            assert all(isinstance(one, str) for one in several)
    assert len(json.dumps(front.values)) < 12 * len(text) + 1000


def _dates(text: Input) -> None:
    from reader.folder.dates import read_date

    written = read_date(text)
    if written is not None:
        assert written.moment.tzinfo is not None
        written.moment.timestamp()


def _body(data: Input) -> None:
    from reader.folder.article_file import article_from_bytes
    from reader.markup.text.plain import FORGERS
    from reader.model import FileRefusedError

    try:
        article = article_from_bytes(data, "a/b.md", 1_600_000_000_000_000_000)
    except FileRefusedError:
        return
    assert article.title
    assert "\n" not in article.title
    assert not FORGERS.search(article.title)
    article.date.timestamp()
    for text in (article.title, article.text, article.author, article.source, article.url):
        text.encode("utf-8", "surrogatepass")
    assert not article.url or article.url.startswith(("http://", "https://"))


def _sanitize(html: Input) -> None:
    from reader.markup.sanitize import sanitize

    safe = sanitize(html)
    assert wrong_in(safe) == []
    assert sanitize(safe) == safe
    safe.encode("utf-8")


@cache
def _view():
    from PySide6.QtWidgets import QApplication

    from reader.gui.article.view import ArticleView

    app = QApplication.instance() or QApplication(["fuzz", "-platform", "offscreen"])
    view = ArticleView()
    view.resize(700, 600)
    return app, view


def _page(data: Input) -> None:
    from reader.folder.article_file import article_from_bytes
    from reader.model import FileRefusedError

    try:
        article = article_from_bytes(data, "a/b.md", 1_600_000_000_000_000_000)
    except FileRefusedError:
        return
    _shown(article)


def _shown(article: "Article") -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    from reader.markup.page.page import make_page

    app, view = _view()
    page = make_page(article)
    assert all(picture.key.startswith("picture:") for picture in page.pictures)
    view.show_page(page)
    view.document().size()
    app.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _real(data: Input) -> None:
    from reader.folder.article_file import article_from_bytes
    from reader.library.index.entry import entry_of
    from reader.model import FileRefusedError

    try:
        article = article_from_bytes(data, "a/b.md", 1_600_000_000_000_000_000)
    except FileRefusedError:
        assert not readable(data)
        return
    entry_of(article)
    _shown(article)
    assert not readable(data) or article.text or article.title


def _pictures(data: Input) -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImageReader

    from reader.bounds import PICTURE_MB
    from reader.gui.pictures.decoding import decode
    from reader.model import PictureError

    _view()
    QImageReader.setAllocationLimit(PICTURE_MB)
    try:
        image = decode(data, QSize(1600, 20_000))
    except PictureError:
        return
    assert not image.isNull()


def _html_file(random: Random) -> bytes:
    body = pieces.markdown(random) if random.random() < 0.3 else pieces.html(random)
    if random.random() < 0.2:
        text = pieces.mutated(random.choice(pieces.articles()), random) + body
    elif random.random() < 0.3:
        text = pieces.front_matter(random) + body
    else:
        text = f"---\ntitle: 'a'\n---\n<div>{body}</div>"
    data = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.05:
        data = text.encode(random.choice(("gb18030", "utf-16", "cp932", "latin-1")), "replace")
    return pieces.mutated_bytes(data, random) if random.random() < 0.1 else data


@cache
def _seeds() -> tuple[bytes, ...]:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageWriter

    seeds = [
        png(9, 7), png(64, 3), jpeg(40, 24), gif(12, 9), gif(8, 8, frames=3),
        png_that_says(50_000, 50_000), png_that_says(30_000, 5_000),
    ]  # fmt: skip
    image = QImage(24, 18, QImage.Format.Format_ARGB32)
    image.fill(0x80604020)
    for kind in (b"png", b"jpeg", b"webp", b"bmp", b"ico"):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if QImageWriter(buffer, QByteArray(kind)).write(image):
            seeds.append(bytes(buffer.data().data()))
    return tuple(seeds)


def _picture_file(random: Random) -> bytes:
    data = random.choice(_seeds())
    kind = random.random()
    if kind < 0.1:
        other = random.choice(_seeds())
        return data[: random.randrange(len(data))] + other[random.randrange(len(other)) :]
    if kind < 0.3:
        # The header's own figures: sizes, depths, counts.
        at = random.randrange(min(60, len(data)))
        return pieces.mutated_bytes(data[:60], random) + data[60:] if at % 2 else data[:at]
    return pieces.mutated_bytes(data, random)


TARGETS = {
    "front_matter": Target(pieces.front_matter, _front_matter),
    "dates": Target(pieces.date, _dates),
    "body": Target(_html_file, _body),
    "sanitize": Target(pieces.html, _sanitize),
    "page": Target(_html_file, _page),
    "real": Target(broken_article, _real),
    "pictures": Target(_picture_file, _pictures),
}


def the_input(target: str, seed: int, number: int) -> Input:
    """Input `number` of a seed: always the same."""
    return TARGETS[target].make(Random(f"{seed}:{number}"))

"""`python -m reader.show FILE [--root FOLDER] [--as json|html|text|markdown]`: one file, as read.

What the reader makes of it, without a window: for scripts, and for whoever asks why an article
looks as it does. Nothing is fetched, nothing is written. The keys of the JSON stand in the README.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from reader import language
from reader.folder.article_file import read_article
from reader.images.local import local_file
from reader.ingest.deadline import TooSlowError, deadline
from reader.ingest.resolver import FolderResolver
from reader.language import N_, _
from reader.markup.export.nodes import Node, parse, undressed
from reader.markup.export.to_markdown import escaped, to_markdown
from reader.markup.export.xhtml import Placed
from reader.markup.page.page import make_page
from reader.markup.text.text import excerpt
from reader.model import Article, BroadsheetError, FolderError, Page, PictureError
from reader.site.left_out import Decider
from reader.site.sites import Sites

FORMS = ("json", "html", "text", "markdown")
TOO_MUCH = N_("The file takes too long, or too much memory, to be read.")


def main(arguments: list[str] | None = None) -> int:
    """Write what one file is read as. Exit 0; 2, with a line on stderr, where it cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m reader.show",
        description="Say what Broadsheet makes of one file.",
        allow_abbrev=False,
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--root", type=Path, metavar="FOLDER", help="the folder that is opened; else the site's own"
    )
    parser.add_argument(
        "--as", dest="form", choices=FORMS, default="json", help="json, if left out"
    )
    options = parser.parse_args(arguments)
    language.use(language.of_environment())
    try:
        root = options.root or root_of(options.file)
        with deadline(of_work=True):
            shown = show(options.file.absolute(), root.absolute(), options.form)
    except BroadsheetError as error:
        return _fail(options.file, error.sentence)
    except (TooSlowError, RecursionError, MemoryError):
        return _fail(options.file, _(TOO_MUCH))
    try:
        sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head`: enough was read
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def _fail(file: Path, sentence: str) -> int:
    name = os.fspath(file).encode("utf-8", "replace").decode()
    print(f"{' '.join(name.split())}: {sentence}", file=sys.stderr)
    return 2


def root_of(file: Path) -> Path:
    """Return the folder that a person would open to read a file: that of its site."""
    return Path(Sites(file.absolute().parent).site_at("").root)


def show(file: Path, root: Path, form: str) -> str:
    """Return one file of the folder `root` in one of FORMS. Raises BroadsheetError."""
    if not root.is_dir():
        raise FolderError(_("Its folder cannot be read."), root)
    article = read_article(file, root)
    if form == "text":
        return f"{article.title}\n\n{article.text}\n"
    resolver = FolderResolver(root)
    page = make_page(article, resolver.of(article))
    if form == "json":
        return json.dumps(described(article, page, root), ensure_ascii=False, indent=1) + "\n"
    pictures = {
        picture.key: Placed(_place(root, page.path, picture.url), picture.alt)
        for picture in page.pictures
    }
    if form == "html":
        return _whole_addresses(page.html, pictures)
    body = to_markdown(undressed(parse(page.html)), pictures).strip()
    return f"# {escaped(page.title)}\n\n{body}\n"


_ADDRESS = re.compile(r'(<(?:img|a)\s[^<>]*?(?:src|href)=")(picture:\d+|article:[^"]*)"')


def _whole_addresses(html: str, pictures: Mapping[str, Placed]) -> str:
    """Return the page as the window gets it, with what its keys and inner links stand for."""

    def place(found: re.Match[str]) -> str:
        key = found[2]
        if key.startswith("picture:"):
            return f'{found[1]}{escape(pictures[key].src if key in pictures else "")}"'
        return f'{found[1]}{key.removeprefix("article:")}"'

    return _ADDRESS.sub(place, html) + "\n"


def described(article: Article, page: Page, root: Path) -> dict[str, Any]:
    """Return all that is known of an article, as what json.dumps takes."""
    left_out = Decider(Sites(root)).reason(article.path) or article.left_out
    return {
        "path": article.path,
        "kind": "article" if left_out is None else left_out.code.value,
        "left_out": "" if left_out is None else left_out.sentence,
        "title": article.title,
        "date": article.date.isoformat(),
        "date_source": article.date_source.value,
        "date_precision": article.date_precision.value,
        "date_known": article.date_source.is_known,
        "author": article.author,
        "source": article.source,
        "categories": list(article.categories),
        "section": list(article.section),
        "tags": list(article.tags),
        "draft": article.draft,
        "url": article.url,
        "language": page.language,
        "thumbnail": _picture(root, article.path, article.thumbnail) if article.thumbnail else None,
        "excerpt": excerpt(article.text, title=article.title),
        "minutes": page.minutes,
        "pictures": [
            _picture(root, article.path, each.url)
            | {"alt": each.alt, "width": each.width, "height": each.height}
            for each in page.pictures
        ],
        "links": [_link(link, root) for link in _links(page.html)],
        "notes": [{"code": note.code.value, "sentence": note.sentence} for note in page.notes],
        "id": article.id,
    }


def _picture(root: Path, path: str, url: str) -> dict[str, Any]:
    """Where a picture lies: "data" or "remote", or "local" with its file, None where none is."""
    if url.startswith("data:"):
        return {"url": url[:100], "where": "data", "file": None}
    if url.startswith(("http://", "https://")):
        return {"url": url, "where": "remote", "file": None}
    try:
        file: str | None = os.fspath(local_file(root, path, url))
    except PictureError:
        file = None
    return {"url": url, "where": "local", "file": file}


def _place(root: Path, path: str, url: str) -> str:
    if url.startswith(("http://", "https://", "data:")):
        return url
    found = _picture(root, path, url)["file"]
    return Path(found).as_uri() if found else ""


def _links(html: str) -> Iterator[Node]:
    return (
        node for node in parse(html).below() if node.name == "a" and node.attributes.get("href")
    )


def _link(link: Node, root: Path) -> Mapping[str, Any]:
    """Where a link leads: to a file of the folder, a place in the article, or an address."""
    href = link.attributes["href"]
    file = None
    if href.startswith("article:"):
        href = href.removeprefix("article:")
        file = os.fspath(root / unquote(href.partition("#")[0], errors="surrogateescape"))
    return {"href": href, "text": _words(link), "file": file}


def _words(node: Node) -> str:
    said = "".join(
        each for part in (node, *node.below()) for each in part.children if isinstance(each, str)
    )
    return " ".join(said.split())[:200]


if __name__ == "__main__":
    sys.exit(main())

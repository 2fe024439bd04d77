"""One file to an Article: the room's front door. What is in it, others read."""

import os
import re
import stat
from pathlib import Path

from reader.folder import fields, keys, titles
from reader.folder.dates import WrittenDate, from_file_time, read_date
from reader.folder.decode import decode_as
from reader.folder.documents import is_document, read_document
from reader.folder.file_bytes import FileBytes, read_bytes
from reader.folder.front_matter import read_front_matter
from reader.folder.identity import identity, place
from reader.markup.dialects.dialects import as_meant
from reader.markup.markdown.kind import is_html
from reader.markup.markdown.markdown import is_too_much, markdown_to_html
from reader.markup.markdown.template_tags import strip_stray_tags
from reader.markup.page.picture_scan import remote_pictures
from reader.markup.text.text import seen, words_of
from reader.model import Article, DateSource, FileRefusedError, Note, NoteCode

# A path as walk gives it: no empty part, no "." and no "..", no drive.
_PLAIN = re.compile(r"(?!\.{1,2}(?:/|$))[^/\\:\0]+(?:/(?!\.{1,2}(?:/|$))[^/\\:\0]+)*")


def read_article(path: Path | str, root: Path | str) -> Article:
    """Read one file of the folder `root`; `path` is absolute or relative to it.

    Raises FileRefusedError: a file outside the folder, gone, unreadable, empty,
    too large, or none that is regular; a symbolic link anywhere below `root`.
    """
    relative = _relative(path, root)
    read = _read(os.fspath(root), relative)
    return article_from_bytes(read.data, relative, read.mtime_ns)


def _relative(path: Path | str, root: Path | str) -> str:
    """The path within the folder, "/" between parts. Raises FileRefusedError for one outside."""
    if isinstance(path, str) and _PLAIN.fullmatch(path):
        return path
    try:
        relative = os.path.relpath(Path(root, path), root)
    except ValueError as error:  # another drive, on Windows
        raise FileRefusedError(Note(NoteCode.OUTSIDE), error) from error
    if os.sep != "/":
        relative = relative.replace(os.sep, "/")
    if relative == "." or relative.split("/", 1)[0] == "..":
        raise FileRefusedError(Note(NoteCode.OUTSIDE), path)
    return relative


def _read(root: str, relative: str) -> FileBytes:
    """The file's bytes and modification time. Raises FileRefusedError."""
    full = f"{root}/{relative}"
    try:
        # The last part is seen to when it is opened.
        at = relative.find("/")
        while at >= 0:
            if stat.S_ISLNK(os.lstat(f"{root}/{relative[:at]}").st_mode):
                raise FileRefusedError(Note(NoteCode.BEHIND_LINK), full)
            at = relative.find("/", at + 1)
        return read_bytes(full)
    except FileNotFoundError as error:
        raise FileRefusedError(Note(NoteCode.GONE), error) from error
    except PermissionError as error:
        raise FileRefusedError(Note(NoteCode.FORBIDDEN), error) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FileRefusedError(Note(NoteCode.UNREADABLE), error) from error


def article_from_bytes(data: bytes, path: str, mtime_ns: int) -> Article:
    """The article in these bytes; pure.

    path: relative to the folder, "/" between parts. mtime_ns: stands in where no date is given.
    Raises FileRefusedError where there is nothing to read, and nothing else whatever the bytes.
    """
    text, encoding = decode_as(data)
    if not text or text.isspace() or (len(text) < 1000 and titles.is_blank(text)):
        raise FileRefusedError(Note(NoteCode.EMPTY), path)
    front = read_front_matter(text)
    values, body = keys.by_meaning(front.values), front.body
    base = ""
    if is_document(body):
        said, body = read_document(body)
        base = str(said.pop("base", ""))
        values = {**keys.by_meaning(said), **values}
    page = path.lower().endswith((".html", ".htm"))
    is_markdown = not page and not is_html(body)
    body = strip_stray_tags(body)
    html, opened = as_meant(markdown_to_html(body) if is_markdown else body)
    left = seen(html)
    words = words_of(left)
    pictures = remote_pictures(html, left)

    title = own_title = titles.tidy(fields.first_text(values, keys.TITLE)) or (
        titles.from_heading(html)
    )
    if not title:
        title = titles.from_name(path)
    if not title:
        title = own_title = titles.from_text(words)
    title = title or titles.UNTITLED
    written, odd_date = _date(values)
    author = fields.author(values)
    categories = fields.categories(values)
    section = fields.section(path, categories)
    url = fields.address(values)
    date_key = "" if written is None else written.key
    notes = []
    if front.loose:
        notes.append(Note(NoteCode.LOOSE_FRONT_MATTER))
    if written is None:
        notes.append(Note(NoteCode.BAD_DATE if odd_date else NoteCode.NO_DATE))
    if encoding:
        notes.append(Note(NoteCode.NOT_UTF_8, (encoding,)))
    if opened:
        notes.append(Note(NoteCode.OPENED))
    if is_markdown and is_too_much(body):
        notes.append(Note(NoteCode.CUT_MARKDOWN))
    return Article(
        id=identity(url, own_title, author, date_key, path),
        place=place(path, title),
        path=path,
        title=title,
        date=from_file_time(mtime_ns) if written is None else written.moment,
        date_source=DateSource.FILE if written is None else DateSource.ARTICLE,
        categories=categories,
        section=section,
        author=author,
        source=fields.source(values, author, section, url),
        url=url,
        thumbnail=fields.thumbnail(values, html, pictures),
        html=html,
        text=words,
        notes=tuple(notes),
        language=fields.language(values),
        pictures=pictures,
        base=base if base.startswith(("http://", "https://")) else "",
    )


def _date(values: dict[str, object]) -> tuple[WrittenDate | None, bool]:
    """The date, and whether something that is none stands in its place."""
    odd = False
    for key in keys.DATE:
        value = values.get(key)
        if value is None or value == "":
            continue
        written = read_date(value)
        if written is not None:
            return written, False
        odd = True
    return None, odd

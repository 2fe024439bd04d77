"""One file to an Article: the room's front door. What is in it, others read."""

import os
import re
import stat
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.bounds import FORMER_HEAD
from reader.folder import fields, keys, titles
from reader.folder.dates import (
    WrittenDate,
    from_file_time,
    in_order,
    names_two_days,
    read_date,
)
from reader.folder.day_order import is_day_first
from reader.folder.decode import decode_as, is_data
from reader.folder.documents import is_document, read_document
from reader.folder.file_bytes import FileBytes, read_bytes
from reader.folder.front_matter import read_front_matter
from reader.folder.head_lines import read_leading_lines, read_trailing_lines
from reader.folder.identity import identity, place
from reader.folder.identity_v1 import former_identity, is_as_before
from reader.folder.name_dates import from_path
from reader.folder.posts_table import told_beside
from reader.folder.site_breaks import breaks_in
from reader.markup.dialects.dialects import as_meant
from reader.markup.markdown.html_map import unswallowed
from reader.markup.markdown.kind import is_html, unescaped
from reader.markup.markdown.line_breaks import Breaks
from reader.markup.markdown.markdown import is_too_much, markdown_to_html
from reader.markup.markdown.template_tags import strip_stray_tags
from reader.markup.page.picture_scan import remote_pictures
from reader.markup.text.plain_text import html_of_text
from reader.markup.text.text import seen, words_of
from reader.model import Article, DatePrecision, DateSource, FileRefusedError, Note, NoteCode
from reader.patterns import lazy_re
from reader.site.left_out import by_values
from reader.suffixes import is_page, is_saved_page, is_text

if TYPE_CHECKING:
    from reader.site.saved_page import SavedPage

# A path as walk gives it: no empty part, no "." and no "..", no drive.
_PLAIN = lazy_re(r"(?!\.{1,2}(?:/|$))[^/\\:\0]+(?:/(?!\.{1,2}(?:/|$))[^/\\:\0]+)*")

# Its posts have a day in their names.
_JEKYLL = lazy_re(r"(?:^|/)_(?:posts|drafts)/(?:.*/)?\d{4}-\d{1,2}-\d{1,2}-[^/]*$")


def read_article(path: Path | str, root: Path | str, *, all_of_it: bool = False) -> Article:
    """Read one file of the folder `root`; `path` is absolute or relative to it.

    Raises FileRefusedError: a file outside the folder, gone, unreadable, empty,
    too large, or none that is regular; a symbolic link anywhere below `root`.
    """
    relative = _relative(path, root)
    read = _read(os.fspath(root), relative)
    # It takes ".." away and follows no link: Path does both or neither.
    folder = os.path.abspath(root)  # noqa: PTH100
    return article_from_bytes(
        read.data,
        relative,
        read.mtime_ns,
        all_of_it=all_of_it,
        beside=told_beside(folder, relative),
        day_first=partial(is_day_first, folder, relative),
        breaks=partial(breaks_in, folder, relative),
    )


def _is_unknown() -> None:
    """Of a text alone nobody knows what its folder does."""


def _relative(path: Path | str, root: Path | str) -> str:
    """Return the path within the folder, "/" between parts. Raises FileRefusedError."""
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
    """Return the file's bytes and modification time. Raises FileRefusedError."""
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


def article_from_bytes(
    data: bytes,
    path: str,
    mtime_ns: int,
    *,
    all_of_it: bool = False,
    beside: Mapping[str, object] | None = None,
    day_first: Callable[[], bool | None] = _is_unknown,
    breaks: Callable[[], Breaks | None] = _is_unknown,
) -> Article:
    """Return the article in these bytes; pure.

    path: relative to the folder, "/" between parts. mtime_ns: stands in where no date is given.
    all_of_it: of a saved page, with the site around the article. beside: see told_beside().
    day_first: tells what the folder's dates begin with, where one may be two days. breaks: what the
    ends of Markdown's lines mean where the text does not tell.
    Raises FileRefusedError where there is nothing to read, and nothing else whatever the bytes.
    """
    page = _saved_page(data, path) if is_saved_page(path) else None
    text, encoding = decode_as(data) if page is None else (page.html, "")
    if page is None and is_data(data, text):
        raise FileRefusedError(Note(NoteCode.BINARY), path)
    if not text or text.isspace() or (len(text) < 1000 and titles.is_blank(text)):
        raise FileRefusedError(Note(NoteCode.EMPTY), path)
    front = read_front_matter(text)
    raw, body = front.values, front.body
    values = keys.by_meaning(raw)
    if "layout" in values and _JEKYLL.search(path):
        values = fields.parted_by_spaces(values)
    base = ""
    saved = is_document(body)
    if saved:
        said, body = read_document(body)
        base = str(said.pop("base", ""))
        values = {**keys.by_meaning(said), **values}
        raw = {**said, **raw}
    if page is not None:
        saved = not page.is_mail
        told = keys.by_meaning(_said_by(page))
        values = {**values, **told} if page.is_mail else {**told, **values}
    if beside:
        values = {**keys.by_meaning(beside), **values}
    body = unescaped(body)
    is_markdown = not is_page(path) and not is_text(path) and page is None and not is_html(body)
    body = strip_stray_tags(body, is_markdown=is_markdown)
    if is_markdown:
        values = {
            **read_trailing_lines(body),
            **keys.by_meaning(read_leading_lines(body)),
            **values,
        }
    whole, opened, all_shown = as_meant(
        markdown_to_html(body, breaks()) if is_markdown else _as_html(body, path)
    )
    html, has_more = _main_part(whole) if saved else (whole, False)
    html = whole if all_of_it else html
    left = seen(html, all_shown=all_shown)
    words = words_of(left)
    if not words and not _SHOWS.search(left):
        html = left = _summary(values)
        words = words_of(left)
    pictures = remote_pictures(html, left)
    thumbnail, lead = fields.pictures(values, html, pictures)
    if lead and not saved:
        html = f'<p><img src="{escape(lead)}"></p>\n{html}'
        pictures = remote_pictures(html, seen(html))

    title, own_title = _title(values, whole, words, path, saved=saved)
    dated = _date(values, path, day_first)
    author = fields.author(values)
    categories = fields.categories(values)
    section = fields.section(path, categories)
    url = fields.address(values)
    noted = (
        (NoteCode.LOOSE_FRONT_MATTER, front.loose),
        (NoteCode.NO_DATE, not dated.written and not dated.odd),
        (NoteCode.BAD_DATE, not dated.written and dated.odd),
        (NoteCode.NOT_UTF_8, encoding),
        (NoteCode.OPENED, opened),
        (NoteCode.WHOLE_SITE if all_of_it else NoteCode.SITE, has_more),
        (NoteCode.CUT_MARKDOWN, is_markdown and is_too_much(body)),
    )
    date_key = dated.written.key if dated.written and dated.source is DateSource.ARTICLE else ""
    id_, place_ = identity(url, own_title, author, date_key, path), place(path, title)
    former_id, former_place = _former(text, raw, html, words, path, url, saved=saved)
    return Article(
        id=id_,
        place=place_,
        path=path,
        title=title,
        date=dated.written.moment if dated.written else from_file_time(mtime_ns),
        date_source=dated.source,
        date_precision=dated.written.precision if dated.written else DatePrecision.MINUTE,
        categories=categories,
        section=section,
        author=author,
        source=fields.source(values, author, section, url),
        url=url,
        thumbnail=thumbnail,
        html=html,
        text=words,
        notes=tuple(
            Note(code, (what,) if isinstance(what, str) else ()) for code, what in noted if what
        ),
        language=fields.language(values),
        pictures=pictures,
        left_out=by_values(front.values),
        base=base if base.startswith(("http://", "https://")) else "",
        tags=fields.tags(values),
        draft=fields.is_draft(values),
        former_id=former_id if former_id != id_ else "",
        former_place=former_place if former_place != place_ else "",
    )


# What reads saved pages is loaded where one is met: most folders hold none.
def _saved_page(data: bytes, path: str) -> "SavedPage | None":
    from reader.site.saved_page import read_saved_page

    return read_saved_page(data, path.rpartition("/")[2])


def _main_part(html: str) -> tuple[str, bool]:
    from reader.markup.dialects.main_part import main_part

    return main_part(html)


def _said_by(page: "SavedPage") -> dict[str, object]:
    """Return what the headers of a saved page say, as front matter would."""
    said = {"title": page.subject, "url": page.url, "author": page.author}
    said["date" if page.is_mail else "saved"] = page.date
    return {key: value for key, value in said.items() if value}


def _as_html(body: str, path: str) -> str:
    return html_of_text(body) if is_text(path) and not is_html(body) else unswallowed(body)


_RULE = re.compile(r"[\ufeff \t\r\n]*---(?![a-z])")


# What generators write for want of a title.
_NO_TITLES = frozenset({"null", "undefined", "~"})


def _former(
    text: str,
    raw: dict[str, object],
    html: str,
    words: str,
    path: str,
    url: str,
    *,
    saved: bool,
) -> tuple[str, str]:
    """Return what version 0.1 remembered this article by, "" and "" where that is as today."""
    if saved or text.startswith("---\n") or _RULE.match(text):
        return ("", "") if is_as_before(raw, url) else former_identity(raw, html, words, path)
    if raw:
        # It took the head for text: lines above a rule are a heading in Markdown.
        html = markdown_to_html(strip_stray_tags(text.strip()[:FORMER_HEAD]))
    return former_identity({}, html, words, path)


def _title(
    values: dict[str, object], html: str, words: str, path: str, *, saved: bool
) -> tuple[str, str]:
    """Return the title, and what of it the article itself gives: "" where its file's name does."""
    own = titles.tidy(fields.first_text(values, keys.TITLE))
    if own in _NO_TITLES:
        own = ""
    if own and saved:
        own = titles.of_page(own, titles.tidy(fields.text_of(values.get("ogtitle"))), html)
    own = own or titles.from_beginning(html, alone=titles.is_index(path))
    if own:
        return own, own
    name = titles.from_name(path)
    if titles.says_something(name):
        return name, ""
    own = titles.from_heading(html) or ("" if name else titles.from_text(words))
    return own or name or titles.UNTITLED, own


# Elements that show something without a word.
_SHOWS = lazy_re(
    r"<(?:img|picture|video|audio|iframe|embed|object|svg|math|input|hr|amp-[a-z]+)(?=[\s/>])",
    re.IGNORECASE,
)


def _summary(values: dict[str, object]) -> str:
    """Return what the head says of an article that has no text of its own, as HTML."""
    said = fields.first_text(values, keys.SUMMARY)
    return said if is_html(said) else markdown_to_html(said)


class _Dated(NamedTuple):
    """An article's date. odd: something that is none stands in its place."""

    written: WrittenDate | None
    source: DateSource
    odd: bool = False


def _date(values: dict[str, object], path: str, day_first: Callable[[], bool | None]) -> _Dated:
    """Return the date that the head tells, else the file's name, else when it was changed."""
    written, odd = _first_date(values, keys.WRITTEN, day_first)
    if written is not None:
        return _Dated(written, DateSource.ARTICLE)
    named = from_path(path)
    if named is not None and named.precision in {DatePrecision.DAY, DatePrecision.MINUTE}:
        return _Dated(named, DateSource.NAME)
    written, odd_too = _first_date(values, keys.CHANGED, day_first)
    if written is not None:
        return _Dated(written, DateSource.ARTICLE)
    if named is not None:
        return _Dated(named, DateSource.NAME)
    return _Dated(None, DateSource.FILE, odd or odd_too)


def _first_date(
    values: dict[str, object], named: tuple[str, ...], day_first: Callable[[], bool | None]
) -> tuple[WrittenDate | None, bool]:
    """Return the first of these keys that is a date, and whether one before it is none."""
    odd = False
    for key in named:
        value = values.get(key)
        if value is None or value == "":
            continue
        if isinstance(value, dict):  # `date: {created: …, updated: …}`
            written, _ = _first_date(keys.by_meaning(value), keys.DATE, day_first)
            if written is not None:
                return written, False
        text = fields.text_of(value)
        written = read_date(text)
        if written is None and names_two_days(text) and (first := day_first()) is not None:
            written = in_order(text, day_first=first)
        if written is not None:
            return written, False
        odd = odd or text.strip().lower() not in fields.NO_DATES
    return None, odd

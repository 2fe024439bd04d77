"""Reading the index: lists, headlines, sections. Plain functions over one connection,
to which index.db is attached as `idx` and which holds `temp.flag` (status, by article row)."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence

from reader.library.database import path_bytes, path_text
from reader.library.index import search_hits
from reader.library.index.index_file import ROOT
from reader.library.index.search import match_expression
from reader.library.index.search_hits import numbers
from reader.library.index.view_sql import VIEW_SQL
from reader.model import Counts, Headline, IndexState, Note, Query, Section, Status, precision_of
from reader.model.note import notes_from_text
from reader.patterns import lazy_re

_DIGITS = lazy_re(r"(\d+)")
_COUNTS = """
    SELECT count(*), IN_VIEWS
    FROM idx.listing o LEFT JOIN temp.flag f ON f.row = o.row WHERE o.section = :section
""".replace("IN_VIEWS", ", ".join(view.counted for view in VIEW_SQL.values()))


def rows(db: sqlite3.Connection, query: Query, limit: int = -1) -> "array[int]":
    """Return article rows in the order shown: newest first; in a search, hits in the title first.

    limit: how many at most, all where it is -1.
    """
    section = section_id(db, query.section)
    if section is None:
        return array("q")
    view, words = VIEW_SQL[query.view], match_expression(query.search)
    if not words:
        return numbers(db.execute(view.listed, {"section": section, "limit": limit}))
    if view.holds is not None:
        return search_hits.found(db, words, section, view.holds, limit)
    hits = set(search_hits.found(db, words, section, "", -1))
    listed = numbers(db.execute(view.listed, {"section": section, "limit": -1}))
    found = array("q", [row for row in listed if row in hits])
    return found if limit < 0 else found[:limit]


def headlines(db: sqlite3.Connection, wanted: Sequence[int]) -> list[Headline]:
    """Those of `wanted` that there still are, in its order."""
    kept: dict[int, Headline] = {}
    found = db.execute(
        "SELECT a.row, a.identity, a.title, a.source, a.date, a.told_date, a.date_known,"
        " a.excerpt, CASE WHEN c.source IS NULL THEN a.thumbnail ELSE '' END,"
        " a.url, a.path, s.read, s.starred, s.position"
        " FROM idx.article a LEFT JOIN main.status s ON s.identity = a.identity"
        " LEFT JOIN idx.common_picture c ON c.source = a.source AND c.thumbnail = a.thumbnail"
        " WHERE a.row IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    for row, identity, title, source, date, told, *more in found:
        known, excerpt, thumbnail, url, path, *status = more
        kept[row] = Headline(
            row=row,
            id=identity.hex(),
            title=title,
            source=source,
            date=date if told is None else told,
            undated=told is not None and not known,
            date_known=bool(known),
            date_precision=precision_of(known),
            excerpt=excerpt,
            thumbnail=thumbnail,
            url=url,
            path=path_text(path),
            status=Status(bool(status[0]), bool(status[1]), status[2] or 0),
        )
    return [kept[row] for row in wanted if row in kept]


def row_of(db: sqlite3.Connection, identity: bytes) -> int | None:
    """Return the row of an article."""
    found = db.execute("SELECT row FROM idx.article WHERE identity = ?", (identity,)).fetchone()
    return found[0] if found else None


def row_at(db: sqlite3.Connection, path: str) -> int | None:
    """Return the row of the article in this file."""
    found = db.execute("SELECT row FROM idx.file WHERE path = ?", (path_bytes(path),)).fetchone()
    return found[0] if found else None


def file_of(db: sqlite3.Connection, row: int) -> str:
    """Return the path of an article's file, "" where the article is gone."""
    found = db.execute("SELECT path FROM idx.article WHERE row = ?", (row,)).fetchone()
    return path_text(found[0]) if found else ""


def home_of(db: sqlite3.Connection, row: int) -> tuple[str, ...]:
    """Return the section that is an article's first place, () where the article is gone."""
    found = db.execute("SELECT home FROM idx.article WHERE row = ?", (row,)).fetchone()
    path: list[str] = []
    while found and found[0] != ROOT:
        section = db.execute("SELECT parent, name FROM idx.section WHERE id = ?", found).fetchone()
        if section is None:
            break
        path.insert(0, path_text(section[1]))
        found = section[:1]
    return tuple(path)


def section_id(db: sqlite3.Connection, path: Iterable[str]) -> int | None:
    """Return the number of a section, None where the index has none of that name."""
    number = ROOT
    for name in path:
        found = db.execute(
            "SELECT id FROM idx.section WHERE parent = ? AND name = ?", (number, path_bytes(name))
        ).fetchone()
        if found is None:
            return None
        number = found[0]
    return number


def sections(db: sqlite3.Connection) -> list[Section]:
    """Return the whole tree that holds articles, parents before children, each level sorted."""
    parents: dict[int, int] = {}
    names: dict[int, str] = {}
    for number, parent, name in db.execute("SELECT id, parent, name FROM idx.section"):
        parents[number] = parent
        names[number] = path_text(name)
    articles = dict.fromkeys(parents, 0)
    unread = dict.fromkeys(parents, 0)
    own = db.execute(
        "SELECT a.home, count(*), count(*) - count(f.row)"
        " FROM idx.article a INDEXED BY article_home"
        " LEFT JOIN temp.flag f ON f.row = a.row AND f.read GROUP BY a.home"
    )
    for home, number, new in own.fetchall():
        for section in _line(parents, home):
            articles[section] += number
            unread[section] += new
    # Filed in more than one section: added once to each that the home's line has not counted.
    counted: dict[int, set[int]] = {}
    also = db.execute(
        "SELECT a.row, a.home, p.section, f.row IS NULL"
        " FROM idx.article a INDEXED BY article_places"
        " CROSS JOIN idx.file p ON p.row = a.row"
        " LEFT JOIN temp.flag f ON f.row = a.row AND f.read WHERE a.places > 1"
    )
    for row, home, place, new in also.fetchall():
        if row not in counted:
            counted[row] = set(_line(parents, home))
        for section in _line(parents, place):
            if section not in counted[row]:
                counted[row].add(section)
                articles[section] += 1
                unread[section] += new
    return _in_order(parents, names, articles, unread)


def _line(parents: dict[int, int], section: int) -> list[int]:
    """Return a section and all that it lies in."""
    line: list[int] = []
    while section in parents and len(line) <= len(parents):
        line.append(section)
        section = parents[section]
    return line


def _in_order(
    parents: dict[int, int], names: dict[int, str], articles: dict[int, int], unread: dict[int, int]
) -> list[Section]:
    children: dict[int, list[int]] = {}
    for section, parent in parents.items():
        if articles[section] and section != ROOT:
            children.setdefault(parent, []).append(section)
    for level in children.values():
        level.sort(key=lambda section: natural(names[section]))
    tree: list[Section] = []
    waiting: list[tuple[int, tuple[str, ...]]] = [(ROOT, ())]
    while waiting:
        section, path = waiting.pop()
        if section != ROOT:
            tree.append(Section(path, articles[section], unread[section]))
        below = reversed(children.get(section, []))
        waiting.extend((child, (*path, names[child])) for child in below)
    return tree


def natural(name: str) -> tuple[list[tuple[int, int | str]], str]:
    """Return a key that sorts names as a person would: no case, 2 before 10."""
    parts = _DIGITS.split(name.casefold())
    # \d is also ² in some scripts' sense of it; what int() refuses stays text.
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in parts if part], name


def counts(db: sqlite3.Connection, section: tuple[str, ...]) -> Counts:
    """Count the articles of one section and of each view of it, each article once."""
    total, *in_view = db.execute(_COUNTS, {"section": section_id(db, section)}).fetchone()
    return Counts(total, dict(zip(VIEW_SQL, in_view, strict=True)))


def newest(db: sqlite3.Connection) -> int:
    """Return the row that was given last, 0 where there is none: what comes later has a higher."""
    found = db.execute("SELECT max(row) FROM idx.article").fetchone()
    return int(found[0] or 0)


def later_than(db: sqlite3.Connection, row: int) -> "array[int]":
    """Return the rows that were given after this one and are still there."""
    return numbers(db.execute("SELECT group_concat(row) FROM idx.article WHERE row > ?", (row,)))


def state(db: sqlite3.Connection) -> IndexState:
    """How far the index has come."""
    complete = db.execute("SELECT value FROM idx.meta WHERE key = 'complete'").fetchone()
    articles, files, refused_files = db.execute(
        "SELECT (SELECT count(*) FROM idx.article), (SELECT count(*) FROM idx.file),"
        " (SELECT count(*) FROM idx.refused)"
    ).fetchone()
    return IndexState(
        bool(complete and complete[0]), articles, files + refused_files, refused_files
    )


def refused(db: sqlite3.Connection) -> list[tuple[str, Note]]:
    """Return the files that could not be read, by path, each with the reason."""
    found = db.execute("SELECT path, note FROM idx.refused ORDER BY path")
    return [(path_text(path), note) for path, text in found for note in notes_from_text(text)]

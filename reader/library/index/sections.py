"""Where articles are filed: the tree of sections, and the lists that show what lies in each."""

import sqlite3

from reader.bounds import SECTIONS_DEEP
from reader.library.database import path_bytes
from reader.library.index.index_file import ROOT


class Filing:
    """Keeps an article's sections in line with its files. Raises sqlite3.Error."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """db: index.db, open for writing."""
        self._db = db
        self._sections: dict[tuple[str, ...], int] = {(): ROOT}
        self._lines: dict[int, tuple[int, ...]] = {ROOT: (ROOT,)}

    def settle(self, row: int, was: tuple[float, set[int]]) -> None:
        """Bring home, first path and listing in line with the files that an article has left.

        was: its date, and the sections it was listed in.
        """
        files = self._db.execute(
            "SELECT path, section FROM file WHERE row = ? ORDER BY path", (row,)
        ).fetchall()
        date, listed = 0.0, set[int]()
        if files:
            date, path, home, places = self._db.execute(
                "SELECT date, path, home, places FROM article WHERE row = ?", (row,)
            ).fetchone()
            sections = dict(files)
            first = path if path in sections else files[0][0]
            wanted = (first, sections[first], len(set(sections.values())))
            if wanted != (path, home, places):
                self._db.execute(
                    "UPDATE article SET path = ?, home = ?, places = ? WHERE row = ?",
                    (*wanted, row),
                )
            listed = self.listed(row)
        else:
            self._db.execute("DELETE FROM article WHERE row = ?", (row,))
            self._db.execute("DELETE FROM picture WHERE row = ?", (row,))
            self._db.execute("DELETE FROM category WHERE row = ?", (row,))
            self._db.execute("DELETE FROM alias WHERE row = ?", (row,))
        before = {(section, was[0], row) for section in was[1]}
        after = {(section, date, row) for section in listed}
        self._db.executemany(
            "DELETE FROM listing WHERE section = ? AND date = ? AND row = ?", before - after
        )
        self._db.executemany("INSERT OR IGNORE INTO listing VALUES (?, ?, ?)", after - before)

    def listed(self, row: int) -> set[int]:
        """Return the sections that an article's files put it in, all that these lie in, and its
        categories'."""
        found = self._db.execute("SELECT DISTINCT section FROM file WHERE row = ?", (row,))
        listed = {each for (section,) in found.fetchall() for each in self.line(section)}
        named = self._db.execute("SELECT section FROM category WHERE row = ?", (row,))
        return listed.union(section for (section,) in named.fetchall())

    def put_categories(self, row: int, lists: tuple[tuple[str, ...], ...]) -> list[int]:
        """Note which sections of categories an article belongs to, instead of those before.

        Their numbers; `listing` is brought in line by whoever asks.
        """
        sections = [self.section(path) for path in lists]
        self._db.execute("DELETE FROM category WHERE row = ?", (row,))
        self._db.executemany(
            "INSERT INTO category VALUES (?, ?)", [(row, section) for section in sections]
        )
        return sections

    def section(self, path: tuple[str, ...]) -> int:
        """Return the number of a section, made where there is none yet."""
        path = path[:SECTIONS_DEEP]
        number = self._sections.get(path)
        if number is None:
            parent, name = self.section(path[:-1]), path_bytes(path[-1])
            key = (parent, name)
            find = "SELECT id FROM section WHERE parent = ? AND name = ?"
            found = self._db.execute(find, key).fetchone()
            if found is None:
                self._db.execute("INSERT INTO section (parent, name) VALUES (?, ?)", key)
                found = self._db.execute(find, key).fetchone()
            number = self._sections[path] = int(found[0])
        return number

    def line(self, section: int) -> tuple[int, ...]:
        """Return a section and all that it lies in."""
        line = self._lines.get(section)
        if line is None:
            parent = self._db.execute(
                "SELECT parent FROM section WHERE id = ?", (section,)
            ).fetchone()[0]
            line = self._lines[section] = (section, *self.line(parent))
        return line

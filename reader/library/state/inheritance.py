"""What is remembered under another identity of an article comes to the one it has now.

An index says which those are (its table `alias`). Of each mark, what was done last holds; the
former status stays where it is, so that another index finds it, too.
"""

import sqlite3

from reader.library.database import transaction
from reader.library.state import clock
from reader.library.state.status_record import COLUMNS, Remembered, merge_some, remembered

_FOUND = f"""
    SELECT a.identity, a.place, {", ".join(f"s.{each.strip()}" for each in COLUMNS.split(","))}
    FROM idx.alias l CROSS JOIN main.status s ON s.identity = l.identity
    CROSS JOIN idx.article a ON a.row = l.row
"""  # noqa: S608 - of constants


def inherit(db: sqlite3.Connection) -> bool:
    """Carry over what is new to an article; whether anything was. Raises sqlite3.Error.

    db: the window's connection, the index attached as `idx`, outside a transaction.
    """
    latest = clock.stamp(db)
    wanted: list[Remembered] = []
    for identity, place, *row in db.execute(_FOUND).fetchall():
        whole = remembered(row, latest)
        if whole is not None:
            wanted.append(whole._replace(identity=identity, place=place))
    if not wanted:
        return False
    with transaction(db):
        return bool(merge_some(db, wanted))

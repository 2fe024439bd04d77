"""How each view of reader/views.py is read from the index: one entry a view, by its id.

index.db is attached as `idx`; `temp.flag` holds what is read and starred, by article row.
"""

from typing import NamedTuple

from reader.views import ALL, BEGUN, STARRED, UNREAD


class ViewSql(NamedTuple):
    """The SQL of one view.

    listed: gives the rows of the articles of :section in the order shown, at most :limit of them,
        as one text of numbers (see search_hits.numbers).
    holds: what is true of the articles of the view alone, "" where that is nothing; the article's
        row stands in it as {row}. A search is narrowed by it. None where the view has an order of
        its own: the hits of a search are then looked up in its list.
    counted: how many articles of :section the view holds, as a column beside the others: `o` is
        the section's listing, `f` each article's flags, NULL where it has none.
    """

    listed: str
    holds: str | None
    counted: str


# Read in the order of the listing: nothing is sorted.
_IN_ORDER = """
    SELECT group_concat(row) FROM (
    SELECT o.row AS row FROM idx.listing o
    WHERE o.section = :section {holds}
    ORDER BY o.date DESC, o.row
    LIMIT :limit)
"""
_NOT_READ = "AND NOT EXISTS (SELECT 1 FROM temp.flag f WHERE f.row = {row} AND f.read)"
_HAS_STAR = "AND EXISTS (SELECT 1 FROM temp.flag f WHERE f.row = {row} AND f.starred)"
# Few have a star: they are sorted, which is faster than walking down the listing.
_STARRED = """
    SELECT group_concat(row) FROM (
    SELECT a.row AS row FROM temp.flag f CROSS JOIN idx.article a ON a.row = f.row
    WHERE f.starred AND EXISTS (SELECT 1 FROM idx.listing o
        WHERE o.section = :section AND o.date = a.date AND o.row = a.row)
    ORDER BY a.date DESC, a.row
    LIMIT :limit)
"""
# Begun and not finished, the last one read first.
_IN_PROGRESS = """
    FROM main.status s CROSS JOIN idx.article a
        ON a.identity = s.identity
    WHERE s.progress BETWEEN 1 AND 99
        AND (:section = 1 OR EXISTS (SELECT 1 FROM idx.listing o
            WHERE o.section = :section AND o.date = a.date AND o.row = a.row))
"""
_BEGUN = """
    SELECT group_concat(row) FROM (
    SELECT a.row AS row IN_PROGRESS
    ORDER BY s.progress_at DESC, a.row
    LIMIT :limit)
""".replace("IN_PROGRESS", _IN_PROGRESS)

VIEW_SQL: dict[str, ViewSql] = {
    ALL: ViewSql(_IN_ORDER.format(holds=""), "", "count(*)"),
    UNREAD: ViewSql(
        _IN_ORDER.format(holds=_NOT_READ.format(row="o.row")),
        _NOT_READ,
        "count(*) - coalesce(sum(f.read), 0)",
    ),
    STARRED: ViewSql(_STARRED, _HAS_STAR, "coalesce(sum(f.starred), 0)"),
    BEGUN: ViewSql(_BEGUN, None, f"(SELECT count(*) {_IN_PROGRESS})"),
}

-- Files that are none of the news (a README, a template), by what their names or heads say. Their
-- articles are in the index only while the person has them shown among the others. Frozen.

CREATE TABLE left_out (
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    note TEXT NOT NULL           -- why: JSON, see model.note
) WITHOUT ROWID;

-- state.db: what the person did. Frozen; the next shape is 0002_state.sql.
CREATE TABLE status (
    identity BLOB PRIMARY KEY,
    place BLOB NOT NULL,         -- path and title: finds an article again whose date moved; x'' if unknown
    read INTEGER NOT NULL DEFAULT 0,
    read_at REAL,
    starred INTEGER NOT NULL DEFAULT 0,
    starred_at REAL,
    position INTEGER NOT NULL DEFAULT 0,
    changed_at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX status_place ON status (place);

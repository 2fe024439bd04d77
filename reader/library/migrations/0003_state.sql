-- Marks on many articles, noted in one step and carried into `status` piece by piece. Frozen; the
-- next shape is 0004_state.sql.
CREATE TABLE pending (
    number INTEGER PRIMARY KEY,  -- in the order in which they were made
    at REAL NOT NULL,            -- when: what was done to an article since then holds
    read INTEGER,                -- one of the two is NULL: it stays as it is
    starred INTEGER,
    identities BLOB NOT NULL     -- 16 bytes each
);

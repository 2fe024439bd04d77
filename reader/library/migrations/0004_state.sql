-- Files of marks and backups that are merged: noted as a whole, carried into `status` piece by piece,
-- and kept until the end of the session so that they can be taken back. Frozen; the next shape is
-- 0005_state.sql.
CREATE TABLE merge (
    number INTEGER PRIMARY KEY,          -- drawn by lot
    ready INTEGER NOT NULL DEFAULT 0,    -- 1: all of its pieces are there
    changed INTEGER NOT NULL DEFAULT 0,  -- articles whose marks it changed
    undone_at REAL                       -- when it was taken back
);
CREATE TABLE merge_piece (
    number INTEGER PRIMARY KEY,  -- in the order of the file
    merge INTEGER NOT NULL,
    incoming BLOB,               -- what is to be merged; NULL: it was (packed.py)
    former BLOB                  -- what it changed, as that was before
);
CREATE INDEX merge_piece_merge ON merge_piece (merge);
-- An article that was opened and left at its first line has no place that could win over another.
UPDATE status SET progress_at = NULL WHERE position = 0 AND progress = 0;

-- How far an article was read: for "Continue Reading". Frozen; the next shape is 0003_state.sql.
ALTER TABLE status ADD COLUMN progress INTEGER NOT NULL DEFAULT 0;  -- percent; 100: its end was seen
ALTER TABLE status ADD COLUMN progress_at REAL;
CREATE INDEX status_begun ON status (progress_at) WHERE progress BETWEEN 1 AND 99;

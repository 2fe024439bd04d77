-- Articles whose page turned out to show other pictures than the index took from their text: for
-- them `shown` holds, as long as the index still says what it said then. Frozen.

CREATE TABLE misread (
    article BLOB PRIMARY KEY,
    told TEXT NOT NULL           -- what the index said: keys, in order, spaces between
) WITHOUT ROWID;

-- Pictures that the job has counted, by the key of the index: another article may show them, too.
CREATE TABLE job_picture (key TEXT PRIMARY KEY) WITHOUT ROWID;

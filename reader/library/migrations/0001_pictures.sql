-- pictures.db: what the picture cache holds, and where its pictures are seen. May be deleted at any
-- time: the files are looked through again then. Names are those of images.cache: 64 hex digits of
-- the URL, then an ending.

CREATE TABLE file (
    name TEXT PRIMARY KEY,
    picture TEXT NOT NULL,       -- the 64 digits: a picture, its thumbnails and its failure share them
    url TEXT NOT NULL,
    size INTEGER NOT NULL,
    kind TEXT NOT NULL,          -- a format, "thumbnail" or "failure"
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    problem TEXT NOT NULL,
    used REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX file_used ON file (used, size);
CREATE INDEX file_picture ON file (picture);

-- Which article shows which picture, as far as an article was opened or saved for offline.
CREATE TABLE shown (
    article BLOB NOT NULL,
    picture TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (article, picture)
) WITHOUT ROWID;
CREATE INDEX shown_picture ON shown (picture, article);

-- Saving for offline: at most one job, and the articles it still has to visit.
CREATE TABLE job (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    folder TEXT NOT NULL,
    title TEXT NOT NULL,
    paused INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    size INTEGER NOT NULL
);
CREATE TABLE job_article (
    number INTEGER PRIMARY KEY,
    article BLOB NOT NULL,
    path BLOB NOT NULL
);

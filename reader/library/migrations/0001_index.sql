-- index.db: what the folder holds. Frozen. Any other shape is thrown away and made anew.
-- Paths and names of folders are BLOBs: UTF-8 with lone surrogates let through, since a file name
-- need not be text. Row and document numbers only grow and are never used twice (meta: next_row, next_doc).

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE section (
    id INTEGER PRIMARY KEY,      -- 1 is the whole folder
    parent INTEGER NOT NULL,     -- 0 for the whole folder
    name BLOB NOT NULL,
    UNIQUE (parent, name)
);
INSERT INTO section VALUES (1, 0, x'');

CREATE TABLE article (
    row INTEGER PRIMARY KEY,
    identity BLOB NOT NULL UNIQUE,
    place BLOB NOT NULL,
    date REAL NOT NULL,
    date_known INTEGER NOT NULL,
    home INTEGER NOT NULL,       -- the section of its first place
    places INTEGER NOT NULL,     -- in how many sections it lies itself
    doc INTEGER NOT NULL,        -- its number in both search tables; 0: not written yet
    content BLOB NOT NULL,       -- digest of all but the date: tells a moved date from a new text
    path BLOB NOT NULL,          -- of its first place
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    thumbnail TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    notes TEXT NOT NULL          -- one a line
);
CREATE INDEX article_home ON article (home);
CREATE INDEX article_places ON article (row) WHERE places > 1;
CREATE INDEX article_doc ON article (doc, date, row);

-- Every article in its sections and in all that these lie in, the whole folder included: each list
-- is one stretch of this table, in the order shown.
CREATE TABLE listing (
    section INTEGER NOT NULL,
    date REAL NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (section, date DESC, row)
) WITHOUT ROWID;

CREATE TABLE file (
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    row INTEGER NOT NULL,        -- the article
    section INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX file_row ON file (row, section);
CREATE INDEX file_fingerprint ON file (fingerprint);

CREATE TABLE refused (
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sentence TEXT NOT NULL
) WITHOUT ROWID;

-- Written without their text, which FTS5 can therefore not take out again: a changed article gets a
-- new number, and numbers that no article has are passed over. The prefixes are for words that are
-- still being typed; CJK characters, tokens of one, cost nothing there.
CREATE VIRTUAL TABLE title_search USING fts5 (
    title, content = '', columnsize = 0, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE text_search USING fts5 (
    text, content = '', columnsize = 0, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);

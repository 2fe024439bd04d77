-- Frozen.

-- Which pictures each article's page will show, as its text tells: of the articles that nobody has
-- opened nothing else is known.

CREATE TABLE picture (
    row INTEGER NOT NULL,        -- the article
    key TEXT NOT NULL,           -- the first hex digits of its digest, see model.PICTURE_KEY
    PRIMARY KEY (row, key)
) WITHOUT ROWID;
CREATE INDEX picture_key ON picture (key);

-- The categories of articles that lie in folders of other names: sections that hold nothing
-- themselves and stand below one that no folder can be, see model.CATEGORIES. Their articles stand
-- in `listing` as those of every section do.
CREATE TABLE category (
    row INTEGER NOT NULL,        -- the article
    section INTEGER NOT NULL,
    PRIMARY KEY (row, section)
) WITHOUT ROWID;

-- Which pictures each article's page will show, as its text tells: of the articles that nobody has
-- opened nothing else is known. Frozen.

CREATE TABLE picture (
    row INTEGER NOT NULL,        -- the article
    key TEXT NOT NULL,           -- the first hex digits of its digest, see model.PICTURE_KEY
    PRIMARY KEY (row, key)
) WITHOUT ROWID;
CREATE INDEX picture_key ON picture (key);

-- Why a file is refused and what was odd in one (article.notes): notes as JSON, see model.note.

ALTER TABLE refused RENAME COLUMN sentence TO note;

-- By what an article is found again. Articles of other texts share it where an address or a title is
-- theirs together: one of them has it as its identity, the others one of their own. NULL where it is
-- the identity, as with nearly all.
-- The date that is shown, where article.date, by which it stands in the lists, is another.
ALTER TABLE article ADD COLUMN told_date REAL;
CREATE INDEX article_undated ON article (row) WHERE date_known = 0;
ALTER TABLE article ADD COLUMN language TEXT NOT NULL DEFAULT '';  -- as its head tells it
ALTER TABLE article ADD COLUMN key BLOB;
ALTER TABLE article ADD COLUMN title_key INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN text_mark INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_key ON article (key) WHERE key IS NOT NULL;
CREATE INDEX article_title ON article (title_key, text_mark);

-- Pictures that stand for so many articles of a source that they stand for none, see common_pictures.
CREATE TABLE common_picture (
    source TEXT NOT NULL,
    thumbnail TEXT NOT NULL,
    PRIMARY KEY (source, thumbnail)
) WITHOUT ROWID;

-- Other identities under which an article may be remembered: of a copy with another date, of the
-- version before. What is remembered under them is carried over to the article's own.
CREATE TABLE alias (identity BLOB PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX alias_row ON alias (row);

-- Of an index of a former version: what is remembered of the articles that its files stood for.
CREATE TABLE inherited (path BLOB PRIMARY KEY, identity BLOB NOT NULL, url TEXT NOT NULL) WITHOUT ROWID;

-- Which articles link to a file of the folder. A row that no article has is passed over. Frozen.

CREATE TABLE link (
    target BLOB NOT NULL,        -- the path of the file
    row INTEGER NOT NULL,        -- the article that links to it
    PRIMARY KEY (target, row)
) WITHOUT ROWID;
CREATE INDEX link_row ON link (row);

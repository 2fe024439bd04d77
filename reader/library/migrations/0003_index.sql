-- Why a file is refused and what was odd in one (article.notes): notes as JSON, see model.note.

ALTER TABLE refused RENAME COLUMN sentence TO note;

"""After all has been told, the ingest process puts the words in order; whoever waits does not."""

import json

import pytest

from reader.ingest import run
from reader.library.index import optimize
from reader.model import LibraryError, Query


@pytest.fixture
def told(folder, monkeypatch, capsys):
    """Runs the process here: the events, and whether the words were put in order after them."""
    monkeypatch.setattr("reader.ingest.priority.lower", lambda: None)
    monkeypatch.setattr("reader.ingest.run.signal.signal", lambda *_: None)
    monkeypatch.setattr(optimize, "FEW", 1)

    def told():
        assert run.main([str(folder.root), "--data-dir", str(folder.data)]) == 0
        out, err = capsys.readouterr()
        return [json.loads(line) for line in out.splitlines()], err

    return told


def test_the_last_that_is_told_is_that_all_is_done(folder, told, monkeypatch):
    folder.write_many(20)
    seen = []
    merge_some = run.merge_some

    def watched(index_db):
        # What was found is there by now, and the index is free for whoever comes next.
        seen.append(len(folder.library().rows(Query(search="徕卡"))))
        return merge_some(index_db)

    monkeypatch.setattr(run, "merge_some", watched)
    events, err = told()
    assert events[-1]["event"] == "done"
    assert events[-1]["articles"] == 20
    assert err == ""
    assert seen[0] == 20
    assert len(seen) > 1
    assert len(folder.library().rows(Query(search="徕卡"))) == 20


def test_words_that_cannot_be_put_in_order_are_no_failure(folder, told, monkeypatch):
    folder.write_many(3)

    def full(_index_db):
        raise LibraryError("The disk is full.", OSError(28, "No space left on device"))

    monkeypatch.setattr(run, "merge_some", full)
    events, err = told()
    assert events[-1]["event"] == "done"
    assert "The disk is full." in err

"""What was read, starred and begun with the version before this one still is.

The state.db, and the index.db beside it, in tests/data/old_library were written by Broadsheet 0.1
(index version 2, state version 4) for the folder in folder.json ({path: [time, text]}), which holds
a kind of article for every rule by which one was remembered then, and many heads that 0.1 did not
understand: today's titles, dates and addresses of those are others. marks.json says what was done
to each of its rows, by the path that the row stood for.
"""

import gzip
import json
import os
import shutil
from pathlib import Path

import pytest

from reader.library.state.status_record import read_all
from reader.model import Query, Status
from reader.paths import Paths

OLD = Path(__file__).parents[1] / "data" / "old_library"
MARKS = json.loads((OLD / "marks.json").read_text(encoding="utf-8"))

EVERYTHING = ["--everything"]
"""As READMEs and drafts stood in the list of 0.1."""


def unpack(folder, *, index=True, moved=None):
    """The old folder and what was kept of it, as an upgrade finds them."""
    for path, (seconds, text) in json.loads((OLD / "folder.json").read_text("utf-8")).items():
        file = folder.root / (moved(path) if moved else path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (seconds, seconds))
    paths = Paths.at(folder.data)
    paths.state_db.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(OLD / "state.db", paths.state_db)
    if index:
        paths.index_db(folder.root).parent.mkdir(parents=True, exist_ok=True)
        paths.index_db(folder.root).write_bytes(gzip.decompress((OLD / "index.db.gz").read_bytes()))


def marks(folder, moved=None):
    """By path, as the window shows them: read, starred, position, and whether it is begun."""
    library = folder.library()
    begun = set(library.rows(Query("begun")))
    found = {}
    for path in MARKS:
        row = library.row_at(moved(path) if moved else path)
        (headline,) = library.headlines([row])
        found[path] = {
            "read": headline.status.read,
            "starred": headline.status.starred,
            "progress": 40 if row in begun else 0,
            "position": headline.status.position,
        }
    return found


def lost(found):
    """What a person had done and is no longer so."""
    return {
        path: (was, found[path])
        for path, was in MARKS.items()
        if any(value and found[path][key] != value for key, value in was.items())
    }


@pytest.mark.parametrize("index", [True, False], ids=["with its index", "without its index"])
def test_every_mark_survives_the_upgrade(folder, index):
    unpack(folder, index=index)
    folder.ingest(more=EVERYTHING)
    assert lost(marks(folder)) == {}
    folder.ingest(more=EVERYTHING)
    assert lost(marks(folder)) == {}


def test_every_mark_survives_an_index_that_is_lost_after_the_upgrade(folder):
    unpack(folder)
    folder.ingest(more=EVERYTHING)
    marks(folder)  # the window has seen it
    folder.close()
    Paths.at(folder.data).index_db(folder.root).unlink()
    folder.ingest(more=EVERYTHING)
    assert lost(marks(folder)) == {}


def test_what_is_left_out_since_is_marked_when_it_is_shown_again(folder):
    unpack(folder)
    folder.ingest()
    assert folder.library().row_at("site/README.md") is None
    folder.ingest(more=EVERYTHING)
    assert lost(marks(folder)) == {}


def test_every_mark_survives_a_clone_that_lies_elsewhere(folder, tmp_path):
    unpack(folder)
    folder.ingest(more=EVERYTHING)
    marks(folder)  # the window has seen it
    folder.close()
    folder.root = folder.root.rename(tmp_path / "clone")
    folder.ingest(more=EVERYTHING)
    assert lost(marks(folder)) == {}


def test_every_mark_survives_files_that_were_moved_since(folder):
    """The index is brought up to date after them: it knows the texts by their places."""
    unpack(folder)
    folder.ingest(more=EVERYTHING)
    marks(folder)
    for path in sorted(MARKS):
        file = folder.root / in_archive(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        (folder.root / path).rename(file)
    folder.ingest(more=EVERYTHING)
    assert lost(marks(folder, in_archive)) == {}


def test_what_names_itself_is_found_in_a_folder_that_was_sorted_anew_before_the_upgrade(folder):
    """Nothing but the identity leads to it: the files lie elsewhere, and the index is lost."""
    unpack(folder, index=False, moved=in_archive)
    folder.ingest(more=EVERYTHING)
    found = lost(marks(folder, in_archive))
    assert found.keys() == {path for path in found if by_path(path)}


def in_archive(path):
    """Where a file lies in the folder that its owner sorted anew: its name is as it was."""
    return f"archive/{path}"


def by_path(path):
    """Whether 0.1 found an article again by its path alone: it gives neither address nor date."""
    return path.startswith(("path/", "site/", "bundle/")) or path in {
        "heads/hexo.md",
        "heads/json.md",
        "heads/lastmod.md",
        "heads/pelican.md",
        "heads/publish-date.md",
        "heads/toml.md",
        "heads/midnight.md",
    }


def test_no_article_was_marked_that_nobody_touched(folder):
    unpack(folder)
    folder.ingest()
    library = folder.library()
    files = json.loads((OLD / "folder.json").read_text("utf-8"))
    for path in files.keys() - MARKS.keys():
        row = library.row_at(path)
        (headline,) = library.headlines([row])
        if headline.path in MARKS:  # the same text in another place
            continue
        assert headline.status == Status(), path


def test_nothing_is_deleted_from_what_is_remembered(folder):
    unpack(folder)
    folder.ingest()
    library = folder.library()
    assert len(list(read_all(library._db, 4e9))) >= len(MARKS)

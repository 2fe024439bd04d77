"""The ingest process on real files: what changes in the folder, and what must not be forgotten."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.ingest import run, update
from reader.ingest.files import Files
from reader.library import database
from reader.library.index.writer import IndexWriter
from reader.model import Query, Section
from reader.paths import Paths
from reader.views import UNREAD

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and signals of POSIX")


def titles(library, **query):
    return [headline.title for headline in library.headlines(library.rows(Query(**query)))]


def read_titles(library):
    return {h.title for h in library.headlines(library.rows(Query())) if h.status.read}


def mark(library, *marked):
    chosen = [h.id for h in library.headlines(library.rows(Query())) if h.title in marked]
    assert len(chosen) == len(marked)
    library.set_read(chosen, True)


def test_a_folder_is_indexed_and_told(folder):
    folder.write("科技/快科技/a.md", "小米徕卡", date="2022-05-28 11:00:00")
    folder.write("科技/快科技/b.md", "Another", date="2022-05-29 11:00:00")
    (folder.root / "empty.md").write_text("")
    (folder.root / "picture.jpg").write_bytes(b"no article")
    events = folder.ingest()
    assert (Path(events[0].pop("place")) / "index.db").is_file()
    assert events[0] == {"event": "start", "folder": str(folder.root)}
    refused = [event for event in events if event["event"] == "refused"]
    assert [event["path"] for event in refused] == ["empty.md"]
    assert refused[0]["reason"].endswith(".")
    progress = [event for event in events if event["event"] == "progress"]
    assert progress[-1] == {"event": "progress", "files": 3, "found": 3, "articles": 2}
    assert events[-1].pop("seconds") < 30
    assert events[-1] == {
        "event": "done", "articles": 2, "files": 3, "refused": 1, "unchanged": 0,
    }  # fmt: skip
    library = folder.library()
    assert titles(library) == ["Another", "小米徕卡"]
    assert titles(library, search="徕卡") == ["小米徕卡"]
    assert library.sections()[0] == Section(("科技",), 2, 2)
    assert library.state().complete
    assert [path for path, _ in library.refused()] == ["empty.md"]


def test_a_second_run_reads_nothing_anew(folder):
    folder.write_many(30)
    (folder.root / "empty.md").write_text("")
    folder.ingest()
    index = Paths.at(folder.data).index_db(folder.root)
    before = index.read_bytes()
    done = folder.done()
    assert done == {"articles": 30, "files": 31, "refused": 1, "unchanged": 31}
    assert index.read_bytes() == before


def test_a_regeneration_changes_nothing_that_is_seen(folder, later):
    folder.write_many(30)
    folder.ingest()
    library = folder.library()
    rows = list(library.rows(Query()))
    mark(library, "Title 3", "Title 4")
    for file in folder.root.rglob("*.md"):
        later(file)
    assert folder.done() == {"articles": 30, "files": 30, "refused": 0, "unchanged": 30}
    assert list(library.rows(Query())) == rows
    assert read_titles(library) == {"Title 3", "Title 4"}
    assert folder.done()["unchanged"] == 30


def test_a_date_that_moves_with_the_regeneration_keeps_status_and_place_in_the_list(folder):
    folder.write("a.md", "No date in its feed", date="2022-05-01 10:00:00")
    folder.write("b.md", "Newer", date="2022-05-02 10:00:00")
    folder.ingest()
    library = folder.library()
    mark(library, "No date in its feed")
    folder.write("a.md", "No date in its feed", date="2022-06-01 10:00:00")
    folder.ingest()
    assert titles(library) == ["Newer", "No date in its feed"]
    assert read_titles(library) == {"No date in its feed"}


def test_a_moved_and_a_renamed_file_keep_the_status(folder):
    for name, keys in [("dated", {}), ("bare", {"date": ""}), ("other", {})]:
        folder.write(f"old/{name}.md", name, body=f"<p>{name}</p>", **keys)
    folder.ingest()
    library = folder.library()
    mark(library, "dated", "bare")
    (folder.root / "new").mkdir()
    (folder.root / "old" / "dated.md").rename(folder.root / "new" / "x.md")
    (folder.root / "old" / "bare.md").rename(folder.root / "new" / "y.md")
    assert folder.done()["articles"] == 3
    assert read_titles(library) == {"dated", "bare"}
    assert [section.path for section in library.sections()] == [("new",), ("old",)]


def test_a_clone_elsewhere_keeps_the_status(folder, tmp_path):
    folder.write_many(10)
    folder.write("bare.md", "Bare", date="")
    folder.ingest()
    mark(folder.library(), "Title 3", "Bare")
    clone = tmp_path / "clone"
    shutil.copytree(folder.root, clone)
    for file in clone.rglob("*.md"):
        os.utime(file)
    assert folder.done(clone)["articles"] == 11
    assert read_titles(folder.library(clone)) == {"Title 3", "Bare"}


def test_a_deleted_index_comes_back_and_statuses_stay(folder):
    folder.write_many(10)
    folder.ingest()
    library = folder.library()
    mark(library, "Title 3")
    database.delete(Paths.at(folder.data).index_db(folder.root))
    assert titles(library) == []
    folder.ingest()
    assert len(titles(library)) == 10
    assert read_titles(library) == {"Title 3"}


def test_a_date_that_moved_while_the_index_was_gone_keeps_the_status(folder):
    folder.write("a.md", "A", date="2022-05-01 10:00:00")
    folder.ingest()
    library = folder.library()
    mark(library, "A")
    database.delete(Paths.at(folder.data).index_db(folder.root))
    folder.write("a.md", "A", date="2023-05-01 10:00:00")
    folder.ingest()
    assert read_titles(library) == {"A"}


@pytest.mark.parametrize("damage", ["noise", "cut"])
def test_a_damaged_index_comes_back_and_statuses_stay(folder, damage):
    folder.write_many(200)
    folder.ingest()
    library = folder.library()
    mark(library, "Title 3")
    library.close()
    index = Paths.at(folder.data).index_db(folder.root)
    whole = index.read_bytes()
    third = len(whole) // 3
    index.write_bytes(whole[:third] + (b"noise" * third if damage == "noise" else b""))
    for file in folder.root.rglob("*.md"):
        os.utime(file)
    (folder.root / "s0" / "t0" / "0.md").unlink()
    events = folder.ingest(quiet=False)
    if events[-1]["articles"] != 199:
        pytest.fail(str(events[-1]))
    assert read_titles(folder.library()) == {"Title 3"}


def test_files_that_are_gone_leave_the_list(folder):
    folder.write_many(10)
    folder.ingest()
    library = folder.library()
    shutil.rmtree(folder.root / "s1")
    assert folder.done()["articles"] == 8
    assert len(library.rows(Query())) == 8
    assert ("s1",) not in [section.path for section in library.sections()]


def test_a_missing_folder_is_an_error_and_keeps_the_index(folder):
    folder.write_many(10)
    folder.ingest()
    folder.root.rename(folder.root.with_name("elsewhere"))
    last = folder.ingest(code=2)[-1]
    assert last["event"] == "error"
    assert "does not exist" in last["sentence"]
    assert len(folder.library().rows(Query())) == 10


def test_an_emptied_mount_point_keeps_the_index(folder):
    folder.write_many(10)
    folder.ingest()
    shutil.rmtree(folder.root)
    folder.root.mkdir()
    events = folder.ingest()
    assert "empty" in next(event for event in events if event["event"] == "problem")["sentence"]
    assert len(folder.library().rows(Query())) == 10


def test_a_folder_without_permission_keeps_its_articles(folder, monkeypatch, capsys):
    """In this process: the system refuses nothing to root, whom tests may run as."""
    folder.write_many(10)
    folder.ingest()
    scandir = os.scandir

    def refuse(path):
        if str(path).rstrip("/").endswith("s1"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("reader.folder.walk.os.scandir", refuse)
    monkeypatch.setattr("reader.ingest.priority.lower", lambda: None)
    monkeypatch.setattr("reader.ingest.run.signal.signal", lambda *_: None)
    (folder.root / "s2" / "t2" / "2.md").unlink()
    assert run.main([str(folder.root), "--data-dir", str(folder.data)]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "s1" in next(event for event in events if event["event"] == "problem")["sentence"]
    assert events[-1]["articles"] == 9
    assert len(folder.library().rows(Query(section=("s1",)))) == 2
    # It stands in the list of problems, and is not told again, until it can be read.
    ((path, reason),) = folder.library().refused()
    assert path == "s1/"
    assert "no permission to read this folder" in reason.sentence
    assert run.main([str(folder.root), "--data-dir", str(folder.data)]) == 0
    assert '"problem"' not in capsys.readouterr().out
    assert [path for path, _ in folder.library().refused()] == ["s1/"]
    monkeypatch.setattr("reader.folder.walk.os.scandir", scandir)
    assert folder.done()["refused"] == 0
    assert folder.library().refused() == []
    assert len(folder.library().rows(Query(section=("s1",)))) == 2


def test_a_file_that_turns_bad_is_refused_and_one_that_turns_good_is_read(folder):
    file = folder.write("a.md", "A")
    folder.ingest()
    library = folder.library()
    file.write_text("")
    assert folder.done() == {"articles": 0, "files": 1, "refused": 1, "unchanged": 0}
    assert [path for path, _ in library.refused()] == ["a.md"]
    folder.write("a.md", "A")
    assert folder.done() == {"articles": 1, "files": 1, "refused": 0, "unchanged": 0}
    assert library.refused() == []


def test_a_file_nested_beyond_measure_does_not_end_the_run(folder):
    folder.write("deep.md", "Deep", body="<div>" * 100_000)
    folder.write("list.md", "List", body="> " * 20_000 + "x")
    folder.write("yaml.md", "Yaml", tags="[" * 50_000)
    folder.write("zzz.md", "Good")
    events = folder.ingest()
    assert events[-1]["files"] == 4
    assert "Good" in titles(folder.library())


@needs_posix
def test_names_that_are_not_text_are_read(folder):
    name = os.fsdecode(b"caf\xe9.md")
    try:
        folder.write(name, "Latin")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert folder.done()["articles"] == 1
    library = folder.library()
    assert library.file_of(library.rows(Query())[0]) == name


def test_a_second_process_says_that_the_first_is_at_work(folder):
    from reader.library.index.writer import IndexWriter

    folder.write_many(3)
    paths = Paths.at(folder.data)
    writer = IndexWriter.open(paths.index_db(folder.root), paths.state_db)
    try:
        last = folder.ingest(code=1)[-1]
    finally:
        writer.close()
    assert last["event"] == "error"
    assert "another Broadsheet" in last["sentence"]
    assert folder.done()["articles"] == 3


def test_a_data_folder_that_cannot_be_made_is_a_sentence(folder):
    folder.write_many(1)
    folder.data.write_text("a file")
    last = folder.ingest(code=1)[-1]
    assert last["event"] == "error"
    assert last["sentence"].endswith(".")


def test_it_ends_quietly_when_nobody_listens(folder):
    folder.write_many(300)
    process = folder.start()
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), err) == (0, b"")


@needs_posix
def test_it_ends_quietly_when_told_to(folder):
    folder.write_many(1500)
    process = folder.start()
    while b"progress" not in (line := process.stdout.readline()):
        pass
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert err == b""
    # What it told of is on disk.
    assert len(folder.library().rows(Query())) >= json.loads(line)["articles"] > 0
    assert not (folder.place() / "ingest.suspects").exists()
    assert folder.done()["articles"] == 1500


def test_the_first_headlines_come_while_the_rest_is_read(folder):
    folder.write_many(2000)
    process = folder.start()
    # The first commit comes after a tenth of a second, with as few as were read by then.
    told = (json.loads(line) for line in process.stdout)
    assert any(event.get("articles", 0) >= 20 for event in told if event["event"] == "progress")
    library = folder.library()
    assert len(library.headlines(library.first_rows(Query(), 20))) == 20
    assert not library.state().complete
    process.communicate(timeout=60)
    assert library.refresh()
    assert len(library.rows(Query(UNREAD))) == 2000


def test_the_start_loads_nothing_heavy():
    code = (
        "import sys, reader.ingest.run, reader.ingest.page_json, reader.library.library;"
        "print(sorted({'bs4','requests','frontmatter','markdown_it','nh3','platformdirs','yaml',"
        "'charset_normalizer'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_real_corpus(folder, corpus):
    # One of them was written twice, with another date and its title in quotes.
    assert folder.done(corpus) == {"articles": 48, "files": 49, "refused": 0, "unchanged": 0}
    library = folder.library(corpus)
    assert titles(library, search="徕卡") == ["小米徕卡首款旗舰7月发布！雷军晒尘封多年老徕卡相机"]
    assert folder.done(corpus)["unchanged"] == 49


def test_the_newest_folder_is_in_the_list_with_the_first_commit(folder, monkeypatch):
    folder.write_many(300)
    new = folder.write("z/new.md", "Newest", date="2022-07-01 10:00:00")
    for place in folder.root.rglob("*"):
        if place.is_dir() and place != new.parent:
            os.utime(place, (1_600_000_000, 1_600_000_000))
    first = []

    def look(event):
        if event["event"] == "progress" and not first:
            library = folder.library()
            first.extend(h.title for h in library.headlines(library.rows(Query())[:1]))

    monkeypatch.setattr(update, "tell", look)
    paths = Paths.at(folder.data)
    paths.create()
    writer = IndexWriter.open(paths.index_db(folder.root), paths.state_db)
    update.Update(folder.root, writer, folder.place()).to_the_end(Files(folder.root))
    writer.close()
    assert first == ["Newest"]
    assert len(folder.library().rows(Query())) == 301


def test_a_long_look_in_which_little_changed_goes_on_to_its_end(folder, monkeypatch, later):
    """Commits that the walk itself asks for come between files that are read."""
    folder.write_many(210)
    folder.done()
    for file in list(folder.root.rglob("*.md"))[::20]:
        later(file)
    new = [folder.write(f"s{n}/t{n % 3}/new.md", f"New {n}") for n in range(7)]
    files = Files(folder.root)
    monkeypatch.setattr("reader.folder.walk.AT_ONCE", 1)
    monkeypatch.setattr(update.Update, "_is_time", lambda _: files._walk.gi_running)
    told = []
    monkeypatch.setattr(update, "tell", told.append)
    paths = Paths.at(folder.data)
    writer = IndexWriter.open(paths.index_db(folder.root), paths.state_db)
    update.Update(folder.root, writer, folder.place()).to_the_end(files)
    writer.close()
    assert told[-1]["event"] == "done"
    assert (told[-1]["files"], told[-1]["unchanged"]) == (210 + len(new), 210)

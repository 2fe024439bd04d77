"""What lies in the folder is in the list, however the looks and their answers fall together."""

import threading

from reader.gui.folder import watcher
from reader.library.library import Library
from reader.model import LibraryError
from tests.end_to_end.conftest import write_article

FILES = 57  # more than the first commit of the ingest process shows
ROUNDS = 12


def at_rest(run):
    run.settle()
    run.wait(lambda: not run.window.folder_monitor().waiting and not run.window.folders.busy, 20)
    run.settle()


def test_each_time_the_folder_is_opened_all_of_it_is_listed(program, tmp_path):
    for number in range(FILES):
        write_article(tmp_path / "news", f"{number % 5}/{number}.md", f"N{number}")
    for turn in range(ROUNDS):
        run = program(tmp_path / f"data-{turn}").open(tmp_path / "news")
        run.settle()  # not a moment longer: what was told to be done is done
        assert len(run.window.session.headlines.rows) == FILES
        run.close()


def test_what_comes_while_the_folders_are_not_watched_yet(program, news, monkeypatch):
    looked = threading.Event()
    walk = watcher.folders

    def late(root, go_on):
        looked.wait(20)
        return walk(root, go_on)

    monkeypatch.setattr(watcher, "folders", late)
    run = program().open(news, 6)
    write_article(news, "Tech/Alpha/seven.md", "Seven", hours_old=7)
    looked.set()
    run.wait(lambda: "Seven" in run.titles, 10)
    at_rest(run)


def test_a_look_at_the_list_that_fails_is_taken_again(program, news, monkeypatch):
    run = program().open(news, 6)
    at_rest(run)
    refused, rows = [], Library.rows

    def fails_once(library, query):
        if not refused:
            refused.append(query)
            raise LibraryError("Reading the list failed: another program is using its file.")
        return rows(library, query)

    monkeypatch.setattr(Library, "rows", fails_once)
    write_article(news, "Tech/Alpha/seven.md", "Seven", hours_old=7)
    run.window.folders.rescan()
    run.wait(lambda: "Seven" in run.titles, 10)
    assert refused
    at_rest(run)

"""Marks of another machine are merged while one reads on, and undo takes them back."""

from reader.gui.session.merge_worker import MergeWorker


def test_marks_of_another_machine_are_merged_and_taken_back(make, news, tmp_path):
    there = make(data=tmp_path / "there", read_seconds=60).open()
    assert there.titles
    ids = [there.session.headlines.headline(at).id for at in (0, 2)]
    there.session.status_queue.set_read(ids, True, "")
    file, written = tmp_path / "marks.json", []
    there.session.library.ask(lambda library: library.export_statuses(file), written.append)
    there.wait(lambda: written == [2])

    here = make(read_seconds=60).open()
    assert here.titles
    merging, merged = MergeWorker(here.session.library, here.session.status_queue), []
    merging.merge(
        lambda library: library.merges.of_file(file), "Imported", merged.append, merged.append
    )
    here.wait(lambda: merged)
    assert (merged[0].found, merged[0].changed) == (2, 2)
    here.wait(lambda: here.titles and here.read() == ["One", "Three"])
    here.session.read_tracker.undo()
    assert here.messages == ["Undone: Imported (2 articles)."]
    here.wait(lambda: here.titles and here.read() == [], 10)
    assert not any(read for read, _, _ in here.on_disk().values())


def test_a_file_that_holds_none_changes_nothing(opened, tmp_path):
    merging, failed = MergeWorker(opened.session.library, opened.session.status_queue), []
    merging.merge(
        lambda library: library.merges.of_file(tmp_path / "no.json"),
        "",
        failed.append,
        failed.append,
    )
    opened.wait(lambda: failed)
    assert failed[0].sentence
    assert opened.session.status_queue.depth == 0

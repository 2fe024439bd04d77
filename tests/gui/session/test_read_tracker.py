"""What is read by itself, what the person marks, and what undo takes back."""

from PySide6.QtCore import QCoreApplication


def test_what_was_shown_for_a_while_is_read(make):
    shown = make(read_seconds=0).open()
    shown.select(0)
    shown.wait(lambda: shown.read() == ["One"])


def test_what_nobody_turned_to_is_not_read_however_long_it_is_shown(make):
    fresh = make(read_seconds=0).open()
    fresh.controller.open_first()
    fresh.wait(lambda: fresh.pages == ["One"])
    fresh.settle()
    fresh.session.read_tracker.note_end_seen()
    QCoreApplication.processEvents()  # a timer of 0 s would have run out
    assert fresh.read() == []
    fresh.controller.note_asked()
    fresh.wait(lambda: fresh.read() == ["One"])


def test_who_chooses_the_article_that_is_open_already_turns_to_it(make):
    fresh = make(read_seconds=0).open()
    fresh.controller.open_first()
    fresh.wait(lambda: fresh.pages == ["One"])
    fresh.select(0)
    fresh.wait(lambda: fresh.read() == ["One"])


def test_who_steps_on_has_read_and_who_jumps_has_not(opened):
    opened.select(0)
    opened.controller.select(1, by_step=True)
    opened.wait(lambda: opened.pages[-1] == "Two")
    opened.controller.select(2)
    opened.wait(lambda: opened.pages[-1] == "Three")
    assert opened.read() == ["One"]


def test_where_the_end_counts_it_is_read_with_its_end_seen(make):
    ends = make(read_when="end").open()
    ends.select(0)
    ends.controller.select(1, by_step=True)
    ends.wait(lambda: ends.pages[-1] == "Two")
    assert ends.read() == []
    ends.session.read_tracker.note_end_seen()
    ends.controller.select(2, by_step=True)
    assert ends.read() == ["Two"]


def test_what_was_marked_unread_stays_so_until_it_is_left(opened):
    tracker = opened.session.read_tracker
    opened.select(0)
    tracker.toggle_read()
    tracker.toggle_read()
    assert opened.messages == ["Marked as read.", "Marked as unread."]
    tracker.mark_passed()
    opened.controller.select(1, by_step=True)
    opened.wait(lambda: opened.pages[-1] == "Two")
    assert opened.read() == []
    opened.select(0)
    opened.controller.select(1, by_step=True)
    assert opened.read() == ["One"]


def test_above_below_and_undo(opened):
    tracker = opened.session.read_tracker
    tracker.mark_above()
    assert opened.messages == ["No article of this list is open."]
    opened.select(2)
    tracker.mark_below()
    opened.wait(lambda: opened.read() == ["Four", "Five"])
    tracker.mark_above()
    opened.wait(lambda: opened.read() == ["One", "Two", "Four", "Five"])
    tracker.undo()
    assert opened.read() == ["Four", "Five"]
    assert opened.messages[-1] == "Undone: Marked 2 as read (2 articles)."
    tracker.undo()
    tracker.undo()
    assert opened.messages[-1] == "Nothing to undo."
    opened.settle()
    assert not any(read for read, _, _ in opened.on_disk().values())


def test_being_read_by_itself_is_undone_after_what_the_person_did(opened):
    tracker = opened.session.read_tracker
    opened.select(0)
    tracker.toggle_star()
    tracker.mark_passed()
    tracker.undo()
    assert opened.messages[-1] == "Undone: Starred."
    tracker.undo()
    assert opened.messages[-1] == "Undone: “One” was read."

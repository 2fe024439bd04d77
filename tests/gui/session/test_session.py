"""The front door: the parts of a session work together, and one voice tells of all of them."""

import sqlite3

from reader.commands import BY_ID


def test_its_commands_are_of_the_table_and_act(opened):
    commands = opened.session.commands()
    assert set(commands) <= set(BY_ID)
    commands["next"]()
    opened.wait(lambda: opened.pages == ["One"])
    commands["mark-all-read"]()
    opened.wait(lambda: len(opened.read()) == 5)
    assert opened.messages == ["Marked 5 as read. Ctrl+Z takes it back."]
    commands["undo"]()
    assert opened.read() == []


def test_where_no_article_is_to_be_marked_by_being_shown(qapp, make):
    from reader.gui.session.session import Session
    from reader.model import Query
    from reader.settings import Settings

    first = make().open()
    first.close()
    session = Session(first.paths, Settings(read_seconds=0), marks_read=False)
    shown = []
    session.controller.page_shown.connect(lambda page, _status: shown.append(page.title))
    session.controller.open(first.folder, Query(), "")
    first.wait(lambda: session.controller.settled)
    session.controller.select(0)
    first.wait(lambda: shown)
    qapp.processEvents()
    assert not session.controller.current.status.read
    session.close()


def test_a_library_that_cannot_be_opened_is_told_until_it_can(make, news):
    opened = make()
    held = []
    opened.session.held.connect(held.append)
    opened.paths.state_db.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(opened.paths.state_db)
    db.execute("PRAGMA user_version = 9999")  # of a newer Broadsheet
    db.close()
    from reader.model import Query

    opened.controller.open(news, Query(), "")
    opened.wait(lambda: held, 20)
    assert held[-1].endswith("It is tried again every few seconds.")

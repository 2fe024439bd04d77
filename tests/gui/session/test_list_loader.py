"""The first rows come at once, all of them behind that; what was kept stays."""

from reader import views
from reader.gui.session.library_worker import FIRST_ROWS
from reader.model import Query
from tests.end_to_end.conftest import write_article
from tests.gui.session.conftest import ingest


def test_the_first_rows_come_before_the_others(make, tmp_path):
    folder = tmp_path / "many"
    for number in range(FIRST_ROWS + 30):
        write_article(folder, f"a/{number}.md", f"Number {number}", hours_old=number)
    many = make(folder)
    lengths = []
    loader = many.session.list_loader
    loader.rows_changed.connect(lambda: lengths.append(len(loader.headlines.rows)))
    many.open()
    assert lengths == [FIRST_ROWS, FIRST_ROWS + 30]


def test_of_what_waits_for_the_list_the_last_is_done(opened):
    loader, done = opened.session.list_loader, []
    opened.controller.show(Query(views.UNREAD))
    loader.when_known(lambda: done.append("former"))
    loader.when_known(lambda: done.append("last"))
    opened.settle()
    assert done == ["last"]
    loader.when_known(lambda: done.append("at once"))
    assert done == ["last", "at once"]


def test_what_was_read_stays_until_the_list_is_left(opened):
    opened.controller.show(Query(views.UNREAD))
    opened.settle()
    opened.select(1)
    opened.session.read_tracker.toggle_read()
    opened.session.list_loader.load()
    opened.settle()
    assert opened.titles == ["One", "Two", "Three", "Four", "Five"]
    opened.controller.show(Query(views.ALL))
    opened.controller.show(Query(views.UNREAD))
    opened.settle()
    assert opened.titles == ["One", "Three", "Four", "Five"]


def test_what_was_read_goes_with_its_file(opened, news):
    opened.select(1)
    opened.session.read_tracker.toggle_read()
    opened.settle()
    for file in news.rglob("two.md"):
        file.unlink()
    ingest(news, opened.data)
    opened.controller.refresh(changed=True)
    opened.wait(lambda: opened.titles == ["One", "Three", "Four", "Five"], 10)


def test_new_articles_are_listed_and_counted(opened, news):
    counted = []
    opened.session.counters.counted.connect(lambda counts, *_: counted.append(counts.articles))
    write_article(news, "Tech/new.md", "New", hours_old=-1)
    ingest(news, opened.data)
    opened.controller.refresh(changed=True)
    opened.wait(lambda: counted[-1:] == [6], 10)
    opened.settle()
    assert opened.titles[0] == "New"


def test_row_numbers_of_an_index_made_anew_mean_other_articles(opened, news):
    opened.select(2)
    opened.paths.index_db(news).unlink()
    write_article(news, "Tech/new.md", "New", hours_old=-1)
    ingest(news, opened.data)
    opened.controller.refresh(changed=True)
    opened.wait(lambda: opened.controller.settled and len(opened.session.headlines.rows) == 6, 10)
    opened.wait(lambda: opened.controller.position == 3, 10)
    assert opened.title == "Three"
    assert opened.titles == ["New", "One", "Two", "Three", "Four", "Five"]

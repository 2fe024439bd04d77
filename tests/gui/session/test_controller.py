"""The controller tells what happens to folder, list and article, in order."""

from reader import views
from reader.model import Query
from tests.end_to_end.conftest import write_article
from tests.gui.session.conftest import ingest


def test_the_article_read_last_is_opened_first(make):
    article = make(read_seconds=60).open()
    article.select(2)
    kept = article.controller.current.id
    article.close()
    again = make(read_seconds=60).open(article_id=kept)
    again.wait(lambda: again.pages == ["Three"])
    assert again.controller.position == 2


def test_leaving_is_told_before_the_next_article_is_known(opened):
    opened.select(0)
    told = []
    opened.controller.leaving.connect(lambda by_step: told.append((by_step, opened.title)))
    opened.controller.page_shown.connect(lambda page, _status: told.append(page.title))
    opened.controller.select(1, by_step=True)
    opened.wait(lambda: "Two" in told)
    opened.controller.select(0)
    opened.wait(lambda: "One" in told)
    assert told == [(True, "One"), "Two", (False, "Two"), "One"]


def test_the_article_that_is_read_already_is_not_left(opened):
    opened.select(0)
    told = []
    opened.controller.leaving.connect(told.append)
    opened.controller.select(0, by_step=True)
    opened.settle()
    assert told == []
    assert opened.pages == ["One"]


def test_a_newer_page_of_the_same_article_replaces_it_and_leaves_nothing(opened, news):
    opened.select(0)
    told = []
    opened.controller.leaving.connect(lambda _by_step: told.append("leaving"))
    opened.controller.page_replacing.connect(lambda: told.append("replacing"))
    opened.controller.page_ready.connect(lambda page, _status: told.append(page.html))
    write_article(news, "Tech/one.md", "One", body="<p>Quite another text of One by now.</p>")
    ingest(news, opened.data)
    opened.controller.refresh(changed=True)
    opened.wait(lambda: len(told) == 2)
    assert told[0] == "replacing"
    assert "another text" in told[1]


def test_an_article_whose_file_is_gone_is_a_sentence(opened, news):
    (news / "Tech/two.md").unlink()
    failed = []
    opened.controller.page_failed.connect(lambda title, sentence: failed.append((title, sentence)))
    opened.controller.select(1)
    opened.wait(lambda: failed)
    assert failed[0][0] == "Two"
    assert failed[0][1].endswith(".")
    assert opened.controller.page is None


def test_another_list_and_a_search(opened):
    queries = []
    opened.controller.query_changed.connect(queries.append)
    opened.controller.show(Query(section=("World",)))
    opened.settle()
    assert opened.titles == ["Four", "Five"]
    opened.controller.search(" five ")
    opened.settle()
    assert opened.titles == ["Five"]
    opened.controller.search("five")  # nothing else is asked for
    assert [query.search for query in queries] == ["", "five"]


def test_the_next_folder_takes_the_place_of_the_former(opened, make, tmp_path):
    opened.select(1)
    other = tmp_path / "other"
    write_article(other, "a.md", "Elsewhere")
    ingest(other, opened.data)
    opening = []
    opened.controller.folder_opening.connect(opening.append)
    opened.controller.open(other, Query(views.ALL), "")
    assert opening == [other]
    assert opened.controller.current is None
    opened.settle()
    assert opened.titles == ["Elsewhere"]

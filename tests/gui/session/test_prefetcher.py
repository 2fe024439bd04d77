"""Neighbours are made ready while the person reads; the page shown last is kept."""

from reader.gui.session.library_worker import LAST_PAGE


def test_the_neighbours_of_an_article_are_made_ready(opened):
    near = []
    opened.session.prefetcher.near.connect(lambda page, at: near.append((page.title, at)))
    assert opened.titles
    opened.select(1)
    opened.wait(lambda: {("Three", 2), ("One", 0)} <= set(near))
    page = opened.session.page_client.kept(opened.session.headlines.headline(2).id)
    assert page.title == "Three"
    assert opened.session.prefetcher.is_near(page, 2)
    assert not opened.session.prefetcher.is_near(page, 3)  # the list is another by now


def test_the_page_shown_last_is_shown_at_the_next_start_whatever_became_of_its_file(make, news):
    opened = make(read_seconds=60).open()
    opened.select(0)
    kept = opened.controller.current.id
    opened.wait((opened.paths.library(news) / LAST_PAGE).exists)
    opened.close()
    again = make(read_seconds=60)
    (news / "Tech/one.md").unlink()
    again.open(article_id=kept)
    again.wait(lambda: again.pages == ["One"])

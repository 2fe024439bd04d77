"""The article pane shows what is read, at its place, with its neighbours below it."""


def test_the_newest_wish_is_shown_and_no_former_one(run):
    controller, shown = run.window.session.controller, []
    run.window.features.article_presenter.shown.connect(lambda page: shown.append(page.title))
    for position in (1, 2, 3):
        controller.select(position)
    run.shows("Four")
    run.settle()
    assert shown[-1] == "Four"
    assert run.title == "Four"


def test_the_place_is_kept_when_one_goes_on_and_comes_back(run):
    article, controller = run.window.article, run.window.session.controller
    article.page_down()
    article.page_down()
    run.wait(lambda: article.position() > 0)
    place = article.position()
    controller.select(1)
    run.shows("Two")
    controller.select(0)
    run.shows("One")
    assert article.position() == place


def test_neighbours_follow_the_list(run):
    run.window.session.controller.select(1)
    run.shows("Two")
    run.wait(lambda: "One" in run.text and "Three" in run.text)
    run.window.list.search.setText("Two")
    run.wait(lambda: run.titles == ["Two"])
    run.wait(lambda: "Three" not in run.text)


def test_an_article_that_is_done_with_is_none_to_continue(run):
    run.window.article.page_down()
    run.wait(lambda: run.window.article.position() > 0)
    run.window.session.controller.select(1)
    run.shows("Two")
    run.wait(lambda: run.sidebar()["Continue Reading"] == 1)
    run.window.session.controller.select(0)
    run.shows("One")
    run.window.actions_by_id["finish"].trigger()
    assert run.message == "No longer in Continue Reading. Ctrl+Z takes it back."
    run.wait(lambda: run.sidebar()["Continue Reading"] == 0)


def test_before_an_article_is_chosen_the_pane_says_how(program, news):
    run = program()
    run.window.settings.last_article[str(news)] = "0" * 32  # one that is gone
    run.open(news, 6)
    run.wait(lambda: "J or ↓" in run.text)

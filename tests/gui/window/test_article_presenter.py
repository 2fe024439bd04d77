"""The article pane shows what is read, at its place."""

from PySide6.QtCore import QUrl

from reader.gui.document.template import ARTICLE_ALONE, WHOLE_PAGE


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


SAID = "The ferry left the northern pier at seven, with three passengers and a dog on board. "
SAVED = (
    "<!DOCTYPE html><html><head><title>Ferry</title></head><body><header><nav><ul>"
    + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(25))
    + "</ul></nav></header><main><article><h1>Ferry</h1>"
    + f"<p>{2 * SAID}</p>" * 8
    + "</article></main></body></html>"
)


def test_of_a_saved_page_all_is_shown_where_one_asks_for_it(program, tmp_path):
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "ferry.html").write_text(SAVED, encoding="utf-8")
    run = program().open(folder, 1)
    run.shows("Ferry")
    assert "Section 7" not in run.text
    assert "Show the whole page" in run.text
    run.window.actions_by_id["whole-page"].trigger()
    run.wait(lambda: "Section 7" in run.text)
    assert "Show the article alone" in run.text
    opener = run.window.features.link_opener
    opener.open(QUrl(ARTICLE_ALONE))
    run.wait(lambda: "Section 7" not in run.text and "northern pier" in run.text)
    opener.open(QUrl(WHOLE_PAGE))
    run.wait(lambda: "Section 7" in run.text)


def test_of_any_other_article_all_is_shown_already(run):
    run.window.actions_by_id["whole-page"].trigger()
    assert run.message == "All of this file is shown."


def test_of_an_article_whose_file_is_gone_the_beginning_and_the_original_stay(run, news):
    run.window.folder_monitor().close()
    (news / "Tech/Beta/three.md").unlink()
    run.window.session.page_client.clear_pages()
    run.window.session.controller.select(2)
    run.wait(lambda: "The file is no longer there." in run.text, 20)
    assert "A body." in run.text
    assert "Open the original" in run.text
    assert run.window.article.page is None

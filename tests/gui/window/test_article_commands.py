"""What commands put on the clipboard: of the article read, or of those selected."""

from PySide6.QtGui import QGuiApplication


def copied():
    return QGuiApplication.clipboard().text()


def test_the_original_of_the_article_that_is_read(run):
    run.window.actions_by_id["copy-link"].trigger()
    assert run.message == "This article names no original."
    run.window.session.controller.select(2)
    run.shows("Three")
    run.window.actions_by_id["copy-link"].trigger()
    assert run.message == "Link copied."
    assert copied() == "https://example.org/three"


def test_titles_of_those_that_are_selected(run):
    for _ in range(2):
        run.window.actions_by_id["select-next"].trigger()
    assert run.message == "3 articles selected."
    run.window.actions_by_id["copy-title-link"].trigger()
    assert run.message == "3 titles and links copied."
    assert [line.split(" ")[0] for line in copied().splitlines() if line][:1] == ["One"]
    assert "https://example.org/three" in copied()
    run.window.actions_by_id["toggle-star"].trigger()
    assert [title for title in run.titles if run.status(title).starred] == ["One", "Two", "Three"]


def test_what_is_marked_as_markdown_else_the_whole_article(run):
    run.window.session.controller.select(1)
    run.shows("Two")
    run.window.actions_by_id["copy-markdown"].trigger()
    assert run.message == "The article was copied as Markdown."
    assert "# Two" in copied()
    assert "A body." in copied()
    run.window.article.selectAll()
    run.window.actions_by_id["copy-markdown"].trigger()
    assert run.message == "What is marked was copied as Markdown."


def test_copy_takes_what_is_marked_where_the_keyboard_is(run):
    window, clipboard = run.window, QGuiApplication.clipboard()
    window.actions_by_id["copy"].trigger()
    assert run.message == "Nothing is marked."
    cursor = window.article.document().find("Paragraph 3")
    window.article.setTextCursor(cursor)
    window.list.rows.setFocus()
    window.actions_by_id["copy"].trigger()
    assert clipboard.text() == "Paragraph 3"
    window.list.search.setFocus()
    window.list.search.setText("words")
    window.list.search.selectAll()
    window.actions_by_id["copy"].trigger()
    assert clipboard.text() == "words"

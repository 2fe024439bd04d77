"""Links lead to articles of the folder, to categories, or out of the program, and back."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from reader.gui.document.template import ARTICLE
from tests.end_to_end.conftest import write_article


@pytest.fixture
def outside(monkeypatch):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True
    )
    return opened


def test_along_a_trail_and_back(run, outside):
    opener, headlines = run.window.features.link_opener, run.window.session.headlines
    assert run.titles[3] == "Four"
    opener.open(QUrl(f"{ARTICLE}{headlines.headline(3).id}"))
    run.shows("Four")
    opener.open(QUrl("article:Tech/Alpha/two.md"))
    run.shows("Two")
    run.window.actions_by_id["go-back"].trigger()
    run.shows("Four")
    run.window.actions_by_id["go-back"].trigger()
    run.shows("One")
    run.window.actions_by_id["go-back"].trigger()
    assert run.message == "There is nothing to go back to."
    assert outside == []


def test_what_the_folder_does_not_hold_goes_out_or_is_said(run, outside):
    opener = run.window.features.link_opener
    opener.open(QUrl("https://example.org/three"))
    run.shows("Three")  # its original
    opener.open(QUrl("https://example.org/other"))
    run.wait(lambda: outside == ["https://example.org/other"])
    opener.open(QUrl("article:none.md"))
    run.wait(lambda: run.message.startswith("Not in this folder: "))
    run.window.actions_by_id["open-original"].trigger()
    assert outside[-1] == "https://example.org/three"


SECTIONS = "".join(
    f"<h2>Section {n}</h2>" + f"<p>Words of section {n}, some more of them.</p>" * 12
    for n in range(60)
)


def top(run):
    """The words at the top of the article pane."""
    pane = run.window.article
    return pane.document().findBlock(pane.character_at(2)).text()


def click(run, words):
    """Click on the link with these words, as a hand does."""
    pane = run.window.article
    cursor = pane.document().find(words)
    assert not cursor.isNull()
    pane.reveal(cursor.position())
    run.settle()
    cursor.setPosition(cursor.position() - 1)
    QTest.mouseClick(
        pane.viewport(), Qt.MouseButton.LeftButton, pos=pane.cursorRect(cursor).center()
    )


@pytest.mark.parametrize("times", [1, 12], ids=["short", "piece by piece"])
def test_a_link_into_another_article_opens_it_at_that_place(program, tmp_path, times):
    folder = tmp_path / "notes"
    write_article(
        folder,
        "from.md",
        "From",
        body='<p><a href="to.md#section-41">forty-one</a> <a href="to.md#nowhere">nowhere</a> '
        '<a href="to.md#%E7%BB%93%E5%B0%BE-%E4%B8%80">ending</a></p>',
    )
    body = SECTIONS + "<p>Filler between.</p>" * 500 * (times - 1) + "<h2>结尾 一</h2>"
    write_article(folder, "to.md", "To", hours_old=9, body=body + "<p>Last words.</p>" * 80)
    run = program().open(folder, 2)
    run.shows("From")
    click(run, "forty-one")
    run.shows("To")
    run.wait(lambda: top(run) == "Section 41", 30)

    run.window.actions_by_id["go-back"].trigger()
    run.shows("From")
    click(run, "ending")
    run.shows("To")
    if times > 1:
        assert not run.window.article.is_complete
    run.wait(lambda: top(run) == "结尾 一", 60)

    # Where there is no such place it is read on where it was left.
    run.window.actions_by_id["go-back"].trigger()
    run.shows("From")
    click(run, "nowhere")
    run.shows("To")
    run.wait(lambda: top(run) == "结尾 一", 30)

    # A link to another place of the article that is shown, as a footer's may be.
    run.window.features.link_opener.open(QUrl("article:to.md#section-2"))
    run.wait(lambda: top(run) == "Section 2", 30)


def test_below_an_article_stand_those_that_link_to_it_and_open_by_a_click(program, tmp_path):
    folder = tmp_path / "notes"
    write_article(folder, "to.md", "Target")
    write_article(
        folder, "one.md", "First Voice", hours_old=1, body='<p><a href="to.md">there</a></p>'
    )
    write_article(folder, "two.md", "Unrelated", hours_old=2)
    run = program().open(folder, 3)
    run.shows("Target")
    run.wait(lambda: "1 article links here:" in run.text, 10)
    foot = run.text.partition("1 article links here:")[2].splitlines()[0]
    assert "First Voice" in foot
    assert "Unrelated" not in foot
    click(run, "here: First Voice")
    run.shows("First Voice")
    run.settle()
    assert "links here" not in run.text


def test_a_link_to_a_file_that_is_left_out_shows_where_it_lies(program, tmp_path, outside):
    folder = tmp_path / "notes"
    write_article(folder, "one.md", "First", body='<p><a href="docs/README.md">about</a></p>')
    write_article(folder, "docs/two.md", "Second", hours_old=2)
    write_article(folder, "docs/README.md", "About all this", hours_old=3)
    run = program().open(folder, 2)
    run.shows("First")
    click(run, "about")
    run.wait(lambda: outside == [QUrl.fromLocalFile(str(folder / "docs")).toString()], 30)
    assert "left out of the articles" in run.message

"""From a key to a file: PDF, HTML, EPUB; and copies as Markdown. Nothing goes into the folder."""

import os
import re
import signal
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QFileDialog, QLineEdit

from reader.gui.export.exporter import file_name
from reader.gui.export.print_preview import PrintPreview
from tests.end_to_end.conftest import CTRL, SHIFT, write_article
from tests.support.picture_server import slow
from tests.support.pictures import png

Key = Qt.Key


@pytest.fixture
def run(program, news):
    (news / "fog.png").write_bytes(png(40, 30))
    write_article(
        news, "Tech/Alpha/two.md", "Two/2: “really”?", hours_old=2,
        body='<p>Body <b>two</b>.</p><img src="/fog.png">', more="url: https://example.org/two\n",
    )  # fmt: skip
    run = program().open(news, 6)
    run.shows("One")
    run.press("j")
    run.shows("Two/2: “really”?")
    return run


def files(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*"))


def dialog_of(run):
    run.wait(lambda: run.window.findChildren(QFileDialog))
    [dialog] = run.window.findChildren(QFileDialog)
    run.wait(dialog.isVisible)
    return dialog


def save_as(run, place):
    """Type a place into the dialog, and Enter."""
    dialog = dialog_of(run)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    name.setText(str(place))
    dialog.accept()
    back_to_window(run)


def back_to_window(run):
    """Qt's test platform, unlike a desktop, does not go back to the window by itself."""
    run.wait(lambda: not run.window.findChildren(QFileDialog))
    run.window.activateWindow()
    run.wait(run.window.isActiveWindow)


def wait_for(run, place):
    run.wait(lambda: not run.window.features.exporter().busy, 20)
    assert place.exists(), run.message


def test_a_web_page(run, news, tmp_path):
    before = files(news)
    out = tmp_path / "page.html"
    run.press(Key.Key_S, CTRL)
    save_as(run, out)
    wait_for(run, out)
    text = out.read_text("utf-8")
    assert "data:image/png;base64," in text
    assert "<b>two</b>" in text
    assert "Saved “page.html”." in run.message
    assert files(news) == before


def test_a_pdf(run, news, tmp_path):
    before = files(news)
    out = tmp_path / "page.pdf"
    run.press(Key.Key_S, CTRL, SHIFT)
    save_as(run, out)
    wait_for(run, out)
    data = out.read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"/Subtype /Image" in data
    run.wait(lambda: "Saved “page.pdf”." in run.message)
    assert files(news) == before


def test_a_book_of_the_selection(run, tmp_path):
    run.press(Key.Key_Down, SHIFT)
    out = tmp_path / "some.epub"
    run.press(Key.Key_E, CTRL, SHIFT)
    save_as(run, out)
    wait_for(run, out)
    with zipfile.ZipFile(out) as book:
        contents = book.read("EPUB/toc.xhtml").decode()
    assert "Two/2: “really”?" in contents
    assert "Three" in contents
    assert "One" not in contents
    assert "Saved “some.epub”: 2 articles." in run.message


def test_a_book_of_all_starred(run, tmp_path):
    starred = run.window.actions_by_id["export-starred"]
    starred.trigger()
    run.wait(lambda: "No article is starred" in run.message)
    run.press("s")
    run.press("j")
    run.shows("Three")
    run.press("s")
    run.settle()
    starred.trigger()
    out = tmp_path / "starred.epub"
    save_as(run, out)
    wait_for(run, out)
    with zipfile.ZipFile(out) as book:
        assert sum(name.startswith("EPUB/page") for name in book.namelist()) == 2
        assert "Starred in news" in book.read("EPUB/package.opf").decode()


def test_the_dialog_proposes_a_name_and_never_the_folder_of_news(run, news, tmp_path):
    run.press(Key.Key_S, CTRL)
    dialog = dialog_of(run)
    assert not Path(dialog.directory().absolutePath()).is_relative_to(news)
    assert dialog.findChild(QLineEdit, "fileNameEdit").text() == "Two 2 “really”.html"
    dialog.reject()
    back_to_window(run)
    # Even where a person chose it once, it is not proposed again.
    run.window.settings.export_folder = str(news / "Tech")
    run.press(Key.Key_S, CTRL)
    dialog = dialog_of(run)
    assert not Path(dialog.directory().absolutePath()).is_relative_to(news)
    dialog.reject()


def test_the_folder_is_remembered_over_a_restart(run, program, news, tmp_path):
    place = tmp_path / "kept"
    place.mkdir()
    run.press(Key.Key_S, CTRL)
    save_as(run, place / "a.html")
    wait_for(run, place / "a.html")
    run.close()
    again = program().open(news, 6)
    again.wait(lambda: again.window.session.controller.page is not None, 30)
    again.press(Key.Key_S, CTRL, SHIFT)
    dialog = dialog_of(again)
    assert Path(dialog.directory().absolutePath()) == place
    dialog.reject()


@pytest.mark.parametrize("key", [Key.Key_S, "pdf", "epub"])
def test_a_place_that_vanished_is_a_sentence(run, key, tmp_path):
    exporting = run.window.features.exporter()
    page = run.window.session.controller.page
    out = tmp_path / "gone" / "x.file"
    if key == "pdf":
        exporting._make_pdf("x", [run.window.session.controller.current], out)
    else:
        from reader.gui.export.exporter import EPUB, HTML

        kind = EPUB if key == "epub" else HTML
        exporting._start(kind, out, "x", [{"id": page.id, "path": page.path}])
    run.wait(lambda: "there is no folder" in run.message, 20)
    assert not out.exists()


def test_esc_ends_a_book_that_is_being_written(program, tmp_path):
    folder = tmp_path / "many"
    for number in range(400):
        body = "".join(f"<p>{number} {n}</p>" for n in range(60))
        write_article(folder, f"a/{number}.md", f"Title {number}", hours_old=number, body=body)
    run = program().open(folder, 400)
    run.press(Key.Key_A, CTRL)
    run.press(Key.Key_E, CTRL, SHIFT)
    out = tmp_path / "out" / "all.epub"
    out.parent.mkdir()
    save_as(run, out)
    drafts = run.window.features.exporter()._paths.drafts
    run.wait(lambda: drafts.exists() and any(drafts.rglob("page0003.xhtml")), 10)
    run.press(Key.Key_Escape)
    assert "nothing was written" in run.message
    assert files(out.parent) == []
    assert not drafts.exists()
    assert not run.window.features.exporter().busy


def test_slow_pictures_are_told_and_esc_ends_them(program, tmp_path, picture_server):
    picture_server.default = slow(0.3, png(8, 8))
    folder = tmp_path / "many"
    write_article(folder, "a/first.md", "First", hours_old=0)
    body = "".join(f'<p><img src="https://h{n}.test/{n}.png"></p>' for n in range(60))
    write_article(folder, "a/second.md", "Second", hours_old=1, body=body)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 2)
    run.shows("First")
    said = []
    exporting = run.window.features.exporter()
    exporting.progressed.connect(lambda what, done, of: said.append((what, done, of)))
    run.press(Key.Key_Down, SHIFT)
    run.press(Key.Key_E, CTRL, SHIFT)
    out = tmp_path / "out" / "all.epub"
    out.parent.mkdir()
    save_as(run, out)
    run.wait(lambda: any("picture" in what for what, _, _ in said), 20)
    what, done, of = said[-1]
    assert re.fullmatch(r"Writing “all.epub”: picture \d+ of 60", what)
    assert (done, of) == (1, 2)
    run.press(Key.Key_Escape)
    assert "nothing was written" in run.message
    assert files(out.parent) == []
    assert not exporting.busy


def test_closing_the_window_ends_what_is_written(run, tmp_path):
    run.press(Key.Key_S, CTRL)
    save_as(run, tmp_path / "x.html")
    run.close()  # what is left running fails the test


def test_print_shows_a_preview(run):
    run.press(Key.Key_P, CTRL)
    run.wait(lambda: run.window.findChildren(PrintPreview))
    [dialog] = run.window.findChildren(PrintPreview)
    run.wait(dialog.isVisible)
    dialog.close()
    run.wait(lambda: not run.window.findChildren(PrintPreview))


def test_an_article_and_what_is_marked_as_markdown(run):
    run.press(Key.Key_M, CTRL, SHIFT)
    assert QGuiApplication.clipboard().text() == (
        "# Two/2: “really”?\n\nBody **two**.\n\n[Alpha](https://example.org/two)\n"
    )
    article = run.window.article
    at = article.toPlainText().index("two")
    cursor = QTextCursor(article.document())
    cursor.setPosition(at)
    cursor.setPosition(at + 3, QTextCursor.MoveMode.KeepAnchor)
    article.setTextCursor(cursor)
    run.press(Key.Key_M, CTRL, SHIFT)
    assert QGuiApplication.clipboard().text() == "**two**\n"


def test_title_and_link(run):
    run.press(Key.Key_T, CTRL, SHIFT)
    assert QGuiApplication.clipboard().text() == "Two/2: “really”?\nhttps://example.org/two"
    assert "copied" in run.message


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("a/b\\c:d*e?f", "a b c d e f"),
        (" .. ", "Article"),
        ("", "Article"),
        ("x" * 400, "x" * 150),
        ("中" * 100, "中" * 50),
        ("\ud800", "Article"),
    ],
)
def test_names_of_files(title, expected):
    assert file_name(title) == expected


def test_without_an_article_there_is_a_word(program, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    run = program().open(folder)
    run.settle()
    for action in ("print", "export-pdf", "export-html", "copy-markdown"):
        run.window.actions_by_id[action].trigger()
        assert "No article is open" in run.message
    for action in ("export-epub", "copy-link", "copy-title-link"):
        run.window.actions_by_id[action].trigger()
    assert not run.window.findChildren(QFileDialog)


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there")
def test_a_killed_export_leaves_nothing_and_says_so(program, tmp_path):
    folder = tmp_path / "many"
    for number in range(400):
        body = "".join(f"<p>{number} {n}</p>" for n in range(60))
        write_article(folder, f"a/{number}.md", f"Title {number}", hours_old=number, body=body)
    run = program().open(folder, 400)
    exporting = run.window.features.exporter()
    page = run.window.session.controller.page
    wanted = [{"id": f"{n:032x}", "path": f"a/{n}.md", "source": ""} for n in range(400)]
    from reader.gui.export.exporter import EPUB

    out = tmp_path / "out" / "all.epub"
    out.parent.mkdir()
    assert page is not None
    exporting._start(EPUB, out, "x", wanted)
    drafts = exporting._paths.drafts
    run.wait(lambda: drafts.exists() and any(drafts.rglob("page0003.xhtml")), 10)
    os.kill(exporting._process._process.processId(), signal.SIGKILL)
    run.wait(lambda: "“all.epub” could not be written." in run.message, 20)
    run.wait(lambda: not exporting.busy)
    assert not drafts.exists()
    assert files(out.parent) == []

"""Where an article is written to, under which name, and what is said of it."""

import re

import pytest
from PySide6.QtWidgets import QFileDialog, QMainWindow

from reader.gui.export.exporter import Exporter, file_name
from reader.gui.headlines.list_view import HeadlineList
from reader.gui.headlines.selection_commands import SelectionCommands
from reader.gui.pictures.loader import PictureLoader
from reader.settings import Settings
from tests.gui.session.conftest import make, news, opened  # noqa: F401 - the same serve here


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Fog: over/under", "Fog over under"),
        ("  ..hidden.. ", "hidden"),
        ('"<>|?*', "Article"),
        ("", "Article"),
        ("a\nb\tc\0", "a b c"),
        ("徕卡" * 100, "徕卡" * 25),
    ],
)
def test_a_title_is_a_name_on_every_system(title, name):
    assert file_name(title) == name
    assert len(file_name("🚀" * 500).encode()) <= 150


@pytest.fixture
def exporter(opened, shown):  # noqa: F811
    """Of a session; `exporter.said` is what it told the person."""
    window = shown(QMainWindow())
    rows = HeadlineList(opened.session.headlines)
    window.setCentralWidget(rows)
    pictures = PictureLoader(opened.paths, 10**9, offline=True)
    session = opened.session
    selection = SelectionCommands(
        session.controller,
        session.headlines,
        session.library,
        session.read_tracker,
        rows.multi_selection,
        window,
    )
    settings = Settings()
    made = Exporter(window, session, selection, pictures, settings, opened.paths)
    made.opened, made.rows, made.settings, made.window_ = opened, rows, settings, window
    made.said, made.troubles, made.ends = [], [], []
    made.message.connect(made.said.append)
    made.trouble.connect(made.troubles.append)
    made.finished.connect(lambda: made.ends.append(True))
    yield made
    made.close()
    pictures.close()


def dialog(exporter):
    return next(one for one in exporter.window_.findChildren(QFileDialog) if one.isVisible())


def test_without_an_article_it_says_so(exporter):
    exporter.export_pdf()
    exporter.export_html()
    exporter.show_print_preview()
    assert exporter.said == ["No article is open."] * 3
    exporter.export_book()
    assert exporter.said == ["No article is open."] * 4
    assert not exporter.window_.findChildren(QFileDialog)


def test_the_folder_of_news_is_never_proposed(exporter, tmp_path):
    exporter.settings.export_folder = str(exporter.opened.folder / "Tech")
    assert not exporter._where().is_relative_to(exporter.opened.folder)
    exporter.settings.export_folder = str(tmp_path)
    assert exporter._where() == tmp_path
    exporter.settings.export_folder = str(tmp_path / "gone")
    assert exporter._where().is_dir()


def test_a_book_of_the_selection_is_written_where_it_was_asked(exporter, tmp_path, wait_until):
    assert exporter.opened.titles[:2] == ["One", "Two"]
    (tmp_path / "books").mkdir()
    exporter.rows.follow(0)
    exporter.rows.multi_selection.extend_to(1)
    exporter.settings.export_folder = str(tmp_path / "books")
    exporter.export_book()
    asked = dialog(exporter)
    out = tmp_path / "books" / "two.epub"
    asked.fileSelected.emit(str(out))
    asked.close()
    wait_until(lambda: exporter.ends, 60)
    assert exporter.troubles == []
    assert exporter.said[0].startswith("Saved “two.epub”: 2 articles")
    assert out.read_bytes().startswith(b"PK")


def saved(exporter, export, out, wait_until):
    """Export the first two articles there."""
    exporter.opened.titles  # noqa: B018 - has them loaded
    out.parent.mkdir()
    exporter.rows.follow(0)
    exporter.rows.multi_selection.extend_to(1)
    export()
    asked = dialog(exporter)
    asked.fileSelected.emit(str(out))
    asked.close()
    wait_until(lambda: exporter.ends, 60)
    wait_until(lambda: not exporter.busy)
    assert exporter.troubles == []


def test_a_web_page_of_the_selection_holds_all_of_it(exporter, tmp_path, wait_until):
    out = tmp_path / "out" / "two.html"
    saved(exporter, exporter.export_html, out, wait_until)
    assert exporter.said == ["Saved “two.html”: 2 articles."]
    text = out.read_text("utf-8")
    assert [text.count(f"<h1>{title}</h1>") for title in ("One", "Two", "Three")] == [1, 1, 0]


def test_a_pdf_of_the_selection_holds_all_of_it(exporter, tmp_path, wait_until):
    out = tmp_path / "out" / "two.pdf"
    saved(exporter, exporter.export_pdf, out, wait_until)
    assert exporter.said == ["Saved “two.pdf”: 2 articles."]
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", out.read_bytes())) == 2


def test_another_folder_ends_a_pdf_of_the_former_one(exporter, tmp_path):
    exporter.opened.titles  # noqa: B018 - has them loaded
    exporter.rows.follow(0)
    exporter.rows.multi_selection.extend_to(1)
    exporter.export_pdf()
    asked = dialog(exporter)
    asked.fileSelected.emit(str(tmp_path / "two.pdf"))
    asked.close()
    assert exporter.busy
    exporter.opened.session.controller.folder_opening.emit(tmp_path)
    assert not exporter.busy
    assert exporter.said == ["The export was ended; nothing was written."]


def test_one_that_is_cancelled_leaves_nothing(exporter, tmp_path, wait_until):
    assert not exporter.cancel()
    exporter.opened.titles  # noqa: B018 - has them loaded
    exporter.rows.follow(0)
    exporter.rows.multi_selection.select_all()
    exporter.export_book()
    (tmp_path / "books").mkdir()
    asked = dialog(exporter)
    asked.fileSelected.emit(str(tmp_path / "books" / "all.epub"))
    asked.close()
    assert exporter.busy
    assert exporter.cancel()
    assert exporter.said == ["The export was ended; nothing was written."]
    wait_until(lambda: not exporter.busy)
    assert list((tmp_path / "books").iterdir()) == []

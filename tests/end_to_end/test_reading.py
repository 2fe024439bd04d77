"""Reading one article after the other: its links, its place, what was begun, focus mode."""

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QSpinBox

from reader.gui.dialogs.preferences import ReadingPage
from reader.settings import Settings
from reader.views import ALL
from tests.end_to_end.conftest import ALT, CTRL, LONG, SHIFT, write_article

Key = Qt.Key
LINKS = (
    "<p>To <a href='https://example.org/other'>the web</a>, to <a href='../Beta/b.md'>a file</a>,"
    " to <a href='https://site.example/c?utm_source=feed'>one that is here</a>.</p>"
)


class Browser(QObject):
    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(url.toString())


@pytest.fixture
def browser():
    browser = Browser()
    for scheme in ("https", "http"):
        QDesktopServices.setUrlHandler(scheme, browser, "open")
    yield browser
    for scheme in ("https", "http"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "news"
    named = "categories: [Tech, Alpha]\n"
    write_article(folder, "Tech/Alpha/a.md", "With links", hours_old=1, body=LINKS, more=named)
    write_article(folder, "Tech/Beta/b.md", "Second", hours_old=2, body=LONG)
    write_article(
        folder, "Tech/Beta/c.md", "Third", hours_old=3, more="url: https://site.example/c\n"
    )
    return folder


@pytest.fixture
def run(program, folder):
    run = program().open(folder, 3)
    run.shows("With links")
    return run


def chosen(run):
    link = run.window.article._links.chosen
    return link.address if link else ""


def said(run):
    return run.window.status_bar.shown


def test_tab_goes_through_the_links_and_return_opens_the_one(run, browser):
    run.press(Key.Key_Tab)
    run.press(Key.Key_Tab)
    addresses = []
    while chosen(run):
        addresses.append(chosen(run))
        if chosen(run).startswith("https://example.org"):
            assert said(run) == "https://example.org/other"
            run.press(Key.Key_C, CTRL, SHIFT)
            assert QGuiApplication.clipboard().text() == "https://example.org/other"
            run.press(Key.Key_Return)
            run.wait(lambda: browser.opened == ["https://example.org/other"])
        run.press(Key.Key_Tab)
    assert run.window.sidebar.hasFocus()
    assert said(run) != "https://example.org/other"
    assert addresses[:2] == ["broadsheet:section/0", "broadsheet:section/1"]
    assert addresses[2] == "https://example.org/other"
    assert addresses[-1].startswith("broadsheet:article/")
    run.press(Key.Key_Tab, SHIFT)
    assert run.window.article.hasFocus()
    run.press(Key.Key_Tab, SHIFT)
    assert chosen(run) == addresses[-1]
    run.press(Key.Key_F6)
    assert run.window.sidebar.hasFocus()
    assert chosen(run) == ""


@pytest.mark.parametrize(("number", "title"), [(3, "Second"), (4, "Third")])
def test_a_link_to_an_article_of_the_folder_opens_it_here(run, browser, number, title):
    run.press(Key.Key_Tab)
    for _ in range(number + 1):
        run.press(Key.Key_Tab)
    run.press(Key.Key_Return)
    run.shows(title)
    assert browser.opened == []
    run.press(Key.Key_Left, ALT)
    run.shows("With links")
    run.press(Key.Key_Backspace)
    assert run.message == "There is nothing to go back to."


def test_a_link_that_leads_nowhere_here_says_so(run, program, folder):
    run.window.features.link_opener.open(QUrl("article:gone.md"))
    run.wait(lambda: "Not in this folder" in run.message)
    run.window.features.link_opener.open(QUrl("javascript:alert(1)"))
    run.wait(lambda: "Not opened" in run.message)


def test_a_category_opens_its_list(run):
    run.window.features.link_opener.open(QUrl("broadsheet:section/1"))
    run.wait(lambda: run.window.session.controller.query.section == ("Tech", "Alpha"))
    run.wait(lambda: run.titles == ["With links"])


def test_a_category_that_is_no_folder_opens_its_list_too(program, tmp_path):
    """And it is still that list when the program is started again."""
    folder = tmp_path / "posts"
    for number, named in enumerate(("[Tea, Fog]", "[Fog]", "[Tea]")):
        write_article(
            folder,
            f"2026/{number}.md",
            f"N{number}",
            hours_old=number,
            more=f"categories: {named}\n",
        )
    run = program().open(folder, 3)
    run.shows("N0")
    run.window.features.link_opener.open(QUrl("broadsheet:section/1"))
    run.wait(lambda: run.titles == ["N0", "N1"])
    assert run.window.list._name.text() == "Fog"
    assert run.window.sidebar.currentItem() is None
    run.press("j")
    run.shows("N1")
    run.settle()
    run.close()
    again = program().open(folder)
    again.wait(lambda: again.titles == ["N0", "N1"])
    again.press(Key.Key_1, CTRL)
    again.wait(lambda: again.titles == ["N0", "N1", "N2"])


def test_a_tag_opens_its_list(program, tmp_path):
    folder = tmp_path / "posts"
    for number, named in enumerate(("[Tea, C++]", "[c++]", "[Tea]")):
        write_article(
            folder,
            f"2026/{number}.md",
            f"N{number}",
            hours_old=number,
            more=f"categories: [Fog]\ntags: {named}\n",
        )
    run = program().open(folder, 3)
    run.shows("N0")
    assert "#Tea" in run.text
    run.window.features.link_opener.open(QUrl("broadsheet:section/1"))
    run.wait(lambda: run.titles == ["N0", "N2"])
    assert run.window.list._name.text() == "Tea"


def test_the_footer_leads_on_and_back(run):
    assert "Next: Second" in run.text
    run.press("j")
    run.shows("Second")
    run.wait(lambda: "Next: Third" in run.text and "Previous: With links" in run.text)
    assert run.text.index("Paragraph 89") < run.text.index("Next: Third")


def test_continue_reading_holds_what_was_begun(run, program):
    assert run.sidebar()["Continue Reading"] == 0
    run.press("j")
    run.shows("Second")
    run.press(Key.Key_Space)
    run.wait(lambda: run.window.article.position() > 0)
    run.wait(lambda: run.sidebar()["Continue Reading"] == 1)
    run.close()
    again = program().open(None, 3)
    assert again.sidebar()["Continue Reading"] == 1
    again.press("4", CTRL)
    again.wait(lambda: again.titles == ["Second"])
    again.press("j")
    again.shows("Second")
    assert again.window.article.position() > 0
    again.press(Key.Key_Right)
    again.press(Key.Key_End)
    again.wait(lambda: again.sidebar()["Continue Reading"] == 0)


def test_what_one_will_not_finish_leaves_the_list(run):
    run.press("j")
    run.shows("Second")
    run.press(Key.Key_Space)
    run.wait(lambda: run.sidebar()["Continue Reading"] == 1)
    run.press(Key.Key_F8, SHIFT)
    run.wait(lambda: run.sidebar()["Continue Reading"] == 0)
    assert run.window.session.controller.query.view == ALL
    run.settle()
    run.press("z", CTRL)
    assert run.message == "Undone: Removed from Continue Reading."
    run.wait(lambda: run.sidebar()["Continue Reading"] == 1)
    run.press(Key.Key_F8, SHIFT)
    run.wait(lambda: run.sidebar()["Continue Reading"] == 0)


def test_read_by_reaching_the_end_if_that_is_wished(run, program, folder):
    run.window.settings.read_when = "end"
    run.press("j")
    run.shows("Second")
    run.press("j")
    run.shows("Third")
    run.wait(lambda: run.status("Third").read, 10)  # all of it could be seen
    assert not run.status("Second").read  # left before its end
    run.press("k")
    run.shows("Second")
    run.press(Key.Key_Right)
    run.press(Key.Key_End)
    run.wait(lambda: run.status("Second").read)


def test_the_words_that_led_here_are_marked(run):
    run.press("/")
    run.press("paragraph")
    run.wait(lambda: run.titles == ["Second"])
    run.press(Key.Key_Return)
    run.shows("Second")
    marked = {mark.cursor.selectedText().lower() for mark in run.window.article.extraSelections()}
    assert marked == {"paragraph"}
    run.press(Key.Key_F, CTRL)
    assert run.window.pane_navigation.find_bar().text() == "paragraph"
    run.press(Key.Key_Escape)
    run.press(Key.Key_Escape)
    run.settle()
    assert run.window.article.extraSelections() == [], "who left the search reads without them"
    run.press("/")
    run.press("article")
    run.settle()
    run.press(Key.Key_Return)
    run.settle()
    assert run.title == "Second"
    assert run.window.article.extraSelections(), "though it was open before the search"


def test_the_article_alone_and_back(run):
    window = run.window
    run.press(Key.Key_F9)
    assert window.article.isVisible()
    assert window.article.hasFocus()
    assert not window.sidebar.isVisible()
    assert not window.list.isVisible()
    assert not window.menuBar().isVisible()
    run.wait(lambda: window.article.viewport().mapTo(window, QPoint()).x() == 0)
    assert window.article.width() == window.width()
    run.press("j")
    run.shows("Second")
    run.press(Key.Key_F6)
    run.press(Key.Key_Left)
    assert window.article.hasFocus()
    run.press(Key.Key_Escape)
    assert window.sidebar.isVisible()
    assert window.list.isVisible()
    assert window.menuBar().isVisible()


def test_the_text_follows_the_preferences_at_once(run):
    run.press(Key.Key_Comma, CTRL)
    page = run.window.findChild(ReadingPage)
    article = run.window.article
    before = article.document().rootFrame().frameFormat().leftMargin()
    page.findChild(QSpinBox, "width").setValue(70)
    assert article.document().rootFrame().frameFormat().leftMargin() > before
    height = article.document().size().height()
    page.findChild(QSpinBox, "line_height").setValue(140)
    assert article.document().size().height() > height
    size = article.document().defaultFont().pixelSize()
    page.findChild(QSpinBox, "zoom").setValue(150)
    assert article.document().defaultFont().pixelSize() == round(size * 1.5)
    theme = page.findChild(QComboBox, "theme")
    theme.setCurrentIndex(theme.findData("sepia"))
    assert run.window.appearance.theme.name == "sepia"
    font = page.findChild(QComboBox, "font")
    font.setCurrentIndex(font.findData("sans"))
    assert "Sans" in article.document().defaultFont().families()[0]
    when = run.window.findChild(ReadingPage).findChild(QComboBox, "read_when")
    when.setCurrentIndex(when.findData("end"))
    assert run.window.settings.read_when == "end"
    assert Settings().read_when == "time"


def test_the_systems_colours_are_followed_unless_others_are_wished(run, monkeypatch):
    hints, looks = QGuiApplication.styleHints(), run.window.appearance
    assert looks.theme.name == "light"
    monkeypatch.setattr("reader.gui.window.appearance.system_is_dark", lambda: True)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert looks.theme.name == "dark"
    assert run.window.article.theme.name == "dark"
    run.press(Key.Key_Comma, CTRL)
    theme = run.window.findChild(ReadingPage).findChild(QComboBox, "theme")
    assert theme.currentData() == "system"
    theme.setCurrentIndex(theme.findData("light"))
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert looks.theme.name == "light"


def test_keys_scroll_smoothly_and_add_up(run):
    run.press("j")
    run.shows("Second")
    run.press(Key.Key_Right)
    article = run.window.article
    bar = article.verticalScrollBar()
    run.press(Key.Key_PageDown)
    first = article.scroll_target
    assert bar.value() < first  # on its way
    run.press(Key.Key_PageDown)
    assert article.scroll_target > first
    run.wait(lambda: bar.value() == article.scroll_target > first)


def test_the_pointer_hides_while_keys_are_pressed(run):
    viewport = run.window.article.viewport()
    run.press(Key.Key_Right)
    QTest.mouseMove(viewport, QPoint(50, 50))
    QTest.mouseMove(viewport, QPoint(60, 60))
    run.wait(viewport.underMouse)
    run.press(Key.Key_Down)
    assert viewport.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(viewport, QPoint(90, 90))
    run.wait(lambda: viewport.cursor().shape() != Qt.CursorShape.BlankCursor)


def test_another_list_comes_with_the_present_article_in_sight(program, tmp_path):
    """Also where it stands further down than what comes first."""
    folder = tmp_path / "long"
    for hour in range(600):
        write_article(folder, f"a/{hour}.md", f"N{hour}", hours_old=hour)
    run = program().open(folder, 600)
    run.press(Qt.Key.Key_End)
    run.shows("N599")
    for _ in range(200):
        run.press("k")
    run.shows("N399")
    rows = run.window.list.rows
    for key, view in (("3", "starred"), ("1", "all"), ("2", "unread"), ("1", "all")):
        run.press(key, CTRL)
        run.wait(lambda view=view: run.window.session.controller.query.view == view)
        run.settle()
        if view == "all":
            assert rows.currentIndex().row() == 399
            assert 399 in rows.visible_rows()

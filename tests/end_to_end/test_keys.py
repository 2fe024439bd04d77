"""Every key of the table does what a newcomer expects of it."""

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QSpinBox

from reader.gui.dialogs.preferences import ReadingPage
from tests.end_to_end.conftest import ALT, CTRL, SHIFT

Key = Qt.Key
ALL = ["One", "Two", "Three", "Four", "Five", "小米徕卡旗舰发布"]


@pytest.fixture
def run(program, news):
    run = program().open(news, 6)
    run.shows("One")
    assert run.titles == ALL
    return run


@pytest.mark.parametrize(("on", "back"), [("j", "k"), (Key.Key_Down, Key.Key_Up)])
def test_next_and_previous(run, on, back):
    run.press(on)
    run.shows("Two")
    run.press(on)
    run.shows("Three")
    run.press(back)
    run.shows("Two")
    assert run.status("One").read
    assert run.status("Two").read
    assert run.status("Three").read


def test_the_list_ends_with_a_word_and_no_jump(run):
    run.press(Key.Key_End)
    run.shows(ALL[-1])
    run.press("j")
    assert "end of the list" in run.message
    assert run.title == ALL[-1]
    run.press(Key.Key_Home)
    run.shows("One")
    run.press("k")
    assert "beginning of the list" in run.message


def test_holding_j_ends_at_the_last_article_and_shows_that_one(run):
    run.press("jjjjj")
    run.shows(ALL[-1])
    assert all(run.status(title).read for title in ALL[:-1])


@pytest.mark.parametrize(
    ("on", "back"), [(("n",), ("p",)), ((Key.Key_Down, ALT), (Key.Key_Up, ALT))]
)
def test_next_and_previous_unread(run, on, back):
    run.press("j")
    run.shows("Two")
    run.press("j")
    run.shows("Three")
    run.press("k")
    run.shows("Two")
    run.press(*on)
    run.shows("Four")  # Three was read
    run.wait(lambda: run.status("Four").read)
    run.press("u")  # unread again
    run.press("j")
    run.shows("Five")
    run.press(*back)
    run.shows("Four")


def test_next_unread_goes_round_and_says_so(run):
    run.press(Key.Key_End)
    run.shows(ALL[-1])
    run.press("n")
    run.wait(lambda: run.title == "Two")
    assert "other end" in run.message


def test_all_read_is_said(run):
    run.press("a", SHIFT)
    run.wait(lambda: run.status("Five").read)
    run.press("n")
    run.wait(lambda: "No unread" in run.message)
    assert run.title == "One"


def test_space_pages_through_the_article_and_on_to_the_next_unread(run):
    bar = run.window.article.verticalScrollBar()
    assert bar.maximum() > 0
    pages = 0
    while run.title == "One":
        before = bar.value()
        run.press(Key.Key_Space)
        run.wait(lambda before=before: bar.value() > before or run.title != "One")
        pages += 1
        assert pages < 50
    assert pages > 2
    run.shows("Two")
    assert run.status("One").read


def test_shift_space_pages_back_and_to_the_previous_unread(run):
    run.press("j")
    run.shows("Two")
    run.press(Key.Key_K)
    run.shows("One")
    run.press("m")
    assert not run.status("One").read
    run.press(Key.Key_Space)
    bar = run.window.article.verticalScrollBar()
    run.wait(lambda: bar.value() > 0)
    run.press(Key.Key_Space, SHIFT)
    run.wait(lambda: bar.value() == 0)
    run.press("j")
    run.shows("Two")
    run.press(Key.Key_Space, SHIFT)
    run.shows("One")


@pytest.mark.parametrize("key", ["m", "u", Key.Key_F7])
def test_toggling_read(run, key):
    assert not run.status("One").read  # it was opened for the person, who has done nothing yet
    run.press(key)
    assert run.status("One").read
    run.press(key)
    assert not run.status("One").read


def test_what_was_marked_unread_stays_unread_while_it_is_open_and_when_it_is_left(run):
    run.press(Key.Key_Space)  # the person turns to it
    run.press(Key.Key_Space, SHIFT)
    run.wait(lambda: run.status("One").read, 4)
    run.press("m")
    run.press("j")
    run.shows("Two")
    assert not run.status("One").read


@pytest.mark.parametrize("key", ["s", "f", Key.Key_F8])
def test_toggling_the_star(run, key):
    run.press(key)
    assert run.status("One").starred
    run.wait(lambda: run.sidebar()["Starred"] == 1)
    run.press(key)
    assert not run.status("One").starred
    run.wait(lambda: run.sidebar()["Starred"] == 0)


def test_marking_the_list_and_taking_it_back(run):
    run.press("j")
    run.shows("Two")
    run.press("a", SHIFT)
    run.wait(lambda: all(run.status(title).read for title in ALL))
    assert "Marked" in run.message
    run.wait(lambda: run.sidebar()["Unread"] == 0)
    run.press("z", CTRL)
    run.wait(lambda: not run.status("Five").read)
    assert run.status("One").read  # read before, by reading
    run.wait(lambda: run.sidebar()["Unread"] >= 4)


def test_undo_of_a_star_and_when_there_is_nothing(run):
    run.press("s")
    run.press("z", CTRL)
    assert not run.status("One").starred
    run.press("z", CTRL)
    assert "Nothing to undo" in run.message


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
    for scheme in ("https", "http", "file"):
        QDesktopServices.setUrlHandler(scheme, browser, "open")
    yield browser
    for scheme in ("https", "http", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.mark.parametrize("key", ["o", Key.Key_Return, Key.Key_Enter])
def test_opening_the_original(run, browser, key):
    run.press("jj")
    run.shows("Three")
    run.press(key)
    assert browser.opened == ["https://example.org/three"]


def test_an_article_without_an_original_shows_its_file(run, browser, news):
    run.press("o")
    assert browser.opened == [QUrl.fromLocalFile(str(news / "Tech" / "Alpha")).toString()]


def test_panes_by_tab_f6_and_arrows(run):
    window = run.window
    assert window.list.rows.hasFocus()
    for key in (Key.Key_Tab, Key.Key_F6):
        run.press(key)
        assert window.article.hasFocus()
        run.press(key)
        while window.article._links.chosen:  # Tab goes through the links first
            run.press(key)
        assert window.sidebar.hasFocus()
        run.press(key)
        assert window.list.rows.hasFocus()
    run.press(Key.Key_Tab, SHIFT)
    assert window.sidebar.hasFocus()
    run.press(Key.Key_Right)
    assert window.list.rows.hasFocus()
    run.press(Key.Key_Right)
    assert window.article.hasFocus()
    run.press(Key.Key_Left)
    run.press(Key.Key_Left)
    assert window.sidebar.hasFocus()


def test_the_article_scrolls_by_arrows_when_it_has_the_focus_and_j_still_goes_on(run):
    run.press(Key.Key_Right)
    bar = run.window.article.verticalScrollBar()
    run.press(Key.Key_Down)
    run.wait(lambda: bar.value() > 0)
    assert run.title == "One"
    run.press("j")
    run.shows("Two")
    run.press(Key.Key_Escape)
    assert run.window.list.rows.hasFocus()


def test_sidebar_by_keyboard(run):
    sidebar = run.window.sidebar
    run.press(Key.Key_Left)
    run.press(Key.Key_Down)
    run.wait(lambda: run.window.session.controller.query.view == "unread")
    run.press(Key.Key_Down)
    run.press(Key.Key_Down)
    run.press(Key.Key_Down)
    run.wait(lambda: run.titles == ["One", "Two", "Three"])
    run.press(Key.Key_Right)  # opens the branch
    assert sidebar.currentItem().isExpanded()
    run.press(Key.Key_Down)
    run.wait(lambda: run.titles == ["One", "Two"])
    run.press(Key.Key_Return)
    assert run.window.list.rows.hasFocus()


@pytest.mark.parametrize("keys", [("/",), ("k", CTRL)])
def test_search_is_right_for_chinese_and_letters_are_text(run, keys):
    run.press(*keys)
    assert run.window.list.search.hasFocus()
    run.press("jmsn")
    assert run.window.list.search.text() == "jmsn"
    assert run.title == "One"
    run.window.list.search.clear()
    run.window.list.search.insert("徕卡")
    run.wait(lambda: run.titles == ["小米徕卡旗舰发布"])
    run.press(Key.Key_Return)
    run.shows("小米徕卡旗舰发布")
    assert run.window.list.rows.hasFocus()
    run.press(Key.Key_Escape)
    run.wait(lambda: len(run.titles) == 6)
    assert run.title == "小米徕卡旗舰发布"


def test_searching_for_what_is_not_there_says_so(run):
    run.press("/")
    run.press("zebra")
    run.wait(lambda: run.titles == [])
    run.wait(lambda: "zebra" in run.window.list._empty.text())


def test_find_in_the_article(run):
    run.press("f", CTRL)
    find = run.window.pane_navigation.find_bar()
    assert find.isVisible()
    run.press("paragraph 7")
    run.wait(lambda: find.findChild(QLabel).text() == "1 of 11")
    assert run.window.article.verticalScrollBar().value() == 0
    run.press(Key.Key_Return)
    run.wait(lambda: find.findChild(QLabel).text() == "2 of 11")
    assert run.window.article.verticalScrollBar().value() > 0
    run.press(Key.Key_F3, SHIFT)
    run.wait(lambda: find.findChild(QLabel).text() == "1 of 11")
    run.press(Key.Key_Escape)
    assert not find.isVisible()
    assert run.title == "One"


def test_lists_by_number(run):
    run.press("s")
    run.press("2", CTRL)
    run.wait(lambda: run.window.session.controller.query.view == "unread" and len(run.titles) >= 5)
    run.press("3", CTRL)
    run.wait(lambda: run.titles == ["One"])
    run.press("1", CTRL)
    run.wait(lambda: run.titles == ALL)
    assert run.title == "One"


def test_what_was_read_leaves_the_unread_list_only_when_that_is_left(run):
    run.press("2", CTRL)
    run.wait(lambda: run.titles == ALL)
    run.press("jj")
    run.shows("Three")
    run.settle()
    assert run.titles == ALL
    run.press(Key.Key_F5)
    run.settle()
    assert run.titles == ALL
    run.press("1", CTRL)
    run.wait(lambda: run.window.session.controller.query.view == "all")
    run.press("2", CTRL)
    run.wait(lambda: run.titles in (ALL[2:], ALL[3:]))


def test_zoom(run):
    size = run.window.article.document().size().height()
    run.press(Key.Key_Plus, CTRL)
    run.press(Key.Key_Plus, CTRL)
    assert run.window.article.document().size().height() > size
    assert run.window.settings.zoom == 120
    run.press(Key.Key_Minus, CTRL)
    assert run.window.settings.zoom == 110
    run.press(Key.Key_0, CTRL)
    assert run.window.settings.zoom == 100


def test_full_screen(run):
    run.press(Key.Key_F11)
    run.wait(run.window.isFullScreen)
    run.press(Key.Key_Escape)
    run.wait(lambda: not run.window.isFullScreen())


@pytest.mark.parametrize("key", ["?", Key.Key_F1])
def test_the_page_of_keys(run, key):
    run.press(key)
    pages = run.window.findChildren(QDialog)
    assert [page for page in pages if page.isVisible()]
    for page in pages:
        page.close()


def test_new_articles_come_with_f5_and_the_reader_keeps_their_place(run, news):
    from tests.end_to_end.conftest import write_article

    run.press("j")
    run.shows("Two")
    write_article(news, "Tech/Alpha/zero.md", "Zero", hours_old=-1)
    run.press(Key.Key_F5)
    run.wait(lambda: run.titles == ["Zero", *ALL], 60)
    run.wait(lambda: run.window.session.controller.position == 2)
    assert run.title == "Two"


def test_preferences_hold_at_once_and_after_a_restart(run, program):
    run.press(Key.Key_Comma, CTRL)
    page = run.window.findChild(ReadingPage)
    theme = page.findChild(QComboBox, "theme")
    theme.setCurrentIndex(theme.findData("dark"))
    page.findChild(QSpinBox, "zoom").setValue(150)
    assert run.window.appearance.theme.name == "dark"
    assert run.window.article.viewport().palette().base().color().lightness() < 60
    run.close()
    again = program().open(None, 6)
    assert again.window.appearance.theme.name == "dark"
    assert again.window.settings.zoom == 150

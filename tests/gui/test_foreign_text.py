"""Foreign text in titles, labels, tooltips and addresses: plain, in its place, and as it is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel

from reader.folder.titles import tidy
from reader.gui.dialogs.problems import ProblemsDialog
from reader.gui.style.labels import label, shown_address, tooltip, window_title
from reader.gui.window.status_bar import StatusBar
from reader.gui.window.welcome_page import WelcomePage
from reader.markup.addresses import shown_host
from reader.markup.page.embeds import site_name
from reader.markup.text.plain import FORGERS, isolated, one_line
from reader.markup.text.text import excerpt
from reader.model import Note, NoteCode

FORGED = "Pay\u202egro.knab\u202c\u2066x\u2069\u200b\u2060\x07\x85 now\u00ad\ufeff"


def test_a_title_turns_and_hides_nothing():
    assert tidy(FORGED) == "Paygro.knabx now"
    assert tidy("a\nb\u2028c") == "a b c"
    assert tidy("a\U000e0001\U000e0001b") == "ab"
    assert tidy("<b>a</b> & <i>b</i>") == "a & b"


@pytest.mark.parametrize(
    "kept",
    [
        "👩\u200d💻",
        "می\u200cخواهم",
        "क्\u200dष",
        "\u05d0\u200f!",
        "🏴\U000e0067\U000e0062\U000e007f",
        "e\u0301",
    ],
)
def test_what_words_need_stays(kept):
    assert one_line(kept) == kept
    assert not FORGERS.search(kept)


def test_an_excerpt_turns_nothing():
    assert excerpt(f"{FORGED}\nb") == "Paygro.knabx now b"


def test_a_part_of_a_sentence_is_isolated():
    assert isolated("plain") == "plain"
    assert isolated("עברית") == "\u2068עברית\u2069"
    assert window_title(Path("/a/x[*]\u202ey")) == "x[*][*]y – Broadsheet"
    named = window_title(Path("/a/news"), "Tax [*]\u202e law\nend", 3)
    assert named == "(3) Tax [*][*] law end – news"


def test_labels_and_tooltips_are_text():
    assert label("R&D\n\t<b>x</b>") == "R&&D <b>x</b>"
    assert not Qt.mightBeRichText(tooltip("<h1>x</h1><img src='file:///dev/zero'>"))


def test_a_lone_surrogate_is_shown():
    assert one_line("a\udcffb") == "a?b"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://аpple.com/a", "https://xn--pple-43d.com/a"),
        ("https://例え.jp/ä", "https://xn--r8jz45g.jp/%C3%A4"),
        ("https://a.example/\u202egpj.exe", "https://a.example/%E2%80%AEgpj.exe"),
        ("https://good.example@evil.example/", "https://good.example@evil.example/"),
    ],
)
def test_an_address_is_shown_as_it_is(address, shown):
    assert shown_address(QUrl(address)) == shown


def test_a_card_names_the_real_host():
    assert site_name("https://www.аpple.com/x") == "xn--pple-43d.com"
    assert shown_host("a.example") == "a.example"
    assert site_name("https://www.youtube.com/x") == "YouTube"


def test_every_label_of_the_window_is_plain_text(shown, qapp):
    for widget in (
        shown(StatusBar()),
        shown(WelcomePage()),
        shown(ProblemsDialog([("a", Note(NoteCode.EMPTY))], None)),
    ):
        for found in widget.findChildren(QLabel):
            assert found.textFormat() is Qt.TextFormat.PlainText or found.pixmap() is not None


def test_problems_show_files_and_reasons(shown):
    other = Note(NoteCode.NOT_UTF_8, ("<b>big5\n</b>",))
    dialog = shown(ProblemsDialog([("a/<b>x\n.md", Note(NoteCode.EMPTY)), ("b.md", other)], None))
    rows = [dialog.files.topLevelItem(n) for n in range(dialog.files.topLevelItemCount())]
    assert [(row.text(0), row.text(1)) for row in rows] == [
        ("a/<b>x .md", "The file is empty."),
        ("b.md", "Its text is not UTF-8 but was read as <b>big5 </b>."),
    ]


def test_the_foot_says_how_many_files_could_not_be_read(shown):
    line = shown(StatusBar())
    clicked = []
    line.problems_clicked.connect(lambda: clicked.append(True))
    assert not line._problems.isVisible()
    line.show_problems(3)
    assert line._problems.isVisible()
    assert line._problems.text() == "3 files could not be read"
    line._problems.click()
    assert clicked
    line.show_problems(1)
    assert line._problems.text() == "1 file could not be read"
    line.show_problems(0)
    assert not line._problems.isVisible()

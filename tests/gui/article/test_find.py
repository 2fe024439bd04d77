"""Finding in the article, and the bar for it."""

import pytest
from PySide6.QtGui import QTextCursor

from reader.gui.article.view import ArticleView
from reader.gui.style.theme import DARK
from tests.gui.pages import page, paragraphs

BODY = "<p>One tea, two TEAS.</p>" + paragraphs(40) + "<p>The last tea.</p>"


@pytest.fixture
def view(shown):
    pane = shown(ArticleView())
    pane.resize(700, 500)
    pane.show_page(page(BODY, title="Title"))
    return pane


def marked(view):
    return [selection.cursor.selectedText() for selection in view.extraSelections()]


def test_counts_and_goes_round(view):
    assert view.find_text("tea") == (1, 3)
    assert view.find_text("tea") == (2, 3)
    assert view.find_text("tea") == (3, 3)
    assert view.progress() > 0.9
    assert view.find_text("tea") == (1, 3)
    assert view.find_text("tea", backward=True) == (3, 3)
    assert marked(view) == ["tea", "TEA", "tea"]


def test_a_hit_is_told_from_words_that_the_article_marks(view):
    body = '<p><span class="mark">fog tea fog</span> tea</p>'
    view.show_page(page(body, title="Title"), terms=("tea",))
    view.find_text("fog")
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.document().toPlainText().index("fog") + 1)
    of_the_article = cursor.charFormat().background().color()
    assert marked(view) == ["tea", "tea", "fog", "fog"]
    grounds = [selection.format.background().color() for selection in view.extraSelections()]
    assert of_the_article not in grounds


def test_nothing_found(view):
    assert view.find_text("coffee") == (0, 0)
    assert marked(view) == []
    assert view.find_text("") == (0, 0)
    assert view.find_text("  ") == (0, 0)


def test_what_stands_below_the_article_is_not_found(view):
    view.show_page(page("<p>The next train.</p>"), footer="<p>Next: Another</p>")
    assert "Next: Another" in view.toPlainText()
    assert view.find_text("next") == (1, 1)
    assert view.find_text("Another") == (0, 0)


def test_follows_while_typing(view):
    view.go_to_character(view.document().toPlainText().index("Number 20"))
    first = view.find_text("n")
    assert view.find_text("number 2")[0] >= 1
    assert view.find_text("number 25") == (1, 1)
    assert first[1] > 100
    assert view.find_text("number 2")[1] == 11


def test_starts_at_what_is_seen(view):
    view.go_to_character(view.document().toPlainText().index("Number 30"))
    assert view.find_text("number") == (31, 40)


def test_width_case_and_characters_beyond_the_basic_plane(view):
    view.show_page(page("<p>😀 𠮷野家 ＡＢＣ　１２ abc</p><p>吉野家、吉野家</p>"))
    assert view.find_text("abc") == (1, 2)
    assert marked(view) == ["ＡＢＣ", "abc"]
    assert view.find_text("Ａbc 12")[1] == 1
    assert view.find_text("𠮷野")[1] == 1
    assert marked(view) == ["𠮷野"]
    assert view.find_text("吉野家") == (1, 2)
    assert marked(view) == ["吉野家", "吉野家"]


@pytest.mark.parametrize(
    ("text", "sought", "hit"),
    [
        ("学校は ｶﾞｯｺｳ と書く", "ガッコウ", "ｶﾞｯｺｳ"),
        ("学校は ガッコウ と書く", "ｶﾞｯｺｳ", "ガッコウ"),
        ("𠮷 Un café, s'il", "cafe", "café"),
        ("Un cafe\u0301 noir", "CAFÉ N", "cafe\u0301 n"),
        ("in İstanbul 𐐀 tonight", "istanbul 𐐀 t", "İstanbul 𐐀 t"),
        ("the oﬃce in front", "office i", "oﬃce i"),
        ("a hy\u00adphen\u200bated word", "hyphenated", "hy\u00adphen\u200bated"),
        ("耳に詳（くわ）しい医者（いしゃ）です", "詳しい医者で", "詳（くわ）しい医者（いしゃ）で"),
        ("耳に詳（くわ）しい医者", "くわ", "くわ"),
        ("東京（とうきょう）は", "東京", "東京"),
    ],
)
def test_width_accents_and_readings_do_not_matter(view, text, sought, hit):
    view.show_page(page(f"<p>{text}</p>", title="T"))
    assert view.find_text(sought) == (1, 1)
    assert marked(view) == [hit]
    view.show_page(page(f"<p>{text} </p>", title="T"), terms=(sought,))
    assert marked(view) == [hit], "what led here is marked as well"


def test_words_that_led_here_are_marked_where_they_begin(view):
    body = "<p>Modern art at a party of artists, 現代art展</p>"
    view.show_page(page(body, title="T"), terms=("art",))
    assert marked(view) == ["art", "art", "art"]
    assert view.find_text("art")[1] == 4, "what is typed is found within words too"


def test_marks_go_and_another_article_has_none(view):
    view.find_text("tea")
    view.clear_find()
    assert marked(view) == []
    view.find_text("tea")
    view.show_page(page("<p>tea and tea and tea</p>"))
    assert marked(view) == []
    assert view.find_text("tea") == (1, 4)


def test_a_theme_change_does_not_break_finding(view):
    view.find_text("tea")
    view.find_text("tea")
    view.set_theme(DARK)
    assert view.find_text("tea")[1] == 3


def test_thousands_of_hits_are_counted(view):
    view.show_page(page(f"<p>{'ab ' * 20_000}</p>", title="T", source="", author=""))
    assert view.find_text("ab")[1] == 20_000
    assert view.find_text("ab") == (2, 20_000)
    assert len(marked(view)) < 1000


def test_the_words_sought_stay_marked_through_themes_and_sizes(view):
    view.show_page(page("<p>Ｔｅａ and tea, no TEAR.</p>"), terms=("tea",))
    for change in (lambda: None, lambda: view.set_theme(DARK), lambda: view.set_zoom(150)):
        change()
        marked = [mark.cursor.selectedText() for mark in view.extraSelections()]
        assert [word for word in marked if word != "tea"] == ["Ｔｅａ", "TEA"]
    view.find_text("no")
    assert len(view.extraSelections()) > len(marked)
    view.clear_find()
    assert len(view.extraSelections()) == len(marked)

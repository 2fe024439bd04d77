"""Each entry of a menu has a letter of its own, as far as there are letters."""

from reader.gui.window.mnemonics import with_letters


def test_a_words_first_letter_goes_before_others_and_none_is_there_twice():
    titles = ["Export to PDF…", "Export to EPUB…", "Print…", "Put", "Tu", "Pet"]
    marked = with_letters((title, title) for title in titles)
    assert marked == ["&Export to PDF…", "Export &to EPUB…", "&Print…", "P&ut", "Tu", "Pet"]


def test_where_letters_are_not_latin_one_of_the_english_name_stands_behind():
    marked = with_letters([("退出", "Quit"), ("导出为 PDF…", "Export…"), ("保存", "Quit E")])
    assert marked == ["退出(&Q)", "导出为 PDF(&E)…", "保存(&U)"]


def test_foreign_and_empty_ones_do_no_harm():
    assert with_letters([("", ""), ("…", "…"), ("日本", "")]) == ["", "…", "日本"]

"""Margins, bullets and tabs as they are shown."""

from PySide6.QtGui import (
    QTextListFormat,
)

from tests.gui.document.test_document import block_with
from tests.gui.pages import show


def test_tabs_are_four_characters_wide(view):
    document = show(view, "<pre>a\n\tb</pre>")
    stop = document.defaultTextOption().tabStopDistance()
    assert 3 * 6 < stop < 4 * 14


def test_lists_have_air_and_no_bullet_beside_a_lone_picture(view):
    html = (
        "<ul><li>one</li><li>two<ul><li>deep</li></ul></li>"
        '<li><img src="https://a.example/b.jpg"></li></ul><p>end</p>'
        '<ol start="3" type="I"><li>three</li></ol>'
    )
    document = show(view, html)
    one, two = block_with(document, "one"), block_with(document, "two")
    assert one.textList() is two.textList() or one.textList() == two.textList()
    assert one.blockFormat().bottomMargin() < view.document().defaultFont().pixelSize() / 2
    deep = block_with(document, "deep").textList().format()
    assert deep.indent() == one.textList().format().indent() + 1
    assert block_with(document, "\ufffc").textList() is None
    three = block_with(document, "three").textList()
    assert three.format().style() == QTextListFormat.Style.ListUpperRoman
    assert three.itemText(block_with(document, "three")) == "III."
    # Qt keeps a bullet off the text by a space of the block's own font: a wide one.
    assert one.charFormat().fontFamilies() != document.defaultFont().families()


def test_two_lists_stand_apart_and_parts_of_one_do_not(view):
    document = show(view, "<ul><li>a</li></ul><ul><li>b</li></ul><ol reversed><li>x</li><li>y</ol>")
    a, x = block_with(document, "a"), block_with(document, "x")
    assert a.blockFormat().bottomMargin() > 2 * x.blockFormat().bottomMargin()


def test_a_box_ends_with_its_last_line(view):
    document = show(view, "<blockquote><p>First</p><p>Last</p></blockquote><p>c</p>")
    assert block_with(document, "First").blockFormat().bottomMargin() > 0
    assert block_with(document, "Last").blockFormat().bottomMargin() == 0


def test_a_list_keeps_its_gap_though_its_last_item_ends_with_a_paragraph(view):
    short = show(view, "<ul><li>one</li><li>the second</li></ul><p>after</p>")
    gap = block_with(short, "second").blockFormat().bottomMargin()
    long = show(view, "<ul><li>one</li><li><p>two</p><p>its end</p></li></ul><p>after</p>")
    assert block_with(long, "its end").blockFormat().bottomMargin() == gap > 0


def test_a_heading_behind_a_box_is_as_far_off_as_behind_a_text(view):
    document = show(view, "<p>a text</p><h2>one</h2><blockquote>box</blockquote><h2>two</h2>")
    one, two = block_with(document, "one").blockFormat(), block_with(document, "two").blockFormat()
    assert two.topMargin() < one.topMargin()


def test_a_definition_stands_in_from_where_its_lines_begin(view):
    left = show(view, "<dl><dt>Term</dt><dd>Meaning</dd></dl>")
    form = block_with(left, "Meaning").blockFormat()
    right = show(view, '<dl dir="rtl"><dt>א</dt><dd>ב ב</dd></dl>')
    turned = block_with(right, "ב ב").blockFormat()
    assert form.leftMargin() > form.rightMargin()
    assert turned.rightMargin() > turned.leftMargin()


def test_numbers_of_a_right_to_left_list_have_their_dot_once(view):
    document = show(view, '<ol dir="rtl"><li>אחת</li><li>שתיים</li></ol>')
    items = block_with(document, "אחת").textList()
    assert items.itemText(block_with(document, "אחת")).count(".") == 1


def test_a_list_of_things_to_do_has_its_boxes_in_the_bullets_place(view):
    tasks = "".join(
        f'<li><input type="checkbox"{ticked}> {words}</li>'
        for ticked, words in ((" checked", "done thing"), ("", "to do"))
    )
    document = show(view, f"<ul><li>plain</li></ul><p>x</p><ul>{tasks}</ul>")
    plain, done = block_with(document, "plain"), block_with(document, "done thing")
    assert done.textList().format().style() == QTextListFormat.Style.ListStyleUndefined
    assert plain.textList().format().style() == QTextListFormat.Style.ListDisc
    # The words stand in one column, whatever stands before them.
    left = [
        block.layout().position().x() + block.layout().lineAt(0).cursorToX(first)[0]
        for block, first in ((plain, 0), (done, done.text().index("done")))
    ]
    assert abs(left[0] - left[1]) < 3


def test_where_only_some_are_things_to_do_every_item_keeps_its_bullet(view):
    document = show(view, '<ul><li><input type="checkbox"> to do</li><li>plain</li></ul>')
    style = block_with(document, "plain").textList().format().style()
    assert style == QTextListFormat.Style.ListDisc
    assert block_with(document, "to do").blockFormat().textIndent() == 0


def test_pictures_of_a_list_have_the_texts_full_measure(view):
    pictures = "".join(f'<li><img src="https://a.example/{n}.jpg"></li>' for n in "bc")
    block = block_with(show(view, f"<ul>{pictures}</ul>"), "\ufffc")
    assert block.textList() is None
    assert block.blockFormat().indent() == 0

"""Line by line through an article, for who hears it."""

from PySide6.QtCore import Qt

from tests.gui.pages import paragraphs, press, show


def line(view):
    """The line that the text cursor, which a screen reader follows, stands in."""
    cursor = view.textCursor()
    cursor.movePosition(cursor.MoveOperation.StartOfLine)
    cursor.movePosition(cursor.MoveOperation.EndOfLine, cursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def heard(view, html):
    """What is said besides the lines, from now on."""
    said = []
    show(view, html)
    view.read_by_line(lambda: True)
    view.told.connect(said.append)
    return said


def test_the_arrows_go_from_line_to_line_and_pass_over_empty_ones(view):
    said = heard(
        view, "<p>One.</p><p><br></p><h2>Two</h2><table><tr><td>A</td><td>B</td></tr></table>"
    )
    lines = []
    for _ in range(12):
        press(view, Qt.Key.Key_Down)
        lines.append(line(view))
    start = lines.index("One.")
    assert lines[start : start + 4] == ["One.", "Two", "A", "B"]
    assert "heading, level 2" in said
    assert said[0] == lines[0]  # the cursor stood there, so that Qt tells of no move
    press(view, Qt.Key.Key_Up)
    assert line(view) != lines[-1]


def test_a_picture_is_told_by_its_alternative_text(view):
    said = heard(view, '<p>One.</p><p><img src="https://tea.test/a.jpg" alt="A garden"></p>')
    for _ in range(8):
        press(view, Qt.Key.Key_Down)
    assert "A garden, picture" in said


def test_what_is_read_is_in_sight_to_the_end_and_back(view):
    heard(view, paragraphs(40))
    seen = []
    for _ in range(300):
        press(view, Qt.Key.Key_Down)
        seen.append(line(view))
        assert view.viewport().rect().contains(view.cursorRect().center())
    assert "Number 39." in " ".join(seen)
    for _ in range(300):
        press(view, Qt.Key.Key_Up)
    assert view.verticalScrollBar().value() == 0


def test_it_goes_on_where_the_person_scrolled_to(view):
    heard(view, paragraphs(40))
    press(view, Qt.Key.Key_Down)
    view.verticalScrollBar().setValue(2000)
    press(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() >= 1900
    assert view.viewport().rect().contains(view.cursorRect().center())


def test_without_a_screen_reader_the_arrows_scroll(view):
    show(view, paragraphs(40))
    view.read_by_line(lambda: False)
    press(view, Qt.Key.Key_Down)
    assert view.textCursor().position() == 0
    assert view.scroll_target > 0

"""A row as a person sees it: what is unread or starred shows, and nothing runs over its edge."""

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPixmap

from reader.gui.headlines.delegate import _lines, _without
from reader.gui.style.theme import DARK, LIGHT
from reader.model import Status
from tests.gui.headlines.conftest import headline


def painted(listing, row=0):
    place = listing.visualRect(listing.headlines.index(row))
    return listing.viewport().grab(place).toImage()


def has(image, colour, left=0, right=None):
    wanted = QColor(colour)
    columns = range(left, right if right is not None else image.width())
    return any(image.pixelColor(x, y) == wanted for x in columns for y in range(image.height()))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_unread_and_starred_show_beside_the_title(listing, theme):
    listing.set_theme(theme)
    listing.fill(3)
    listing.headlines.add(
        [headline(1, status=Status(read=True)), headline(2, status=Status(read=True, starred=True))]
    )
    assert has(painted(listing, 0), theme.unread_dot, 0, 24)
    assert not has(painted(listing, 1), theme.unread_dot, 0, 24)
    assert has(painted(listing, 2), theme.star, 0, 24)
    assert not has(painted(listing, 1), theme.star, 0, 24)


def test_a_thumbnail_stands_at_the_right_and_the_text_gives_way(listing):
    red = QPixmap(76, 76)
    red.fill(QColor("#dd1111"))
    listing.delegate.thumbnail = lambda _path, url, _ratio: red if url else None
    listing.fill(2, title="W" * 200)
    listing.headlines.add([headline(1, title="W" * 200, thumbnail="https://a.example/1.png")])
    with_one = painted(listing, 1)
    assert has(with_one, "#dd1111", with_one.width() // 2)
    assert not has(with_one, "#dd1111", 0, with_one.width() // 2)
    assert not has(painted(listing, 0), "#dd1111")


def test_a_narrow_list_keeps_its_words_and_lets_the_thumbnail_go(listing):
    red = QPixmap(76, 76)
    red.fill(QColor("#dd1111"))
    listing.delegate.thumbnail = lambda _path, url, _ratio: red
    listing.fill(1, thumbnail="https://a.example/1.png")
    assert has(painted(listing), "#dd1111")
    listing.resize(220, 700)
    assert not has(painted(listing), "#dd1111")


def test_what_is_chosen_reaches_the_edge_and_rows_are_parted_by_one_thin_line(listing):
    listing.set_theme(LIGHT)
    listing.fill(3)
    listing.follow(1)
    height = listing.row_height
    image = listing.grab().toImage()
    frame = (listing.height() - listing.viewport().height()) // 2
    middle = frame + height + height // 2
    colours = {image.pixelColor(x, middle).name() for x in (2, image.width() - 2)}
    assert len(colours) == 1
    assert colours < {LIGHT.selection, LIGHT.selection_inactive}
    lines = [y for y in range(image.height()) if image.pixelColor(120, y).name() == LIGHT.line]
    assert lines == [frame + height * (row + 1) - 1 for row in range(3)]


@pytest.mark.parametrize(
    ("title", "excerpt", "left"),
    [
        ("HSCTF 8", "HSCTF 8", ""),
        ("Fog", "Fog. It lay over the tea.", "It lay over the tea."),
        ("雾锁港口", "雾锁港口，渡轮停航。", "渡轮停航。"),
        ("Foot", "Football is played.", "Football is played."),
        ("雾", "雾气散了。", "雾气散了。"),
        ("", "Words.", "Words."),
    ],
)
def test_an_excerpt_does_not_say_the_title_again(title, excerpt, left):
    assert _without(excerpt, title) == left


def test_long_titles_end_before_the_edge_in_every_script(listing):
    listing.set_theme(LIGHT)
    for title in ("W" * 500, "徕卡" * 300, "Fog " * 200, "👨‍👩‍👧‍👦" * 100):
        listing.fill(1, title=title, excerpt=title)
        listing.headlines.add([headline(0, title=title, excerpt=title)])
        image = painted(listing)
        edge = [image.pixelColor(image.width() - 3, y) for y in range(image.height() - 2)]
        assert {colour.name() for colour in edge} == {LIGHT.pane}, title[:5]


@pytest.mark.parametrize("sign", ["", "🚀", "🚀🚀🚀 徕卡", "👨‍👩‍👧‍👦", "𝔉"])
def test_no_letter_of_a_title_is_lost_or_moved_where_it_is_broken(qapp, sign):
    """Qt counts an emoji as two."""
    words = f"{sign} The rocket that is to land on the far side of the moon left the hangar today"
    font = QFont()
    for width in (150, 220, 333):
        lines = _lines(words, font, QFontMetrics(font), width, 9)
        assert len(lines) > 1
        assert " ".join(lines).split() == words.split()


def test_a_row_is_grey_while_the_folder_is_not_there(listing):
    listing.set_theme(LIGHT)
    listing.fill(1)
    strong = painted(listing)
    listing.set_away(True)
    assert has(strong, LIGHT.unread_dot, 0, 24)
    assert not has(painted(listing), LIGHT.unread_dot, 0, 24)


def test_source_and_title_that_are_cut_are_told_in_full(listing):
    long = "A very long source that no row has room for, whatever its width may be here"
    listing.fill(2)
    short = listing.headlines.headline(0)
    assert listing.delegate.cut(short, 300) == ""
    assert listing.delegate.cut(headline(1, source=long), 300) == long
    both = headline(1, source=long, title="Words " * 40)
    assert listing.delegate.cut(both, 300) == f"{long}\n{both.title}"
    assert listing.delegate.cut(headline(1, title="Ends in three dots…"), 300) == ""


@pytest.mark.parametrize(
    ("excerpt", "title", "left"),
    [
        ("FOG  over\ttea — it lay", "Fog over tea", "it lay"),
        ("「小米」发布：新机。今天", "小米发布新机", "今天"),
        ("小米发布新机今天发布", "小米发布新机", "今天发布"),
        ("Foggy days", "Fog", "Foggy days"),
        ("Fo", "Fog", "Fo"),
        ("Words", "…", "Words"),
    ],
)
def test_signs_blanks_and_capitals_make_no_other_title(excerpt, title, left):
    assert _without(excerpt, title) == left


def test_a_compact_row_is_one_line_without_picture_and_excerpt(listing):
    red = QPixmap(76, 76)
    red.fill(QColor("#dd1111"))
    listing.delegate.thumbnail = lambda _path, _url, _ratio: red
    listing.set_theme(LIGHT)
    listing.fill(60, thumbnail="https://a.example/1.png")
    listing.scroll_to_position(5, 0)
    comfortable = listing.row_height
    listing.set_look(QFont(), compact=True)
    assert 28 <= listing.row_height < comfortable / 2
    assert listing.scroll_position()[0] == 5
    assert not has(painted(listing, 6), "#dd1111")
    assert has(painted(listing, 6), LIGHT.unread_dot, 0, 24)
    long = headline(6, title="W" * 300, source="A source whose name is too long for such a row")
    assert listing.delegate.cut(long, 300) == f"{long.source}\n{long.title}"
    listing.set_look(QFont(), compact=False)
    assert listing.row_height == comfortable


def test_the_row_that_has_the_keyboard_bears_a_stripe(listing, qapp):
    listing.set_theme(LIGHT)
    listing.fill(3)
    listing.follow(1)
    listing.activateWindow()
    listing.setFocus()
    qapp.processEvents()
    if not (listing.hasFocus() and listing.isActiveWindow()):
        pytest.skip("no window gets the keyboard here")
    assert has(painted(listing, 1), LIGHT.accent, 0, 3)
    assert not has(painted(listing, 0), LIGHT.accent, 0, 3)

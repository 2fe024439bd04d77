"""Links and pictures by keyboard: which is chosen, where it leads, and back."""

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from reader.gui.document.position import y_of
from reader.gui.document.template import footer_html
from tests.gui.pages import page, paragraphs, picture, show

NOTES = (
    "<p id=m1>One<sup><a href='#n1'>1</a></sup> and <a href='https://x.test/'>x</a>"
    "<sup><a href='#n2'>2</a></sup>.</p>"
    + "<p>Between <a href='https://y.test/'>y</a>.</p>"
    * 60
    + "<ol><li id=n1>Note one <a href='https://z.test/'>z</a> <a href='#m1'>up</a>"
    "<li id=n2>Note two.<p><a href='https://w.test/'>w</a></p></ol>"
)


def test_return_at_a_footnote_goes_back_to_its_mark(view):
    show(view, NOTES)
    view.choose_link(1)  # the category above it
    view.choose_link(1)
    mark = view._links.chosen
    view.follow(QUrl(mark.address))
    assert view.verticalScrollBar().value() > 500
    text = view.document().toPlainText()
    assert text[view._links.chosen.start : view._links.chosen.end] == "up"
    view.follow(QUrl(view._links.chosen.address))
    assert view._links.chosen == mark
    assert view.verticalScrollBar().value() < 300


def test_tab_goes_on_from_where_a_jump_led(view):
    show(view, NOTES)
    address = [link.address for link in view._links.links() if link.address.startswith("#")][1]
    view.follow(QUrl(address))
    assert view._links.chosen is None
    view.choose_link(1)
    assert view._links.chosen.address == "https://w.test/"


def test_a_footnote_is_jumped_to_and_back(view):
    show(
        view,
        f'<p id="t">Top<a href="#n">1</a></p>{paragraphs(80)}'
        '<p id="n">Note <a href="#t">up</a></p>',
    )
    there, back = [link.address for link in view._links.links() if link.address.startswith("#")]
    activated = QSignalSpy(view.link_activated)
    view.follow(QUrl(there))
    assert view.progress() == 1.0
    view.follow(QUrl(back))
    assert view.progress() < 0.1
    assert activated.count() == 0


def test_the_header_leads_to_the_categories_and_the_footer_on(view):
    view.show_page(
        page(categories=("Tech", "R&D")),
        footer=footer_html(("", ""), ("b" * 32, "A <next> one")),
    )
    links = [(link.address, text_of(view, link)) for link in view._links.links()]
    assert links == [
        ("broadsheet:section/0", "Tech"),
        ("broadsheet:section/1", "R&D"),
        ("https://mountain.test/fog", "mountain.test"),  # the original
        (f"broadsheet:article/{'b' * 32}", "A <next> one"),
    ]
    view.set_footer(footer_html(("c" * 32, "Before"), ("", "")))
    assert "A <next> one" not in view.toPlainText()
    assert view.toPlainText().rstrip().endswith("Previous: Before")
    view.set_footer("")
    assert view.toPlainText().rstrip().endswith("Text.")


def text_of(view, link):
    cursor = view.textCursor()
    cursor.setPosition(link.start)
    cursor.setPosition(link.end, cursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_pictures_are_among_the_links_and_no_smileys(view):
    pictures = (picture(0, width=300, height=200), picture(1, width=20, height=20))
    body = (
        "<p>A <a href='https://a.test/'>link</a> <img src='picture:1'></p>"
        "<p><a href='https://b.test/'><img src='picture:0'></a></p>"
    )
    view.show_page(page(body, categories=(), url="", pictures=pictures))
    told, chosen = QSignalSpy(view.link_hovered), QSignalSpy(view.picture_chosen)
    entered = QSignalSpy(view.picture_entered)
    assert view.choose_link(1)
    assert view.chosen_address == told.at(told.count() - 1)[0] == "https://a.test/"
    assert view.choose_link(1)
    assert chosen.at(0)[0] == pictures[0]
    assert view.pictures.framed == pictures[0]
    assert view.link_of(pictures[0]) == "https://b.test/"
    view.follow(QUrl(view.chosen_address))
    assert entered.at(0)[0] == pictures[0]
    assert not view.choose_link(1)
    assert view.chosen_address == ""
    assert view.pictures.framed is None


def test_the_first_link_chosen_is_one_that_can_be_seen(view):
    links = "".join(f"{paragraphs(5)}<p><a href='https://a.test/{n}'>L</a></p>" for n in range(9))
    view.show_page(page(links, categories=()))
    view.go_to_character(view.document().toPlainText().index("L\nNumber 0", 6000))
    at = view._links.links()
    assert view.choose_link(1)
    assert view._links.chosen.start >= view.position()
    assert at.index(view._links.chosen) > 2
    assert view.clear_link()
    assert not view.clear_link()
    assert view.choose_link(-1)
    assert view._links.chosen.start <= view.character_at(view.viewport().height())


def test_a_chosen_link_is_seen_and_let_go_with_the_focus_and_the_article(view):
    shown = page(
        f"{paragraphs(40)}<p><a href='https://a.test/'>Far down</a></p>", categories=(), url=""
    )
    view.show_page(shown)
    view.choose_link(1)
    (mark,) = view.extraSelections()
    assert mark.cursor.selectedText() == "Far down"
    top = view.verticalScrollBar().value()
    assert 0 < y_of(view.document(), mark.cursor.position()) - top < view.viewport().height()
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut))
    assert view.extraSelections() == []
    view.choose_link(1)
    view.show_page(page("<p>Another.</p>", id="b" * 32))
    assert view.chosen_address == ""


def test_a_framed_picture_has_no_frame_when_its_article_is_come_back_to(view):
    shown = page("<p><img src='picture:0'></p>", categories=(), url="", pictures=(picture(0),))
    view.show_page(shown)
    view.choose_link(1)
    assert view.pictures.framed is not None
    view.show_page(page("<p>Another.</p>", id="b" * 32))
    view.show_page(shown)
    assert view.pictures.framed is None


def test_a_jump_into_a_closed_part_opens_it_and_no_other(view):
    show(
        view,
        '<p>Top<a href="#deep">1</a></p><details><summary>Other</summary><p>Away</p></details>'
        "<details><summary>Outer</summary><p>In</p><details><summary>Inner</summary>"
        f'<p id="deep">The note</p>{paragraphs(60)}</details></details>',
    )
    assert "The note" not in view.document().toPlainText()
    jump = next(link.address for link in view._links.links() if link.address.startswith("#"))
    view.follow(QUrl(jump))
    text = view.document().toPlainText()
    assert "The note" in text
    assert "Away" not in text
    assert view.document().findBlock(view.character_at(2)).text() == "The note"

"""Pages for the tests of the article pane, written for them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent

from reader.gui.document.position import y_of
from reader.markup.page.page import make_page
from reader.model import Page, Picture
from tests.markup.articles import article


def picture(number, **known):
    """The picture with this number of a page."""
    return Picture(f"picture:{number}", f"https://pictures.test/{number}.jpg", **known)


def image(width, height, colour="#336699"):
    """A picture of one colour."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def page(html="<p>Text.</p>", **other):
    """A page with this body."""
    known = {
        "id": "a" * 32,
        "path": "news/x.md",
        "title": "Fog over the tea gardens",
        "author": "Lin Xiaoman",
        "source": "The Mountain Review",
        "url": "https://mountain.test/fog",
        "date": 1_616_400_000.0,
        "date_known": True,
        "categories": ("news",),
        "language": "en",
        "minutes": 3,
    }
    return Page(html=html, **(known | other))


def paragraphs(count, words="A sentence that goes on for a while, over the end of its line. "):
    """So many numbered paragraphs."""
    return "".join(f"<p>Number {number}. {words * 3}</p>" for number in range(count))


def top_line(view):
    """How far below the pane's top the line with the remembered character stands."""
    return y_of(view.document(), view.position()) - view.verticalScrollBar().value()


def show(view, html, **other):
    """The view with an article that came all the way through markup."""
    view.show_page(make_page(article(html, **other)))
    return view.document()


def press(view, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Whether the pane took the key."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
    event.setAccepted(True)
    view.keyPressEvent(event)
    return event.isAccepted()

"""What is jumped over is not fetched until it comes near again."""

import threading

import pytest

from reader.gui.document.position import y_of
from reader.gui.gallery.viewport_tracker import ViewportTracker
from tests.gui.pages import paragraphs, picture
from tests.support import pictures as made

COUNT = 14


@pytest.fixture
def held(picture_server):
    """The server answers nothing before `held.set()`."""
    gate = threading.Event()

    def answer(exchange):
        while not gate.wait(0.02):
            if exchange.server.owner.closing.is_set():
                return
        exchange.answer(made.png(30, 20))

    picture_server.default = answer
    return gate


def test_what_was_jumped_over_waits_until_it_comes_near(
    article, pictures, picture_server, held, wait_until
):
    tracker = ViewportTracker(pictures, article)
    article.picture_drawn.connect(lambda one: tracker.drawn(article.page, one))
    html = "".join(f"<img src='picture:{n}'>{paragraphs(9)}" for n in range(COUNT))
    article.show_it(html, [picture(n) for n in range(COUNT)])
    wait_until(lambda: len(picture_server.paths()) == 2)
    rested = []
    article.position_changed.connect(rested.append)
    article.verticalScrollBar().setValue(article.verticalScrollBar().maximum())
    article.viewport().repaint()
    wait_until(lambda: rested)
    held.set()
    wait_until(lambda: not pictures.busy, 10)
    fetched = set(picture_server.paths())
    assert f"/{COUNT - 1}.jpg" in fetched
    assert "/5.jpg" not in fetched
    del rested[:]
    place = article.character_of(picture(5))
    article.verticalScrollBar().setValue(y_of(article.document(), place) - 40)
    article.viewport().repaint()
    wait_until(lambda: rested)
    wait_until(lambda: "/5.jpg" in picture_server.paths(), 10)

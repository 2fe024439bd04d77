"""Figures: an article of 1 MB in one box, or of 500 pictures: first paint, longest block."""

import time

from tests.benchmarks.figure import Figure
from tests.benchmarks.place import Place, alone

SIZE, PICTURES, PLACE = 1_000_000, 500, 0.6
QUIET_S = 0.2
"""So long nothing is done: then nothing more comes."""


def measure(_place: Place) -> list[Figure]:
    """Each opened at its start and where it was left, as far in as PLACE; the longer one counts.

    Processor time of the window's own thread: what else the computer does is no block of ours.
    """
    from PySide6.QtGui import QImage

    from reader.gui.article.view import ArticleView
    from reader.gui.system.application import make_application
    from tests.support.long_articles import HAN, bodies, mixture, pictured

    app = make_application()
    view = ArticleView()
    shot = QImage(600, 400, QImage.Format.Format_RGB32)
    shot.fill(0x336699)
    view.set_picture_source(lambda _picture: shot)
    view.resize(1000, 800)
    view.show()
    app.processEvents()
    articles = bodies(SIZE) | {"mixture": mixture(SIZE), "mixture, Han": mixture(SIZE, HAN)}
    articles |= {f"{PICTURES} {kind}": body for kind, body in pictured(PICTURES).items()}
    found: list[Figure] = []
    for kind, body in articles.items():
        first, longest = _opened(view, body)
        found += [
            Figure(f"{kind}: first paint", first, None, 100),
            Figure("… longest block", longest, None, 50),
        ]
    view.close()
    return found


def _opened(view: "ArticleView", body: str) -> tuple[float, float]:  # noqa: F821
    """Milliseconds of the window's own thread, of two openings: (to first paint, longest block)."""
    from reader.markup.page.page import make_page
    from tests.markup.articles import article

    page, short = make_page(article(body)), make_page(article("<p>Short.</p>"))
    first = longest = 0.0
    for place in (0, round(PLACE * len(page.html))):
        view.show_page(short)
        _blocks(view)
        began = time.thread_time()
        view.show_page(page, position=place)
        view.viewport().repaint()
        first = max(first, (time.thread_time() - began) * 1000)
        longest = max(longest, _blocks(view))
    return first, max(first, longest)


def _blocks(view: "ArticleView") -> float:  # noqa: F821
    """Let the event loop run until nothing comes any more; its longest step, in milliseconds."""
    from PySide6.QtWidgets import QApplication

    longest, last = 0.0, time.monotonic()
    while not view.is_complete or time.monotonic() < last + QUIET_S:
        began = time.thread_time()
        QApplication.processEvents()
        took = (time.thread_time() - began) * 1000
        longest = max(longest, took)
        if took > 1:
            last = time.monotonic()
        time.sleep(0.0005)
    return longest


if __name__ == "__main__":
    alone(measure)

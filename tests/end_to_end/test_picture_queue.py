"""What is on screen goes first, what was scrolled away is not fetched; six at once, two a host."""

import threading
from collections import Counter

import pytest
from PySide6.QtGui import QImage

from reader.gui.gallery import viewport_tracker
from tests.end_to_end.conftest import write_article
from tests.support import pictures

GOOD = pictures.png(64, 48)
TEXT = "<p>Much text between two pictures, so that each has a screen of its own.</p>" * 12


class Gate:
    """Answers no picture before it is let through; notes how many wait at once."""

    def __init__(self, server) -> None:
        self.server = server
        self.open = threading.Semaphore(0)
        self.at_once: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.answered = 0
        self.lock = threading.Lock()
        server.default = self

    def __call__(self, exchange) -> None:
        host = exchange.headers["Host"]
        with self.lock:
            self.at_once.update([host, "all"])
            for name in (host, "all"):
                self.most[name] = max(self.most[name], self.at_once[name])
        while not self.open.acquire(timeout=0.02):
            if self.server.closing.is_set():
                return
        with self.lock:
            self.at_once.subtract([host, "all"])
            self.answered += 1
        exchange.answer(GOOD)


@pytest.fixture
def gate(picture_server):
    return Gate(picture_server)


def long_article(tmp_path, count=16):
    body = "".join(f'<img src="https://a.example/{n}.png">{TEXT}' for n in range(count))
    folder = tmp_path / "news"
    write_article(folder, "Tech/Alpha/one.md", "One", body=body)
    write_article(folder, "Tech/Alpha/two.md", "Two", hours_old=1)
    return folder


def on_screen(run):
    run.window.article.viewport().repaint()
    return [picture.url.rpartition("/")[2] for picture in run.window.article.pictures_in_view()]


def jump_to(run, number):
    """Scroll until this picture is on screen, and rest there."""
    article, rested = run.window.article, []
    article.position_changed.connect(rested.append)
    page = article.page
    place = next(p for p in page.pictures if p.url.endswith(f"/{number}.png"))
    article.document().size()
    block = article.document().findBlock(article.character_of(place))
    top = article.document().documentLayout().blockBoundingRect(block).y()
    article.verticalScrollBar().setValue(round(top) - 20)
    run.wait(lambda: f"{number}.png" in on_screen(run))
    run.wait(lambda: bool(rested))
    article.position_changed.disconnect(rested.append)


def shown(run, number):
    article = run.window.article
    place = next(p for p in article.page.pictures if p.url.endswith(f"/{number}.png"))
    return isinstance(article.answer_of(place), QImage)


def test_what_is_on_screen_goes_first_and_what_was_jumped_over_is_not_fetched(
    program, tmp_path, picture_server, gate
):
    run = program(offline=False, connect_to=picture_server.address)
    run.open(long_article(tmp_path))
    run.shows("One")
    run.wait(lambda: len(picture_server.requests) == 2)
    begun = set(picture_server.paths())
    assert begun < {"/0.png", "/1.png", "/2.png"}  # two threads look whether they are kept
    jump_to(run, 10)
    assert len(picture_server.requests) == 2
    seen = on_screen(run)
    assert {"9.png", "10.png", "11.png"} >= set(seen) >= {"10.png"}
    gate.open.release()
    run.wait(lambda: len(picture_server.requests) == 3)
    assert picture_server.paths()[2][1:] in seen
    gate.open.release(100)
    run.settle()
    # Two before it are within a screen or had begun; what is still to be read comes, too.
    fetched = {int(path[1:-4]) for path in picture_server.paths()}
    assert fetched >= {*range(10, 16)}
    assert fetched.isdisjoint(range(3, 8))
    assert gate.most["a.example"] == 2

    jump_to(run, 4)
    run.settle()
    assert shown(run, 4)
    assert picture_server.paths().count("/4.png") == 1
    assert len(picture_server.paths()) == len(set(picture_server.paths()))


def test_what_was_on_screen_and_scrolled_away_is_not_fetched(
    program, tmp_path, picture_server, gate
):
    run = program(offline=False, connect_to=picture_server.address)
    run.open(long_article(tmp_path))
    run.shows("One")
    run.wait(lambda: len(picture_server.requests) == 2)
    jump_to(run, 12)
    jump_to(run, 0)
    gate.open.release(100)
    run.settle()
    assert "/12.png" not in picture_server.paths()
    assert "/5.png" not in picture_server.paths()
    jump_to(run, 12)
    run.settle()
    assert shown(run, 12)


def test_what_waits_for_the_former_article_is_not_fetched(program, tmp_path, picture_server, gate):
    run = program(offline=False, connect_to=picture_server.address)
    run.open(long_article(tmp_path))
    run.shows("One")
    run.wait(lambda: len(picture_server.requests) == 2)
    run.press("j")
    run.shows("Two")
    gate.open.release(100)
    run.settle()
    assert len(picture_server.requests) == 2


def test_six_at_once_and_two_for_each_host(program, tmp_path, picture_server, gate):
    body = "".join(f'<img src="https://h{n % 7}.example/{n}.png"><p>x</p>' for n in range(42))
    folder = tmp_path / "news"
    write_article(folder, "Tech/Alpha/one.md", "One", body=body)
    run = program(offline=False, connect_to=picture_server.address).open(folder)
    run.shows("One")
    run.wait(lambda: gate.at_once["all"] == 6)
    for released in range(1, 43):
        gate.open.release()
        # Which of those that wait is let through is chance: the last ones may be of one host.
        run.wait(lambda n=released: gate.answered == n)
        run.wait(lambda n=released: gate.at_once["all"] >= min(2, 42 - n))
    run.settle()
    assert gate.most["all"] == 6
    assert max(most for host, most in gate.most.items() if host != "all") <= 2
    assert len(picture_server.requests) == 42


def test_a_slow_host_takes_no_turn_from_another(program, tmp_path, picture_server, gate):
    body = "".join(f'<img src="https://slow.example/{n}.png"><p>x</p>' for n in range(20))
    body += '<img src="https://quick.example/quick.png">'
    picture_server.routes["/quick.png"] = lambda exchange: exchange.answer(GOOD)
    folder = tmp_path / "news"
    write_article(folder, "Tech/Alpha/one.md", "One", body=body)
    run = program(offline=False, connect_to=picture_server.address).open(folder)
    run.shows("One")
    run.wait(lambda: "/quick.png" in picture_server.paths())
    assert len(picture_server.requests) == 3
    gate.open.release(100)
    run.settle()


def test_what_is_on_its_way_says_so_after_a_moment(program, tmp_path, picture_server, gate):
    folder = tmp_path / "news"
    write_article(folder, "Tech/Alpha/one.md", "One", body='<img src="https://a.example/1.png">')
    run = program(offline=False, connect_to=picture_server.address).open(folder)
    run.shows("One")
    article, began = run.window.article, []

    def looks():
        return article.grab(article.pictures.rect("picture:0").toRect()).toImage()

    run.wait(lambda: bool(on_screen(run)))
    empty = looks()
    run.wait(lambda: looks() != empty)
    saying = looks()
    run.wait(lambda: began.append(1) or len(began) > 20)
    assert looks() == saying
    gate.open.release(9)
    run.settle()
    run.wait(lambda: looks() != saying)


def test_of_very_many_large_pictures_those_near_are_in_memory(
    program, tmp_path, picture_server, monkeypatch
):
    """Each as sharp as in a short article, and none is fetched twice; the text stays in place."""
    monkeypatch.setattr(viewport_tracker, "PAGE_PICTURES_BYTES", 4 << 20)
    picture_server.default = lambda exchange: exchange.answer(pictures.jpeg(1200, 900))
    run = program(offline=False, connect_to=picture_server.address)
    run.open(long_article(tmp_path))
    run.shows("One")
    run.wait(lambda: len(picture_server.requests) == 16, 20)
    run.settle()
    article = run.window.article

    def held():
        return sum(article.pictures.held(picture.key) for picture in article.page.pictures)

    run.wait(lambda: held() <= 9 << 20)
    run.wait(lambda: not article.pictures_pending)
    height = article.document().size().height()
    for number in (15, 7, 0, 12):
        jump_to(run, number)
        run.wait(lambda number=number: shown(run, number))
        place = next(p for p in article.page.pictures if p.url.endswith(f"/{number}.png"))
        assert article.answer_of(place).width() == 1200
        run.wait(lambda: held() <= 9 << 20)
        assert article.document().size().height() == height
    assert sum(shown(run, number) for number in range(16)) <= 6
    assert len(picture_server.requests) == 16

"""Pictures as a person meets them: placeholders, modes, the viewer, animations, the bound."""

import socket

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from reader.gui.document.picture_objects import ArticlePictures
from reader.gui.gallery import saving
from reader.gui.gallery.preferences_page import PicturesPage
from reader.gui.gallery.viewer import PictureViewer
from reader.images.cache import PictureCache
from reader.model import PictureProblem
from reader.settings import ASK, CACHE
from tests.end_to_end.conftest import write_article
from tests.support import pictures
from tests.support.picture_server import PictureServer, picture, slow, status

GOOD = pictures.png(64, 48)


def answers(run):
    """What is shown for each picture of the article: its width, or why there is none."""
    article = run.window.article
    found = []
    for shown in article.page.pictures:
        answer = article.answer_of(shown)
        found.append(answer.width() if isinstance(answer, QImage) else answer)
    return found


def click(run, number):
    """A click in the middle of a picture or its placeholder."""
    article = run.window.article
    run.wait(lambda: rect_of(article, number) is not None)
    point = rect_of(article, number).center().toPoint() - article._scrolled_by()
    QTest.mouseClick(article.viewport(), Qt.MouseButton.LeftButton, pos=point)


def rect_of(article, number):
    article.viewport().repaint()
    rect = article.pictures.rect(f"picture:{number}")
    return rect if not rect.isEmpty() else None


def one_article(tmp_path, body, **more):
    folder = tmp_path / "news"
    write_article(folder, "Tech/Alpha/one.md", "One", body=body, **more)
    return folder


def test_each_placeholder_says_why_and_a_click_tries_again(program, tmp_path, picture_server):
    picture_server.routes["/gone.png"] = status(404)
    picture_server.routes["/page.png"] = picture(b"<!doctype html><p>No")
    picture_server.routes["/large.png"] = picture(pictures.png_that_says(50_000, 50_000))
    names = ("gone", "page", "large")
    body = "".join(f'<p>x</p><img src="https://a.example/{name}.png">' for name in names)
    body += '<img src="missing.png">'
    folder = one_article(tmp_path, body)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    assert answers(run) == [
        PictureProblem.GONE,
        PictureProblem.NOT_A_PICTURE,
        PictureProblem.TOO_LARGE,
        PictureProblem.NOT_FOUND,
    ]
    picture_server.routes["/gone.png"] = picture(GOOD)
    click(run, 0)
    run.settle()
    assert answers(run)[0] == 64
    (folder / "Tech/Alpha/missing.png").write_bytes(GOOD)
    click(run, 3)
    run.settle()
    assert answers(run)[3] == 64


def test_a_referer_is_sent_only_where_a_person_agreed(program, tmp_path, picture_server):
    def guarded(exchange):
        referer = exchange.headers.get("Referer", "")
        if referer == "https://site.example/":
            exchange.answer(GOOD)
        else:
            exchange.answer(b"", "text/html", 403)

    picture_server.default = guarded
    body = "".join(
        f'<img src="https://{where}"><p>x</p>'
        for where in ("a.example/1", "a.example/2", "b.example/3")
    )
    folder = one_article(tmp_path, body, more="url: https://site.example/articles/one?utm=1\n")
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    assert answers(run) == [PictureProblem.NO_REFERER] * 3
    assert not any(r.header("Referer") for r in picture_server.requests)

    click(run, 0)
    box = run.window.findChild(QMessageBox)
    assert "https://site.example/" in box.informativeText()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    run.settle()
    assert len(picture_server.requests) == 3

    click(run, 0)
    boxes = [box for box in run.window.findChildren(QMessageBox) if box.isVisible()]
    agree = [b for b in boxes[0].findChildren(QPushButton) if b.text() == "Tell It"]
    agree[0].click()
    run.settle()
    assert answers(run) == [64, 64, PictureProblem.NO_REFERER]
    told = [(r.header("Host"), r.header("Referer")) for r in picture_server.requests[3:]]
    assert told == [("a.example", "https://site.example/")] * 2
    assert run.window.settings.referer_hosts == ["a.example"]


def test_an_article_that_names_no_site_has_its_host_named_and_what_was_refused_comes(
    program, tmp_path, picture_server
):
    def guarded(exchange):
        named = exchange.headers.get("Referer", "") == "https://a.example/"
        exchange.answer(GOOD if named else b"", "image/png", 200 if named else 403)

    picture_server.default = guarded
    folder = one_article(tmp_path, '<img src="https://a.example/1">', hours_old=1)
    write_article(
        folder, "Tech/Alpha/two.md", "Two", hours_old=2, body='<img src="https://a.example/2">'
    )
    run = program(offline=False, connect_to=picture_server.address).open(folder, 2)
    for title in ("One", "Two", "One"):
        run.window.session.controller.select(run.titles.index(title))
        run.shows(title)
        run.settle()
        assert answers(run) == [PictureProblem.NO_REFERER]
    click(run, 0)
    box = run.window.findChild(QMessageBox)
    assert "does not say which site it is from" in box.informativeText()
    next(b for b in box.findChildren(QPushButton) if b.text() == "Tell It").click()
    run.settle()
    assert answers(run) == [64]
    run.window.session.controller.select(run.titles.index("Two"))
    run.shows("Two")
    run.settle()
    assert answers(run) == [64], "the host is remembered: nobody is asked twice"


def test_ask_and_cache_only_fetch_nothing_by_themselves(program, tmp_path, picture_server):
    body = '<img src="https://a.example/1.png"><p>x</p><img src="https://a.example/2.png">'
    folder = one_article(tmp_path, body, more="thumbnail: https://a.example/1.png\n")
    run = program(offline=False, connect_to=picture_server.address)
    run.window.settings.picture_modes[str(folder)] = ASK
    run.open(folder, 1)
    run.shows("One")
    run.settle()
    assert answers(run) == [PictureProblem.NOT_ASKED] * 2
    assert picture_server.requests == []
    click(run, 0)
    run.settle()
    assert answers(run) == [32, 32]
    assert len(picture_server.requests) == 2

    write_article(
        folder, "Tech/Alpha/two.md", "Two", hours_old=1, body='<img src="https://a.example/3.png">'
    )
    run.window.folders.rescan()
    run.wait(lambda: len(run.titles) == 2, 20)
    run.window.settings.picture_modes[str(folder)] = CACHE
    run.window.features.picture_settings.apply()
    run.window.session.controller.select(1)
    run.shows("Two")
    run.settle()
    assert answers(run) == [PictureProblem.OFFLINE]
    assert len(picture_server.requests) == 2
    click(run, 0)
    run.settle()
    assert answers(run) == [32]


def test_sizes_are_known_before_pictures_arrive(program, tmp_path, picture_server, monkeypatch):
    picture_server.default = picture(pictures.png(400, 700))
    folder = one_article(tmp_path, '<img src="https://a.example/1.png"><p>Below</p>')
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    run.close()

    first = []
    remember = ArticlePictures.set_answer

    def set_answer(self, key, answer):
        first.append(answer)
        return remember(self, key, answer)

    monkeypatch.setattr(ArticlePictures, "set_answer", set_answer)
    again = program(offline=True).open(folder, 1)
    again.shows("One")
    again.settle()
    assert QSize(400, 700) in first
    assert answers(again) == [400]


def test_the_viewer(program, tmp_path, picture_server, monkeypatch):
    for n in range(3):
        picture_server.routes[f"/{n}.png"] = picture(pictures.png(1000 + n, 800))
    picture_server.routes["/big.png"] = picture(pictures.png(2000, 1600))
    body = (
        '<a href="https://a.example/big.png"><img src="https://a.example/0.png"></a><p>x</p>'
        '<img src="https://a.example/1.png" alt="Second"><p>y</p><img src="https://a.example/2.png">'
    )
    folder = one_article(tmp_path, body)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    run.press("i")
    viewer = run.window.findChild(PictureViewer)
    run.wait(lambda: viewer.image.width() == 1000)
    assert viewer.caption().startswith("1 of 3")
    viewer.grab()
    fit = viewer.zoom
    QTest.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.zoom > fit
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.zoom == fit
    QTest.keyClick(viewer, Qt.Key.Key_1)
    before = viewer._target().topLeft()
    QTest.mousePress(viewer, Qt.MouseButton.LeftButton, pos=viewer.rect().center())
    QTest.mouseMove(viewer, viewer.rect().center() - viewer.rect().center() / 10)
    QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton)
    viewer.set_zoom(4.0)
    assert viewer._target().topLeft() != before
    viewer.grab()
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    run.wait(lambda: viewer.image.width() == 1001)
    assert "Second" in viewer.caption()
    QTest.keyClick(viewer, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().image().width() == 1001
    QTest.keyClick(viewer, Qt.Key.Key_Left)
    run.wait(lambda: viewer.image.width() == 1000)
    QTest.keyClick(viewer, Qt.Key.Key_O)
    run.wait(lambda: viewer.image.width() == 2000)
    for place, said in (("saved.png", "saved.png"), ("no/folder.png", "could not be written")):
        where = str(tmp_path / place)
        monkeypatch.setattr(
            saving.QFileDialog, "getSaveFileName", lambda *_, where=where: (where, "")
        )
        QTest.keyClick(viewer, Qt.Key.Key_S)
        run.wait(lambda said=said: said in viewer.caption())
    assert (tmp_path / "saved.png").stat().st_size > 100
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is viewer]


def test_an_animation_plays_in_the_viewer_and_closing_leaves_nothing_behind(
    program, tmp_path, picture_server
):
    picture_server.default = picture(pictures.gif(60, 40, frames=5))
    folder = one_article(tmp_path, '<img src="https://a.example/0.gif">')
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    run.press("i")
    viewer = run.window.findChild(PictureViewer)
    keys = set()
    run.wait(lambda: keys.add(viewer.image.cacheKey()) or len(keys) > 3)
    viewer.close()
    run.window.features.picture_controller.look()
    again = [v for v in run.window.findChildren(PictureViewer) if v.isVisible()]
    again[-1].close()
    # What they had asked for comes all the same: it finds nobody, and raises nothing.
    queue = run.window.features.pictures._queue
    run.wait(lambda: not run.window.findChildren(PictureViewer))
    run.wait(lambda: not queue.busy and queue._near.idle())


def test_a_click_on_a_picture_opens_it(program, tmp_path, picture_server):
    picture_server.default = picture(pictures.png(300, 200))
    body = '<a href="https://elsewhere.example/"><img src="https://a.example/0.png"></a>'
    folder = one_article(tmp_path, body)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    click(run, 0)
    viewer = run.window.findChild(PictureViewer)
    run.wait(lambda: viewer.image.width() == 300)
    links = []
    viewer.link_wanted.disconnect()
    viewer.link_wanted.connect(links.append)
    QTest.keyClick(viewer, Qt.Key.Key_O)
    assert links == ["https://elsewhere.example/"]
    viewer.close()


def test_an_animation_plays_while_it_is_in_view(program, tmp_path, picture_server):
    picture_server.routes["/film.gif"] = picture(pictures.gif(60, 40, frames=5))
    body = '<img src="https://a.example/film.gif">' + "<p>Much text.</p>" * 200
    folder = one_article(tmp_path, body)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    films = run.window.features.picture_controller.animations
    place = run.window.article.pictures._places["picture:0"]
    run.wait(lambda: films.playing == ["https://a.example/film.gif"])
    frames = set()
    run.wait(lambda: frames.add(id(place.frame)) or len(frames) > 2)
    run.window.article.verticalScrollBar().setValue(3000)
    run.wait(lambda: not films.playing)
    run.window.article.verticalScrollBar().setValue(0)
    run.wait(lambda: bool(films.playing))
    assert len(picture_server.requests) == 1


def test_the_bound_holds_and_nothing_goes_while_offline(program, tmp_path, picture_server):
    picture_server.default = picture(pictures.png(300, 300) + b"\0" * 20_000)
    body = "".join(f'<img src="https://a.example/{n}.png"><p>x</p>' for n in range(10))
    folder = one_article(tmp_path, body)
    run = program(offline=False, connect_to=picture_server.address)
    store = run.window.features.pictures.store
    store.bound = 100_000
    run.open(folder, 1)
    run.shows("One")
    run.settle()
    run.wait(lambda: len(picture_server.requests) == 10)
    run.wait(lambda: not len(store._events) and store.idle)
    files = sorted(store.cache.folder.rglob("*.bin"))
    assert 0 < sum(f.stat().st_size for f in files) <= 100_000
    run.window.features.pictures.set_mode(CACHE)
    store.set_bound(1)
    run.wait(lambda: store.idle)
    assert sorted(store.cache.folder.rglob("*.bin")) == files


def test_the_preferences_page(program, tmp_path, picture_server):
    folder = one_article(tmp_path, '<img src="https://a.example/0.png">')
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    page = run.window.features.picture_settings.page()
    assert isinstance(page, PicturesPage)
    page.bound.setValue(5.5)
    assert run.window.settings.pictures_mb == 5500
    assert run.window.features.pictures.store.bound == 5_500_000_000
    page.mode.setCurrentIndex(page.mode.findData(CACHE))
    assert run.window.features.pictures.mode == CACHE
    page.proxy.setText("no proxy at all")
    page.proxy.editingFinished.emit()
    assert run.window.settings.proxy == ""
    page.proxy.setText("127.0.0.1:3128")
    page.proxy.editingFinished.emit()
    assert run.window.features.pictures.fetcher.rules.proxy == ("127.0.0.1", 3128)
    page.allowed.setText("nas.example, Other.Example")
    page.allowed.editingFinished.emit()
    assert run.window.features.pictures.fetcher.rules.allowed_hosts == {
        "nas.example",
        "other.example",
    }
    page.clear.click()
    run.wait(page.clear.isEnabled)
    cache = PictureCache(run.paths.pictures)
    assert cache.get("https://a.example/0.png") is None
    page.deleteLater()


def test_what_is_kept_never_waits_behind_slow_hosts(program, tmp_path, picture_server):
    folder = one_article(tmp_path, '<img src="https://kept.example/1.png">')
    slow_ones = "".join(f'<img src="https://s{n}.example/x.png"><p>y</p>' for n in range(20))
    write_article(folder, "Tech/Alpha/two.md", "Two", hours_old=1, body=slow_ones)
    run = program(offline=False, connect_to=picture_server.address).open(folder, 2)
    run.shows("One")
    run.wait(lambda: answers(run) == [32])
    run.window.features.pictures.clear()
    picture_server.routes["/x.png"] = slow(8.0, GOOD)
    run.window.session.controller.select(1)
    run.shows("Two")
    run.wait(lambda: len([p for p in picture_server.paths() if p == "/x.png"]) >= 6)
    run.window.session.controller.select(0)
    run.shows("One")
    run.wait(lambda: answers(run) == [32], 3)


def test_offline_is_noticed_and_said_and_over_when_pictures_come_again(program, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    body = "".join(f'<img src="https://h{n}.example/{n}.png"><p>x</p>' for n in range(6))
    folder = one_article(tmp_path, body)
    run = program(offline=False, connect_to=("127.0.0.1", port)).open(folder, 1)
    run.shows("One")
    run.settle()
    assert run.message == "Offline: pictures come from those that are kept."
    missing = answers(run)
    assert PictureProblem.OFFLINE in missing
    assert set(missing) <= {PictureProblem.OFFLINE, PictureProblem.UNREACHABLE}
    with PictureServer(port) as server:
        click(run, missing.index(PictureProblem.OFFLINE))
        run.wait(lambda: run.message == "Online again.")
        run.settle()
        assert PictureProblem.OFFLINE not in answers(run)
        assert 32 in answers(run)
        run.close()
        del server

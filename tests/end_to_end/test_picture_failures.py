"""Why a picture is missing, and what can be done about it: in the real window, with real clicks."""

import errno
import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from reader import settings as settings_file
from reader.gui.document.placeholders import ACTIONS
from reader.gui.gallery.viewer import PictureViewer
from reader.images import connect
from reader.model import PictureProblem
from tests.end_to_end.test_pictures import answers, click, one_article, rect_of
from tests.support.made import KINDS, cut, hollow, made
from tests.support.picture_server import picture, raw, status

IN_PART = ("jpeg", "gif")


def test_a_whole_picture_of_every_format_is_shown(program, tmp_path, picture_server):
    for kind in KINDS:
        # What the header says of the type is never right.
        picture_server.routes[f"/{kind}"] = picture(made(kind), "text/plain")
    body = "".join(f'<img src="https://a.example/{kind}"><p>x</p>' for kind in KINDS)
    run = program(offline=False, connect_to=picture_server.address)
    run.open(one_article(tmp_path, body), 1)
    run.shows("One")
    run.settle()
    assert answers(run) == [120] * len(KINDS)


@pytest.mark.parametrize("broken", [hollow, cut])
def test_a_broken_file_of_each_format_has_its_placeholder_and_can_be_had_anew(
    broken, program, tmp_path, picture_server, expect_qt
):
    if broken is cut:
        expect_qt("qt.gui.imageio.jpeg")
    for kind in KINDS:
        # Its length is not told, so that nothing but the picture itself shows that it is cut off.
        answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + broken(kind)
        picture_server.routes[f"/{kind}"] = raw(answer)
    body = "".join(f'<img src="https://a.example/{kind}"><p>x</p>' for kind in KINDS)
    folder = one_article(tmp_path, body, more="thumbnail: https://a.example/png\n")
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    shown = broken is cut
    expected = [120 if shown and kind in IN_PART else PictureProblem.DAMAGED for kind in KINDS]
    assert answers(run) == expected
    assert str(PictureProblem.DAMAGED) == "damaged"
    asked = len(picture_server.requests)
    run.close()

    again = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    again.shows("One")
    again.settle()
    assert answers(again) == expected
    assert len(picture_server.requests) == asked  # remembered
    for number, kind in enumerate(KINDS):
        picture_server.routes[f"/{kind}"] = picture(made(kind))
        if expected[number] == PictureProblem.DAMAGED:
            again.settle()
            article = again.window.article
            article.reveal(article.character_of(article.page.pictures[number]))
            click(again, number)
    again.settle()
    assert answers(again) == [120] * len(KINDS)


def buttons(run, text):
    boxes = [box for box in run.window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    return boxes[0], [b for b in boxes[0].findChildren(QPushButton) if b.text() == text]


def test_a_private_address_is_asked_about_and_one_that_is_allowed_stays_so(
    program, tmp_path, picture_server
):
    host, port = picture_server.address
    body = "".join(
        f'<img src="http://{where}"><p>x</p>'
        for where in (f"{host}:{port}/a.png", f"{host}:{port}/b.png", f"localhost:{port}/c.png")
    )
    folder = one_article(tmp_path, body)
    run = program(offline=False).open(folder, 1)
    run.shows("One")
    run.settle()
    assert answers(run) == [PictureProblem.PRIVATE] * 3
    assert picture_server.connections == 0
    assert ACTIONS[PictureProblem.PRIVATE] == "click to allow its host"

    # The question names the host; to leave it is to say no, and so is the default.
    click(run, 0)
    box, _ = buttons(run, "Allow")
    assert host in box.text()
    assert "Preferences" in box.informativeText()
    assert box.defaultButton().text() != "Allow"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    run.settle()
    assert picture_server.connections == 0
    assert run.window.settings.allowed_hosts == []

    click(run, 0)
    _, (allow,) = buttons(run, "Allow")
    QTest.mouseClick(allow, Qt.MouseButton.LeftButton)
    run.settle()
    assert answers(run) == [32, 32, PictureProblem.PRIVATE]
    assert sorted(picture_server.paths()) == ["/a.png", "/b.png"]
    run.close()

    kept = settings_file.load(run.paths.settings_file)
    assert kept.allowed_hosts == [host]
    (run.paths.pictures / "x").parent.mkdir(exist_ok=True)
    again = program(offline=False)
    again.window.features.pictures.store.cache.clear()
    again.open(folder, 1)
    again.shows("One")
    again.settle()
    assert answers(again) == [32, 32, PictureProblem.PRIVATE]

    # Taken back in the Preferences, it is refused again.
    page = again.window.features.picture_settings.page()
    assert page.allowed.text() == host
    page.allowed.setText("")
    page.allowed.editingFinished.emit()
    again.window.features.pictures.store.cache.clear()
    assert again.window.features.pictures.fetcher.rules.allowed_hosts == frozenset()
    page.deleteLater()


def test_over_a_placeholder_the_foot_says_why_and_what_a_click_does(
    program, tmp_path, picture_server
):
    picture_server.default = picture(b"<!doctype html><p>No")
    folder = one_article(tmp_path, '<img src="https://a.example/a.png" alt="A &amp; B">')
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    article = run.window.article
    run.wait(lambda: rect_of(article, 0) is not None)
    foot = run.window.status_bar
    steps = itertools.cycle((QPoint(0, 0), QPoint(3, 2)))

    def said():
        # A hand that moves on a little, over where the place is now.
        point = rect_of(article, 0).center().toPoint() - article._scrolled_by()
        QTest.mouseMove(article.viewport(), point + next(steps))
        return foot.shown == "Not a picture: click to try again  ·  A & B"

    run.wait(said)
    assert article.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_tab_comes_to_the_pictures_and_return_does_what_a_click_does(
    program, tmp_path, picture_server
):
    picture_server.routes["/gone"] = status(404)
    body = (
        '<p>Text <img src="https://a.example/smiley" width="20" height="20"> and text</p>'
        '<a href="https://a.example/large"><img src="https://a.example/one" alt="First"></a>'
        '<p>x</p><img src="https://a.example/gone"><p><a href="https://b.example/">A link</a></p>'
    )
    run = program(offline=False, connect_to=picture_server.address)
    run.open(one_article(tmp_path, body), 1)
    run.shows("One")
    run.settle()
    article, foot = run.window.article, run.window.status_bar
    run.press(Qt.Key.Key_Tab)
    assert article.hasFocus()

    def tab_to(said):
        for _ in range(9):
            run.press(Qt.Key.Key_Tab)
            if foot.shown == said:
                return
        pytest.fail(f"Tab does not come to {said!r}")

    tab_to("First")
    before = article.grab().toImage()
    run.press(Qt.Key.Key_Return)
    viewer = run.window.findChild(PictureViewer)
    run.wait(lambda: viewer.image.width() == 32)
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    run.window.activateWindow()  # as a window system does when the one above closes
    article.setFocus()
    run.wait(lambda: run.window.isActiveWindow() and article.hasFocus())
    tab_to("Picture gone: click to try again")
    assert article.grab().toImage() != before  # one can see which is chosen
    picture_server.routes["/gone"] = picture(made("png"))
    run.press(Qt.Key.Key_Return)
    run.settle()
    assert answers(run)[2] == 120
    run.press(Qt.Key.Key_Tab)
    assert foot.shown.startswith("https://b.example")


def test_without_a_network_nothing_is_tried_over_and_over(program, tmp_path, monkeypatch):
    tried = []

    def unreachable(address, *_):
        tried.append(address)
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(connect, "_open", unreachable)
    body = "".join(f'<img src="https://h{n % 9}.example/{n}"><p>x</p>' for n in range(40))
    folder = one_article(tmp_path, body, more="thumbnail: https://h1.example/1\n")
    run = program(offline=False, connect_to=("127.0.0.1", 9)).open(folder, 1)
    run.shows("One")
    run.settle()
    assert run.message == "Offline: pictures come from those that are kept."
    controller, loader = run.window.session.controller, run.window.features.pictures
    before = len(tried)
    assert before <= 8  # six at once, and those that had begun
    # Each opening asks for all of them anew.
    for open_again in (lambda: controller.select(0), controller.make_page_again):
        open_again()
        run.settle()
        loader.retry_thumbnails()
        run.window.list.rows.viewport().repaint()
        run.settle()
    assert len(tried) == before


def test_thumbnails_are_kept_for_each_kind_of_screen(program, tmp_path, picture_server):
    picture_server.default = picture(made("jpeg", 400, 300))
    url = "https://a.example/1.jpg"
    folder = one_article(tmp_path, f'<img src="{url}">', more=f"thumbnail: {url}\n")
    run = program(offline=False, connect_to=picture_server.address).open(folder, 1)
    run.shows("One")
    run.settle()
    loader, path = run.window.features.pictures, "Tech/Alpha/one.md"

    def shown(ratio):
        loader.thumbnails.get(path, url, ratio)
        run.settle()
        pixmap = loader.thumbnails.get(path, url, ratio)
        return pixmap.width(), pixmap.devicePixelRatio()

    assert shown(1.0) == (76, 1.0)
    assert shown(2.0) == (152, 2.0)
    cache = loader.store.cache
    assert cache.get_thumbnail(url, 76, 76)
    assert cache.get_thumbnail(url, 152, 152)
    assert len(picture_server.requests) == 1

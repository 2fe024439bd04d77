"""Pictures of the folder and of data URIs."""

import base64
import os
import socket
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.bounds import PICTURE_BYTES
from reader.images.local import data_picture, local_picture
from reader.model import PictureError, PictureProblem
from tests.support import pictures

DATA = pictures.png(20, 10)
ARTICLE = "news/today/post.md"


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "folder"
    (folder / "news" / "today").mkdir(parents=True)
    return folder


def put(file, data=DATA):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def problem(*arguments):
    with pytest.raises(PictureError) as caught:
        local_picture(*arguments)
    return caught.value.problem


@pytest.mark.parametrize(
    ("file", "src"),
    [
        ("news/today/a.png", "a.png"),
        ("news/today/a.png", "./a.png"),
        ("news/today/a.png", " a.png?v=3#top "),
        ("news/a.png", "../a.png"),
        ("a.png", "../../a.png"),
        ("images/a.png", "images/a.png"),
        ("images/a.png", "/images/a.png"),
        ("images/a.png", "\\images\\a.png"),
        ("news/today/post/a.png", "a.png"),
        ("news/today/图 片.png", "图 片.png"),
        ("news/today/图 片.png", quote("图 片.png")),
        ("news/today/50%25.png", "50%25.png"),
        ("news/today/50%.png", "50%25.png"),
        ("news/today/50%.png", "50%.png"),
        ("news/today/what?.png", "what%3F.png"),
        ("news/today/what?.png", "what?.png"),
        ("news/today/#1.png", "#1.png"),
    ],
)
def test_found(root, file, src):
    put(root / file)
    assert local_picture(root, ARTICLE, src) == DATA


def test_beside_the_article_goes_before_the_root(root):
    put(root / "a.png", pictures.png(1, 1))
    put(root / "news/today/a.png")
    assert local_picture(root, ARTICLE, "a.png") == DATA
    assert local_picture(root, ARTICLE, "/a.png") == pictures.png(1, 1)


@pytest.mark.parametrize(
    "src",
    [
        "",
        " ",
        "missing.png",
        "../../../outside.png",
        "/../outside.png",
        "%2e%2e/%2e%2e/%2e%2e/outside.png",
        "..\\..\\..\\outside.png",
        "file:///etc/hostname",
        "C:\\pictures\\a.png",
        "C:a.png",
        "//host/share/a.png",
        "\\\\host\\share\\a.png",
        "https://host.example/a.png",
        "javascript:alert(1)",
        "a\0.png",
        "x" * 5000,
        "a/" * 3000,
        "..",
        "news",
        "\ud800.png",
    ],
)
def test_not_in_the_folder(root, tmp_path, src):
    put(tmp_path / "outside.png")
    assert problem(root, ARTICLE, src) is PictureProblem.NOT_FOUND


def test_an_absolute_path_is_never_the_disk_s_own(root, tmp_path):
    put(tmp_path / "outside.png")
    assert problem(root, ARTICLE, str(tmp_path / "outside.png")) is PictureProblem.NOT_FOUND


def test_links_lead_about_in_the_folder_and_not_out_of_it(root, tmp_path):
    put(tmp_path / "outside" / "a.png")
    put(root / "in.png")
    (root / "to-in.png").symlink_to(root / "in.png")
    (root / "to-out.png").symlink_to(tmp_path / "outside" / "a.png")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "circle.png").symlink_to(root / "circle.png")
    assert local_picture(root, ARTICLE, "/to-in.png") == DATA
    for src in ("/to-out.png", "/out/a.png", "/circle.png"):
        assert problem(root, ARTICLE, src) is PictureProblem.NOT_FOUND


def test_a_root_that_is_a_link_itself(root, tmp_path):
    put(root / "a.png")
    (tmp_path / "link").symlink_to(root)
    assert local_picture(tmp_path / "link", ARTICLE, "/a.png") == DATA


def test_pipes_and_sockets_do_not_hold_us(root, monkeypatch):
    os.mkfifo(root / "pipe.png")
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.png")
        for src in ("/pipe.png", "/socket.png"):
            assert problem(root, ARTICLE, src) is PictureProblem.NOT_FOUND


def test_what_is_no_picture_or_too_large(root):
    put(root / "page.png", b"<!doctype html>")
    put(root / "bomb.png", pictures.png_that_says(50_000, 50_000))
    put(root / "huge.png", DATA)
    os.truncate(root / "huge.png", PICTURE_BYTES + 1)
    assert problem(root, ARTICLE, "/page.png") is PictureProblem.NOT_A_PICTURE
    assert problem(root, ARTICLE, "/bomb.png") is PictureProblem.TOO_LARGE
    assert problem(root, ARTICLE, "/huge.png") is PictureProblem.TOO_LARGE


def test_a_folder_that_is_gone(tmp_path):
    assert problem(tmp_path / "gone", ARTICLE, "a.png") is PictureProblem.NOT_FOUND


@pytest.mark.parametrize(
    "uri",
    [
        "data:image/png;base64," + base64.b64encode(DATA).decode(),
        "data:image/png;base64," + base64.b64encode(DATA).decode().rstrip("="),
        "data:image/png;base64," + base64.urlsafe_b64encode(DATA).decode(),
        "data:image/png;base64," + quote(base64.b64encode(DATA).decode()),
        "DATA:;charset=x; Base64,\n " + "\n".join(base64.b64encode(DATA).decode()),
        "data:image/png," + quote(DATA),
        "data:text/html," + quote(DATA),
    ],
)
def test_data_uri(uri):
    assert data_picture(uri) == DATA


@pytest.mark.parametrize(
    ("uri", "problem"),
    [
        ("data:", PictureProblem.NOT_A_PICTURE),
        ("data:image/png;base64", PictureProblem.NOT_A_PICTURE),
        ("data:image/png;base64,", PictureProblem.NOT_A_PICTURE),
        ("data:image/png;base64,A", PictureProblem.NOT_A_PICTURE),
        ("data:image/svg+xml,<rss><svg/></rss>", PictureProblem.NOT_A_PICTURE),
        ("https://host.example/,", PictureProblem.NOT_A_PICTURE),
        ("data:image/png," + quote(pictures.png_that_says(30_000, 2)), PictureProblem.TOO_LARGE),
        ("data:image/png;base64," + "A" * (3 * PICTURE_BYTES + 1), PictureProblem.TOO_LARGE),
    ],
)
def test_a_data_uri_that_is_refused(uri, problem):
    with pytest.raises(PictureError) as caught:
        data_picture(uri)
    assert caught.value.problem is problem


@given(st.text(max_size=60))
def test_any_text_fails_in_an_expected_way(text):
    for uri in ("data:image/png;base64," + text, "data:" + text, text):
        with pytest.raises(PictureError):
            data_picture(uri)

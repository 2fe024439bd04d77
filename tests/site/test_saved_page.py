"""A page that a browser saved as one file: its words, and its pictures, out of that file alone."""

import base64
from contextlib import suppress
from pathlib import Path

import pytest

from reader.folder.article_file import article_from_bytes, read_article
from reader.images.local import local_picture
from reader.ingest.resolver import FolderResolver
from reader.markup.page.page import make_page
from reader.model import FileRefusedError, PictureError
from reader.site.saved_page import read_saved_page, saved_picture
from tests.support import pictures

PICTURE = pictures.png(40, 30)

CHROME = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/ferry/
Subject: =?utf-8?Q?The=20ferry=20=E2=80=93=20news?=
Date: Tue, 4 May 2021 09:30:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--abc----"


------MultipartBoundary--abc----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example/ferry/

<!DOCTYPE html><html><head><meta charset=3D"utf-8"><title>The ferry</title></head>
<body><p>It sailed at n=C3=B6on, w=
ith all aboard.</p><img srcset=3D"https://news.example/big.png 2x" =
src=3D"https://news.example/a.png"><img src=3D"b.png">
<img src=3D"cid:inline@x"><img src=3D"https://news.example/away.png"></body></html>
------MultipartBoundary--abc----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://news.example/a.png

%(picture)s
------MultipartBoundary--abc----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://news.example/ferry/b.png

%(picture)s
------MultipartBoundary--abc----
Content-Type: image/png
Content-ID: <inline@x>
Content-Transfer-Encoding: base64

%(picture)s
------MultipartBoundary--abc------
"""


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "clips"
    folder.mkdir(parents=True)
    file = folder / "The ferry.mhtml"
    data = CHROME % {b"picture": base64.encodebytes(PICTURE)}
    file.write_bytes(data.replace(b"\n", b"\r\n"))
    return file


def test_its_words_title_address_and_day(saved):
    article = read_article(saved, saved.parent)
    assert article.title.startswith("The ferry")
    assert article.text == "It sailed at nöon, with all aboard."
    assert article.url == "https://news.example/ferry/"
    assert article.date.isoformat().startswith("2021-05-04T")


def test_its_pictures_come_out_of_the_file(saved):
    folder = saved.parent
    article = read_article(saved, folder)
    page = make_page(article, FolderResolver(folder).of(article))
    inside = [picture.url for picture in page.pictures if not picture.url.startswith("http")]
    assert len(inside) == 3
    for url in inside:
        assert local_picture(folder, saved.name, url) == PICTURE
    assert page.pictures[-1].url == "https://news.example/away.png"
    assert [each.name for each in folder.iterdir()] == [saved.name]  # nothing is unpacked


@pytest.mark.parametrize("number", ["0", "9", "99999999", "x", "", "-1", "²"])
def test_what_is_no_picture_of_it_is_not_found(saved, number):
    with pytest.raises(PictureError):
        local_picture(saved.parent, saved.name, f"The%20ferry.mhtml#{number}")


def test_a_file_that_only_bears_the_name_is_read_as_what_it_is(tmp_path):
    article = article_from_bytes(b"---\ntitle: Plain\n---\n\nText.\n", "a.mhtml", 0)
    assert (article.title, article.text) == ("Plain", "Text.")
    page = article_from_bytes(
        b"<html><head><title>P</title></head><body>W</body></html>", "a.mht", 0
    )
    assert (page.title, page.text) == ("P", "W")


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n--a\n--a--",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"\"\n\n--\n--",
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=no-such\n\n<p>x</p>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/related; boundary=a\n\n" * 5000,
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=-\n\n" + b"-" * 200_000,
        b"MIME-Version: 1.0\n" + b"Subject: =?utf-8?b?////?=\n" * 1000 + b"\nx",
    ],
)  # fmt: skip
def test_broken_ones_fail_in_an_expected_way(data):
    with suppress(FileRefusedError):
        article_from_bytes(data, "a.mhtml", 0)
    read_saved_page(data, "a.mhtml")
    assert saved_picture(data, 1) is None

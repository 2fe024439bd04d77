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


MAIL = """\
Received: from a.example
From: =?utf-8?Q?Ann_B=C3=A9?= <ann@x.example>
To: b@x.example
Subject: =?utf-8?B?5L2g5aW9?= world
Date: Fri, 03 Jan 2020 10:11:12 +0100
"""
MIXED = """\
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="m"

--m
Content-Type: multipart/related; boundary="r"

--r
Content-Type: multipart/alternative; boundary="a"

--a
Content-Type: text/plain

Plain.
--a
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><head><title>News</title></head><body><p>Rich t=C3=A9xt.</p>
<img src=3D"cid:1@x"></body></html>
--a--
--r
Content-Type: image/png
Content-ID: <1@x>
Content-Transfer-Encoding: base64

%s
--r--
--m
Content-Type: text/html
Content-Disposition: attachment; filename=a.html

<p>Sent along.</p>
--m--
"""


CODED = """\
MIME-Version: 1.0
Content-Type: text/plain; charset=gbk
Content-Transfer-Encoding: base64
"""
ALTERNATIVE = """\
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=q
"""


def test_a_mail_is_its_subject_sender_day_and_text(tmp_path):
    file = tmp_path / "a.eml"
    file.write_text(MAIL + MIXED % base64.encodebytes(PICTURE).decode())
    article = read_article(file, tmp_path)
    assert (article.title, article.author, article.text) == ("你好 world", "Ann Bé", "Rich téxt.")
    assert article.date.isoformat() == "2020-01-03T10:11:12+01:00"
    page = make_page(article, FolderResolver(tmp_path).of(article))
    assert [local_picture(tmp_path, "a.eml", each.url) for each in page.pictures] == [PICTURE]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("\nOne.\n\nTwo.\n", "One.\nTwo."),
        (f"{CODED}\nxOO6ww==\n", "你好"),
        (f"{ALTERNATIVE}\n--q\nContent-Type: text/plain\n\nOnly plain.\n--q--\n", "Only plain."),
    ],
)  # fmt: skip
def test_a_mail_of_plain_text(more, text):
    article = article_from_bytes((MAIL + more).encode(), "x/Mail.EML", 0)
    assert (article.title, article.text) == ("你好 world", text)

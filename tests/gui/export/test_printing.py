"""An article on paper: light whatever the window is, on sheets, with title, number and links."""

import re
import shutil
import subprocess
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter

from reader.gui.export.printing import PaperArticle, PdfMaking
from reader.markup.page.page import make_page
from reader.model import Picture, PictureProblem
from tests.gui.pages import image, page, paragraphs
from tests.markup.articles import article

A4 = QSizeF(627, 949)


def sheet(paper, number, scale=1.0):
    """One sheet as a picture of its text area, and of what is painted right below it."""
    made = QImage(round(627 * scale), round(949 * scale), QImage.Format.Format_RGB32)
    made.fill("#ffffff")
    painter = QPainter(made)
    painter.scale(scale, scale)
    paper.paint(painter, number)
    painter.end()
    return made


@pytest.fixture
def pdf(qapp, wait_until):
    """`pdf(page, answers, *more)`: the bytes of it; more: pages behind the first one."""

    def make(shown, answers=None, *more):
        making, done = PdfMaking(shown.title, qapp, several=bool(more)), []
        for each in (shown, *more):
            making.add(each, answers or {}, lambda: done.append(True))
            wait_until(lambda: done, 20)
            done.clear()
        return making.end()

    return make


def sheets_of(data):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", data))


def text_of(data):
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def test_a_pdf_has_its_title_and_as_many_sheets_as_it_needs(pdf):
    one = pdf(page("<p>Short.</p>"))
    many = pdf(page(paragraphs(60)))
    assert one.startswith(b"%PDF-")
    assert sheets_of(one) == 1
    assert 4 <= sheets_of(many) <= 12
    assert "Fog over the tea gardens".encode("utf-16-be") in one


def test_a_hostile_title_is_one_plain_line_in_a_pdf(pdf):
    data = pdf(page("<p>Words.</p>", title="Tax\u202e law\u2066 \0order\nend"))
    assert "Tax law order end".encode("utf-16-be") in data or b"(Tax law order end)" in data


def test_its_text_can_be_searched_with_title_and_number_on_each_sheet(pdf):
    text = text_of(pdf(page(paragraphs(60), title="Fog & tea")))
    sheets = text.rstrip("\f").split("\f")
    assert "Number 0." in sheets[0]
    assert "Number 59." in sheets[-1]
    assert sheets[0].count("Fog & tea") == 1
    assert all("Fog & tea" in each for each in sheets)
    for number, each in enumerate(sheets, 1):
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}\b", each)


def test_chinese_with_numbers_can_be_searched(pdf):
    words = "在 v5.1 引入，共 2020 年：一篇大文章，面对风雨，马上行动，长门见鸟。"
    text = text_of(pdf(page(f"<p>{words}</p>", language="zh-Hans")))
    assert words in text.replace("\n", "")


def test_links_can_be_followed(pdf):
    data = pdf(page('<p><a href="https://example.org/there">There</a></p>'))
    assert b"/URI" in data
    assert b"https://example.org/there" in data


@pytest.mark.parametrize("sign", ["(", ")", "\\"])
def test_an_address_stays_within_its_string(pdf, sign):
    """Qt writes it as it is; behind a bracket that is closed the PDF's own commands would stand."""
    address = f"https://example.org/a{sign}/S/Launch/F(x"
    data = pdf(page(f'<p><a class="x" href="{address}">There</a></p>'))
    written = f"https://example.org/a%{ord(sign):X}/S/Launch/F%28x"
    assert b"(" + written.encode() + b")" in data


def test_paper_is_light(qapp):
    made = sheet(PaperArticle(page(paragraphs(3)), {}, A4), 0)
    pixels = [made.pixelColor(x, y) for x in range(0, 620, 4) for y in range(0, 940, 4)]
    light = [colour for colour in pixels if colour.lightness() > 200]
    assert len(light) > len(pixels) * 0.8
    assert made.pixelColor(600, 930).name() == "#ffffff"
    assert min(colour.lightness() for colour in pixels) < 80


def test_a_picture_taller_than_a_sheet_fits_on_one(qapp):
    tall = page(
        '<p>Before.</p><p class="picture"><img src="picture:0"></p><p>After.</p>',
        pictures=(Picture("picture:0", "https://x.test/1.jpg"),),
    )
    paper = PaperArticle(tall, {"picture:0": image(600, 4000, "#336699")}, A4)
    assert paper.pages <= 3
    blue = [
        n
        for n in range(paper.pages)
        if any(sheet(paper, n).pixelColor(313, y).name() == "#336699" for y in range(0, 949, 5))
    ]
    assert len(blue) == 1


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.083])
def test_nothing_of_a_sheet_is_seen_on_the_one_before(qapp, scale):
    """Also where its edge falls between two dots of the device: a table begins with a line."""
    table = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    paper = PaperArticle(make_page(article("<p>word</p>" + table * 30)), {}, A4)
    first = sheet(paper, 0, scale)
    across, below = range(0, first.width(), 5), range(first.height() - 3, first.height())
    assert {first.pixelColor(x, y).name() for x in across for y in below} == {"#ffffff"}


def test_a_picture_that_is_missing_leaves_a_line(pdf):
    shown = page(
        '<p class="picture"><img src="picture:0"></p>',
        pictures=(Picture("picture:0", "https://x.test/1.jpg", "Fog"),),
    )
    text = text_of(pdf(shown, {"picture:0": PictureProblem.GONE}))
    assert "Picture gone" in text
    assert "click" not in text


def test_several_articles_begin_on_sheets_of_their_own_and_are_numbered_through(pdf):
    data = pdf(page(paragraphs(60), title="Fog"), {}, page("<p>Behind it.</p>", title="Tea"))
    sheets = text_of(data).rstrip("\f").split("\f")
    assert "Tea" in sheets[-1]
    assert "Behind it." in sheets[-1]
    assert [each.split()[-1] for each in sheets] == [str(n) for n in range(1, len(sheets) + 1)]


def test_a_formula_is_on_paper(qapp):
    shown = make_page(article(r'<p><span class="math inline">\frac{a}{b}</span></p>'))
    with_it, without = (
        sheet(PaperArticle(each, {}, A4), 0) for each in (shown, replace(shown, formulas=()))
    )
    assert with_it != without


def test_a_long_article_is_painted_bit_by_bit(qapp, wait_until):
    got = []
    making = PdfMaking("Long", qapp)
    making.add(page(paragraphs(500)), {}, lambda: got.append(making.end()))
    turns = 0
    while not got:
        begin = time.process_time()
        qapp.processEvents()
        turns += 1
        assert time.process_time() - begin < 1.0
    assert turns >= sheets_of(got[0])


def test_it_can_be_stopped(qapp, wait_until):
    got = []
    making = PdfMaking("Long", qapp)
    making.add(page(paragraphs(300)), {}, lambda: got.append(True))
    qapp.processEvents()
    making.stop()
    for _ in range(20):
        qapp.processEvents()
    assert not got

"""What the document of an article holds: formats, not pixels."""

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QTextBlockFormat, QTextTable

from reader.gui.document.document import ArticleDocument
from reader.gui.document.picture_objects import ArticlePictures
from reader.gui.document.template import page_html
from reader.gui.style.theme import DARK, LIGHT
from reader.gui.style.typography import reading_families, script_of, setting
from reader.model import Note, NoteCode, PictureProblem
from tests.gui.pages import image, page, picture

FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


@pytest.fixture
def document(qapp):
    """`document(page)` makes one, its pictures in `.held`."""

    def make(shown, theme=LIGHT, zoom=100, answers=(), column=600):
        own = setting(shown.language, zoom)
        held = ArticlePictures(shown.pictures, theme, own, column)
        for key, answer in dict(answers).items():
            held.set_answer(key, answer)
        made = ArticleDocument(page_html(shown), theme, zoom, own, held)
        made.held = held
        made.setPageSize(QSizeF(column, -1))
        made.lay_out()
        return made

    return make


def blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def block_with(document, text):
    return next(block for block in blocks(document) if text in block.text())


def char_format(block, text):
    walk = block.begin()
    while not walk.atEnd():
        if text in walk.fragment().text():
            return walk.fragment().charFormat()
        walk += 1
    raise AssertionError(text)


def tables(document):
    return [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]


def test_header_body_and_notes_in_order(document):
    made = document(page("<p>Body.</p>", notes=(Note(NoteCode.BAD_DATE),)))
    lines = [block.text() for block in blocks(made) if block.text()]
    assert lines[:2] == ["The Mountain Review", "Fog over the tea gardens"]
    assert lines[2].startswith("Lin Xiaoman")
    assert lines[2].endswith("3 min · news · mountain.test")
    assert lines[3:] == ["Body.", "About this file", Note(NoteCode.BAD_DATE).sentence]


def test_the_title_bears_no_markup(document):
    made = document(page(title="<b>bold</b> & <img src=x>", source="<i>s</i>", author="<u>a</u>"))
    assert "<b>bold</b> & <img src=x>" in made.toPlainText()
    assert "<i>s</i>" in made.toPlainText()
    assert "\ufffc" not in made.toPlainText()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_text_stands_on_an_even_grid(document, language):
    body = "loose text<br>of a poem<p>paragraph</p><div>division</div><ul><li>item</li></ul>"
    made = document(page(body, language=language))
    own = setting(language, 100)
    for text in ("loose", "paragraph", "division", "item"):
        form = block_with(made, text).blockFormat()
        assert form.lineHeightType() == FIXED, text
        assert form.lineHeight() == own.line, text
    assert own.line / own.size == pytest.approx(1.7 if language != "en" else 1.55, abs=0.03)


def test_sizes_fall_from_title_to_caption(document):
    body = "<h1>One</h1><h2>Two</h2><h3>Three</h3><p>Text</p><p class='caption'>Caption</p>"
    made = document(page(body))
    names = ("Fog over", "One", "Two", "Three", "Text", "Caption")
    sizes = [char_format(block_with(made, n), n).font().pixelSize() for n in names]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)


def test_emphasis_and_links_stay(document):
    made = document(page("<p><b>bold</b> <i>slanted</i> <a href='https://x.test/'>link</a></p>"))
    block = block_with(made, "bold")
    assert char_format(block, "bold").font().bold()
    assert char_format(block, "slanted").fontItalic()
    link = char_format(block, "link")
    assert link.anchorHref() == "https://x.test/"
    assert link.foreground().color().name() == LIGHT.link


def test_a_quotation_has_a_bar(document):
    body = (
        "<table class='quote' width='100%' cellspacing='0' cellpadding='0'><tr>"
        "<td class='quote-bar' width='3'></td><td class='quote-text'><p>said</p></td></tr></table>"
    )
    made = document(page(body))
    (table,) = tables(made)
    assert table.cellAt(0, 0).format().background().color().name() == LIGHT.quote_bar
    assert table.format().toTableFormat().border() == 0
    said = char_format(block_with(made, "said"), "said")
    assert said.foreground().color().name() == LIGHT.text_soft


def test_code_and_data_tables(document):
    body = (
        "<table class='code' width='100%'><tr><td><pre>a\n  b</pre></td></tr></table>"
        "<table class='data'><tr><th>Head</th></tr><tr><td>Cell</td></tr></table>"
    )
    made = document(page(body), theme=DARK)
    code, data = tables(made)
    assert code.format().background().color().name() == DARK.code_background
    assert "  b" in made.toPlainText()
    head = data.cellAt(0, 0).format().toTableCellFormat()
    assert head.background().color().name() == DARK.table_header
    assert head.leftBorder() == 1
    assert head.leftPadding() > 4


def test_the_language_chooses_the_font(document):
    for language in ("zh-Hans", "zh-TW", "ja", "ko", "en", ""):
        families = reading_families(language)
        assert document(page(language=language)).defaultFont().families() == families
    assert [script_of(t) for t in ("zh", "zh-CN", "zh_TW", "zh-Hant-HK", "ja-JP", "fr")] == [
        "zh-Hans", "zh-Hans", "zh-Hant", "zh-Hant", "ja", "",
    ]  # fmt: skip


def test_zoom_scales_text_and_column():
    half, whole, double = (setting("zh-Hans", zoom) for zoom in (50, 100, 200))
    assert (half.size, double.size) == (whole.size // 2, whole.size * 2)
    assert 34 <= whole.column / whole.size <= 42
    assert double.column == whole.column * 2


def test_pictures_known_sizes_are_kept_before_they_arrive(document):
    pictures = (picture(0, width=1200, height=600), picture(1), picture(2, width=20, height=20))
    body = "".join(f"<p><img src='{p.key}'></p>" for p in pictures)
    held = document(page(body, pictures=pictures)).held
    sizes = [held.size(p.key).toSize().toTuple() for p in pictures]
    assert sizes == [(600, 300), (600, 400), (20, 20)]


def test_pictures_never_exceed_their_room(document):
    pictures = tuple(picture(n) for n in range(4))
    body = (
        "<p><img src='picture:0'></p><ul><li><img src='picture:1'></li></ul>"
        "<table class='quote' width='100%' cellspacing='0'><tr><td class='quote-bar' width='3'>"
        "</td><td class='quote-text'><p><img src='picture:2'></p></td></tr></table>"
        "<table class='data'><tr><td><img src='picture:3'></td><td>x</td></tr></table>"
    )
    answers = {p.key: image(3000, 1500) for p in pictures}
    made = document(page(body, pictures=pictures), answers=answers)
    widths = [made.held.size(p.key).width() for p in pictures]
    assert widths[0] == 600
    assert widths[1] == 600  # no bullet stands beside it
    assert 500 < widths[2] < 590
    assert 200 < widths[3] < 300
    assert made.size().width() <= 600


def test_small_pictures_are_not_enlarged_and_odd_sizes_do_no_harm(document):
    odd = (
        picture(0, width=10**9, height=3),
        picture(1, width=-1, height=-1),
        picture(2, width=5, height=19_999),
    )
    body = "".join(f"<img src='{p.key}'>" for p in odd) + "<img src='picture:99'>"
    made = document(page(body, pictures=odd), answers={"picture:2": image(40, 30)})
    assert made.held.size("picture:0").toSize().toTuple() == (600, 400)
    assert made.held.size("picture:1").toSize().toTuple() == (600, 400)
    assert made.held.size("picture:2").toSize().toTuple() == (40, 30)
    assert made.size().height() < 3000


def test_a_smiley_is_as_small_as_its_article_says_whatever_its_file_holds(document):
    small = (picture(0, width=20, height=20), picture(1, height=18), picture(2, width=60))
    body = "".join(f"<p>Text <img src='{p.key}'> text</p>" for p in small)
    answers = {"picture:0": image(72, 72), "picture:1": image(36, 72), "picture:2": image(30, 10)}
    held = document(page(body, pictures=small), answers=answers).held
    sizes = [held.size(p.key).toSize().toTuple() for p in small]
    assert sizes == [(20, 20), (9, 18), (30, 10)]


def test_a_picture_that_failed_takes_little_room(document):
    made = document(
        page("<p><img src='picture:0'></p>", pictures=(picture(0, alt="A map"),)),
        answers={"picture:0": PictureProblem.GONE},
    )
    assert made.held.size("picture:0").height() < 120


def test_blocks_of_pictures_have_no_line_height_and_stand_in_the_middle(document):
    pictures = (picture(0), picture(1, width=20, height=20))
    body = "<p><img src='picture:0'></p><p>Text <img src='picture:1'> goes on</p>"
    made = document(page(body, pictures=pictures))
    alone, beside = (b.blockFormat() for b in blocks(made) if "\ufffc" in b.text())
    assert alone.lineHeight() == 100
    assert alone.alignment() == Qt.AlignmentFlag.AlignHCenter
    minimum = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
    assert (beside.lineHeightType(), beside.lineHeight()) == (minimum, setting("en", 100).line)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Text</p><link rel='stylesheet' href='{file}'>",
        "<style>@import url({file});</style><p>Text</p>",
        "<p style='background-image:url({file})'>Text</p>",
        "<body background='{file}'><p>Text</p>",
        "<table background='{file}'><tr><td background='{file}'>Text</td></tr></table>",
        "<ul style='list-style-image:url({file})'><li>Text</li></ul>",
        "<img src='{file}'><p>Text</p>",
    ],
)
def test_no_file_is_ever_opened(document, tmp_path, html):
    trap = tmp_path / "trap.css"
    trap.write_text("p, td, li { color: #ff0000; }")
    for address in (trap.as_uri(), str(trap)):
        made = document(page(html.replace("{file}", address)))
        made.size()
        form = char_format(block_with(made, "Text"), "Text")
        assert form.foreground().color().name() != "#ff0000"
        block = block_with(made, "Text").blockFormat()
        assert block.background().textureImage().size().width() <= 1
